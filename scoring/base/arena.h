/* An arena: memory that lives and dies together (a request, a batch of an import, a loaded
 * file). Everything an arena gave is freed at once by arena_reset or arena_free; nothing is
 * freed alone. Not for sharing between threads while it still gives memory. */
#ifndef SCORING_BASE_ARENA_H
#define SCORING_BASE_ARENA_H

#include "scoring/base/status.h"

#include <stddef.h>

struct arena;

/* A new arena that may hold at most size_max bytes (0: no limit of its own).
 * MEMORY when the system has none left. The caller frees it with arena_free. */
enum status MUST_CHECK arena_new(size_t size_max, struct arena **ret_arena);

/* Frees the arena and all it gave. NULL is fine. */
void arena_free(struct arena *arena);

/* Forgets all that the arena gave, keeps its first block for the next round. */
void arena_reset(struct arena *arena);

/* size bytes, zeroed, aligned for any type; NULL when the limit or the memory is exhausted. */
void *arena_alloc(struct arena *arena, size_t size);

/* count items of item_size bytes each, zeroed; NULL on overflow too. */
void *arena_array(struct arena *arena, size_t count, size_t item_size);

/* A copy of size bytes followed by a NUL; NULL when out of memory. bytes may be NULL if size is 0.
 */
char *arena_copy(struct arena *arena, const char *bytes, size_t size);

/* A copy of a NUL-terminated string; NULL stays NULL. */
char *arena_strdup(struct arena *arena, const char *text);

/* A formatted string in the arena; NULL when out of memory. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
