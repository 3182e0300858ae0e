#include "scoring/base/uuid.h"

#include <stdbool.h>
#include <string.h>

#define NO_DIGIT 16

static unsigned digit(char character)
{
    if (character >= '0' && character <= '9')
        return (unsigned)(character - '0');
    if (character >= 'a' && character <= 'f')
        return (unsigned)(character - 'a') + 10;
    if (character >= 'A' && character <= 'F')
        return (unsigned)(character - 'A') + 10;
    return NO_DIGIT;
}

enum status uuid_parse(const char *text, size_t size, struct uuid *ret_uuid)
{
    struct uuid uuid = {{0}};
    size_t digits = 0;
    if (size != UUID_TEXT_SIZE)
        return STATUS_INVALID;
    for (size_t i = 0; i < size; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : digit(text[i]) == NO_DIGIT)
            return STATUS_INVALID;
        if (dash)
            continue;
        unsigned char *byte = &uuid.bytes[digits++ / 2];
        *byte = (unsigned char)((unsigned)*byte << 4 | digit(text[i]));
    }
    *ret_uuid = uuid;
    return STATUS_OK;
}

int uuid_compare(const struct uuid *a, const struct uuid *b)
{
    return memcmp(a->bytes, b->bytes, UUID_SIZE);
}
