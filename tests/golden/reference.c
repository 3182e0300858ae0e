/* The shipped codes and labels against published tables of ISCED-F 2013 and ISCO-08, which stay
 * outside this repository: KRING_REFERENCE names a folder with isced-f.tsv (code, en, …) and
 * isco-08.tsv (code, language, label). Skipped, and reported so, without it. */
#include "api/files/files_read.h"
#include "scoring/fold.h"
#include "scoring/tsv.h"
#include "tests/shipped_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void open_all(void)
{
    if (getenv("KRING_REFERENCE") == NULL) {
        fprintf(stderr, "skipped: KRING_REFERENCE is not set\n");
        cr_skip_test("KRING_REFERENCE is not set");
    }
    shipped_open();
}

TestSuite(reference, .init = open_all, .fini = shipped_close);

static struct tsv open_table(const char *name)
{
    char *bytes = NULL;
    size_t size = 0;
    struct faults faults = faults_in(arena);
    const char *path = arena_printf(arena, "%s/%s", getenv("KRING_REFERENCE"), name);
    cr_assert(eq(int, files_read(path, FILES_SEED_SIZE_MAX, &faults, &bytes, &size), STATUS_OK),
              "%s", path);
    const char *kept = arena_copy(arena, bytes, size);
    free(bytes);
    return tsv_start(kept, size);
}

static const char *folded(const char *bytes, size_t size)
{
    char *text = arena_alloc(arena, size * FOLD_GROWTH + 1);
    cr_assert(text != NULL);
    fold_plain(bytes, size, text);
    return text;
}

/* Labels compare folded, and without what tables add to say that nothing is added. */
static bool is_same(const char *label, struct tsv_cell other)
{
    return strcmp(folded(label, strlen(label)), folded(other.bytes, other.size)) == 0;
}

/* Marks in seen[] each code of the table; counts by depth into counts[]. */
static void count_depths(const struct taxonomy *taxonomy, size_t counts[8])
{
    for (size_t node = 1; node <= taxonomy_count(taxonomy); node++)
        counts[taxonomy_depth(taxonomy, (node_id)node)]++;
}

/* Every shipped code must have been seen in the table. */
static void check_seen(const struct taxonomy *taxonomy, const bool *seen)
{
    for (size_t node = 1; node <= taxonomy_count(taxonomy); node++)
        cr_expect(seen[node], "%s is in no published table",
                  taxonomy_code(taxonomy, (node_id)node));
}

Test(reference, every_field_is_one_of_isced_f_with_its_english_label)
{
    const struct taxonomy *taxonomy = seeds->taxonomies.of[SCHEME_ISCED];
    bool *seen = arena_array(arena, taxonomy_count(taxonomy) + 1, sizeof *seen);
    struct tsv tsv = open_table("isced-f.tsv");
    while (tsv_next(&tsv)) {
        char code[CODE_SIZE_MAX + 1] = "";
        memcpy(code, tsv.cells[0].bytes, tsv.cells[0].size);
        node_id node = taxonomy_find(taxonomy, code, strlen(code));
        if (node == NODE_NONE || strcmp(taxonomy_code(taxonomy, node), code) != 0)
            continue; /* "not further defined": its inner node */
        seen[node] = true;
        cr_expect(is_same(taxonomy_label(taxonomy, node, LABEL_EN), tsv.cells[1]),
                  "%s is \"%s\" here, \"%.*s\" there", code,
                  taxonomy_label(taxonomy, node, LABEL_EN), (int)tsv.cells[1].size,
                  tsv.cells[1].bytes);
    }
    size_t counts[8] = {0};
    count_depths(taxonomy, counts);
    check_seen(taxonomy, seen);
    cr_expect(eq(sz, counts[1], 11));
    cr_expect(eq(sz, counts[2], 29));
    cr_expect(eq(sz, counts[3], 80));
}

Test(reference, every_occupation_is_one_of_isco_08_with_its_english_label)
{
    const struct taxonomy *taxonomy = seeds->taxonomies.of[SCHEME_ISCO];
    bool *seen = arena_array(arena, taxonomy_count(taxonomy) + 1, sizeof *seen);
    size_t labels[LABEL_LANGUAGE_COUNT] = {0}, same[LABEL_LANGUAGE_COUNT] = {0}, counts[8] = {0};
    struct tsv tsv = open_table("isco-08.tsv");
    while (tsv_next(&tsv)) {
        enum label_language language;
        node_id node = taxonomy_find(taxonomy, tsv.cells[0].bytes, tsv.cells[0].size);
        if (node == NODE_NONE)
            continue;
        seen[node] = true;
        if (!label_language_find(tsv.cells[1].bytes, tsv.cells[1].size, &language) ||
            !taxonomy_has_label(taxonomy, node, language))
            continue;
        const char *label = taxonomy_label(taxonomy, node, language);
        bool is_equal = is_same(label, tsv.cells[2]);
        labels[language]++;
        same[language] += is_equal;
        cr_expect(is_equal || language != LABEL_EN, "%s is \"%s\" here, \"%.*s\" there",
                  taxonomy_code(taxonomy, node), label, (int)tsv.cells[2].size, tsv.cells[2].bytes);
    }
    for (int i = 0; i < LABEL_LANGUAGE_COUNT; i++)
        fprintf(stderr, "note: %s: %zu of %zu labels agree\n",
                label_language_code((enum label_language)i), same[i], labels[i]);
    count_depths(taxonomy, counts);
    check_seen(taxonomy, seen);
    cr_expect(eq(sz, counts[1], 10));
    cr_expect(eq(sz, counts[2], 43));
    cr_expect(eq(sz, counts[3], 130));
    cr_expect(eq(sz, counts[4], 436));
}
