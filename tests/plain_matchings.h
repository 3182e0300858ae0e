/* The best matchings of a problem, worked out plainly from what problem.h says of it, with no code
 * of the house: by trying all matchings (up to some 7 x 7), and by longest paths. */
#ifndef TESTS_PLAIN_MATCHINGS_H
#define TESTS_PLAIN_MATCHINGS_H

#include "matcher/problem.h"
#include "matcher/result.h"

#include <string.h>

#define SIDE_MAX 60

/* ---- the problem */

struct plain {
    const struct problem *problem;
    bool infeasible;
    uint32_t fixed[SIDE_MAX];          /* by student: mentor or NOBODY */
    uint32_t seats[SIDE_MAX];          /* left, by mentor */
    int32_t score[SIDE_MAX][SIDE_MAX]; /* of possible pairs; else -1 */
};

/* The rank of an item in a list, from 0; the length where it is not there. */
static inline size_t rank_in(const struct lists *lists, uint32_t owner, uint32_t item)
{
    size_t k = lists->start[owner];
    while (k < lists->start[owner + 1] && lists->items[k] != item)
        k++;
    return k - lists->start[owner];
}

static inline bool has_list(const struct lists *lists, uint32_t owner)
{
    return lists->listed != NULL && lists->listed[owner];
}

static inline bool names(const struct lists *lists, uint32_t owner, uint32_t item)
{
    return has_list(lists, owner) &&
           rank_in(lists, owner, item) < lists->start[owner + 1] - lists->start[owner];
}

static inline int32_t edge_score(const struct problem *problem, uint32_t i, uint32_t j)
{
    for (size_t e = problem->edges.start[i]; e < problem->edges.start[i + 1]; e++)
        if (problem->edges.mentor[e] == j)
            return problem->edges.score[e];
    return -1;
}

static inline int32_t possible_score(const struct plain *plain, uint32_t i, uint32_t j)
{
    const struct problem *problem = plain->problem;
    int32_t score = edge_score(problem, i, j);
    bool wished = names(&problem->wishes, i, j), asked = names(&problem->priorities, j, i);
    if (score == -1 && (wished || asked))
        score = 0;
    bool possible = plain->fixed[i] == NOBODY && plain->seats[j] > 0 &&
                    score >= problem->minimum_bp && !pairs_have(&problem->never, i, j) &&
                    (wished || !has_list(&problem->wishes, i)) &&
                    (asked || !has_list(&problem->priorities, j));
    return possible ? score : -1;
}

static inline void fix_pairs(struct plain *plain, const struct pairs *pairs, bool is_must)
{
    for (size_t k = 0; k < pairs->count; k++) {
        struct pair pair = pairs->items[k];
        if (pairs_have(&plain->problem->never, pair.student, pair.mentor) ||
            plain->fixed[pair.student] == pair.mentor)
            continue;
        bool fits = plain->fixed[pair.student] == NOBODY && plain->seats[pair.mentor] > 0;
        if (fits) {
            plain->fixed[pair.student] = pair.mentor;
            plain->seats[pair.mentor]--;
        }
        plain->infeasible |= is_must && !fits;
    }
}

static inline struct plain plain_of(const struct problem *problem)
{
    struct plain plain = {.problem = problem};
    for (uint32_t i = 0; i < problem->student_count; i++)
        plain.fixed[i] = NOBODY;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        plain.seats[j] = problem->seats[j];
    fix_pairs(&plain, &problem->must, true);
    fix_pairs(&plain, &problem->pin, false);
    for (uint32_t i = 0; i < problem->student_count; i++)
        for (uint32_t j = 0; j < problem->mentor_count; j++)
            plain.score[i][j] = possible_score(&plain, i, j);
    return plain;
}

/* ---- what a matching is worth to an objective: compared from the first on */

struct worth {
    int64_t layers[4];
};

static inline int compare_worth(const struct worth *a, const struct worth *b)
{
    for (size_t k = 0; k < 4; k++)
        if (a->layers[k] != b->layers[k])
            return a->layers[k] < b->layers[k] ? -1 : 1;
    return 0;
}

struct tally {
    int64_t matched, worst, first, kept, total; /* of who is not fixed; worst: 10000 where nobody */
};

static inline struct tally tally_of(const struct plain *plain, const uint32_t *mentor_of)
{
    const struct problem *problem = plain->problem;
    struct tally tally = {.worst = SCORE_BP_MAX};
    for (uint32_t i = 0; i < problem->student_count; i++) {
        if (mentor_of[i] == NOBODY)
            continue;
        int32_t score = plain->score[i][mentor_of[i]];
        tally.matched++;
        tally.worst = score < tally.worst ? score : tally.worst;
        tally.first += problem->first != NULL && problem->first[i];
        tally.kept += problem->announced != NULL && problem->announced[i] == mentor_of[i];
        tally.total += score;
    }
    return tally;
}

