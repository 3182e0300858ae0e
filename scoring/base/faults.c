#include "scoring/base/faults.h"

#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* With the NUL; replies promise at most 500 characters. What a user sent is often part of both. */
#define TOLD_SIZE_MAX 501

struct faults faults_in(struct arena *arena)
{
    return (struct faults){.arena = arena};
}

static bool faults_reserve(struct faults *faults)
{
    if (faults->count < faults->capacity)
        return true;
    size_t capacity = faults->capacity == 0 ? 8 : faults->capacity * 2;
    struct fault *items = arena_array(faults->arena, capacity, sizeof *items);
    if (items == NULL)
        return false;
    if (faults->count > 0)
        memcpy(items, faults->items, faults->count * sizeof *items);
    faults->items = items;
    faults->capacity = capacity;
    return true;
}

/* "%.60s", or the end of the room, may have cut a character in two: what is left of it goes, for a
 * reply and the store take nothing but UTF-8. */
static void drop_broken(char *text)
{
    size_t size = strlen(text);
    size_t at = text_utf8_fault(text, size);
    while (at < size) {
        memmove(text + at, text + at + 1, size - at);
        size--;
        at += text_utf8_fault(text + at, size - at);
    }
}

enum status fault_add(struct faults *faults, size_t line, const char *where, const char *code,
                      const char *format, ...)
{
    faults->total++;
    if (faults->count >= FAULTS_KEPT_MAX || !faults_reserve(faults))
        return STATUS_INVALID;
    char detail[TOLD_SIZE_MAX];
    char place[TOLD_SIZE_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    (void)snprintf(place, sizeof place, "%s", where);
    drop_broken(detail);
    drop_broken(place);
    faults->items[faults->count] = (struct fault){
        .where = arena_strdup(faults->arena, place),
        .code = arena_strdup(faults->arena, code),
        .detail = arena_strdup(faults->arena, detail),
        .line = line,
    };
    const struct fault *added = &faults->items[faults->count];
    if (added->where != NULL && added->code != NULL && added->detail != NULL)
        faults->count++;
    return STATUS_INVALID;
}
