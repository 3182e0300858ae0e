#include "api/etag.h"

#include "scoring/base/digest.h"

#include <stdio.h>
#include <string.h>

#define BODY_DIGITS 32 /* 128 bits: no two bodies of one address share them by chance */

void etag_of_body(const char *bytes, size_t size, char ret_etag[ETAG_SIZE])
{
    struct digest digest = digest_of(bytes, size);
    char hex[DIGEST_HEX_SIZE];
    digest_hex(&digest, hex);
    (void)snprintf(ret_etag, ETAG_SIZE, "\"b%.*s\"", BODY_DIGITS, hex);
}

/* ---- lists */

struct tag {
    const char *opaque; /* with its quotes */
    size_t size;
    bool weak;
};

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

/* etagc of RFC 9110, 8.8.3: visible ASCII but the quote, and bytes above it. */
static bool is_tag_byte(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte > 0x20 && byte != 0x7f && byte != '"';
}

/* Reads the tag at *at and moves past it, its blanks and its comma; false when there is none. */
static bool read_tag(const char **at, struct tag *ret_tag)
{
    struct tag tag = {.opaque = *at};
    tag.weak = strncmp(tag.opaque, "W/", 2) == 0;
    tag.opaque += tag.weak ? 2 : 0;
    if (*tag.opaque != '"')
        return false;
    for (tag.size = 1; is_tag_byte(tag.opaque[tag.size]); tag.size++)
        continue;
    if (tag.opaque[tag.size++] != '"')
        return false;
    const char *end = skip_blanks(tag.opaque + tag.size);
    if (*end != ',' && *end != '\0')
        return false;
    *at = end;
    *ret_tag = tag;
    return true;
}

/* The next tag of a list; false at its end, or where it is malformed. */
static bool next_tag(const char **at, struct tag *ret_tag)
{
    *at += strspn(*at, " \t,");
    return read_tag(at, ret_tag);
}

bool etag_is_any(const char *header)
{
    const char *at = skip_blanks(header);
    return *at == '*' && *skip_blanks(at + 1) == '\0';
}

enum status etag_check_list(const char *header)
{
    struct tag tag;
    size_t count = 0;
    if (etag_is_any(header))
        return STATUS_OK;
    while (next_tag(&header, &tag))
        count++;
    return count > 0 && *header == '\0' ? STATUS_OK : STATUS_SYNTAX;
}

bool etag_list_has(const char *header, const char *etag, enum etag_comparison comparison)
{
    struct tag tag;
    if (etag_is_any(header))
        return true;
    while (next_tag(&header, &tag)) {
        bool comparable = comparison == ETAG_WEAK || !tag.weak;
        if (comparable && strlen(etag) == tag.size && memcmp(etag, tag.opaque, tag.size) == 0)
            return true;
    }
    return false;
}
