#include "scoring/base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE_MIN ((size_t)4096)
#define BLOCK_SIZE_MAX ((size_t)1 << 20)

struct block {
    struct block *next;
    size_t size; /* bytes in data */
    size_t used;
    alignas(max_align_t) char data[];
};

struct arena {
    struct block *blocks; /* the newest, from which memory is given, first */
    size_t size_max;
    size_t given;
};

static struct block *block_new(size_t size)
{
    struct block *block = malloc(sizeof *block + size);
    if (block != NULL)
        *block = (struct block){.size = size};
    return block;
}

enum status arena_new(size_t size_max, struct arena **ret_arena)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        return STATUS_MEMORY;
    arena->size_max = size_max == 0 ? SIZE_MAX : size_max;
    *ret_arena = arena;
    return STATUS_OK;
}

static void blocks_free(struct block *block)
{
    while (block != NULL) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    blocks_free(arena->blocks);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    arena->given = 0;
    if (arena->blocks == NULL)
        return;
    blocks_free(arena->blocks->next);
    arena->blocks->next = NULL;
    arena->blocks->used = 0;
}

static size_t round_up(size_t size)
{
    const size_t step = alignof(max_align_t);
    return size > SIZE_MAX - step ? SIZE_MAX : (size + step - 1) / step * step;
}

/* The next block is twice the last one, so that a large arena has few blocks. */
static bool arena_grow(struct arena *arena, size_t size)
{
    size_t want = arena->blocks == NULL ? BLOCK_SIZE_MIN : arena->blocks->size * 2;
    want = want > BLOCK_SIZE_MAX ? BLOCK_SIZE_MAX : want;
    want = want < size ? size : want;
    if (want > SIZE_MAX - sizeof(struct block))
        return false;
    struct block *block = block_new(want);
    if (block == NULL)
        return false;
    block->next = arena->blocks;
    arena->blocks = block;
    return true;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    assert(arena != NULL);
    size_t need = round_up(size == 0 ? 1 : size);
    if (need > arena->size_max || arena->given > arena->size_max - need)
        return NULL;
    struct block *block = arena->blocks;
    if (block == NULL || block->size - block->used < need) {
        if (!arena_grow(arena, need))
            return NULL;
        block = arena->blocks;
    }
    void *memory = block->data + block->used;
    block->used += need;
    arena->given += need;
    return memset(memory, 0, size == 0 ? 1 : size);
}

void *arena_array(struct arena *arena, size_t count, size_t item_size)
{
    size_t size = 0;
    if (__builtin_mul_overflow(count, item_size, &size))
        return NULL;
    return arena_alloc(arena, size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t size)
{
    if (size == SIZE_MAX)
        return NULL;
    char *copy = arena_alloc(arena, size + 1);
    if (copy != NULL && size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        return NULL;
    char *text = arena_alloc(arena, (size_t)length + 1);
    if (text == NULL)
        return NULL;
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}
