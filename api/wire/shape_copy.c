#include "api/wire/shape_copy.h"

#include "scoring/base/arena.h"

#include <string.h>

/* The struct at base was copied flat: gives it texts and lists of its own. */
static bool own_members(const struct shape *shape, struct arena *arena, void *base);

static bool own_text(struct arena *arena, const char **text)
{
    if (*text == NULL)
        return true;
    *text = arena_strdup(arena, *text);
    return *text != NULL;
}

static bool own_list(const struct shape_field *field, struct arena *arena, void *base)
{
    const void **list = (const void **)(void *)((char *)base + field->offset);
    size_t count = shape_list_count(base, field);
    if (count == 0)
        return true;
    size_t item_size = field->item->size;
    char *items = arena_array(arena, count, item_size);
    if (items == NULL)
        return false;
    memcpy(items, *list, count * item_size);
    *list = items;
    for (size_t i = 0; i < count; i++)
        if (!own_members(field->item, arena, items + i * item_size))
            return false;
    return true;
}

static bool own_texts(const struct shape_field *field, struct arena *arena, void *base)
{
    const char ***list = (const char ***)(void *)((char *)base + field->offset);
    size_t count = shape_list_count(base, field);
    if (count == 0)
        return true;
    const char **items = arena_array(arena, count, sizeof *items);
    if (items == NULL)
        return false;
    memcpy(items, *list, count * sizeof *items);
    *list = items;
    for (size_t i = 0; i < count; i++)
        if (!own_text(arena, &items[i]))
            return false;
    return true;
}

static bool own_members(const struct shape *shape, struct arena *arena, void *base)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        void *member = (char *)base + field->offset;
        bool owned = true;
        switch (field->type) {
        case SHAPE_TEXT: owned = own_text(arena, member); break;
        case SHAPE_OBJECT: owned = own_members(field->item, arena, member); break;
        case SHAPE_LIST: owned = own_list(field, arena, base); break;
        case SHAPE_TEXTS: owned = own_texts(field, arena, base); break;
        case SHAPE_INT:
        case SHAPE_BOOL:
        case SHAPE_DATE:
        case SHAPE_TIME:
        case SHAPE_WORD: break;
        }
        if (!owned)
            return false;
    }
    return true;
}

enum status shape_copy(const struct shape *shape, const void *source, struct arena *arena,
                       void *ret_struct)
{
    memcpy(ret_struct, source, shape->size);
    return own_members(shape, arena, ret_struct) ? STATUS_OK : STATUS_MEMORY;
}
