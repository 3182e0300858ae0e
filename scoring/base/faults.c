#include "scoring/base/faults.h"

#include "scoring/base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define DETAIL_SIZE_MAX 512

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

enum status fault_add(struct faults *faults, size_t line, const char *where, const char *code,
                      const char *format, ...)
{
    faults->total++;
    if (faults->count >= FAULTS_KEPT_MAX || !faults_reserve(faults))
        return STATUS_INVALID;
    char detail[DETAIL_SIZE_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    faults->items[faults->count] = (struct fault){
        .where = arena_strdup(faults->arena, where),
        .code = arena_strdup(faults->arena, code),
        .detail = arena_strdup(faults->arena, detail),
        .line = line,
    };
    const struct fault *added = &faults->items[faults->count];
    if (added->where != NULL && added->code != NULL && added->detail != NULL)
        faults->count++;
    return STATUS_INVALID;
}
