#include "matcher/rows_plain.h"

#include "matcher/eligible.h"
#include "matcher/workers.h"
#include "scoring/base/arena.h"
#include "scoring/criterion.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX ((size_t)(4 * PERSON_ITEMS_MAX + 4))
#define MEETING   ((size_t)CRITERION_COUNT) /* beside the criteria: whether they may meet at all */
#define TABLE_MAX                                                                                  \
    ((size_t)128 << 20)         /* bytes of one criterion; beyond, pairs are asked one by one */
#define MAKE_BLOCK ((size_t)16) /* kinds of students a worker takes at a time */
#define MAKE_PART  ((size_t)1 << 20) /* pairs of kinds between two looks at the watch */

/* People by kind: element i is the kind of person i; element k, a person of kind k. */
struct kinds {
    uint32_t *of, *one;
    size_t count;
};

struct parts {
    struct kinds students, mentors;
    uint8_t *table; /* kinds of students × kinds of mentors; NULL: weight 0, or too large */
};

struct rows_plain {
    struct rows_of_people people;
    struct arena *arena;
    struct parts parts[CRITERION_COUNT + 1]; /* by criterion; of MEETING 1: may meet, self apart */
    uint32_t *selves;                        /* element i: student i as a mentor, or NOBODY */
};

/* ---- all that a part looks at, as words; element MEETING: all that eligibility looks at */

static size_t add_nodes(const node_id *nodes, size_t count, uint32_t *words, size_t at)
{
    words[at++] = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        words[at++] = nodes[i];
    return at;
}

static size_t skill_words(const struct language_skill *skills, size_t count, uint32_t *words,
                          size_t at)
{
    for (size_t i = 0; i < count; i++) {
        words[at++] = skills[i].language.node;
        words[at++] = (uint32_t)skills[i].level;
    }
    return at;
}

static size_t field_words(const struct person *person, uint32_t *words)
{
    for (size_t i = 0; i < person->affiliations_count; i++)
        words[i] = person->affiliations[i].field.node;
    return person->affiliations_count;
}

static size_t student_meets(const struct person *student, uint32_t *words)
{
    size_t at = 1 + field_words(student, words + 1);
    words[0] = (uint32_t)student->affiliations_count;
    return skill_words(student->languages, student->languages_count, words, at);
}

static size_t mentor_meets(const struct person *mentor, uint32_t *words)
{
    const struct conditions *asked = &mentor->conditions;
    size_t at = 0;
    words[at++] = (uint32_t)mentor->seats;
    words[at++] = (uint32_t)asked->fields_count;
    for (size_t i = 0; i < asked->fields_count; i++)
        words[at++] = asked->fields[i].node;
    return skill_words(asked->languages, asked->languages_count, words, at);
}

static size_t wish_words(size_t criterion, const struct wish *wish, uint32_t *words)
{
    size_t at = 0;
    switch ((enum criterion_id)criterion) {
    case CRITERION_FIELD: return add_nodes(wish->fields, wish->fields_count, words, 0);
    case CRITERION_CAREER:
        at = add_nodes(wish->occupations, wish->occupations_count, words, 0);
        return add_nodes(wish->industries, wish->industries_count, words, at);
    case CRITERION_LANGUAGE:
        for (size_t i = 0; i < wish->languages_count; i++) {
            words[at++] = wish->languages[i].language;
            words[at++] = (uint32_t)wish->languages[i].level;
        }
        return at;
    case CRITERION_PLACE:
        at = add_nodes(wish->places, wish->places_count, words, 0);
        words[at++] = wish->home;
        words[at++] = wish->remote;
        return at;
    case CRITERION_COUNT: break;
    }
    assert(criterion < CRITERION_COUNT); /* a new one: say here what its part looks at */
    return 0;
}

/* When a job began no part looks at (rows_agree would tell). */
static size_t career_words(const struct person *mentor, uint32_t *words)
{
    size_t at = 0;
    for (size_t i = 0; i < mentor->employments_count; i++) {
        const struct employment *employment = &mentor->employments[i];
        words[at++] = employment->occupation.node;
        words[at++] = employment->industry.node;
        words[at++] = (uint32_t)employment->to;
    }
    return at;
}

static size_t mentor_words(size_t criterion, const struct person *mentor, uint32_t *words)
{
    switch ((enum criterion_id)criterion) {
    case CRITERION_FIELD: return field_words(mentor, words);
    case CRITERION_CAREER: return career_words(mentor, words);
    case CRITERION_LANGUAGE:
        return skill_words(mentor->languages, mentor->languages_count, words, 0);
    case CRITERION_PLACE:
        words[0] = person_place(mentor);
        words[1] = mentor->remote;
        return 2;
    case CRITERION_COUNT: return mentor_meets(mentor, words);
    }
    assert(criterion < CRITERION_COUNT); /* a new one: say here what its part looks at */
    return 0;
}

/* ---- kinds */

struct words {
    const uint32_t *words;
    size_t count;
    uint32_t person;
};

