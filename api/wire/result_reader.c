#include "api/wire/result_reader.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/shape.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DETAIL_SIZE 200
#define HEX_SIZE    ((size_t)2 * DIGEST_SIZE)

/* ---- who is who */

struct result_id {
    const char *id;
    uint32_t number;
};

static int compare_ids(const void *a, const void *b)
{
    const struct result_id *first = a;
    const struct result_id *second = b;
    return strcmp(first->id, second->id);
}

static void index_side(struct result_reader *reader, const char *const *ids, uint32_t count,
                       struct result_side *ret_side)
{
    *ret_side = (struct result_side){.count = count};
    if (ids == NULL)
        return;
    struct result_id *by_id = result_reader_take(reader, count, sizeof *by_id);
    if (by_id == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        by_id[i] = (struct result_id){ids[i], i};
    qsort(by_id, count, sizeof *by_id, compare_ids);
    ret_side->by_id = by_id;
}

void result_reader_open(const struct result_names *names, struct result_reader *reader)
{
    index_side(reader, names->students, names->student_count, &reader->students);
    index_side(reader, names->mentors, names->mentor_count, &reader->mentors);
}

static uint32_t find_id(const struct result_side *side, const char *id)
{
    const struct result_id wanted = {.id = id};
    const struct result_id *found =
        bsearch(&wanted, side->by_id, side->count, sizeof wanted, compare_ids);
    return found == NULL ? NOBODY : found->number;
}

/* ---- faults */

void result_reader_tell(struct result_reader *reader, const struct json_place *place,
                        const char *code, const char *detail)
{
    reader->wrong = true;
    reader->failed |= json_place_fault(place, reader->faults, code, detail) != STATUS_OK;
}

void result_reader_tell_type(struct result_reader *reader, const struct json_place *place,
                             const char *type)
{
    char detail[DETAIL_SIZE];
    (void)snprintf(detail, sizeof detail, "must be %s", type);
    result_reader_tell(reader, place, "wrong_type", detail);
}

static void tell_range(struct result_reader *reader, const struct json_place *place, int64_t min,
                       int64_t max)
{
    char detail[DETAIL_SIZE];
    (void)snprintf(detail, sizeof detail, "must be from %" PRId64 " to %" PRId64, min, max);
    result_reader_tell(reader, place, "out_of_range", detail);
}

void result_reader_tell_order(struct result_reader *reader, const struct json_place *place)
{
    result_reader_tell(reader, place, "not_rising",
                       "must come after the item before it, each once");
}

void *result_reader_take(struct result_reader *reader, size_t count, size_t size)
{
    void *memory = arena_array(reader->arena, count, size);
    reader->failed |= memory == NULL;
    return memory;
}

/* ---- values */

bool result_reader_number(struct result_reader *reader, const struct json_place *place,
                          const json_t *value, int64_t min, int64_t max, int64_t *ret_number)
{
    if (!json_is_integer(value)) {
        result_reader_tell_type(reader, place, "a whole number");
        return false;
    }
    int64_t number = json_integer_value(value);
    if (number < min || number > max) {
        tell_range(reader, place, min, max);
        return false;
    }
    *ret_number = number;
    return true;
}

bool result_reader_who(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, const struct result_side *side, uint32_t *ret_number)
{
    int64_t number = 0;
    if (side->by_id == NULL) {
        if (!result_reader_number(reader, place, value, 1, side->count, &number))
            return false;
        *ret_number = (uint32_t)(number - 1);
        return true;
    }
    if (!json_is_string(value)) {
        result_reader_tell_type(reader, place, "an id");
        return false;
    }
    *ret_number = find_id(side, json_string_value(value));
    if (*ret_number == NOBODY)
        result_reader_tell(reader, place, "unknown_id", "nobody on that side has this id");
    return *ret_number != NOBODY;
}

bool result_reader_word(struct result_reader *reader, const struct json_place *place,
                        const json_t *value, const char *const *words, size_t *ret_word)
{
    if (!json_is_string(value)) {
        result_reader_tell_type(reader, place, "a text");
        return false;
    }
    int32_t word = shape_word_index(words, json_string_value(value), json_string_length(value));
    if (word >= 0) {
        *ret_word = (size_t)word;
        return true;
    }
    struct text detail = {0};
    text_add(&detail, "must be one of:");
    for (size_t i = 0; words[i] != NULL; i++)
        text_addf(&detail, " %s", words[i]);
    reader->failed |= text_status(&detail) != STATUS_OK;
    result_reader_tell(reader, place, "unknown_word", detail.failed ? "" : detail.bytes);
    text_free(&detail);
    return false;
}

static uint8_t nibble(char digit)
{
    return (uint8_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

bool result_reader_digest(struct result_reader *reader, const struct json_place *place,
                          const json_t *value, struct digest *ret_digest)
{
    const char *hex = json_is_string(value) ? json_string_value(value) : "";
    if (strlen(hex) != HEX_SIZE || strspn(hex, "0123456789abcdef") != HEX_SIZE) {
        result_reader_tell_type(reader, place, "64 hexadecimal digits, a to f small");
        return false;
    }
    for (size_t i = 0; i < DIGEST_SIZE; i++)
        ret_digest->bytes[i] = (uint8_t)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
    return true;
}

void *result_reader_list(struct result_reader *reader, const struct json_place *place,
                         const json_t *value, size_t item_size)
{
    if (json_is_array(value))
        return result_reader_take(reader, json_array_size(value), item_size);
    result_reader_tell_type(reader, place, "a list");
    return NULL;
}

/* ---- objects */

static bool is_member(const struct result_member *members, const struct result_numbers *numbers,
                      const char *name)
{
    for (size_t i = 0; numbers != NULL && i < numbers->count; i++)
        if (strcmp(numbers->rows[i].name, name) == 0)
            return true;
    for (; members != NULL && members->name != NULL; members++)
        if (strcmp(members->name, name) == 0)
            return true;
    return false;
}

void result_reader_refuse_unknown(struct result_reader *reader, const struct json_place *place,
                                  const json_t *object, const struct result_member *members,
                                  const struct result_numbers *numbers)
{
    json_t *iterated = (json_t *)(uintptr_t)object; /* jansson iterates over non-const only */
    for (void *at = json_object_iter(iterated); at != NULL;
         at = json_object_iter_next(iterated, at)) {
        struct json_place member = {.parent = place, .name = json_object_iter_key(at)};
        if (!is_member(members, numbers, member.name))
            result_reader_tell(reader, &member, "unknown_member", "there is no such member");
    }
}

void result_reader_numbers(struct result_reader *reader, const struct json_place *place,
                           const json_t *object, const struct result_numbers *numbers, void *base)
{
    for (size_t i = 0; i < numbers->count; i++) {
        const struct result_number *row = &numbers->rows[i];
        struct json_place at = {.parent = place, .name = row->name};
        const json_t *value = json_object_get(object, row->name);
        void *member = (char *)base + row->offset;
        int64_t number = 0;
        if (value == NULL)
            result_reader_tell(reader, &at, "missing", "must be given");
        else if (!result_reader_number(reader, &at, value, row->min, row->max, &number))
            continue;
        else if (row->wide)
            *(int64_t *)member = number;
        else
            *(int32_t *)member = (int32_t)number;
    }
}

void result_reader_members(struct result_reader *reader, const struct json_place *place,
                           const json_t *object, const struct result_member *members,
                           bool infeasible, void *base)
{
    for (; members->name != NULL; members++) {
        struct json_place at = {.parent = place, .name = members->name};
        const json_t *value = json_object_get(object, members->name);
        bool barred = members->when == (infeasible ? SOLVED : INFEASIBLE);
        if (value != NULL && barred)
            result_reader_tell(reader, &at, "unexpected",
                               "has no place in a result of this outcome");
        else if (value != NULL)
            members->read(reader, &at, value, base);
        else if (!barred && members->when != MAYBE)
            result_reader_tell(reader, &at, "missing", "must be given");
    }
}

void result_reader_object(struct result_reader *reader, const struct json_place *place,
                          const json_t *object, const struct result_numbers *numbers,
                          const struct result_member *members, void *base)
{
    if (!json_is_object(object)) {
        result_reader_tell_type(reader, place, "an object");
        return;
    }
    result_reader_refuse_unknown(reader, place, object, members, numbers);
    if (numbers != NULL)
        result_reader_numbers(reader, place, object, numbers, base);
    if (members != NULL)
        result_reader_members(reader, place, object, members, false, base);
}
