/* What people type, read with the shipped seeds: a row of reading.tsv a case. */
#include "api/files/files_read.h"
#include "scoring/tsv.h"
#include "tests/shipped_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CASES "tests/golden/reading.tsv"

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static char *cases;
static size_t cases_size;

static void open_all(void)
{
    shipped_open_reader();
    struct faults faults = faults_in(arena);
    shipped_check(files_read(CASES, FILES_SEED_SIZE_MAX, &faults, &cases, &cases_size), &faults);
}

static void close_all(void)
{
    free(cases);
    shipped_close();
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

/* ---- a title means the same for every gender */

/* A title with the ending is also written with this after it, and again with that. */
static const struct form {
    const char *language, *ending, *after, *again;
} forms[] = {
    {"de", "er", "in", NULL},        {"de", "er", "innen", NULL},
    {"de", "er", "/in", NULL},       {"de", "er", ":in", NULL},
    {"de", "er", "*in", NULL},       {"de", "er", "/-in", NULL},
    {"de", "er", "(in)", NULL},      {"de", "er", "In", NULL},
    {"de", "er", " (m/w/d)", NULL},  {"de", "er", "/", "in"},
    {"de", "er", " und ", "in"},     {"de", "eur", "in", NULL},
    {"de", "eur", "/in", NULL},      {"de", "eur", "/", "in"},
    {"de", "or", "in", NULL},        {"de", "ist", "/in", NULL},
    {"de", "ant", "in", NULL},       {"fr", "ant", "e", NULL},
    {"fr", "ant", "(e)", NULL},      {"fr", "ant", "·e", NULL},
    {"fr", "ant", " / ", "e"},       {"fr", "ien", "ne", NULL},
    {"fr", "ien", "(ne)", NULL},     {"fr", "ien", "/", "ne"},
    {"fr", "ien", " et ", "ne"},     {"fr", "eur", " (h/f)", NULL},
    {"nl", "ist", "e", NULL},        {"nl", "werker", " (m/v/x)", NULL},
    {"nl", "ent", "e", NULL},        {"nb", "lærer", "inne", NULL},
    {"nb", "lærer", "/-inne", NULL}, {"sv", "lärare", "/-inna", NULL},
};

/* The code and the confidence of what a text is read as; "" when unread. */
static const char *read_isco(const char *language, const char *text, int *ret_confidence)
{
    struct reading_candidate found;
    size_t count = 0;
    cr_assert(eq(int, reader_read(seeds->reader, SCHEME_ISCO, language, text, 1, &found, &count),
                 STATUS_OK));
    *ret_confidence = count == 0 ? 0 : found.confidence;
    return count == 0 ? "" : taxonomy_code(seeds->taxonomies.of[SCHEME_ISCO], found.node);
}

static bool ends_with(const char *text, const char *ending)
{
    size_t size = strlen(text), ending_size = strlen(ending);
    return size > ending_size + 2 && strcmp(text + size - ending_size, ending) == 0;
}

/* At most what another language's label or a rule costs below the title itself. */
#define CONFIDENCE_LESS 12

static void check_form(const struct form *form, const char *title)
{
    int sure = 0, form_sure = 0;
    const char *text = form->again == NULL ? arena_printf(arena, "%s%s", title, form->after)
                                           : arena_printf(arena, "%s%s%s%s", title, form->after,
                                                          title, form->again);
    const char *code = read_isco(form->language, title, &sure);
    cr_expect(eq(str, T(read_isco(form->language, text, &form_sure)), T(code)), "%s", text);
    cr_expect(ge(int, form_sure, sure - CONFIDENCE_LESS), "%s", text);
}

Test(reading, the_genders_of_a_title_are_read_alike)
{
    const char *folder = NULL;
    char *titles = NULL;
    size_t titles_size = 0, count = 0;
    struct faults faults = faults_in(arena);
    cr_assert(eq(int, seeds_folder(arena, &faults, &folder), STATUS_OK));
    cr_assert(eq(int,
                 files_read(arena_printf(arena, "%s/rules/titles.tsv", folder), FILES_SEED_SIZE_MAX,
                            &faults, &titles, &titles_size),
                 STATUS_OK));
    struct tsv tsv = tsv_start(titles, titles_size);
    while (tsv_next(&tsv)) {
        const char *title = text_of(tsv.cells[2]);
        for (size_t i = 0; strpbrk(title, " -/") == NULL && i < sizeof forms / sizeof forms[0]; i++)
            if (tsv_cell_is(tsv.cells[1], forms[i].language) && ends_with(title, forms[i].ending)) {
                check_form(&forms[i], title);
                count++;
            }
    }
    cr_expect(ge(sz, count, 5000));
    free(titles);
}
