#include "api/wire/shape_json.h"

#include "api/wire/json_bytes.h"
#include "api/wire/json_tree.h"
#include "scoring/base/arena.h"
#include "scoring/base/date.h"
#include "scoring/base/faults.h"
#include "scoring/base/moment.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <string.h>

#define TEXTS_ITEM_SIZE_MAX ((size_t)1000) /* of one text of a SHAPE_TEXTS */

struct decoder {
    enum decode_mode mode;
    struct arena *arena;
    struct faults *faults;
    bool wrong;  /* a fault was added */
    bool failed; /* memory ran out */
};

/* ---- faults by JSON pointer (RFC 6901) */

static void tell(struct decoder *decoder, const struct json_place *place, const char *code,
                 const char *detail)
{
    decoder->wrong = true;
    decoder->failed |= json_place_fault(place, decoder->faults, code, detail) != STATUS_OK;
}

static void tell_range(struct decoder *decoder, const struct json_place *place, const char *code,
                       const char *format, int64_t bound)
{
    char detail[128];
    (void)snprintf(detail, sizeof detail, "%s %" PRId64, format, bound);
    tell(decoder, place, code, detail);
}

static void tell_type(struct decoder *decoder, const struct json_place *place, const char *type)
{
    char detail[64];
    (void)snprintf(detail, sizeof detail, "must be %s", type);
    tell(decoder, place, "wrong_type", detail);
}

/* ---- values */

/* A text without control bytes but \n and \t, copied into the arena; NULL when at fault. */
static const char *decode_string(struct decoder *decoder, const struct json_place *place,
                                 const json_t *value, int64_t min, int64_t max)
{
    if (!json_is_string(value)) {
        tell_type(decoder, place, "a text");
        return NULL;
    }
    const char *bytes = json_string_value(value);
    size_t size = json_string_length(value);
    if ((int64_t)size < min)
        tell_range(decoder, place, "too_short", "its length in bytes must be at least", min);
    else if ((int64_t)size > max)
        tell_range(decoder, place, "too_long", "its length in bytes must be at most", max);
    else if (json_control_fault(bytes, size) < size)
        tell(decoder, place, "control_byte", "must hold no control characters but tab and newline");
    else {
        const char *copy = arena_copy(decoder->arena, bytes, size);
        decoder->failed |= copy == NULL;
        return copy;
    }
    return NULL;
}

static void decode_int(struct decoder *decoder, const struct json_place *place,
                       const struct shape_field *field, const json_t *value, int32_t *ret_int)
{
    if (!json_is_integer(value)) {
        tell_type(decoder, place, "a whole number");
        return;
    }
    int64_t number = json_integer_value(value);
    if (number < field->min)
        tell_range(decoder, place, "out_of_range", "must be at least", field->min);
    else if (number > field->max)
        tell_range(decoder, place, "out_of_range", "must be at most", field->max);
    else
        *ret_int = (int32_t)number;
}

static void decode_date(struct decoder *decoder, const struct json_place *place,
                        const json_t *value, date *ret_date)
{
    if (!json_is_string(value))
        tell_type(decoder, place, "a text such as \"2016-09\"");
    else if (date_parse(json_string_value(value), json_string_length(value), ret_date) != STATUS_OK)
        tell(decoder, place, "bad_date", "must be a date: YYYY, YYYY-MM or YYYY-MM-DD");
}

/* Our own bytes (jsonb columns) hold milliseconds. */
static void decode_ms(struct decoder *decoder, const struct json_place *place, const json_t *value,
                      moment *ret_moment)
{
    moment ms = json_integer_value(value);
    if (ms < 0 || ms > MOMENT_MAX)
        tell_range(decoder, place, "out_of_range", "must be from 0 to", MOMENT_MAX);
    else
        *ret_moment = ms;
}

static void decode_time(struct decoder *decoder, const struct json_place *place,
                        const json_t *value, moment *ret_moment)
{
    if (decoder->mode == DECODE_STORED && json_is_integer(value))
        decode_ms(decoder, place, value, ret_moment);
    else if (!json_is_string(value))
        tell_type(decoder, place, "a text such as \"2026-11-22T10:00:00Z\"");
    else if (moment_parse(json_string_value(value), json_string_length(value), ret_moment) !=
             STATUS_OK)
        tell(decoder, place, "bad_time", "must be a time such as 2026-11-22T10:00:00Z");
}

