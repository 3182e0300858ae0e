#include "api/store/store_url.h"

#include <libpq-fe.h>
#include <stddef.h>
#include <string.h>

static const char *after_scheme(const char *url)
{
    static const char *const schemes[] = {"postgresql://", "postgres://"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (strncmp(url, schemes[i], strlen(schemes[i])) == 0)
            return url + strlen(schemes[i]);
    return NULL;
}

/* As PQconnectdbParams with expand_dbname: anything else is the name of a database. */
static bool is_connection_string(const char *url)
{
    return after_scheme(url) != NULL || strchr(url, '=') != NULL;
}

/* One '@' at most, and before the path: more of them are a password's, and what stands behind the
 * first would be taken for a host or a database. */
static bool has_one_user(const char *rest)
{
    size_t size = strcspn(rest, "?");
    const char *at = memchr(rest, '@', size);
    if (at == NULL)
        return true;
    return at < rest + strcspn(rest, "/?") &&
           memchr(at + 1, '@', size - (size_t)(at + 1 - rest)) == NULL;
}

static const char *value_of(const PQconninfoOption *options, const char *keyword)
{
    while (options->keyword != NULL && strcmp(options->keyword, keyword) != 0)
        options++;
    return options->keyword == NULL || options->val == NULL ? "" : options->val;
}

bool store_url_is_readable(const char *url)
{
    if (!is_connection_string(url))
        return true;
    const char *rest = after_scheme(url);
    if (rest != NULL && !has_one_user(rest))
        return false;
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    if (options == NULL)
        return false;
    const char *port = value_of(options, "port");
    bool readable = port[strspn(port, "0123456789,")] == '\0';
    PQconninfoFree(options);
    return readable;
}

bool store_url_has_password(const char *url)
{
    PQconninfoOption *options = is_connection_string(url) ? PQconninfoParse(url, NULL) : NULL;
    if (options == NULL)
        return false;
    bool has =
        value_of(options, "password")[0] != '\0' || value_of(options, "sslpassword")[0] != '\0';
    PQconninfoFree(options);
    return has;
}
