#include "api/person_patch.h"

#include "scoring/base/arena.h"
#include "scoring/base/text.h"
#include "scoring/person.h"

#include <stdint.h>

/* A reading and the member of a shape that holds it: codes of different members are of different
 * schemes, even where they are spelt alike. */
struct kept_reading {
    const struct shape_field *field;
    struct reading *reading;
};

/* Every reading of a person, found by shape. */
struct readings {
    struct arena *arena;
    struct kept_reading *items;
    size_t count, capacity;
    bool failed;
};

static void add_reading(struct readings *readings, const struct shape_field *field,
                        const void *reading)
{
    if (readings->count == readings->capacity) {
        size_t capacity = readings->capacity == 0 ? 64 : readings->capacity * 2;
        struct kept_reading *items = arena_array(readings->arena, capacity, sizeof *items);
        if (items == NULL) {
            readings->failed = true;
            return;
        }
        for (size_t i = 0; i < readings->count; i++)
            items[i] = readings->items[i];
        readings->items = items;
        readings->capacity = capacity;
    }
    readings->items[readings->count++] =
        (struct kept_reading){field, (struct reading *)(uintptr_t)reading};
}

static void find_readings(const struct shape *shape, const void *base, struct readings *readings);

/* In what a member holds: the reading that it is, or those of its own members. */
static void find_held(const struct shape_field *field, const void *held, struct readings *readings)
{
    if (field->item == &reading_shape)
        add_reading(readings, field, held);
    else
        find_readings(field->item, held, readings);
}

static void find_readings(const struct shape *shape, const void *base, struct readings *readings)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        if (field->type == SHAPE_OBJECT)
            find_held(field, shape_at(base, field), readings);
        if (field->type != SHAPE_LIST)
            continue;
        const char *items = *(const char *const *)shape_at(base, field);
        for (size_t j = 0; j < shape_list_count(base, field); j++)
            find_held(field, items + j * field->item->size, readings);
    }
}

static void drop_empty(const struct shape *shape, void *base);

static void drop_empty_items(const struct shape_field *field, void *base)
{
    char *items = *(char **)(uintptr_t)shape_at(base, field);
    for (size_t i = 0; i < shape_list_count(base, field); i++)
        drop_empty(field->item, items + i * field->item->size);
}

/* "" is what is absent: so the store keeps it. */
static void drop_empty(const struct shape *shape, void *base)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        void *member = (void *)(uintptr_t)shape_at(base, field);
        const char **text = member;
        if (field->type == SHAPE_OBJECT)
            drop_empty(field->item, member);
        if (field->type == SHAPE_LIST)
            drop_empty_items(field, base);
        if (field->type == SHAPE_TEXT && *text != NULL && **text == '\0')
            *text = NULL;
    }
}

/* An object of its own was merged: its evidence is the old one's. A code that the patch did not
 * speak of is the old one's very text, not one that is equal. */
static void settle_merged(const struct reading *before, struct reading *after)
{
    bool same_text = text_equal(before->text, after->text);
    if (same_text && text_equal(before->code, after->code))
        return;
    if (after->code == before->code)
        after->code = NULL;
    after->evidence = NULL;
    after->confidence = 0;
}

/* Corrected before, and sent back without the code. */
static bool is_corrected(const struct reading *old, const struct reading *after)
{
    return after->code == NULL && after->text != NULL && old->code != NULL &&
           text_equal(old->evidence, "given") && text_equal(old->text, after->text);
}

/* An item of a list came whole: without evidence, which only Kring writes. */
static void settle_item(const struct readings *before, const struct kept_reading *kept)
{
    struct reading *after = kept->reading;
    for (size_t i = 0; i < before->count; i++) {
        const struct reading *old = before->items[i].reading;
        if (before->items[i].field != kept->field)
            continue;
        if (is_corrected(old, after))
            after->code = old->code;
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
    drop_empty(&person_shape, after);
    if (old.failed || new.failed)
        return STATUS_MEMORY;
    settle_merged(&before->place, &after->place);
    settle_merged(&before->country, &after->country);
    for (size_t i = 0; i < new.count; i++)
        if (new.items[i].reading->evidence == NULL)
            settle_item(&old, &new.items[i]);
    return STATUS_OK;
}
