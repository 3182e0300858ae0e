#include "api/wire/snapshot.h"
#include "matcher/revise.h"
#include "scoring/base/arena.h"

#include <stdlib.h>
#include <string.h>

static int compare_ids(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The mentors that rules and announced pairs name, sorted. */
static enum status list_named(const struct snapshot *snapshot, struct arena *arena,
                              const char ***ret_ids, size_t *ret_count)
{
    size_t count = 0;
    const char **ids = arena_array(arena, snapshot->rules_count + snapshot->announced_count + 1,
                                   sizeof(const char *));
    if (ids == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < snapshot->rules_count; i++)
        if (snapshot->rules[i].mentor != NULL)
            ids[count++] = snapshot->rules[i].mentor;
    for (size_t i = 0; i < snapshot->announced_count; i++)
        ids[count++] = snapshot->announced[i].mentor;
    qsort(ids, count, sizeof(const char *), compare_ids);
    *ret_ids = ids;
    *ret_count = count;
    return STATUS_OK;
}

static bool takes_part(const struct person *person, const char *const *named, size_t count)
{
    if (person_is_student(person) || person->seats > 0)
        return true;
    return bsearch(&person->external_id, named, count, sizeof(const char *), compare_ids) != NULL;
}

/* A person with no more than what their role is scored by. */
static struct person scored_part(const struct person *person)
{
    struct person part = {.external_id = person->external_id,
                          .role = person->role,
                          .language = person->language,
                          .affiliations = person->affiliations,
                          .affiliations_count = person->affiliations_count,
                          .languages = person->languages,
                          .languages_count = person->languages_count,
                          .place = person->place,
                          .country = person->country,
                          .remote = person->remote};
    if (person_is_student(person))
        part.wishes = person->wishes;
    if (!person_is_alumnus(person))
        return part;
    part.employments = person->employments;
    part.employments_count = person->employments_count;
    part.seats = person->seats;
    part.conditions = person->conditions;
    return part;
}

static int compare_people(const void *left, const void *right)
{
    const struct person *a = left, *b = right;
    return strcmp(a->external_id, b->external_id);
}

enum status snapshot_fill(const struct person *people, size_t people_count,
                          const struct round_rule *rules, size_t rules_count, struct arena *arena,
                          struct snapshot *snapshot)
{
    const char **named = NULL;
    size_t named_count = 0, count = 0;
    snapshot->rules_count = 0;
    if (revise_add_rules(rules, rules_count, arena, snapshot) != STATUS_OK ||
        list_named(snapshot, arena, &named, &named_count) != STATUS_OK)
        return STATUS_MEMORY;
    struct person *kept = arena_array(arena, people_count + 1, sizeof *kept);
    if (kept == NULL)
        return STATUS_MEMORY;
    for (size_t p = 0; p < people_count; p++)
        if (takes_part(&people[p], named, named_count))
            kept[count++] = scored_part(&people[p]);
    qsort(kept, count, sizeof *kept, compare_people);
    snapshot->people = kept;
    snapshot->people_count = count;
    return STATUS_OK;
}
