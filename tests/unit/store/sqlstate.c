/* From SQLSTATE to status. */
#include "api/store/store_status.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static const struct {
    const char *sqlstate;
    enum status status;
    bool retryable;
} rows[] = {
    {"08006", STATUS_UNAVAILABLE, false}, /* connection failure */
    {"22P02", STATUS_INVALID, false},     /* text that is none of the type */
    {"23502", STATUS_INVALID, false},     /* not null */
    {"23503", STATUS_CONFLICT, false},    /* foreign key */
    {"23505", STATUS_CONFLICT, false},    /* unique */
    {"23514", STATUS_INVALID, false},     /* check */
    {"23P01", STATUS_CONFLICT, false},    /* exclusion */
    {"40001", STATUS_UNAVAILABLE, true},  /* serialization */
    {"40P01", STATUS_UNAVAILABLE, true},  /* deadlock */
    {"42P01", STATUS_BROKEN, false},      /* no such table: not migrated */
    {"53300", STATUS_UNAVAILABLE, false}, /* too many connections */
    {"55P03", STATUS_TIMEOUT, false},     /* lock not available */
    {"57014", STATUS_TIMEOUT, false},     /* cancelled */
    {"57P01", STATUS_UNAVAILABLE, false}, /* shutting down */
    {"XX000", STATUS_BROKEN, false},      /* internal error */
    {"", STATUS_BROKEN, false},
};

Test(sqlstate, each_has_its_status)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(eq(int, store_status(rows[i].sqlstate), rows[i].status), "%s", rows[i].sqlstate);
        cr_expect(eq(int, store_status_retryable(rows[i].sqlstate), rows[i].retryable), "%s",
                  rows[i].sqlstate);
    }
}

Test(sqlstate, the_name_of_a_constraint_is_a_sentence)
{
    char sentence[40];
    store_status_sentence("seats_are_not_negative", sizeof sentence, sentence);
    cr_assert(eq(str, sentence, "seats are not negative"));
    store_status_sentence("seats_are_not_negative", 6, sentence);
    cr_assert(eq(str, sentence, "seats"));
}
