/* The bytes that are sealed: api/AUDIT.md, whose example is here; b2sum gives the same. */
#include "api/store/store_audit.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const char *const example[AUDIT_COLUMNS] = {"1",
                                                   "mentoring_request",
                                                   "01990000-0000-7000-8000-000000000001",
                                                   "2",
                                                   "accept",
                                                   "pending",
                                                   "accepted",
                                                   "mentor",
                                                   "5f0c1d0e-6c0b-4b7e-9d57-2a8f6c1b3a44",
                                                   NULL,
                                                   "01990000-0000-7000-8000-0000000000a5",
                                                   "1790000000.000000",
                                                   NULL,
                                                   NULL,
                                                   NULL,
                                                   NULL};

Test(audit, the_example_of_its_page_has_the_hash_that_it_says)
{
    const struct audit_head none = {0};
    char hex[DIGEST_HEX_SIZE];
    struct audit_head head = audit_link(&none, example);
    digest_hex(&head.hash, hex);
    cr_expect(eq(i64, head.number, 1));
    cr_expect(eq(str, hex, "ffb99b8b62043aa10e961ecf627c2d36e4dc3099ffc35cd860c1042ec1b12b03"));
}

/* NULL is not '', and bytes that go from one column to the next are another row. */
Test(audit, no_two_rows_have_the_same_bytes)
{
    static const char *const pairs[][2] = {{NULL, NULL}, {"", NULL},  {NULL, ""},   {"", ""},
                                           {"-", NULL},  {"a", "b"},  {"ab", ""},   {"", "ab"},
                                           {"a,", "b"},  {"a", ",b"}, {"1:a", "b"}, {"a,1:b", ""}};
    enum { COUNT = sizeof pairs / sizeof pairs[0] };
    struct audit_head heads[COUNT];
    const struct audit_head none = {0};
    for (size_t i = 0; i < COUNT; i++) {
        const char *cells[AUDIT_COLUMNS];
        memcpy(cells, example, sizeof cells);
        cells[5] = pairs[i][0];
        cells[6] = pairs[i][1];
        heads[i] = audit_link(&none, cells);
        for (size_t k = 0; k < i; k++)
            cr_expect(ne(int, memcmp(&heads[i].hash, &heads[k].hash, DIGEST_SIZE), 0), "%zu %zu", i,
                      k);
    }
}

Test(audit, a_seal_depends_on_the_one_before_and_on_its_number)
{
    struct audit_head none = {0}, later = {.number = 1}, other = {.hash = {{1}}};
    struct audit_head heads[] = {audit_link(&none, example), audit_link(&later, example),
                                 audit_link(&other, example)};
    cr_expect(ne(int, memcmp(&heads[0].hash, &heads[1].hash, DIGEST_SIZE), 0));
    cr_expect(ne(int, memcmp(&heads[0].hash, &heads[2].hash, DIGEST_SIZE), 0));
}
