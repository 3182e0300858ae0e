#include "api/files/files_esco.h"

#include "api/files/files_read.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

#define TREE "code\tparent\tnl\tsv\tnb\tde\tfr\ten\n"

static struct arena *arena;
static struct faults faults;
static struct taxonomies taxonomies;
static char folder[] = "/tmp/kring-esco-XXXXXX";
static struct esco_report report;

static void open_all(void)
{
    static const char *const trees[SCHEME_COUNT] = {
        [SCHEME_ISCED] = TREE "07\t\t\t\t\t\t\tEngineering\n",
        [SCHEME_ISCO] = TREE "21\t\t\t\t\t\t\tScience\n2142\t21\t\t\t\t\t\tCivil engineers\n",
    };
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    cr_assert(mkdtemp(folder) != NULL);
    for (int i = 0; i < SCHEME_COUNT; i++) {
        cr_assert(eq(int, taxonomy_new((enum scheme)i, &taxonomies.of[i]), STATUS_OK));
        if (trees[i] != NULL)
            cr_assert(eq(int, taxonomy_add(taxonomies.of[i], trees[i], strlen(trees[i]), &faults),
                         STATUS_OK));
    }
}

static void close_all(void)
{
    cr_expect(zero(int, system(arena_printf(arena, "rm -r %s", folder))));
    for (int i = 0; i < SCHEME_COUNT; i++)
        taxonomy_free(taxonomies.of[i]);
    arena_free(arena);
}

TestSuite(esco, .init = open_all, .fini = close_all);

static void write_file(const char *name, const char *bytes)
{
    const char *path = arena_printf(arena, "%s/%s", folder, name);
    cr_assert(eq(int, files_write(path, bytes, strlen(bytes), &faults), STATUS_OK));
}

static enum status import(void)
{
    const char *data = arena_printf(arena, "%s/data", folder);
    return files_esco_import(folder, data, &taxonomies, arena, &faults, &report);
}

/* The rows written for a scheme, without comments and header. */
static const char *rows_of(const char *scheme)
{
    char *bytes = NULL;
    size_t size = 0;
    const char *path = arena_printf(arena, "%s/data/labels/%s.tsv", folder, scheme);
    cr_assert(eq(int, files_read(path, 1 << 20, &faults, &bytes, &size), STATUS_OK));
    const char *rows = strstr(bytes, "code\tlanguage\tlabel\n");
    cr_assert(rows != NULL);
    rows = arena_strdup(arena, rows + strlen("code\tlanguage\tlabel\n"));
    free(bytes);
    return rows;
}

Test(esco, labels_are_found_by_the_names_of_columns_and_written_once_in_order)
{
    write_file("occupations_nl.csv",
               "\xef\xbb\xbf"
               "status,altLabels,iscoGroup,preferredLabel\n"
               "released,\"bruggenbouwer\nciviel ingenieur\n\",2142,civiel ingenieur\n"
               "released,,21,\"wetenschapper, \"\"algemeen\"\"\"\n");
    write_file("ISCOGroups_no.csv", "code,preferredLabel\r\n2142,Sivilingeniører\r\n");
    write_file("skillGroups_en.csv", "conceptUri,preferredLabel,altLabels\n"
                                     "http://data.europa.eu/esco/isced-f/07,engineering trades,\n"
                                     "http://data.europa.eu/esco/skill/S1,communication,talking\n");
    write_file("occupations_it.csv", "not read");
    write_file("skills_en.csv", "not read");
    cr_assert(eq(int, import(), STATUS_OK));
    cr_expect(eq(str, T(rows_of("isco")),
                 T("21\tnl\twetenschapper, \"algemeen\"\n"
                   "2142\tnb\tSivilingeniører\n"
                   "2142\tnl\tbruggenbouwer\n"
                   "2142\tnl\tciviel ingenieur\n")));
    cr_expect(eq(str, T(rows_of("isced")), T("07\ten\tengineering trades\n")));
    cr_expect(eq(sz, report.files, 3));
    cr_expect(eq(sz, report.labels[SCHEME_ISCO], 4));
    cr_expect(eq(sz, report.labels[SCHEME_ISCED], 1));
    cr_expect(eq(sz, report.passed_over_count, 1));
}

Test(esco, bad_rows_are_told_by_line_and_the_good_ones_written)
{
    write_file("occupations_nl.csv", "iscoGroup,preferredLabel\n"
                                     "2142,\"brug\n\"\n"
                                     "9999,niets\n"
                                     "2142\n"
                                     "2142,\xff\n");
    cr_assert(eq(int, import(), STATUS_INVALID));
    static const struct {
        const char *code;
        size_t line;
    } rows[] = {{"unknown_code", 4}, {"cut_short", 5}, {"not_utf8", 6}};
    cr_assert(eq(sz, faults.count, 3));
    for (size_t i = 0; i < 3; i++) {
        cr_expect(eq(str, T(faults.items[i].code), T(rows[i].code)));
        cr_expect(eq(sz, faults.items[i].line, rows[i].line));
    }
    cr_expect(eq(str, T(rows_of("isco")), T("2142\tnl\tbrug\n")));
}

Test(esco, a_file_without_a_column_is_refused_and_nothing_is_written)
{
    write_file("occupations_nl.csv", "iscoGroup,preferredLabel\n2142,brug\n");
    cr_assert(eq(int, import(), STATUS_OK));
    write_file("occupations_nl.csv", "iscoGroup,preferredLabel\n2142,tunnel\n");
    write_file("occupations_sv.csv", "iscoGroup,label\n2142,bro\n");
    write_file("ISCOGroups_sv.csv", "");
    cr_assert(eq(int, import(), STATUS_INVALID));
    cr_expect(eq(sz, faults.count, 2));
    cr_expect(eq(str, T(rows_of("isco")), T("2142\tnl\tbrug\n")));
}

Test(esco, a_folder_without_such_files_is_told)
{
    cr_expect(eq(int, import(), STATUS_NOT_FOUND));
    cr_expect(eq(sz, faults.count, 1));
}
