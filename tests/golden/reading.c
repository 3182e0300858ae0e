/* What people type, read with the shipped seeds: a row of reading.tsv a case. */
#include "api/files/files_read.h"
#include "api/files/files_seeds.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/tsv.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CASES "tests/golden/reading.tsv"

static struct arena *arena;
static struct seeds *seeds;
static char *cases;
static size_t cases_size;

static void tell(const struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        cr_log_error("%s:%zu: %s", faults->items[i].where, faults->items[i].line,
                     faults->items[i].detail);
}

static void open_all(void)
{
    const char *folder = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    enum status status = seeds_folder(arena, &faults, &folder);
    if (status == STATUS_OK)
        status = seeds_load(folder, &faults, &seeds);
    if (status == STATUS_OK)
        status = seeds_load_reader(seeds, folder, NULL, (1u << SCHEME_COUNT) - 1, SCHEME_ISCO, NULL,
                                   0, &faults);
    if (status == STATUS_OK)
        status = files_read(CASES, FILES_SEED_SIZE_MAX, &faults, &cases, &cases_size);
    tell(&faults);
    cr_assert(eq(int, status, STATUS_OK));
}

static void close_all(void)
{
    free(cases);
    seeds_free(seeds);
    arena_free(arena);
}

TestSuite(reading, .init = open_all, .fini = close_all);

static const char *text_of(struct tsv_cell cell)
{
    return arena_copy(arena, cell.bytes, cell.size);
}

/* "073*" is met by 073 and by all below it. */
static bool is_met(const struct taxonomy *taxonomy, const char *wanted, const char *code)
{
    size_t size = strlen(wanted);
    if (size == 0 || wanted[size - 1] != '*')
        return strcmp(wanted, code) == 0;
    return taxonomy_within(taxonomy, taxonomy_find(taxonomy, code, strlen(code)),
                           taxonomy_find(taxonomy, wanted, size - 1));
}

Test(reading, each_case_is_read_as_it_must_be)
{
    size_t count = 0;
    struct tsv tsv = tsv_start(cases, cases_size);
    cr_assert(tsv_next(&tsv)); /* the header */
    while (tsv_next(&tsv)) {
        enum scheme scheme;
        struct reading_candidate found;
        size_t found_count = 0;
        cr_assert(eq(sz, tsv.count, 4), "line %zu", tsv.line);
        cr_assert(scheme_find(text_of(tsv.cells[0]), &scheme), "line %zu", tsv.line);
        const char *language = text_of(tsv.cells[1]), *text = text_of(tsv.cells[2]);
        cr_assert(eq(int,
                     reader_read(seeds->reader, scheme, language, text, 1, &found, &found_count),
                     STATUS_OK));
        const struct taxonomy *taxonomy = seeds->taxonomies.of[scheme];
        const char *code = found_count == 0 ? "" : taxonomy_code(taxonomy, found.node);
        cr_expect(is_met(taxonomy, text_of(tsv.cells[3]), code),
                  "line %zu: %s \"%s\" is read as \"%s\", not \"%s\"", tsv.line, language, text,
                  code, text_of(tsv.cells[3]));
        count++;
    }
    cr_expect(ge(sz, count, 80));
}
