#include "api/person_patch.h"

#include "scoring/base/arena.h"
#include "scoring/base/text.h"
#include "scoring/person.h"

#include <stdint.h>

/* Every reading of a person, found by shape. */
struct readings {
    struct arena *arena;
    struct reading **items;
    size_t count, capacity;
    bool failed;
};

static void add_reading(struct readings *readings, const void *reading)
{
    if (readings->count == readings->capacity) {
        size_t capacity = readings->capacity == 0 ? 64 : readings->capacity * 2;
        struct reading **items = arena_array(readings->arena, capacity, sizeof(struct reading *));
        if (items == NULL) {
            readings->failed = true;
            return;
        }
        for (size_t i = 0; i < readings->count; i++)
            items[i] = readings->items[i];
        readings->items = items;
        readings->capacity = capacity;
    }
    readings->items[readings->count++] = (struct reading *)(uintptr_t)reading;
}

static void find_readings(const struct shape *shape, const void *base, struct readings *readings)
{
    if (shape == &reading_shape) {
        add_reading(readings, base);
        return;
    }
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        if (field->type == SHAPE_OBJECT)
            find_readings(field->item, shape_at(base, field), readings);
        if (field->type != SHAPE_LIST)
            continue;
        const char *items = *(const char *const *)shape_at(base, field);
        for (size_t j = 0; j < shape_list_count(base, field); j++)
            find_readings(field->item, items + j * field->item->size, readings);
    }
}

/* An object of its own was merged: its evidence is the old one's. */
static void settle_merged(const struct reading *before, struct reading *after)
{
    bool same_text = text_equal(before->text, after->text);
    bool same_code = text_equal(before->code, after->code);
    if (same_text && same_code)
        return;
    if (same_code)
        after->code = NULL;
    after->evidence = NULL;
    after->confidence = 0;
}

/* An item of a list came whole: without evidence, which only Kring writes. */
static void settle_item(const struct readings *before, struct reading *after)
{
    for (size_t i = 0; i < before->count; i++) {
        const struct reading *old = before->items[i];
        bool same_code = text_equal(old->code, after->code) || after->code == NULL;
        if (old->code != NULL && after->text != NULL && text_equal(old->text, after->text) &&
            same_code && text_equal(old->evidence, "given") && after->code == NULL)
            after->code = old->code; /* corrected before; sent back without the code */
        if (text_equal(old->text, after->text) && text_equal(old->code, after->code)) {
            after->evidence = old->evidence;
            after->confidence = old->confidence;
            return;
        }
    }
}

enum status person_patch_settle(const struct person *before, struct person *after,
                                struct arena *arena)
{
    struct readings old = {.arena = arena};
    struct readings new = {.arena = arena};
    find_readings(&person_shape, before, &old);
    find_readings(&person_shape, after, &new);
    if (old.failed || new.failed)
        return STATUS_MEMORY;
    settle_merged(&before->place, &after->place);
    settle_merged(&before->country, &after->country);
    for (size_t i = 0; i < new.count; i++)
        if (new.items[i]->evidence == NULL)
            settle_item(&old, new.items[i]);
    return STATUS_OK;
}