static void tell_words(struct decoder *decoder, const struct json_place *place,
                       const char *const *words)
{
    struct text detail = {0};
    text_add(&detail, "must be one of:");
    for (size_t i = 0; words[i] != NULL; i++)
        if (words[i][0] != '\0')
            text_addf(&detail, " %s", words[i]);
    if (text_status(&detail) == STATUS_OK)
        tell(decoder, place, "unknown_word", detail.bytes);
    decoder->failed |= detail.failed;
    text_free(&detail);
}

static void decode_word(struct decoder *decoder, const struct json_place *place,
                        const struct shape_field *field, const json_t *value, int32_t *ret_word)
{
    if (!json_is_string(value)) {
        tell_type(decoder, place, "a text");
        return;
    }
    int32_t word =
        shape_word_index(field->words, json_string_value(value), json_string_length(value));
    if (word < 0)
        tell_words(decoder, place, field->words);
    else
        *ret_word = word;
}

/* ---- objects and lists */

static void decode_object(struct decoder *decoder, const struct json_place *place,
                          const struct shape *shape, const json_t *object, void *base);

/* True when value is a list of at most max items. */
static bool check_list(struct decoder *decoder, const struct json_place *place, const json_t *value,
                       int64_t max)
{
    if (!json_is_array(value))
        tell_type(decoder, place, "a list");
    else if ((int64_t)json_array_size(value) > max)
        tell_range(decoder, place, "too_many", "the number of items must be at most", max);
    else
        return true;
    return false;
}

static void *new_list(struct decoder *decoder, size_t count, size_t item_size)
{
    void *items = arena_array(decoder->arena, count, item_size);
    decoder->failed |= items == NULL;
    return items;
}

static void set_list(void *base, const struct shape_field *field, const void *items, size_t count)
{
    *(const void **)(void *)((char *)base + field->offset) = count == 0 ? NULL : items;
    *(size_t *)(void *)((char *)base + field->count_offset) = count;
}

/* A list is replaced whole, so that its items are new ones whatever the mode. */
static void decode_list(struct decoder *decoder, const struct json_place *place,
                        const struct shape_field *field, const json_t *value, void *base)
{
    if (!check_list(decoder, place, value, field->max))
        return;
    size_t count = json_array_size(value);
    char *items = new_list(decoder, count, field->item->size);
    if (items == NULL)
        return;
    enum decode_mode mode = decoder->mode;
    decoder->mode = mode == DECODE_PATCH ? DECODE_CREATE : mode;
    for (size_t i = 0; i < count; i++) {
        struct json_place item = {.parent = place, .index = i};
        decode_object(decoder, &item, field->item, json_array_get(value, i),
                      items + i * field->item->size);
    }
    decoder->mode = mode;
    set_list(base, field, items, count);
}

static void decode_texts(struct decoder *decoder, const struct json_place *place,
                         const struct shape_field *field, const json_t *value, void *base)
{
    if (!check_list(decoder, place, value, field->max))
        return;
    size_t count = json_array_size(value);
    const char **items = new_list(decoder, count, sizeof *items);
    if (items == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        struct json_place item = {.parent = place, .index = i};
        items[i] = decode_string(decoder, &item, json_array_get(value, i), 0, TEXTS_ITEM_SIZE_MAX);
    }
    set_list(base, field, items, count);
}

static void decode_value(struct decoder *decoder, const struct json_place *place,
                         const struct shape_field *field, const json_t *value, void *base)
{
    void *member = (char *)base + field->offset;
    const char *string = NULL;
    switch (field->type) {
    case SHAPE_TEXT:
        string = decode_string(decoder, place, value, field->min, field->max);
        if (string != NULL)
            *(const char **)member = string;
        return;
    case SHAPE_INT: decode_int(decoder, place, field, value, member); return;
    case SHAPE_BOOL:
        if (!json_is_boolean(value))
            tell_type(decoder, place, "true or false");
        *(bool *)member = json_is_true(value);
        return;
    case SHAPE_DATE: decode_date(decoder, place, value, member); return;
    case SHAPE_TIME: decode_time(decoder, place, value, member); return;
    case SHAPE_WORD: decode_word(decoder, place, field, value, member); return;
    case SHAPE_OBJECT: decode_object(decoder, place, field->item, value, member); return;
    case SHAPE_LIST: decode_list(decoder, place, field, value, base); return;
    case SHAPE_TEXTS: decode_texts(decoder, place, field, value, base); return;
    }
}

static size_t member_size(const struct shape_field *field)
{
    switch (field->type) {
    case SHAPE_TEXT: return sizeof(const char *);
    case SHAPE_INT:
    case SHAPE_WORD: return sizeof(int32_t);
    case SHAPE_BOOL: return sizeof(bool);
    case SHAPE_DATE: return sizeof(date);
    case SHAPE_TIME: return sizeof(moment);
    case SHAPE_OBJECT: return field->item->size;
    case SHAPE_LIST:
    case SHAPE_TEXTS: return sizeof(const void *);
    }
    return 0;
}

