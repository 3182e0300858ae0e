#include "api/accept.h"

#include <string.h>
#include <strings.h>

struct item {
    const char *name; /* without parameters and blanks */
    size_t size;
    int quality; /* 0..1000 */
};

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

/* Reads "q=0.8" as 800; anything odd counts as 1000, as if it were not there. */
static int read_quality(const char *at)
{
    at = skip_blanks(at);
    if (strncasecmp(at, "q=", 2) != 0 || (at[2] != '0' && at[2] != '1'))
        return 1000;
    if (at[2] == '1')
        return 1000;
    int quality = 0;
    int step = 100;
    for (const char *digit = at + 4; at[3] == '.' && *digit >= '0' && *digit <= '9' && step > 0;
         digit++, step /= 10)
        quality += (*digit - '0') * step;
    return quality;
}

/* The next item of a list between commas; false at the end. */
static bool next_item(const char **at, struct item *ret_item)
{
    const char *start = *at + strspn(*at, " \t,");
    if (*start == '\0')
        return false;
    const char *end = start + strcspn(start, ",");
    *ret_item = (struct item){start, strcspn(start, ";, \t"), 1000};
    for (const char *mark = start; (mark = strchr(mark, ';')) != NULL && mark < end; mark++) {
        int quality = read_quality(mark + 1);
        ret_item->quality = quality < ret_item->quality ? quality : ret_item->quality;
    }
    *at = end;
    return true;
}

static bool item_is(const struct item *item, const char *name)
{
    return strlen(name) == item->size && strncasecmp(item->name, name, item->size) == 0;
}

/* How exactly an item speaks of type: 3 itself, 2 its range, 1 anything, 0 not at all. */
static int match_of(const struct item *item, const char *type)
{
    size_t family = strcspn(type, "/") + 1;
    if (item_is(item, type))
        return 3;
    if (item->size == family + 1 && strncasecmp(item->name, type, family) == 0 &&
        item->name[family] == '*')
        return 2;
    return item_is(item, "*/*") ? 1 : 0;
}

bool accept_allows(const char *header, const char *type)
{
    if (header == NULL || *skip_blanks(header) == '\0')
        return true;
    struct item item;
    int best = 0;
    int quality = 0;
    while (next_item(&header, &item)) {
        int match = match_of(&item, type);
        if (match > best) {
            best = match;
            quality = item.quality;
        }
    }
    return quality > 0;
}

enum label_language accept_language(const char *header)
{
    enum label_language best = LABEL_EN;
    int quality = 0;
    struct item item;
    while (header != NULL && next_item(&header, &item)) {
        enum label_language language = LABEL_EN;
        if (item.quality > quality && label_language_find(item.name, item.size, &language)) {
            best = language;
            quality = item.quality;
        }
    }
    return best;
}

bool accept_is_type(const char *header, const char *type)
{
    struct item item;
    if (header == NULL || !next_item(&header, &item) || !item_is(&item, type))
        return false;
    const char *charset = strcasestr(item.name, "charset=");
    if (charset == NULL)
        return true;
    charset += strlen("charset=");
    charset += *charset == '"';
    return strncasecmp(charset, "utf-8", 5) == 0 && strchr("\"; \t,", charset[5]) != NULL;
}
