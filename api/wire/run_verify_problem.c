/* That the problem in numbers says what the snapshot says: who takes part, numbered by lot, with
 * their seats, and every rule. What is proven of the one then holds of the other. */
#include "api/wire/run_verify_inner.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <string.h>

static void tell(struct run_verify *verifying, const char *what, const char *id)
{
    fault_add(verifying->faults, 0, run_file_name(RUN_FILE_SNAPSHOT), "other_problem",
              "the problem differs from the snapshot: %s%s%s", what, id == NULL ? "" : " ",
              id == NULL ? "" : id);
}

/* ---- people, by lot */

/* BLAKE2b of the seed, 8 bytes, least first, and the id. */
static struct digest draw_lot(int64_t seed, const char *id)
{
    struct digest_state state;
    digest_start(&state, NULL, 0);
    for (int shift = 0; shift < 64; shift += 8) {
        const uint8_t byte = (uint8_t)((uint64_t)seed >> shift & 0xff);
        digest_add(&state, &byte, 1);
    }
    digest_add(&state, id, strlen(id));
    return digest_end(&state);
}

static bool is_of(const struct snapshot *snapshot, const struct person *person)
{
    for (size_t low = 0, high = snapshot->people_count; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(snapshot->people[middle].external_id, person->external_id);
        if (order == 0)
            return &snapshot->people[middle] == person;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Numbers rise by lot, so nobody has two. */
static void check_side(struct run_verify *verifying, uint32_t count,
                       const struct person *(*person_of)(const struct round *, uint32_t))
{
    const struct snapshot *snapshot = verifying->run->snapshot;
    struct digest before = {{0}};
    for (uint32_t n = 0; n < count; n++) {
        const struct person *person = person_of(verifying->round, n);
        struct digest lot = draw_lot(snapshot->seed, person->external_id);
        if (!is_of(snapshot, person))
            tell(verifying, "who is", person->external_id);
        if (n > 0 && memcmp(before.bytes, lot.bytes, DIGEST_SIZE) >= 0)
            tell(verifying, "the lot of", person->external_id);
        before = lot;
    }
}

/* Mentors without a seat may be there or not: they get nobody. */
static void check_people(struct run_verify *verifying)
{
    const struct snapshot *snapshot = verifying->run->snapshot;
    const struct problem *problem = &verifying->problem;
    size_t students = 0, offering = 0, with_seats = 0;
    for (size_t p = 0; p < snapshot->people_count; p++) {
        const struct person *person = &snapshot->people[p];
        students += person_is_student(person);
        offering += person_is_alumnus(person) && person->seats > 0;
    }
    for (uint32_t i = 0; i < problem->student_count; i++)
        if (!person_is_student(round_student(verifying->round, i)))
            tell(verifying, "no student is", round_student(verifying->round, i)->external_id);
    for (uint32_t j = 0; j < problem->mentor_count; j++) {
        const struct person *mentor = round_mentor(verifying->round, j);
        with_seats += problem->seats[j] > 0;
        if (!person_is_alumnus(mentor) || (int64_t)problem->seats[j] != mentor->seats)
            tell(verifying, "the seats of", mentor->external_id);
    }
    if (students != problem->student_count || offering != with_seats)
        tell(verifying, "how many take part", NULL);
    check_side(verifying, problem->student_count, round_student);
    check_side(verifying, problem->mentor_count, round_mentor);
}

/* ---- rules */

/* The number of a student, of a mentor; NOBODY, and told, where it is not theirs. */
static uint32_t student_of(struct run_verify *verifying, const char *id)
{
    uint32_t i = round_find_student(verifying->round, id);
    if (i != NOBODY && strcmp(round_student(verifying->round, i)->external_id, id) == 0)
        return i;
    tell(verifying, "a rule for", id);
    return NOBODY;
}

static uint32_t mentor_of(struct run_verify *verifying, const char *id)
{
    uint32_t j = round_find_mentor(verifying->round, id);
    if (j != NOBODY && strcmp(round_mentor(verifying->round, j)->external_id, id) == 0)
        return j;
    tell(verifying, "a rule for", id);
    return NOBODY;
}

struct counted {
    size_t of[RULE_COUNT];
    size_t rank; /* of the wish before, in its list, from 0 */
};

static const struct pairs *pairs_of(const struct problem *problem, enum rule kind)
{
    return kind == RULE_NEVER  ? &problem->never
           : kind == RULE_MUST ? &problem->must
                               : &problem->pin;
}

/* A student's wishes follow each other in the snapshot, best first. */
static bool wish_is_there(const struct problem *problem, struct pair pair, size_t rank)
{
    const struct lists *wishes = &problem->wishes;
    if (wishes->listed == NULL || !wishes->listed[pair.student])
        return false;
    size_t at = wishes->start[pair.student] + rank;
    return at < wishes->start[pair.student + 1] && wishes->items[at] == pair.mentor;
}

static bool rule_is_there(const struct problem *problem, enum rule kind, struct pair pair,
                          size_t rank)
{
    switch (kind) {
    case RULE_NEVER:
    case RULE_MUST:
    case RULE_PIN: return pairs_have(pairs_of(problem, kind), pair.student, pair.mentor);
    case RULE_WISH: return wish_is_there(problem, pair, rank);
    case RULE_FIRST: return problem->first != NULL && problem->first[pair.student];
    case RULE_PRIORITY:
    case RULE_COUNT: break;
    }
    return false;
}

static void check_rule(struct run_verify *verifying, const struct round_rule *rule,
                       const struct round_rule *before, struct counted *counted)
{
    struct pair pair = {student_of(verifying, rule->student), 0};
    if (rule->mentor != NULL)
        pair.mentor = mentor_of(verifying, rule->mentor);
    bool same_list = before != NULL && before->kind == RULE_WISH && rule->kind == RULE_WISH &&
                     strcmp(before->student, rule->student) == 0;
    counted->rank = same_list ? counted->rank + 1 : 0;
    counted->of[rule->kind]++;
    if (same_list && before->rank >= rule->rank)
        tell(verifying, "the wishes of", rule->student);
    if (pair.student != NOBODY && pair.mentor != NOBODY &&
        !rule_is_there(&verifying->problem, rule->kind, pair, counted->rank))
        tell(verifying, "a rule for", rule->student);
}

static bool rises(const struct pairs *pairs)
{
    for (size_t k = 1; k < pairs->count; k++) {
        struct pair a = pairs->items[k - 1], b = pairs->items[k];
        if (a.student > b.student || (a.student == b.student && a.mentor >= b.mentor))
            return false;
    }
    return true;
}

/* Every rule of the snapshot is there: and nothing more, where there are as many. */
static void check_counts(struct run_verify *verifying, const struct counted *counted)
{
    const struct problem *problem = &verifying->problem;
    size_t wishes = 0, first = 0;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        first += problem->first != NULL && problem->first[i];
        if (problem->wishes.listed == NULL || !problem->wishes.listed[i])
            continue;
        size_t count = problem->wishes.start[i + 1] - problem->wishes.start[i];
        wishes += count;
        if (count == 0)
            tell(verifying, "a list without a wish", NULL);
    }
    bool same = wishes == counted->of[RULE_WISH] && first == counted->of[RULE_FIRST] &&
                problem->priorities.listed == NULL && counted->of[RULE_PRIORITY] == 0;
    for (enum rule kind = RULE_NEVER; kind <= RULE_PIN; kind++)
        same = same && pairs_of(problem, kind)->count == counted->of[kind] &&
               rises(pairs_of(problem, kind));
    if (!same)
        tell(verifying, "how many rules there are", NULL);
}

static void check_announced(struct run_verify *verifying)
{
    const struct snapshot *snapshot = verifying->run->snapshot;
    const uint32_t *announced = verifying->problem.announced;
    size_t expected = 0, there = 0;
    for (size_t k = 0; k < snapshot->announced_count; k++) {
        const struct round_pair *pair = &snapshot->announced[k];
        uint32_t i = round_find_student(verifying->round, pair->student);
        uint32_t j = round_find_mentor(verifying->round, pair->mentor);
        expected += i != NOBODY && j != NOBODY; /* who has left keeps nothing */
        if (i != NOBODY && (announced == NULL || announced[i] != j))
            tell(verifying, "what was announced to", pair->student);
    }
    for (uint32_t i = 0; announced != NULL && i < verifying->problem.student_count; i++)
        there += announced[i] != NOBODY;
    if (there != expected)
        tell(verifying, "how many pairs were announced", NULL);
}

void run_verify_problem(struct run_verify *verifying)
{
    const struct snapshot *snapshot = verifying->run->snapshot;
    const struct run_bytes *file = &verifying->run->files[RUN_FILE_SNAPSHOT];
    struct digest hash = digest_of(file->bytes, file->size);
    struct counted counted = {{0}, 0};
    if (memcmp(hash.bytes, verifying->problem.hash.bytes, DIGEST_SIZE) != 0)
        tell(verifying, "its hash", NULL);
    if (verifying->problem.minimum_bp != snapshot->minimum_bp)
        tell(verifying, "the minimum", NULL);
    check_people(verifying);
    for (size_t r = 0; r < snapshot->rules_count; r++)
        check_rule(verifying, &snapshot->rules[r], r == 0 ? NULL : &snapshot->rules[r - 1],
                   &counted);
    check_counts(verifying, &counted);
    check_announced(verifying);
}
