#include "matcher/diff.h"

#include "matcher/revise.h"
#include "scoring/base/arena.h"
#include "scoring/base/moment.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *change_word(enum change change)
{
    static const char *const words[CHANGE_COUNT] = {
#define CHANGE_WORD(name, word, mirror) word,
        CHANGES(CHANGE_WORD)
#undef CHANGE_WORD
    };
    assert((unsigned)change < CHANGE_COUNT);
    return words[change];
}

enum change change_mirror(enum change change)
{
    static const enum change mirrors[CHANGE_COUNT] = {
#define CHANGE_MIRROR(name, word, mirror) CHANGE_##mirror,
        CHANGES(CHANGE_MIRROR)
#undef CHANGE_MIRROR
    };
    assert((unsigned)change < CHANGE_COUNT);
    return mirrors[change];
}

/* Order of two texts of which the one that is not there comes last, so that two sorted lists can be
 * walked together. */
static int compare_heads(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? 1 : -1;
    return strcmp(a, b);
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

/* ---- who is matched with whom */

/* before, after: NULL where the student is in one run only. False when nothing changed. */
static bool change_of(const struct diff_row *before, const struct diff_row *after,
                      struct diff_change *ret_change)
{
    const struct diff_row nobody = {0};
    const struct diff_row *old = before == NULL ? &nobody : before;
    const struct diff_row *new = after == NULL ? &nobody : after;
    enum change kind = CHANGE_MOVED;
    if (before == NULL || after == NULL)
        kind = before == NULL ? CHANGE_JOINED : CHANGE_LEFT;
    else if (old->mentor == NULL || new->mentor == NULL)
        kind = old->mentor == NULL ? CHANGE_GAINED : CHANGE_LOST;
    else if (strcmp(old->mentor, new->mentor) == 0)
        kind = CHANGE_RESCORED;
    *ret_change = (struct diff_change){.kind = kind,
                                       .student = before == NULL ? new->student : old->student,
                                       .before = old->mentor,
                                       .after = new->mentor,
                                       .before_bp = old->score_bp,
                                       .after_bp = new->score_bp,
                                       .gained_bp = new->score_bp - old->score_bp};
    bool both = before != NULL && after != NULL;
    bool same = both && same_text(old->mentor, new->mentor) && old->score_bp == new->score_bp;
    return !same;
}

enum status diff_compare(const struct diff_rows *before, const struct diff_rows *after,
                         struct arena *arena, struct diff *ret_diff)
{
    struct diff diff = {0};
    struct diff_change *items = arena_array(arena, before->count + after->count, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    for (size_t a = 0, b = 0; a < before->count || b < after->count;) {
        const struct diff_row *old = a < before->count ? &before->items[a] : NULL;
        const struct diff_row *new = b < after->count ? &after->items[b] : NULL;
        int order =
            compare_heads(old == NULL ? NULL : old->student, new == NULL ? NULL : new->student);
        bool changed =
            change_of(order <= 0 ? old : NULL, order >= 0 ? new : NULL, &items[diff.count]);
        diff.counts[items[diff.count].kind] += changed;
        diff.gained_bp += changed ? items[diff.count].gained_bp : 0;
        diff.count += changed;
        a += order <= 0;
        b += order >= 0;
    }
    diff.items = items;
    *ret_diff = diff;
    return STATUS_OK;
}

/* ---- the rows of a round */

static int compare_rows(const void *a, const void *b)
{
    return strcmp(((const struct diff_row *)a)->student, ((const struct diff_row *)b)->student);
}

static int32_t score_of(const struct round *round, struct pair pair)
{
    return round_score(round, pair.student, pair.mentor).score_bp;
}

enum status diff_rows_of_round(const struct round *round, const struct result *result,
                               struct arena *arena, struct diff_rows *ret_rows)
{
    uint32_t count = round_problem(round)->student_count;
    struct diff_row *rows = arena_array(arena, count, sizeof *rows);
    if (rows == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        rows[i].student = round_student(round, i)->external_id;
    for (int32_t k = 0; k < result->matched; k++) {
        struct pair pair = result->pairs[k];
        rows[pair.student].mentor = round_mentor(round, pair.mentor)->external_id;
        rows[pair.student].score_bp = score_of(round, pair);
    }
    qsort(rows, count, sizeof *rows, compare_rows);
    *ret_rows = (struct diff_rows){rows, count};
    return STATUS_OK;
}

/* ---- people, compared by their shape: a member added there is compared here */

static bool same_struct(const struct shape *shape, const void *a, const void *b);

static bool same_list(const struct shape_field *field, const void *a, const void *b)
{
    size_t count = shape_list_count(a, field);
    const char *old = *(const char *const *)shape_at(a, field);
    const char *new = *(const char *const *)shape_at(b, field);
    if (count != shape_list_count(b, field))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!same_struct(field->item, old + i * field->item->size, new + i * field->item->size))
            return false;
    return true;
}

static bool same_texts(const struct shape_field *field, const void *a, const void *b)
{
    size_t count = shape_list_count(a, field);
    const char *const *old = *(const char *const *const *)shape_at(a, field);
    const char *const *new = *(const char *const *const *)shape_at(b, field);
    if (count != shape_list_count(b, field))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!same_text(old[i], new[i]))
            return false;
    return true;
}

static bool same_field(const struct shape_field *field, const void *a, const void *b)
{
    const void *old = shape_at(a, field), *new = shape_at(b, field);
    switch (field->type) {
    case SHAPE_TEXT: return same_text(*(const char *const *)old, *(const char *const *)new);
    case SHAPE_INT:
    case SHAPE_WORD: return *(const int32_t *)old == *(const int32_t *)new;
    case SHAPE_BOOL: return *(const bool *)old == *(const bool *)new;
    case SHAPE_TIME: return *(const moment *)old == *(const moment *)new;
    case SHAPE_DATE: return *(const date *)old == *(const date *)new;
    case SHAPE_OBJECT: return same_struct(field->item, old, new);
    case SHAPE_LIST: return same_list(field, a, b);
    case SHAPE_TEXTS: return same_texts(field, a, b);
    }
    assert(false);
    return false;
}

static bool same_struct(const struct shape *shape, const void *a, const void *b)
{
    for (size_t f = 0; f < shape->field_count; f++)
        if (!same_field(&shape->fields[f], a, b))
            return false;
    return true;
}

static bool same_profile(const struct person *before, const struct person *after)
{
    struct person with_seats = *after;
    with_seats.seats = before->seats;
    return same_struct(&person_shape, before, &with_seats);
}

static enum status compare_people(const struct snapshot *before, const struct snapshot *after,
                                  struct arena *arena, struct diff_setup *setup)
{
    struct diff_person *people =
        arena_array(arena, before->people_count + after->people_count, sizeof *people);
    if (people == NULL)
        return STATUS_MEMORY;
    for (size_t a = 0, b = 0; a < before->people_count || b < after->people_count;) {
        const struct person *old = a < before->people_count ? &before->people[a] : NULL;
        const struct person *new = b < after->people_count ? &after->people[b] : NULL;
        int order = compare_heads(old == NULL ? NULL : old->external_id,
                                  new == NULL ? NULL : new->external_id);
        a += order <= 0;
        b += order >= 0;
        struct diff_person person = {.before = order <= 0 ? old : NULL,
                                     .after = order >= 0 ? new : NULL};
        assert(person.before != NULL || person.after != NULL);
        bool both = person.before != NULL && person.after != NULL;
        person.id = person.before != NULL ? person.before->external_id : person.after->external_id;
        person.seats = both && person.before->seats != person.after->seats;
        person.profile = both && !same_profile(person.before, person.after);
        if (!both || person.seats || person.profile)
            people[setup->people_count++] = person;
    }
    setup->people = people;
    return STATUS_OK;
}

/* ---- rules */

/* As snapshots are sorted; who is not there comes last. */
static int compare_rules(const struct round_rule *a, const struct round_rule *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? 1 : -1;
    return revise_compare_rules(a, b);
}

static enum status compare_all_rules(const struct snapshot *before, const struct snapshot *after,
                                     struct arena *arena, struct diff_setup *setup)
{
    struct diff_rule *rules =
        arena_array(arena, before->rules_count + after->rules_count, sizeof *rules);
    if (rules == NULL)
        return STATUS_MEMORY;
    for (size_t a = 0, b = 0; a < before->rules_count || b < after->rules_count;) {
        const struct round_rule *old = a < before->rules_count ? &before->rules[a] : NULL;
        const struct round_rule *new = b < after->rules_count ? &after->rules[b] : NULL;
        int order = compare_rules(old, new);
        const struct round_rule *only = order < 0 ? old : new;
        assert(only != NULL);
        if (order != 0)
            rules[setup->rules_count++] = (struct diff_rule){.rule = *only, .added = order > 0};
        a += order <= 0;
        b += order >= 0;
    }
    setup->rules = rules;
    return STATUS_OK;
}

static bool same_announced(const struct snapshot *before, const struct snapshot *after)
{
    if (before->announced_count != after->announced_count)
        return false;
    for (size_t i = 0; i < before->announced_count; i++)
        if (!same_text(before->announced[i].student, after->announced[i].student) ||
            !same_text(before->announced[i].mentor, after->announced[i].mentor))
            return false;
    return true;
}

/* ---- the whole */

enum status diff_setup(const struct snapshot *before, const struct snapshot *after,
                       struct arena *arena, struct diff_setup *ret_setup)
{
    struct diff_setup setup = {
        .engine = before->engine != after->engine,
        .tables = memcmp(&before->tables, &after->tables, sizeof before->tables) != 0,
        .objective = before->objective != after->objective,
        .weights = memcmp(&before->weights, &after->weights, sizeof before->weights) != 0,
        .minimum = before->minimum_bp != after->minimum_bp,
        .as_of = before->as_of != after->as_of,
        .seed = before->seed != after->seed,
        .announced = !same_announced(before, after)};
    enum status status = compare_people(before, after, arena, &setup);
    if (status == STATUS_OK)
        status = compare_all_rules(before, after, arena, &setup);
    if (status == STATUS_OK)
        *ret_setup = setup;
    return status;
}
