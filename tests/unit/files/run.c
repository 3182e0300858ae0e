/* The folder of a run. */
#include "api/files/files_run.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena *arena;
static struct faults faults;
static char base[] = "/tmp/kring-files-run-XXXXXX";
static const char *folder;

static const struct run_bytes files[RUN_FILE_COUNT] = {
    {"snapshot", 8}, {"pairs\n", 6}, {"", 0}, {"a\0b", 3}, {"{}", 2}};

static void set_up(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    cr_assert(ne(ptr, mkdtemp(base), NULL));
    folder = arena_printf(arena, "%s/run", base);
}

static const char *path_of(enum run_file file)
{
    return arena_printf(arena, "%s/%s", folder, run_file_name(file));
}

static void tear_down(void)
{
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++)
        (void)unlink(path_of(file));
    (void)rmdir(folder);
    (void)unlink(folder);
    (void)rmdir(base);
    arena_free(arena);
}

TestSuite(files_run, .init = set_up, .fini = tear_down);

Test(files_run, what_is_written_is_read_back_to_the_byte)
{
    struct run_bytes read[RUN_FILE_COUNT];
    cr_assert(eq(int, (int)files_run_vacant(folder, &faults), STATUS_OK));
    cr_assert(eq(int, (int)files_run_write(folder, files, &faults), STATUS_OK));
    cr_assert(eq(int, (int)files_run_read(folder, arena, &faults, read), STATUS_OK));
    for (size_t f = 0; f < RUN_FILE_COUNT; f++) {
        cr_assert(eq(sz, read[f].size, files[f].size));
        cr_assert(eq(int, memcmp(read[f].bytes, files[f].bytes, files[f].size), 0));
    }
}

Test(files_run, nothing_is_written_over)
{
    cr_assert(eq(int, (int)files_run_write(folder, files, &faults), STATUS_OK));
    cr_assert(eq(int, (int)files_run_vacant(folder, &faults), STATUS_CONFLICT));
    cr_assert(eq(int, (int)files_run_write(folder, files, &faults), STATUS_CONFLICT));
    cr_assert(eq(sz, faults.total, 2));
    cr_assert(eq(str, (char *)faults.items[0].where, (char *)folder));
}

Test(files_run, an_empty_folder_is_vacant_and_a_file_is_not)
{
    cr_assert(eq(int, mkdir(folder, 0700), 0));
    cr_assert(eq(int, (int)files_run_vacant(folder, &faults), STATUS_OK));
    cr_assert(eq(int, rmdir(folder), 0));
    fclose(fopen(folder, "w"));
    cr_assert(eq(int, (int)files_run_vacant(folder, &faults), STATUS_CONFLICT));
}

Test(files_run, a_folder_whose_parent_is_missing_is_told)
{
    const char *deep = arena_printf(arena, "%s/no/run", base);
    cr_assert(eq(int, (int)files_run_write(deep, files, &faults), STATUS_IO));
    cr_assert(eq(sz, faults.total, 1));
}

Test(files_run, a_folder_that_lacks_a_file_is_not_read)
{
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++) {
        struct run_bytes read[RUN_FILE_COUNT];
        struct faults found = faults_in(arena);
        cr_assert(eq(int, (int)files_run_write(folder, files, &faults), STATUS_OK));
        cr_assert(eq(int, unlink(path_of(file)), 0));
        cr_assert(eq(int, (int)files_run_read(folder, arena, &found, read), STATUS_NOT_FOUND));
        cr_assert(eq(str, (char *)found.items[0].where, (char *)path_of(file)));
        for (enum run_file other = 0; other < RUN_FILE_COUNT; other++)
            (void)unlink(path_of(other));
    }
}
