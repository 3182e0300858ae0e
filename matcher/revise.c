#include "matcher/revise.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int revise_compare_rules(const struct round_rule *a, const struct round_rule *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int order = strcmp(a->student, b->student);
    if (order == 0)
        order = (a->rank > b->rank) - (a->rank < b->rank);
    if (order == 0)
        order = strcmp(a->mentor == NULL ? "" : a->mentor, b->mentor == NULL ? "" : b->mentor);
    return order;
}

enum status revise_start(const struct snapshot *snapshot, struct digest problem,
                         struct arena *arena, struct revision *ret_revision)
{
    struct person *people = arena_array(arena, snapshot->people_count, sizeof *people);
    if (people == NULL)
        return STATUS_MEMORY;
    if (snapshot->people_count > 0)
        memcpy(people, snapshot->people, snapshot->people_count * sizeof *people);
    struct revision revision = {*snapshot, people};
    revision.snapshot.engine = ENGINE_VERSION;
    revision.snapshot.people = people;
    revision.snapshot.has_from = true;
    revision.snapshot.from = problem;
    *ret_revision = revision;
    return STATUS_OK;
}

/* ---- seats */

/* The person of that id (size bytes), or NULL. */
static struct person *find_person(const struct revision *revision, const char *id, size_t size)
{
    size_t low = 0, high = revision->snapshot.people_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = revision->people[middle].external_id;
        int order = strncmp(other, id, size);
        if (order == 0 && other[size] == '\0')
            return &revision->people[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static enum status refuse_set(struct faults *faults, const char *code, const char *why,
                              const char *text)
{
    return fault_add(faults, 0, "--set", code, "%s: \"%s\"", why, text);
}

enum status revise_set(const char *text, struct faults *faults, struct revision *revision)
{
    static const char prefix[] = "seats:";
    const struct shape_field *field = shape_find(&person_shape, "seats", strlen("seats"));
    const char *id = text + strlen(prefix), *equals = strrchr(text, '=');
    if (strncmp(text, prefix, strlen(prefix)) != 0 || equals == NULL || equals <= id)
        return refuse_set(faults, "bad_form", "takes seats:ID=NUMBER, not", text);
    struct person *person = find_person(revision, id, (size_t)(equals - id));
    if (person == NULL)
        return refuse_set(faults, "unknown_id", "nobody in the round has that id", text);
    if (!person_is_alumnus(person))
        return refuse_set(faults, "no_mentor", "a student offers no seats", text);
    int64_t seats;
    if (text_to_int(equals + 1, strlen(equals + 1), field->min, field->max, &seats) != STATUS_OK)
        return fault_add(faults, 0, "--set", "out_of_range",
                         "seats are a number from %" PRId64 " to %" PRId64 ": \"%s\"", field->min,
                         field->max, text);
    person->seats = (int32_t)seats;
    return STATUS_OK;
}

/* ---- rules */

static int compare_rules(const void *a, const void *b)
{
    return revise_compare_rules(a, b);
}

enum status revise_add_rules(const struct round_rule *rules, size_t count, struct arena *arena,
                             struct snapshot *snapshot)
{
    struct round_rule *all = arena_array(arena, snapshot->rules_count + count, sizeof *all);
    size_t kept = 0;
    if (all == NULL)
        return STATUS_MEMORY;
    if (snapshot->rules_count > 0)
        memcpy(all, snapshot->rules, snapshot->rules_count * sizeof *all);
    if (count > 0)
        memcpy(all + snapshot->rules_count, rules, count * sizeof *all);
    count += snapshot->rules_count;
    qsort(all, count, sizeof *all, compare_rules);
    for (size_t k = 0; k < count; k++)
        if (kept == 0 || revise_compare_rules(&all[kept - 1], &all[k]) != 0)
            all[kept++] = all[k];
    snapshot->rules = all;
    snapshot->rules_count = kept;
    return STATUS_OK;
}

/* ---- repair */

/* The index of the announced pair that this text names when it is split at colon, or count. */
static size_t find_pair(const struct round_pair *announced, size_t count, const char *text,
                        const char *colon)
{
    size_t size = (size_t)(colon - text), low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *student = announced[middle].student;
        int order = strncmp(student, text, size);
        if (order == 0 && student[size] == '\0')
            return strcmp(announced[middle].mentor, colon + 1) == 0 ? middle : count;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return count;
}

/* The index of the announced pair that a drop names; count, with a fault, when none or several. */
static size_t find_drop(const struct round_pair *announced, size_t count, const char *drop,
                        struct faults *faults)
{
    size_t found = count, splits = 0;
    for (const char *colon = strchr(drop, ':'); colon != NULL; colon = strchr(colon + 1, ':')) {
        size_t index = find_pair(announced, count, drop, colon);
        splits += index != count;
        found = index != count ? index : found;
    }
    if (splits == 1)
        return found;
    if (strchr(drop, ':') == NULL)
        fault_add(faults, 0, "--drop", "bad_form", "takes STUDENT:MENTOR, not \"%s\"", drop);
    else if (splits == 0)
        fault_add(faults, 0, "--drop", "no_such_pair", "no announced pair is \"%s\"", drop);
    else
        fault_add(faults, 0, "--drop", "ambiguous",
                  "\"%s\" names more than one announced pair: add a never to the rules instead",
                  drop);
    return count;
}

/* Marks the pairs that drops name. INVALID with faults for all that name none. */
static enum status mark_drops(const struct round_pair *announced, size_t count,
                              const char *const *drops, size_t drops_count, struct faults *faults,
                              bool *dropped)
{
    enum status status = STATUS_OK;
    for (size_t d = 0; d < drops_count; d++) {
        size_t index = find_drop(announced, count, drops[d], faults);
        if (index == count)
            status = STATUS_INVALID;
        else
            dropped[index] = true;
    }
    return status;
}

static void leave_out_first(struct round_rule *rules, struct snapshot *snapshot)
{
    size_t kept = 0;
    for (size_t k = 0; k < snapshot->rules_count; k++)
        if (snapshot->rules[k].kind != RULE_FIRST)
            rules[kept++] = snapshot->rules[k];
    snapshot->rules = rules;
    snapshot->rules_count = kept;
}

static enum status repair(const struct round_pair *announced, size_t count, const bool *dropped,
                          struct arena *arena, struct snapshot *snapshot)
{
    struct round_pair *left = arena_array(arena, count, sizeof *left);
    struct round_rule *nevers = arena_array(arena, count, sizeof *nevers);
    struct round_rule *rules = arena_array(arena, snapshot->rules_count, sizeof *rules);
    size_t left_count = 0, nevers_count = 0;
    if (left == NULL || nevers == NULL || rules == NULL)
        return STATUS_MEMORY;
    for (size_t k = 0; k < count; k++) {
        if (dropped[k])
            nevers[nevers_count++] =
                (struct round_rule){RULE_NEVER, announced[k].student, announced[k].mentor, 0};
        else
            left[left_count++] = announced[k];
    }
    leave_out_first(rules, snapshot);
    snapshot->objective = OBJECTIVE_REPAIR;
    snapshot->announced = left;
    snapshot->announced_count = left_count;
    return revise_add_rules(nevers, nevers_count, arena, snapshot);
}

enum status revise_repair(const struct round_pair *announced, size_t count,
                          const char *const *drops, size_t drops_count, struct arena *arena,
                          struct faults *faults, struct snapshot *snapshot)
{
    bool *dropped = arena_array(arena, count, sizeof *dropped);
    if (dropped == NULL)
        return STATUS_MEMORY;
    enum status status = mark_drops(announced, count, drops, drops_count, faults, dropped);
    return status == STATUS_OK ? repair(announced, count, dropped, arena, snapshot) : status;
}