/* null: absent. In a patch it clears what is there. */
static void decode_null(struct decoder *decoder, const struct json_place *place,
                        const struct shape_field *field, void *base)
{
    if ((field->flags & SHAPE_REQUIRED) != 0)
        tell(decoder, place, "missing", "must be given, and cannot be null");
    else if (decoder->mode != DECODE_PATCH)
        return;
    else if (field->type == SHAPE_LIST || field->type == SHAPE_TEXTS)
        set_list(base, field, NULL, 0);
    else
        memset((char *)base + field->offset, 0, member_size(field));
}

static void decode_member(struct decoder *decoder, const struct json_place *place,
                          const struct shape *shape, const json_t *value, void *base)
{
    const struct shape_field *field = shape_find(shape, place->name, strlen(place->name));
    if (field == NULL)
        tell(decoder, place, "unknown_member", "there is no such member here");
    else if ((field->flags & SHAPE_READ_ONLY) != 0 && decoder->mode != DECODE_STORED)
        tell(decoder, place, "read_only", "is set by the server and cannot be given");
    else if ((field->flags & SHAPE_FIXED) != 0 && decoder->mode == DECODE_PATCH)
        tell(decoder, place, "fixed", "was set when this was made and cannot be changed");
    else if (json_is_null(value))
        decode_null(decoder, place, field, base);
    else
        decode_value(decoder, place, field, value, base);
}

static void require_members(struct decoder *decoder, const struct json_place *parent,
                            const struct shape *shape, const json_t *object)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        bool required = (field->flags & SHAPE_REQUIRED) != 0 &&
                        ((field->flags & SHAPE_READ_ONLY) == 0 || decoder->mode == DECODE_STORED);
        struct json_place place = {.parent = parent, .name = field->name};
        if (required && json_object_get(object, field->name) == NULL)
            tell(decoder, &place, "missing", "must be given");
    }
}

static void decode_object(struct decoder *decoder, const struct json_place *place,
                          const struct shape *shape, const json_t *object, void *base)
{
    if (!json_is_object(object)) {
        tell_type(decoder, place, "an object");
        return;
    }
    json_t *members = (json_t *)(uintptr_t)object; /* jansson iterates over non-const only */
    for (void *at = json_object_iter(members); at != NULL;
         at = json_object_iter_next(members, at)) {
        struct json_place member = {.parent = place, .name = json_object_iter_key(at)};
        decode_member(decoder, &member, shape, json_object_iter_value(at), base);
    }
    if (decoder->mode != DECODE_PATCH)
        require_members(decoder, place, shape, object);
}

/* ---- bytes */

enum status shape_from_json(const struct shape *shape, enum decode_mode mode, const char *bytes,
                            size_t size, struct arena *arena, struct faults *faults,
                            void *ret_struct)
{
    json_t *json = NULL;
    enum status status = json_tree_parse(bytes, size, faults, &json);
    if (status != STATUS_OK)
        return status;
    struct decoder decoder = {.mode = mode, .arena = arena, .faults = faults};
    void *draft = arena_alloc(arena, shape->size);
    decoder.failed = draft == NULL;
    if (draft != NULL) {
        memcpy(draft, ret_struct, shape->size);
        decode_object(&decoder, NULL, shape, json, draft);
    }
    json_decref(json);
    if (decoder.failed)
        return STATUS_MEMORY;
    if (decoder.wrong)
        return STATUS_INVALID;
    memcpy(ret_struct, draft, shape->size);
    return STATUS_OK;
}

enum status shape_field_from_json(const struct shape_field *field, enum decode_mode mode,
                                  const char *bytes, size_t size, struct arena *arena,
                                  struct faults *faults, void *ret_struct)
{
    json_t *json = NULL;
    enum status status = json_tree_parse(bytes, size, faults, &json);
    if (status != STATUS_OK)
        return status;
    struct decoder decoder = {.mode = mode, .arena = arena, .faults = faults};
    struct json_place place = {.name = field->name};
    if (json_is_null(json))
        decode_null(&decoder, &place, field, ret_struct);
    else
        decode_value(&decoder, &place, field, json, ret_struct);
    json_decref(json);
    if (decoder.failed)
        return STATUS_MEMORY;
    return decoder.wrong ? STATUS_INVALID : STATUS_OK;
}
