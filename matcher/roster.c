#include "matcher/roster.h"

#include "matcher/roster_columns.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct ordered {
    const struct person *person;
    size_t position;
};

static int compare_ordered(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    int order = strcmp(a->person->external_id, b->person->external_id);
    if (order != 0)
        return order;
    return a->position < b->position ? -1 : a->position > b->position;
}

/* Puts the alumni among people into roster->people in the tie order. */
static enum status order_people(const struct person *const *people, size_t count,
                                struct roster *roster)
{
    struct ordered *ordered = calloc(count + 1, sizeof *ordered);
    roster->people = calloc(count + 1, sizeof(const struct person *));
    if (ordered == NULL || roster->people == NULL) {
        free(ordered);
        return STATUS_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        assert(people[i]->external_id != NULL);
        if (person_is_alumnus(people[i]))
            ordered[roster->count++] = (struct ordered){people[i], i};
    }
    qsort(ordered, roster->count, sizeof *ordered, compare_ordered);
    for (size_t i = 0; i < roster->count; i++)
        roster->people[i] = ordered[i].person;
    free(ordered);
    return STATUS_OK;
}

enum status roster_new(const struct scorer *scorer, const struct person *const *people,
                       size_t count, date as_of, struct roster **ret_roster)
{
    if (count > ROSTER_PEOPLE_MAX)
        return STATUS_TOO_LARGE;
    struct roster *roster = calloc(1, sizeof *roster);
    if (roster == NULL)
        return STATUS_MEMORY;
    roster->as_of = as_of;
    enum status status = order_people(people, count, roster);
    if (status == STATUS_OK)
        status = columns_code(scorer, roster->people, roster->count, as_of, &roster->columns);
    if (status != STATUS_OK) {
        roster_free(roster);
        return status;
    }
    *ret_roster = roster;
    return STATUS_OK;
}

void roster_free(struct roster *roster)
{
    if (roster == NULL)
        return;
    columns_free(&roster->columns);
    free(roster->people);
    free(roster);
}

size_t roster_count(const struct roster *roster)
{
    return roster->count;
}

const struct person *roster_person(const struct roster *roster, uint32_t index)
{
    assert(index < roster->count);
    return roster->people[index];
}

date roster_as_of(const struct roster *roster)
{
    return roster->as_of;
}