static inline struct worth worth_of(enum objective objective, const struct tally *t)
{
    switch (objective) {
    case OBJECTIVE_MOST: return (struct worth){{t->matched, t->first, t->total, 0}};
    case OBJECTIVE_FAIR: return (struct worth){{t->matched, t->worst, t->first, t->total}};
    case OBJECTIVE_REPAIR: return (struct worth){{t->matched, t->kept, t->total, 0}};
    default: return (struct worth){{t->total, 0, 0, 0}};
    }
}

/* ---- stable, plainly: smaller keys are preferred */

static inline int64_t student_key(const struct plain *plain, uint32_t i, uint32_t j)
{
    const struct lists *wishes = &plain->problem->wishes;
    if (has_list(wishes, i))
        return (int64_t)rank_in(wishes, i, j);
    return (int64_t)(SCORE_BP_MAX - plain->score[i][j]) * SIDE_MAX + j;
}

static inline int64_t mentor_key(const struct plain *plain, uint32_t i, uint32_t j)
{
    const struct lists *priorities = &plain->problem->priorities;
    if (has_list(priorities, j))
        return (int64_t)rank_in(priorities, j, i);
    return (int64_t)(SCORE_BP_MAX - plain->score[i][j]) * SIDE_MAX + i;
}

/* Would mentor j take student i in: a seat is free, or someone there is less wanted. */
static inline bool would_take(const struct plain *plain, const uint32_t *mentor_of, uint32_t i,
                              uint32_t j)
{
    uint32_t taken = 0;
    bool less_wanted = false;
    for (uint32_t other = 0; other < plain->problem->student_count; other++)
        if (mentor_of[other] == j) {
            taken++;
            less_wanted |= mentor_key(plain, other, j) > mentor_key(plain, i, j);
        }
    return taken < plain->seats[j] || less_wanted;
}

static inline bool is_stable(const struct plain *plain, const uint32_t *mentor_of)
{
    for (uint32_t i = 0; i < plain->problem->student_count; i++)
        for (uint32_t j = 0; j < plain->problem->mentor_count; j++)
            if (plain->score[i][j] >= 0 && mentor_of[i] != j &&
                (mentor_of[i] == NOBODY ||
                 student_key(plain, i, j) < student_key(plain, i, mentor_of[i])) &&
                would_take(plain, mentor_of, i, j))
                return false;
    return true;
}

/* ---- all matchings */

struct best {
    const struct plain *plain;
    uint32_t mentor_of[SIDE_MAX], left[SIDE_MAX];
    struct worth worths[OBJECTIVE_COUNT];
    bool any_stable;
    uint32_t students_best[SIDE_MAX], students_least[SIDE_MAX]; /* over all stable matchings */
};

static inline void meet_stable(struct best *best)
{
    const struct plain *plain = best->plain;
    for (uint32_t i = 0; i < plain->problem->student_count; i++) {
        uint32_t j = best->mentor_of[i];
        if (!best->any_stable)
            best->students_best[i] = best->students_least[i] = j;
        if (j == NOBODY || best->students_best[i] == NOBODY)
            continue;
        if (student_key(plain, i, j) < student_key(plain, i, best->students_best[i]))
            best->students_best[i] = j;
        if (student_key(plain, i, j) > student_key(plain, i, best->students_least[i]))
            best->students_least[i] = j;
    }
    best->any_stable = true;
}

static inline void meet(struct best *best)
{
    struct tally tally = tally_of(best->plain, best->mentor_of);
    for (enum objective o = 0; o < OBJECTIVE_COUNT; o++) {
        struct worth worth = worth_of(o, &tally);
        if (compare_worth(&worth, &best->worths[o]) > 0)
            best->worths[o] = worth;
    }
    if (is_stable(best->plain, best->mentor_of))
        meet_stable(best);
}

static inline void try_all(struct best *best, uint32_t student)
{
    const struct problem *problem = best->plain->problem;
    if (student == problem->student_count) {
        meet(best);
        return;
    }
    best->mentor_of[student] = NOBODY;
    try_all(best, student + 1);
    for (uint32_t j = 0; j < problem->mentor_count; j++) {
        if (best->plain->score[student][j] < 0 || best->left[j] == 0)
            continue;
        best->left[j]--;
        best->mentor_of[student] = j;
        try_all(best, student + 1);
        best->left[j]++;
    }
}

static inline struct best best_of(const struct plain *plain)
{
    struct best best = {.plain = plain};
    for (size_t o = 0; o < OBJECTIVE_COUNT; o++)
        best.worths[o].layers[0] = -1;
    memcpy(best.left, plain->seats, sizeof best.left);
    try_all(&best, 0);
    return best;
}

