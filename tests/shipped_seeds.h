/* The seeds as they are shipped, for a test: shipped_open (or shipped_open_reader, which can read
 * texts too) before it, shipped_close after it. */
#ifndef TESTS_SHIPPED_SEEDS_H
#define TESTS_SHIPPED_SEEDS_H

#include "api/files/files_seeds.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct arena *arena;
static struct seeds *seeds;
static const char *seeds_path;

static inline void shipped_check(enum status status, const struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        cr_log_error("%s:%zu: %s", faults->items[i].where, faults->items[i].line,
                     faults->items[i].detail);
    cr_assert(eq(int, (int)status, STATUS_OK));
}

static inline void shipped_open(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    enum status status = seeds_folder(arena, &faults, &seeds_path);
    if (status == STATUS_OK)
        status = seeds_load(seeds_path, &faults, &seeds);
    shipped_check(status, &faults);
}

static inline void shipped_open_reader(void)
{
    shipped_open();
    struct faults faults = faults_in(arena);
    shipped_check(seeds_load_reader(seeds, seeds_path, NULL, (1u << SCHEME_COUNT) - 1, SCHEME_ISCO,
                                    NULL, 0, &faults),
                  &faults);
}

static inline void shipped_close(void)
{
    seeds_free(seeds);
    arena_free(arena);
}

#endif
