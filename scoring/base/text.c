#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_free(struct text *text)
{
    free(text->bytes);
    *text = (struct text){0};
}

void text_clear(struct text *text)
{
    text->size = 0;
    if (text->bytes != NULL)
        text->bytes[0] = '\0';
}

static bool text_reserve(struct text *text, size_t more)
{
    if (text->failed || more > SIZE_MAX / 2 - text->size - 1) {
        text->failed = true;
        return false;
    }
    size_t need = text->size + more + 1;
    if (need <= text->capacity)
        return true;
    size_t capacity = text->capacity < 128 ? 128 : text->capacity;
    while (capacity < need)
        capacity *= 2;
    char *bytes = realloc(text->bytes, capacity);
    if (bytes == NULL) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

void text_add_bytes(struct text *text, const char *bytes, size_t size)
{
    if (!text_reserve(text, size))
        return;
    if (size > 0)
        memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_add_char(struct text *text, char c)
{
    text_add_bytes(text, &c, 1);
}

void text_add_int(struct text *text, int64_t value)
{
    text_addf(text, "%" PRId64, value);
}

void text_addf(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0 || !text_reserve(text, (size_t)length)) {
        text->failed = true;
        return;
    }
    va_start(arguments, format);
    vsnprintf(text->bytes + text->size, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->size += (size_t)length;
}

enum status text_status(const struct text *text)
{
    return text->failed ? STATUS_MEMORY : STATUS_OK;
}

/* The length of the well-formed sequence at bytes, 0 if there is none: Unicode 15, table 3-7. */
static size_t utf8_sequence(const unsigned char *b, size_t size)
{
    if (b[0] < 0x80)
        return 1;
    size_t length = b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
    if (b[0] < 0xc2 || b[0] > 0xf4 || size < length)
        return 0;
    unsigned low = b[0] == 0xe0 ? 0xa0 : b[0] == 0xf0 ? 0x90 : 0x80;
    unsigned high = b[0] == 0xed ? 0x9f : b[0] == 0xf4 ? 0x8f : 0xbf;
    if (b[1] < low || b[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if (b[i] < 0x80 || b[i] > 0xbf)
            return 0;
    return length;
}

size_t text_utf8_fault(const char *bytes, size_t size)
{
    size_t at = 0;
    while (at < size) {
        size_t length = utf8_sequence((const unsigned char *)bytes + at, size - at);
        if (length == 0)
            return at;
        at += length;
    }
    return size;
}

enum status text_to_int(const char *bytes, size_t size, int64_t min, int64_t max,
                        int64_t *ret_value)
{
    bool negative = size > 0 && bytes[0] == '-';
    size_t at = negative ? 1 : 0;
    if (at == size)
        return STATUS_INVALID;
    int64_t value = 0;
    for (; at < size; at++) {
        if (bytes[at] < '0' || bytes[at] > '9')
            return STATUS_INVALID;
        int digit = bytes[at] - '0';
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, negative ? -digit : digit, &value))
            return STATUS_INVALID;
    }
    if (value < min || value > max)
        return STATUS_INVALID;
    *ret_value = value;
    return STATUS_OK;
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool text_starts_with(const char *bytes, size_t size, const char *start, size_t start_size)
{
    return size >= start_size && memcmp(bytes, start, start_size) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void text_trim(const char **bytes, size_t *size)
{
    while (*size > 0 && is_blank((*bytes)[0])) {
        (*bytes)++;
        (*size)--;
    }
    while (*size > 0 && is_blank((*bytes)[*size - 1]))
        (*size)--;
}