static int compare_words(const void *left, const void *right)
{
    const struct words *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    int order = a->count == 0 ? 0 : memcmp(a->words, b->words, a->count * sizeof *a->words);
    return order != 0 ? order : (a->person > b->person) - (a->person < b->person);
}

static bool same_words(const struct words *a, const struct words *b)
{
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->words, b->words, a->count * sizeof *a->words) == 0);
}

static void number_kinds(struct words *all, size_t count, struct kinds *kinds)
{
    qsort(all, count, sizeof *all, compare_words);
    for (size_t k = 0; k < count; k++) {
        if (k == 0 || !same_words(&all[k], &all[k - 1]))
            kinds->one[kinds->count++] = all[k].person;
        kinds->of[all[k].person] = (uint32_t)(kinds->count - 1);
    }
}

static struct wish wish_of(const struct rows_plain *plain, size_t student)
{
    const struct rows_of_people *people = &plain->people;
    return wish_of_person(people->scorer, people->students[student], people->weights,
                          people->as_of);
}

static size_t person_words(const struct rows_plain *plain, size_t criterion, bool of_students,
                           size_t person, uint32_t *words)
{
    if (!of_students)
        return mentor_words(criterion, plain->people.mentors[person], words);
    if (criterion == MEETING)
        return student_meets(plain->people.students[person], words);
    struct wish wish = wish_of(plain, person);
    return wish_words(criterion, &wish, words);
}

/* scratch: gives room for words, and is freed by the caller. */
static enum status find_kinds(const struct rows_plain *plain, size_t criterion, bool of_students,
                              struct arena *scratch, struct kinds *ret_kinds)
{
    size_t count = of_students ? plain->people.student_count : plain->people.mentor_count;
    struct words *all = arena_array(scratch, count + 1, sizeof *all);
    struct kinds kinds = {.of = arena_array(plain->arena, count + 1, sizeof *kinds.of),
                          .one = arena_array(plain->arena, count + 1, sizeof *kinds.one)};
    if (all == NULL || kinds.of == NULL || kinds.one == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++) {
        uint32_t words[WORDS_MAX];
        size_t used = person_words(plain, criterion, of_students, i, words);
        uint32_t *kept = arena_array(scratch, used + 1, sizeof *kept);
        if (kept == NULL)
            return STATUS_MEMORY;
        memcpy(kept, words, used * sizeof *kept);
        all[i] = (struct words){kept, used, (uint32_t)i};
    }
    number_kinds(all, count, &kinds);
    *ret_kinds = kinds;
    return STATUS_OK;
}

/* ---- parts */

static int32_t ask_part(const struct rows_plain *plain, size_t criterion, const struct wish *wish,
                        const struct person *mentor)
{
    return criteria[criterion]->part(plain->people.scorer, wish, mentor).part;
}

/* Whether they may meet if they are two. */
static bool may_meet(const struct rows_plain *plain, uint32_t student, const struct person *mentor)
{
    struct person somebody = *plain->people.students[student];
    somebody.external_id = NULL;
    return eligibility(plain->people.scorer->taxonomies, &somebody, mentor, NULL) ==
           INELIGIBLE_NONE;
}

struct making {
    const struct rows_plain *plain;
    size_t criterion;
    size_t first; /* kind of students of this part */
};

static void make_rows(void *context, size_t worker, size_t first, size_t end)
{
    const struct making *making = context;
    const struct rows_plain *plain = making->plain;
    const struct parts *parts = &plain->parts[making->criterion];
    (void)worker;
    for (size_t k = making->first + first; k < making->first + end; k++) {
        uint32_t student = parts->students.one[k];
        struct wish wish = wish_of(plain, student);
        uint8_t *row = parts->table + k * parts->mentors.count;
        for (size_t m = 0; m < parts->mentors.count; m++) {
            const struct person *mentor = plain->people.mentors[parts->mentors.one[m]];
            row[m] = making->criterion == MEETING
                         ? may_meet(plain, student, mentor)
                         : (uint8_t)ask_part(plain, making->criterion, &wish, mentor);
        }
    }
}

static enum status make_kinds(const struct rows_plain *plain, size_t criterion, struct parts *parts)
{
    struct arena *scratch;
    enum status status = arena_new(0, &scratch);
    if (status != STATUS_OK)
        return status;
    status = find_kinds(plain, criterion, true, scratch, &parts->students);
    if (status == STATUS_OK)
        status = find_kinds(plain, criterion, false, scratch, &parts->mentors);
    arena_free(scratch);
    return status;
}

static enum status make_table(const struct rows_plain *plain, size_t criterion, size_t workers,
                              const struct watch *watch)
{
    const struct parts *parts = &plain->parts[criterion];
    size_t count = parts->students.count, size = MAKE_PART / (parts->mentors.count + 1);
    struct making making = {plain, criterion, 0};
    if (size < workers * MAKE_BLOCK)
        size = workers * MAKE_BLOCK;
    for (; making.first < count; making.first += size) {
        size_t left = count - making.first;
        watch_progress(watch, "plain scores", making.first, count);
        if (watch_cancelled(watch))
            return STATUS_CANCELLED;
        workers_run(workers, left < size ? left : size, MAKE_BLOCK, make_rows, &making);
    }
    return STATUS_OK;
}

