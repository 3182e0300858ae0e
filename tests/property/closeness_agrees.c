#include "scoring/closeness.h"
#include "tests/shipped_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

TestSuite(closeness, .init = shipped_open, .fini = shipped_close);

static const struct {
    enum scheme scheme;
    enum policy_table table;
} trees[] = {
    {SCHEME_ISCED, POLICY_FIELD_NEIGHBOURS},
    {SCHEME_ISCO, POLICY_OCCUPATION_RELATED},
    {SCHEME_NACE, POLICY_TABLE_COUNT},
    {SCHEME_LANGUAGE, POLICY_LANGUAGE_CLOSENESS},
};

static struct closeness tree(size_t t)
{
    return (struct closeness){.taxonomy = seeds->taxonomies.of[trees[t].scheme],
                              .policy = seeds->policy,
                              .table = trees[t].table,
                              .full = 100,
                              .by_depth = {0, 20, 50, 75, 100}};
}

Test(closeness, a_filled_table_holds_the_closeness_of_every_pair)
{
    for (size_t t = 0; t < sizeof trees / sizeof trees[0]; t++) {
        struct closeness closeness = tree(t);
        size_t count = taxonomy_count(closeness.taxonomy) + 1;
        for (size_t w = 1; w < count; w++) {
            uint8_t *parts = calloc(count, 1);
            closeness_fill(&closeness, (node_id)w, parts);
            for (size_t n = 1; n < count; n++)
                cr_assert(eq(int, parts[n], closeness_of(&closeness, (node_id)w, (node_id)n)),
                          "%s %s %s", scheme_word(trees[t].scheme),
                          taxonomy_code(closeness.taxonomy, (node_id)w),
                          taxonomy_code(closeness.taxonomy, (node_id)n));
            free(parts);
        }
    }
}

Test(closeness, leaves_are_as_close_one_way_as_the_other)
{
    for (size_t t = 0; t < sizeof trees / sizeof trees[0]; t++) {
        struct closeness closeness = tree(t);
        size_t count = taxonomy_count(closeness.taxonomy) + 1;
        bool *inner = calloc(count, sizeof *inner);
        for (size_t n = 1; n < count; n++)
            inner[taxonomy_parent(closeness.taxonomy, (node_id)n)] = true;
        for (size_t a = 1; a < count; a++)
            for (size_t b = 1; b < a; b++)
                if (!inner[a] && !inner[b])
                    cr_assert(eq(i32, closeness_of(&closeness, (node_id)a, (node_id)b),
                                 closeness_of(&closeness, (node_id)b, (node_id)a)));
        free(inner);
    }
}
