#include "matcher/verify_inner.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void cover_fault(const struct verify_check *check, const char *cover, const char *side,
                        uint32_t number, const char *code, const char *detail)
{
    char where[64];
    (void)snprintf(where, sizeof where, "certificate/%s/%s", cover, side);
    fault_add(check->faults, 0, where, code, "%.*s %u %s", (int)strlen(side) - 1, side, number + 1,
              detail); /* "students" of one: "student" */
}

/* Students and seats of a cover; who cannot be matched by choice has no place in one. */
static uint64_t cover_size(const struct verify_check *check, const struct cover *cover,
                           const char *name)
{
    const struct problem *problem = check->problem;
    uint64_t size = 0;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        size += cover->students[i];
        if (cover->students[i] && check->rules.mentor_of[i] != NOBODY)
            cover_fault(check, name, "students", i, "fixed", "has a place by a rule");
    }
    for (uint32_t j = 0; j < problem->mentor_count; j++) {
        size += cover->mentors[j] ? check->rules.seats[j] : 0;
        if (cover->mentors[j] && check->rules.seats[j] == 0)
            cover_fault(check, name, "mentors", j, "no_seats", "has no seats left");
    }
    return size;
}

static void outside_check(const struct verify_check *check, const uint32_t *outside,
                          const char *name)
{
    char where[64];
    (void)snprintf(where, sizeof where, "certificate/%s", name);
    for (uint32_t i = 0; i < check->problem->student_count; i++)
        if (outside[i] != NOBODY)
            fault_add(check->faults, 0, where, "uncovered",
                      "the pair of student %u and mentor %u is not covered", i + 1, outside[i] + 1);
}

/* A cover without idle members: any member more or less is told. */
static void idle_check(const struct verify_check *check)
{
    const struct cover *above = &check->result->certificate.above;
    for (uint32_t i = 0; i < check->problem->student_count; i++)
        if (above->students[i] && !check->found.needed[i])
            cover_fault(check, "above", "students", i, "idle", "covers nothing alone");
    for (uint32_t j = 0; j < check->problem->mentor_count; j++) {
        bool needed = !above->mentors[j];
        for (size_t w = 0; w < check->workers; w++)
            needed = needed || check->worker[w].needed[j];
        if (!needed)
            cover_fault(check, "above", "mentors", j, "idle", "covers nothing alone");
    }
}

/* The worst score of who is not fixed; the greatest there is where there is nobody. */
static int32_t floor_of(const struct verify_check *check)
{
    int32_t floor_bp = SCORE_BP_MAX;
    for (uint32_t i = 0; i < check->problem->student_count; i++)
        if (check->mentor_of[i] != NOBODY && check->rules.mentor_of[i] == NOBODY &&
            check->found.score_bp[i] < floor_bp)
            floor_bp = check->found.score_bp[i];
    return floor_bp;
}

void verify_covers_check(const struct verify_check *check)
{
    const struct certificate *certificate = &check->result->certificate;
    uint64_t matched = (uint64_t)check->free_matched;
    uint64_t all = cover_size(check, &certificate->all, "all");
    uint64_t above = cover_size(check, &certificate->above, "above");
    int32_t floor_bp = floor_of(check);
    if (certificate->floor_bp != floor_bp)
        fault_add(check->faults, 0, "certificate/floor_bp", "floor",
                  "the worst score of who is not fixed is %d, not %d", floor_bp,
                  certificate->floor_bp);
    outside_check(check, check->found.outside_all, "all");
    outside_check(check, check->found.outside_above, "above");
    idle_check(check);
    if (all != matched)
        fault_add(check->faults, 0, "certificate/all", "size",
                  "its size is %" PRIu64 ", and %" PRIu64 " are matched by choice", all, matched);
    if (above >= matched && matched > 0)
        fault_add(check->faults, 0, "certificate/above", "size",
                  "its size is %" PRIu64 ": no less than the %" PRIu64 " matched by choice", above,
                  matched);
}
