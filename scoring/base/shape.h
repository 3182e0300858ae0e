/* A shape describes a struct once, as data: JSON member = SQL column = struct member. From it
 * come decoding with all faults listed at once, encoding, rows, and the OpenAPI schema
 * (api/wire, api/store). A shape and its fields are constants; they hold no state.
 *
 * How to add a field to a struct: the member, one SHAPE_… line in the struct's table, and for a
 * stored struct one schema file and the statements that name the column.
 *
 * In memory an absent text or list is NULL / count 0, an absent date or time 0; numbers and
 * booleans are present always and start as zero (what a default other than zero should be, the
 * owner sets before decoding: members that are absent in the input are left untouched). */
#ifndef SCORING_BASE_SHAPE_H
#define SCORING_BASE_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shape_type {
    SHAPE_TEXT,   /* const char *, NUL-terminated UTF-8 without control bytes but \n and \t;
                     min..max is its length in bytes */
    SHAPE_INT,    /* int32_t, min..max; where min is above 0, a 0 is absent; with SHAPE_NULL_OUT
                     whatever is below min */
    SHAPE_BOOL,   /* bool */
    SHAPE_DATE,   /* date (scoring/base/date.h), in JSON and SQL a text "2016-09" */
    SHAPE_TIME,   /* moment (scoring/base/moment.h), in JSON an RFC 3339 text in UTC, in SQL
                     milliseconds since 1970 as bigint */
    SHAPE_WORD,   /* int32_t, an index into words[]; in JSON and SQL the word itself */
    SHAPE_OBJECT, /* a nested struct of shape item; in SQL its columns carry the prefix "name_" */
    SHAPE_LIST,   /* const struct X * of shape item, with a size_t count at count_offset */
    SHAPE_TEXTS   /* const char *const *, with a size_t count at count_offset */
};

enum shape_flag {
    SHAPE_REQUIRED = 1,  /* must be there when an object is created */
    SHAPE_READ_ONLY = 2, /* the server sets it: 422 in a request, left out of CSV */
    SHAPE_NULL_OUT = 4,  /* written as null when absent (otherwise an absent member is left out) */
    SHAPE_PRIVATE = 8,   /* contact or other personal data that only self and staff are shown */
    SHAPE_FIXED = 16     /* set when an object is created: 422 in a patch */
};

struct shape_field {
    const char *name; /* snake_case: the JSON member and the SQL column */
    enum shape_type type;
    unsigned flags; /* of enum shape_flag */
    size_t offset;
    size_t count_offset;      /* lists and texts */
    int64_t min, max;         /* numbers: range; texts: bytes; lists: items */
    const struct shape *item; /* objects and lists */
    const char *const *words; /* words: NULL-terminated, words[i] is the value i */
    const char *summary;      /* an English phrase for the documentation */
};

struct shape {
    const char *name; /* the schema's name in OpenAPI, PascalCase */
    size_t size;      /* sizeof the struct */
    const struct shape_field *fields;
    size_t field_count;
};

#define SHAPE_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* One line a field: SHAPE_FIELD_TEXT(struct person, name, SHAPE_REQUIRED, 1, 200, "full name"). */
#define SHAPE_FIELD_TEXT(type_, member, flags_, min_, max_, summary_)                              \
    {                                                                                              \
        .name = #member, .type = SHAPE_TEXT, .flags = (flags_), .offset = offsetof(type_, member), \
        .min = (min_), .max = (max_), .summary = (summary_)                                        \
    }
#define SHAPE_FIELD_INT(type_, member, flags_, min_, max_, summary_)                               \
    {                                                                                              \
        .name = #member, .type = SHAPE_INT, .flags = (flags_), .offset = offsetof(type_, member),  \
        .min = (min_), .max = (max_), .summary = (summary_)                                        \
    }
#define SHAPE_FIELD_BOOL(type_, member, flags_, summary_)                                          \
    {                                                                                              \
        .name = #member, .type = SHAPE_BOOL, .flags = (flags_), .offset = offsetof(type_, member), \
        .max = 1, .summary = (summary_)                                                            \
    }
#define SHAPE_FIELD_DATE(type_, member, flags_, summary_)                                          \
    {                                                                                              \
        .name = #member, .type = SHAPE_DATE, .flags = (flags_), .offset = offsetof(type_, member), \
        .summary = (summary_)                                                                      \
    }
#define SHAPE_FIELD_TIME(type_, member, flags_, summary_)                                          \
    {                                                                                              \
        .name = #member, .type = SHAPE_TIME, .flags = (flags_), .offset = offsetof(type_, member), \
        .summary = (summary_)                                                                      \
    }
#define SHAPE_FIELD_WORD(type_, member, flags_, words_, summary_)                                  \
    {                                                                                              \
        .name = #member, .type = SHAPE_WORD, .flags = (flags_), .offset = offsetof(type_, member), \
        .words = (words_), .summary = (summary_)                                                   \
    }
#define SHAPE_FIELD_OBJECT(type_, member, flags_, item_, summary_)                                 \
    {                                                                                              \
        .name = #member, .type = SHAPE_OBJECT, .flags = (flags_),                                  \
        .offset = offsetof(type_, member), .item = (item_), .summary = (summary_)                  \
    }
#define SHAPE_FIELD_LIST(type_, member, flags_, item_, max_, summary_)                             \
    {                                                                                              \
        .name = #member, .type = SHAPE_LIST, .flags = (flags_), .offset = offsetof(type_, member), \
        .count_offset = offsetof(type_, member##_count), .max = (max_), .item = (item_),           \
        .summary = (summary_)                                                                      \
    }
#define SHAPE_FIELD_TEXTS(type_, member, flags_, max_, summary_)                                   \
    {                                                                                              \
        .name = #member, .type = SHAPE_TEXTS, .flags = (flags_),                                   \
        .offset = offsetof(type_, member), .count_offset = offsetof(type_, member##_count),        \
        .max = (max_), .summary = (summary_)                                                       \
    }

/* The field called name (size bytes), or NULL. */
const struct shape_field *shape_find(const struct shape *shape, const char *name, size_t size);

/* The index of a word among NULL-terminated words, or -1. */
int32_t shape_word_index(const char *const *words, const char *word, size_t size);

/* Typed access to a member of the struct at base; the field's type must be the one named. */
static inline const void *shape_at(const void *base, const struct shape_field *field)
{
    return (const char *)base + field->offset;
}

static inline size_t shape_list_count(const void *base, const struct shape_field *field)
{
    return *(const size_t *)(const void *)((const char *)base + field->count_offset);
}

#endif