static enum status make_parts(struct rows_plain *plain, size_t criterion, size_t workers,
                              const struct watch *watch)
{
    struct parts *parts = &plain->parts[criterion];
    enum status status = make_kinds(plain, criterion, parts);
    size_t size = parts->students.count * parts->mentors.count; /* each at most 1 000 000 */
    if (status != STATUS_OK || size > TABLE_MAX)
        return status;
    parts->table = arena_array(plain->arena, size + 1, 1);
    return parts->table == NULL ? STATUS_MEMORY : make_table(plain, criterion, workers, watch);
}

/* ---- who is both */

struct named {
    const char *id;
    uint32_t mentor;
};

static int compare_named(const void *left, const void *right)
{
    return strcmp(((const struct named *)left)->id, ((const struct named *)right)->id);
}

static enum status find_selves(struct rows_plain *plain)
{
    const struct rows_of_people *people = &plain->people;
    struct named *mentors = calloc(people->mentor_count + 1, sizeof *mentors);
    plain->selves = arena_array(plain->arena, people->student_count + 1, sizeof *plain->selves);
    if (mentors == NULL || plain->selves == NULL) {
        free(mentors);
        return STATUS_MEMORY;
    }
    for (size_t j = 0; j < people->mentor_count; j++)
        mentors[j] = (struct named){people->mentors[j]->external_id, (uint32_t)j};
    qsort(mentors, people->mentor_count, sizeof *mentors, compare_named);
    for (size_t i = 0; i < people->student_count; i++) {
        const struct named sought = {people->students[i]->external_id, 0};
        const struct named *found =
            bsearch(&sought, mentors, people->mentor_count, sizeof *mentors, compare_named);
        plain->selves[i] = found == NULL ? NOBODY : found->mentor;
    }
    free(mentors);
    return STATUS_OK;
}

enum status rows_plain_make(const struct rows_of_people *people, size_t workers,
                            const struct watch *watch, struct rows_plain **ret_plain)
{
    struct rows_plain *plain = calloc(1, sizeof *plain);
    if (plain == NULL)
        return STATUS_MEMORY;
    plain->people = *people;
    enum status status = arena_new(0, &plain->arena);
    for (size_t c = 0; c <= CRITERION_COUNT && status == STATUS_OK; c++)
        if (c == MEETING || people->weights.percent[c] > 0)
            status = make_parts(plain, c, workers, watch);
    if (status == STATUS_OK)
        status = find_selves(plain);
    if (status != STATUS_OK)
        rows_plain_free(plain);
    else
        *ret_plain = plain;
    return status;
}

void rows_plain_free(struct rows_plain *plain)
{
    if (plain == NULL)
        return;
    arena_free(plain->arena);
    free(plain);
}

/* ---- rows */

static void add_criterion(const struct rows_plain *plain, size_t criterion, uint32_t student,
                          const struct wish *wish, int16_t *scores)
{
    const struct parts *parts = &plain->parts[criterion];
    int32_t weight = plain->people.weights.percent[criterion];
    size_t count = plain->people.mentor_count;
    if (parts->table == NULL) {
        for (size_t j = 0; j < count; j++)
            scores[j] = (int16_t)(scores[j] + weight * ask_part(plain, criterion, wish,
                                                                plain->people.mentors[j]));
        return;
    }
    const uint8_t *row = parts->table + parts->students.of[student] * parts->mentors.count;
    for (size_t j = 0; j < count; j++)
        scores[j] = (int16_t)(scores[j] + weight * row[parts->mentors.of[j]]);
}

static void close_pairs(const struct rows_plain *plain, uint32_t student, int16_t *scores)
{
    const struct parts *meeting = &plain->parts[MEETING];
    const uint8_t *row = meeting->table == NULL ? NULL
                                                : meeting->table + meeting->students.of[student] *
                                                                       meeting->mentors.count;
    for (size_t j = 0; j < plain->people.mentor_count; j++)
        if (row != NULL ? row[meeting->mentors.of[j]] == 0
                        : !may_meet(plain, student, plain->people.mentors[j]))
            scores[j] = ROW_IMPOSSIBLE;
    if (plain->selves[student] != NOBODY)
        scores[plain->selves[student]] = ROW_IMPOSSIBLE;
}

void rows_plain_fill(const struct rows_plain *plain, uint32_t student, int16_t *ret_scores)
{
    const struct rows_of_people *people = &plain->people;
    const struct wish wish = wish_of(plain, student);
    memset(ret_scores, 0, people->mentor_count * sizeof *ret_scores);
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        if (people->weights.percent[c] > 0)
            add_criterion(plain, c, student, &wish, ret_scores);
    close_pairs(plain, student, ret_scores);
}
