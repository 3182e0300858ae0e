/* UUIDv7 (RFC 9562). */
#include "api/store/store.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

Test(id, an_id_carries_its_time_its_version_and_its_variant)
{
    char id[STORE_ID_SIZE];
    /* The timestamp of the example in RFC 9562, appendix A.6. */
    store_id_new(0x017F22E279B0, id);
    cr_assert(eq(int, strncmp(id, "017f22e2-79b0-7", 15), 0));
    cr_assert(strchr("89ab", id[19]) != NULL);
    cr_assert(store_id_valid(id));
}

Test(id, ids_of_one_millisecond_differ)
{
    char first[STORE_ID_SIZE];
    char second[STORE_ID_SIZE];
    store_id_new(1, first);
    store_id_new(1, second);
    cr_assert(ne(str, first, second));
}

static const char *const invalid[] = {
    "",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398",   /* short */
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", /* long */
    "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",  /* not as the store writes it */
    "017f22e2x79b0-7cc3-98c4-dc0c0c07398f",
    "{17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
};

Test(id, what_is_no_id_is_not_valid)
{
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++)
        cr_expect(not(store_id_valid(invalid[i])), "%s", invalid[i]);
}
