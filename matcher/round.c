#include "matcher/round.h"

#include "matcher/round_rules.h"
#include "matcher/rows.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* One side of the round: its people by number, and the numbers of people. */
struct side {
    const struct person **people; /* element i: number i */
    uint32_t *number_of;          /* element p: of snapshot->people[p], or NOBODY */
    uint32_t count;
};

struct round {
    const struct scorer *scorer;
    const struct snapshot *snapshot;
    struct arena *arena;
    struct side students, mentors;
    struct rows *rows, *plain; /* plain: NULL until asked for */
    struct problem problem;
};

/* ---- who */

/* The position of an id among the people, or their count. */
static size_t position_of(const struct snapshot *snapshot, const char *id)
{
    size_t low = 0, high = snapshot->people_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(snapshot->people[middle].external_id, id);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return snapshot->people_count;
}

static void name(const struct snapshot *snapshot, const char *id, bool *named)
{
    size_t position = id == NULL ? snapshot->people_count : position_of(snapshot, id);
    if (position < snapshot->people_count)
        named[position] = true;
}

/* Element p: a rule or an announced pair names that person as a mentor. */
static void name_mentors(const struct snapshot *snapshot, bool *named)
{
    for (size_t i = 0; i < snapshot->rules_count; i++)
        name(snapshot, snapshot->rules[i].mentor, named);
    for (size_t i = 0; i < snapshot->announced_count; i++)
        name(snapshot, snapshot->announced[i].mentor, named);
}

/* ---- numbers by lot */

struct lot {
    struct digest rank;
    const struct person *person;
};

static int compare_lots(const void *left, const void *right)
{
    const struct lot *a = left, *b = right;
    int order = memcmp(a->rank.bytes, b->rank.bytes, DIGEST_SIZE);
    return order != 0 ? order : strcmp(a->person->external_id, b->person->external_id);
}

/* BLAKE2b of the seed as 8 bytes, least first, and the id. */
static struct digest lot_of(int64_t seed, const char *id)
{
    uint8_t bytes[8];
    struct digest_state state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)((uint64_t)seed >> (8 * i));
    digest_start(&state, NULL, 0);
    digest_add(&state, bytes, sizeof bytes);
    digest_add(&state, id, strlen(id));
    return digest_end(&state);
}

static enum status side_new(const struct snapshot *snapshot, struct lot *lots, uint32_t count,
                            struct arena *arena, struct side *side)
{
    side->people = arena_array(arena, count + (size_t)1, sizeof(const struct person *));
    side->number_of = arena_array(arena, snapshot->people_count + 1, sizeof *side->number_of);
    if (side->people == NULL || side->number_of == NULL)
        return STATUS_MEMORY;
    side->count = count;
    qsort(lots, count, sizeof *lots, compare_lots);
    for (size_t p = 0; p < snapshot->people_count; p++)
        side->number_of[p] = NOBODY;
    for (uint32_t i = 0; i < count; i++) {
        side->people[i] = lots[i].person;
        side->number_of[lots[i].person - snapshot->people] = i;
    }
    return STATUS_OK;
}

static enum status draw_lots(struct round *round, const bool *named, struct lot *lots)
{
    const struct snapshot *snapshot = round->snapshot;
    size_t students = 0, mentors = 0;
    for (size_t p = 0; p < snapshot->people_count; p++)
        if (person_is_student(&snapshot->people[p]))
            lots[students++].person = &snapshot->people[p];
    for (size_t i = 0; i < students; i++)
        lots[i].rank = lot_of(snapshot->seed, lots[i].person->external_id);
    enum status status =
        side_new(snapshot, lots, (uint32_t)students, round->arena, &round->students);
    for (size_t p = 0; p < snapshot->people_count; p++) {
        const struct person *person = &snapshot->people[p];
        if (person_is_alumnus(person) && (person->seats > 0 || named[p]))
            lots[mentors++].person = person;
    }
    for (size_t j = 0; j < mentors; j++)
        lots[j].rank = lot_of(snapshot->seed, lots[j].person->external_id);
    if (status == STATUS_OK)
        status = side_new(snapshot, lots, (uint32_t)mentors, round->arena, &round->mentors);
    return status;
}

static enum status number_people(struct round *round)
{
    size_t count = round->snapshot->people_count;
    bool *named = calloc(count + 1, sizeof *named);
    struct lot *lots = calloc(count + 1, sizeof *lots);
    enum status status = named == NULL || lots == NULL ? STATUS_MEMORY : STATUS_OK;
    if (status == STATUS_OK) {
        name_mentors(round->snapshot, named);
        status = draw_lots(round, named, lots);
    }
    free(named);
    free(lots);
    return status;
}

/* ---- the problem */

static enum status set_seats(struct round *round)
{
    uint32_t *seats = arena_array(round->arena, round->mentors.count + (size_t)1, sizeof *seats);
    if (seats == NULL)
        return STATUS_MEMORY;
    for (uint32_t j = 0; j < round->mentors.count; j++) {
        assert(round->mentors.people[j]->seats >= 0);
        seats[j] = (uint32_t)round->mentors.people[j]->seats;
    }
    round->problem.seats = seats;
    return STATUS_OK;
}

