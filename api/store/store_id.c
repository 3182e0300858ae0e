#include "api/store/store.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

static const char hex_digits[] = "0123456789abcdef";

/* RFC 9562, 5.7: 48 bits of milliseconds, version 7, 12 random bits, variant 10, 62 random bits. */
void store_id_new(store_time now, char ret_id[STORE_ID_SIZE])
{
    unsigned char bytes[16];
    ssize_t got = getrandom(bytes, sizeof bytes, 0);
    assert(got == (ssize_t)sizeof bytes); /* up to 256 bytes come whole, getrandom(2) */
    for (int i = 0; i < 6; i++)
        bytes[i] = (unsigned char)((uint64_t)now >> (40 - 8 * i));
    bytes[6] = (unsigned char)(0x70 | (bytes[6] & 0x0f));
    bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3f));
    char *out = ret_id;
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *out++ = '-';
        *out++ = hex_digits[bytes[i] >> 4];
        *out++ = hex_digits[bytes[i] & 0x0f];
    }
    *out = '\0';
}

bool store_id_valid(const char *id)
{
    for (size_t i = 0; i < STORE_ID_SIZE - 1; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (id[i] == '\0' || (dash ? id[i] != '-' : strchr(hex_digits, id[i]) == NULL))
            return false;
    }
    return id[STORE_ID_SIZE - 1] == '\0';
}
