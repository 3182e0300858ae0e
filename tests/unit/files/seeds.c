#include "api/files/files_seeds.h"

#include "api/files/files_read.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static char folder[] = "/tmp/kring-seeds-XXXXXX";

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    cr_assert(mkdtemp(folder) != NULL);
}

static void close_all(void)
{
    const char *command = arena_printf(arena, "rm -r %s", folder);
    cr_expect(zero(int, system(command)));
    arena_free(arena);
}

TestSuite(seeds, .init = open_all, .fini = close_all);

static const char *in_folder(const char *file)
{
    return arena_printf(arena, "%s/%s", folder, file);
}

static void write_file(const char *file, const char *bytes)
{
    cr_assert(eq(int, files_write(in_folder(file), bytes, strlen(bytes), &faults), STATUS_OK));
}

Test(seeds, the_shipped_seeds_load_and_read)
{
    const char *shipped = NULL;
    struct seeds *seeds = NULL;
    cr_assert(eq(int, seeds_folder(arena, &faults, &shipped), STATUS_OK), "set KRING_SEEDS");
    cr_assert(eq(int, seeds_load(shipped, &faults, &seeds), STATUS_OK));
    cr_assert(eq(int,
                 seeds_load_reader(seeds, shipped, NULL, (1u << SCHEME_COUNT) - 1, SCHEME_ISCO,
                                   NULL, 0, &faults),
                 STATUS_OK));
    static const struct row {
        enum scheme scheme;
        const char *language, *text, *code;
    } rows[] = {
        {SCHEME_ISCED, "nl", "bouwkunde", "073"},
        {SCHEME_ISCO, "nb", "byggingeniør", "2142"},
        {SCHEME_NACE, "nl", "bouw", "F"},
        {SCHEME_LANGUAGE, "sv", "nederländska", "nl"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reading_candidate best;
        size_t count = 0;
        cr_assert(eq(int,
                     reader_read(seeds->reader, rows[i].scheme, rows[i].language, rows[i].text, 1,
                                 &best, &count),
                     STATUS_OK));
        cr_assert(eq(sz, count, 1), "%s", rows[i].text);
        const char *code = taxonomy_code(seeds->taxonomies.of[rows[i].scheme], best.node);
        cr_expect(eq(str, T(code), T(rows[i].code)), "%s", rows[i].text);
    }
    seeds_free(seeds);
}

Test(seeds, imported_and_given_labels_are_read_as_well)
{
    const char *shipped = NULL;
    struct seeds *seeds = NULL;
    cr_assert(zero(int, mkdir(in_folder("labels"), 0700)));
    write_file("labels/isco.tsv", "code\tlanguage\tlabel\n2142\tnl\tqwertyuiop\n");
    write_file("more.tsv", "2161\tnl\tasdfghjkl\n");
    const char *more = in_folder("more.tsv");
    cr_assert(eq(int, seeds_folder(arena, &faults, &shipped), STATUS_OK));
    cr_assert(eq(int, seeds_load(shipped, &faults, &seeds), STATUS_OK));
    cr_assert(eq(int,
                 seeds_load_reader(seeds, shipped, folder, 1u << SCHEME_ISCO, SCHEME_ISCO, &more, 1,
                                   &faults),
                 STATUS_OK));
    static const char *const texts[] = {"qwertyuiop", "asdfghjkl"};
    for (size_t i = 0; i < 2; i++) {
        struct reading_candidate best;
        size_t count = 0;
        cr_assert(eq(int, reader_read(seeds->reader, SCHEME_ISCO, "nl", texts[i], 1, &best, &count),
                     STATUS_OK));
        cr_expect(eq(sz, count, 1), "%s", texts[i]);
    }
    seeds_free(seeds);
}

Test(seeds, a_broken_table_is_told_by_file_and_line)
{
    struct seeds *seeds = NULL;
    cr_assert(zero(int, mkdir(in_folder("taxonomies"), 0700)));
    write_file("taxonomies/isced.tsv",
               "# a comment\ncode\tparent\tnl\tsv\tnb\tde\tfr\ten\n07\t99\t\t\t\t\t\tx\n");
    cr_assert(eq(int, seeds_load(folder, &faults, &seeds), STATUS_INVALID));
    cr_assert(eq(sz, faults.count, 1));
    cr_expect(eq(str, T(faults.items[0].where), T(in_folder("taxonomies/isced.tsv"))));
    cr_expect(eq(sz, faults.items[0].line, 3));
}

Test(seeds, a_table_that_is_not_there_is_named)
{
    struct seeds *seeds = NULL;
    cr_assert(eq(int, seeds_load(folder, &faults, &seeds), STATUS_IO));
    cr_expect(eq(str, T(faults.items[0].where), T(in_folder("taxonomies/isced.tsv"))));
}

Test(seeds, a_folder_that_is_not_there_is_told_with_the_setting)
{
    const char *found = NULL;
    setenv("KRING_SEEDS", "/nowhere/seeds/", 1);
    cr_assert(eq(int, seeds_folder(arena, &faults, &found), STATUS_NOT_FOUND));
    cr_expect(eq(str, T(faults.items[0].where), "KRING_SEEDS"));
    setenv("KRING_DATA", "/somewhere/var//", 1);
    cr_assert(eq(int, seeds_data_folder(arena, &faults, &found), STATUS_OK));
    cr_expect(eq(str, T(found), "/somewhere/var"));
}

Test(seeds, files_are_read_to_the_limit_and_not_one_byte_further)
{
    char *bytes = NULL;
    size_t size = 0;
    write_file("file", "12345");
    cr_expect(eq(int, files_read(in_folder("file"), 5, &faults, &bytes, &size), STATUS_OK));
    cr_expect(eq(str, bytes, "12345"));
    cr_expect(eq(sz, size, 5));
    free(bytes);
    cr_expect(eq(int, files_read(in_folder("file"), 4, &faults, &bytes, &size), STATUS_TOO_LARGE));
    cr_expect(eq(int, files_read(folder, 4, &faults, &bytes, &size), STATUS_IO));
    cr_expect(eq(int, files_read(in_folder("none"), 4, &faults, &bytes, &size), STATUS_NOT_FOUND));
    cr_expect(eq(sz, faults.total, 3));
}