static struct rows_of_people people_of(const struct round *round)
{
    return (struct rows_of_people){.scorer = round->scorer,
                                   .students = round->students.people,
                                   .student_count = round->students.count,
                                   .mentors = round->mentors.people,
                                   .mentor_count = round->mentors.count,
                                   .weights = round->snapshot->weights,
                                   .as_of = round->snapshot->as_of};
}

static enum status make_problem(struct round *round, struct digest hash, size_t workers,
                                struct faults *faults)
{
    struct problem *problem = &round->problem;
    uint32_t students = round->students.count, mentors = round->mentors.count;
    size_t *start = arena_array(round->arena, students + (size_t)1, sizeof *start);
    *problem = (struct problem){.student_count = students,
                                .mentor_count = mentors,
                                .minimum_bp = round->snapshot->minimum_bp,
                                .edges = {students, mentors, start, NULL, NULL},
                                .hash = hash};
    enum status status = start == NULL ? STATUS_MEMORY : set_seats(round);
    if (status == STATUS_OK)
        status = round_rules(round, round->arena, faults, problem);
    struct rows_of_people people = people_of(round);
    if (status == STATUS_OK)
        status = rows_new(&people, workers, &round->rows);
    problem->rows = round->rows;
    return status;
}

static enum status build(struct round *round, struct digest hash, size_t workers,
                         struct faults *faults)
{
    size_t people = round->snapshot->people_count;
    if (people > PROBLEM_STUDENTS_MAX || round->snapshot->rules_count > PROBLEM_ITEMS_MAX)
        return fault_add(faults, 0, people > PROBLEM_STUDENTS_MAX ? "people" : "rules", "too_many",
                         "a round takes at most %u people and %zu rules",
                         (unsigned)PROBLEM_STUDENTS_MAX, PROBLEM_ITEMS_MAX);
    enum status status = arena_new(0, &round->arena);
    if (status == STATUS_OK)
        status = number_people(round);
    return status == STATUS_OK ? make_problem(round, hash, workers, faults) : status;
}

enum status round_new(const struct scorer *scorer, const struct snapshot *snapshot,
                      struct digest hash, size_t workers, struct faults *faults,
                      struct round **ret_round)
{
    struct round *round = calloc(1, sizeof *round);
    if (round == NULL)
        return STATUS_MEMORY;
    round->scorer = scorer;
    round->snapshot = snapshot;
    enum status status = build(round, hash, workers, faults);
    if (status != STATUS_OK) {
        round_free(round);
        return status;
    }
    *ret_round = round;
    return STATUS_OK;
}

void round_free(struct round *round)
{
    if (round == NULL)
        return;
    rows_free(round->rows);
    rows_free(round->plain);
    arena_free(round->arena);
    free(round);
}

/* ---- asking */

const struct snapshot *round_snapshot(const struct round *round)
{
    return round->snapshot;
}

const struct scorer *round_scorer(const struct round *round)
{
    return round->scorer;
}

const struct problem *round_problem(const struct round *round)
{
    return &round->problem;
}

/* Plain rows need nothing of their own for a worker: one set serves any number. */
enum status round_plain_problem(struct round *round, size_t workers, const struct watch *watch,
                                struct problem *ret_problem)
{
    struct rows_of_people people = people_of(round);
    enum status status = STATUS_OK;
    if (round->plain == NULL)
        status = rows_plain_new(&people, workers, watch, &round->plain);
    if (status != STATUS_OK)
        return status;
    struct problem problem = round->problem;
    problem.rows = round->plain;
    *ret_problem = problem;
    return STATUS_OK;
}

const struct person *round_student(const struct round *round, uint32_t student)
{
    assert(student < round->students.count);
    return round->students.people[student];
}

const struct person *round_mentor(const struct round *round, uint32_t mentor)
{
    assert(mentor < round->mentors.count);
    return round->mentors.people[mentor];
}

static uint32_t find(const struct round *round, const struct side *side, const char *id)
{
    size_t position = position_of(round->snapshot, id);
    return position < round->snapshot->people_count ? side->number_of[position] : NOBODY;
}

uint32_t round_find_student(const struct round *round, const char *external_id)
{
    return find(round, &round->students, external_id);
}

uint32_t round_find_mentor(const struct round *round, const char *external_id)
{
    return find(round, &round->mentors, external_id);
}

const struct person *round_find_person(const struct round *round, const char *external_id)
{
    size_t position = position_of(round->snapshot, external_id);
    return position < round->snapshot->people_count ? &round->snapshot->people[position] : NULL;
}

struct wish round_wish(const struct round *round, uint32_t student)
{
    return wish_of_person(round->scorer, round_student(round, student), round->snapshot->weights,
                          round->snapshot->as_of);
}

struct score round_score(const struct round *round, uint32_t student, uint32_t mentor)
{
    struct wish wish = round_wish(round, student);
    return score_pair(round->scorer, &wish, round_mentor(round, mentor));
}