/* ---- longest paths (Bellman 1958, Ford 1956): one student more at a time, by the path that brings
 * most */

struct longest {
    const struct plain *plain;
    int64_t (*weight)(const struct plain *plain, uint32_t i, uint32_t j);
    int32_t least; /* pairs below do not count */
    uint32_t mentor_of[SIDE_MAX], load[SIDE_MAX];
    int64_t to_student[SIDE_MAX], to_mentor[SIDE_MAX];
    uint32_t via_student[SIDE_MAX]; /* of a mentor: who comes */
};
#define FAR INT64_MIN

static inline bool relax(struct longest *l)
{
    const struct problem *problem = l->plain->problem;
    bool changed = false;
    for (uint32_t i = 0; i < problem->student_count; i++)
        for (uint32_t j = 0; j < problem->mentor_count && l->to_student[i] != FAR; j++) {
            if (l->plain->score[i][j] < 0 || l->plain->score[i][j] < l->least ||
                l->mentor_of[i] == j)
                continue;
            int64_t there = l->to_student[i] + l->weight(l->plain, i, j);
            if (there > l->to_mentor[j]) {
                l->to_mentor[j] = there;
                l->via_student[j] = i;
                changed = true;
            }
        }
    for (uint32_t i = 0; i < problem->student_count; i++) {
        uint32_t j = l->mentor_of[i];
        if (j == NOBODY || l->to_mentor[j] == FAR)
            continue;
        int64_t there = l->to_mentor[j] - l->weight(l->plain, i, j);
        changed |= there > l->to_student[i];
        l->to_student[i] = there > l->to_student[i] ? there : l->to_student[i];
    }
    return changed;
}

/* The mentor with a free seat whose path brings most, or NOBODY where none brings anything. */
static inline uint32_t longest_path(struct longest *l)
{
    const struct problem *problem = l->plain->problem;
    uint32_t end_at = NOBODY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        l->to_student[i] = l->mentor_of[i] == NOBODY && l->plain->fixed[i] == NOBODY ? 0 : FAR;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        l->to_mentor[j] = FAR;
    while (relax(l)) {
    }
    int64_t most = 0;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        if (l->load[j] < l->plain->seats[j] && l->to_mentor[j] > most) {
            most = l->to_mentor[j];
            end_at = j;
        }
    return end_at;
}

static inline void longest_run(struct longest *l)
{
    for (uint32_t i = 0; i < SIDE_MAX; i++)
        l->mentor_of[i] = NOBODY;
    for (uint32_t mentor; (mentor = longest_path(l)) != NOBODY;) {
        l->load[mentor]++;
        while (mentor != NOBODY) {
            uint32_t student = l->via_student[mentor], before = l->mentor_of[student];
            l->mentor_of[student] = mentor;
            mentor = before;
        }
    }
}

static inline int64_t weight_one(const struct plain *plain, uint32_t i, uint32_t j)
{
    (void)plain, (void)i, (void)j;
    return 1;
}

static inline int64_t weight_total(const struct plain *plain, uint32_t i, uint32_t j)
{
    return plain->score[i][j];
}

static inline int64_t weight_most(const struct plain *plain, uint32_t i, uint32_t j)
{
    bool first = plain->problem->first != NULL && plain->problem->first[i];
    return ((int64_t)1 << 50) + (first ? (int64_t)1 << 30 : 0) + plain->score[i][j];
}

static inline int64_t weight_repair(const struct plain *plain, uint32_t i, uint32_t j)
{
    bool kept = plain->problem->announced[i] == j;
    return ((int64_t)1 << 50) + (kept ? (int64_t)1 << 30 : 0) + plain->score[i][j];
}

static inline struct tally longest_tally(const struct plain *plain, int32_t least,
                                         int64_t (*weight)(const struct plain *, uint32_t,
                                                           uint32_t))
{
    struct longest l = {.plain = plain, .weight = weight, .least = least};
    longest_run(&l);
    return tally_of(plain, l.mentor_of);
}

/* The greatest score above which as many can be matched. */
static inline int32_t fair_floor(const struct plain *plain)
{
    int64_t matched = longest_tally(plain, 0, weight_one).matched;
    int32_t low = 0, high = SCORE_BP_MAX + 1;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (longest_tally(plain, middle, weight_one).matched == matched)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static inline struct worth longest_worth(const struct plain *plain, enum objective objective)
{
    struct tally tally;
    if (objective == OBJECTIVE_FAIR)
        tally = longest_tally(plain, fair_floor(plain), weight_most);
    else if (objective == OBJECTIVE_MOST)
        tally = longest_tally(plain, 0, weight_most);
    else if (objective == OBJECTIVE_REPAIR)
        tally = longest_tally(plain, 0, weight_repair);
    else
        tally = longest_tally(plain, 0, weight_total);
    return worth_of(objective, &tally);
}

#endif
