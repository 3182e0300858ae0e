/* A proven result, and the changes of it that must be refused whatever the problem: of numbers,
 * rows of figures, overridden rules, covers and heads. Pairs and prices:
 * tests/property/tampering.c. */
#ifndef TESTS_TAMPERING_H
#define TESTS_TAMPERING_H

#include "api/wire/result.h"
#include "matcher/solver.h"
#include "matcher/verify.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stddef.h>
#include <string.h>

/* One problem, one proven result, and what a test needs to change and judge it. */
struct trial {
    struct arena *arena;
    const struct problem *problem;
    struct settled settled;
    struct result truth; /* proven */
    struct text file;    /* truth as JSON */
    bool through_json;
    uint64_t changed, passed, refused_files;
    char name[64];
};

static inline enum status verified(const struct trial *trial, const struct result *result)
{
    struct arena *arena;
    struct verified what;
    enum status status = arena_new(0, &arena);
    if (status != STATUS_OK)
        return status;
    struct faults faults = faults_in(arena);
    status = verify(trial->problem, result, 1, NULL, &faults, &what);
    cr_expect(status == STATUS_OK || status == STATUS_INVALID);
    cr_expect(eq(int, status == STATUS_INVALID, faults.total > 0));
    arena_free(arena);
    return status;
}

/* ---- as a file, with a digest that is right: as who means harm would write it */

static inline struct result_names numbers_of(const struct problem *problem)
{
    return (struct result_names){.student_count = problem->student_count,
                                 .mentor_count = problem->mentor_count};
}

static inline enum status write_file(const struct trial *trial, const struct result *result,
                                     struct text *text)
{
    const struct result_names names = numbers_of(trial->problem);
    text_clear(text);
    result_write(result, &names, NULL, text);
    return text_status(text);
}

/* What reading and then checking says. */
static inline enum status verified_file(const struct trial *trial, const char *bytes, size_t size)
{
    const struct result_names names = numbers_of(trial->problem);
    struct result result;
    struct arena *arena;
    enum status status = arena_new(0, &arena);
    if (status != STATUS_OK)
        return status;
    struct faults faults = faults_in(arena);
    status = result_read(bytes, size, &names, arena, &faults, NULL, &result);
    if (status == STATUS_OK)
        status = verified(trial, &result);
    arena_free(arena);
    return status;
}

static inline bool same_text(const struct text *a, const struct text *b)
{
    return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

/* What a file does not say cannot be wrong in it: only changes that show are tried. */
static inline void expect_file(struct trial *trial, const struct result *result, bool proven,
                               const char *member)
{
    struct text text = {0};
    if (!trial->through_json || (unsigned)result->objective >= OBJECTIVE_COUNT)
        return;
    cr_assert(eq(int, write_file(trial, result, &text), STATUS_OK));
    if (!same_text(&text, &trial->file)) {
        enum status status = verified_file(trial, text.bytes, text.size);
        cr_expect(eq(int, status == STATUS_OK, proven), "%s, as a file: %s", trial->name, member);
        trial->refused_files += status != STATUS_OK;
    }
    text_free(&text);
}

static inline void expect_refused(struct trial *trial, const struct result *result,
                                  const char *member)
{
    trial->changed++;
    cr_expect(eq(int, verified(trial, result), STATUS_INVALID), "%s: %s", trial->name, member);
    expect_file(trial, result, false, member);
}

/* ---- numbers */

struct number {
    size_t offset; /* in struct result */
    bool is_wide;  /* int64_t, else int32_t */
    const char *name;
};
#define NUMBER(member)                                                                             \
    {                                                                                              \
        offsetof(struct result, member), sizeof(((struct result *)0)->member) == 8, #member        \
    }

static const struct number numbers[] = {
    NUMBER(total),
    NUMBER(worst),
    NUMBER(certificate.most_bonus),
    NUMBER(certificate.first_bonus),
    NUMBER(certificate.keep_bonus),
    NUMBER(certificate.floor_bp),
    NUMBER(figures.students),
    NUMBER(figures.mentors),
    NUMBER(figures.seats),
    NUMBER(figures.fixed),
    NUMBER(figures.with_wishes),
    NUMBER(figures.percentiles_bp[0]),
    NUMBER(figures.percentiles_bp[1]),
    NUMBER(figures.percentiles_bp[2]),
    NUMBER(figures.percentiles_bp[3]),
    NUMBER(figures.percentiles_bp[4]),
    NUMBER(stability.optimal_total),
    NUMBER(stability.given_up),
};

/* Every number that is not the true one is refused: near it, far from it, at the ends. */
static inline void change_number(struct trial *trial, const struct number *number)
{
    struct result result = trial->truth;
    char *at = (char *)&result + number->offset;
    const int64_t greatest = number->is_wide ? INT64_MAX : INT32_MAX;
    const int64_t truth = number->is_wide ? *(int64_t *)(void *)at : *(int32_t *)(void *)at;
    const int64_t others[] = {truth + 1, truth - 1, truth + 10000, 0, -1, -greatest - 1, greatest};
    for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) {
        if (others[k] == truth)
            continue;
        if (number->is_wide)
            *(int64_t *)(void *)at = others[k];
        else
            *(int32_t *)(void *)at = (int32_t)others[k];
        expect_refused(trial, &result, number->name);
    }
}

static inline void change_numbers(struct trial *trial)
{
    for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; n++)
        change_number(trial, &numbers[n]);
}

/* ---- rows of figures, overridden rules, who differs */

static inline void change_loads(struct trial *trial)
{
    struct result result = trial->truth;
    size_t count = result.figures.loads_count;
    struct load *loads = arena_array(trial->arena, count + 1, sizeof *loads);
    for (size_t k = 0; k < count; k++)
        loads[k] = result.figures.loads[k];
    result.figures.loads = loads;
    for (size_t k = 0; k < count; k++)
        for (int delta = -1; delta <= 1; delta += 2) {
            loads[k].students += delta;
            expect_refused(trial, &result, "loads.students");
            loads[k].students -= delta;
            loads[k].mentors += delta;
            expect_refused(trial, &result, "loads.mentors");
            loads[k].mentors -= delta;
        }
    result.figures.loads_count = count + 1;
    expect_refused(trial, &result, "a load more");
    result.figures.loads_count = count - 1;
    if (count > 0)
        expect_refused(trial, &result, "a load less");
}

static inline void change_wishes(struct trial *trial)
{
    struct result result = trial->truth;
    size_t count = result.figures.wishes_count;
    struct wish_count *wishes = arena_array(trial->arena, count + 1, sizeof *wishes);
    for (size_t k = 0; k < count; k++)
        wishes[k] = result.figures.wishes[k];
    result.figures.wishes = wishes;
    for (size_t k = 0; k < count; k++)
        for (int delta = -1; delta <= 1; delta += 2) {
            wishes[k].rank += delta;
            expect_refused(trial, &result, "wishes.rank");
            wishes[k].rank -= delta;
            wishes[k].students += delta;
            expect_refused(trial, &result, "wishes.students");
            wishes[k].students -= delta;
        }
    result.figures.wishes_count = count + 1;
    expect_refused(trial, &result, "a wish more");
    result.figures.wishes_count = count - 1;
    if (count > 0)
        expect_refused(trial, &result, "a wish less");
}

static inline void change_overridden(struct trial *trial)
{
    struct result result = trial->truth;
    size_t count = result.overridden_count;
    struct overridden *rows = arena_array(trial->arena, count + 1, sizeof *rows);
    for (size_t k = 0; k < count; k++)
        rows[k] = result.overridden[k];
    rows[count] = (struct overridden){RULE_MUST, {0, 0}, "never"};
    result.overridden = rows;
    for (size_t k = 0; k < count; k++) {
        const struct overridden kept = rows[k];
        rows[k].kind = kept.kind == RULE_PIN ? RULE_MUST : RULE_PIN;
        expect_refused(trial, &result, "overridden.kind");
        rows[k] = kept;
        rows[k].pair.student++;
        expect_refused(trial, &result, "overridden.student");
        rows[k] = kept;
        rows[k].pair.mentor--;
        expect_refused(trial, &result, "overridden.mentor");
        rows[k] = kept;
        rows[k].by = strcmp(kept.by, "never") == 0 ? "must" : "never";
        expect_refused(trial, &result, "overridden.by");
        rows[k] = kept;
    }
    result.overridden_count = count + 1;
    expect_refused(trial, &result, "an overridden rule more");
    result.overridden_count = count - 1;
    if (count > 0)
        expect_refused(trial, &result, "an overridden rule less");
}

static inline void change_differ(struct trial *trial)
{
    struct result result = trial->truth;
    size_t count = result.stability.differ_count;
    uint32_t *differ = arena_array(trial->arena, count + 1, sizeof *differ);
    for (size_t k = 0; k < count; k++)
        differ[k] = result.stability.differ[k];
    result.stability.differ = differ;
    for (size_t k = 0; k < count; k++) {
        differ[k]++;
        expect_refused(trial, &result, "differ");
        differ[k]--;
    }
    result.stability.differ_count = count + 1;
    expect_refused(trial, &result, "one more differs");
    result.stability.differ_count = count - 1;
    if (count > 0)
        expect_refused(trial, &result, "one less differs");
    result = trial->truth;
    result.stability.told = !result.stability.told;
    expect_refused(trial, &result, "told");
}

/* ---- covers: any member more or less */

static inline void change_cover_side(struct trial *trial, struct result *result, const bool **side,
                                     uint32_t count, const char *name)
{
    const bool *kept = *side;
    bool *members = arena_array(trial->arena, count, sizeof *members);
    memcpy(members, kept, count * sizeof *members);
    *side = members;
    for (uint32_t k = 0; k < count; k++) {
        members[k] = !members[k];
        expect_refused(trial, result, name);
        members[k] = !members[k];
    }
    *side = NULL;
    expect_refused(trial, result, name);
    *side = kept;
}

static inline void change_covers(struct trial *trial)
{
    struct result result = trial->truth;
    struct certificate *certificate = &result.certificate;
    uint32_t students = trial->problem->student_count, mentors = trial->problem->mentor_count;
    if (certificate->all.students == NULL)
        return;
    change_cover_side(trial, &result, &certificate->all.students, students, "all.students");
    change_cover_side(trial, &result, &certificate->all.mentors, mentors, "all.mentors");
    change_cover_side(trial, &result, &certificate->above.students, students, "above.students");
    change_cover_side(trial, &result, &certificate->above.mentors, mentors, "above.mentors");
}

/* ---- heads */

static inline void change_head(struct trial *trial)
{
    struct result result = trial->truth;
    for (size_t k = 0; k < DIGEST_SIZE; k++) {
        result.problem.bytes[k] ^= 16;
        expect_refused(trial, &result, "problem");
        result.problem.bytes[k] ^= 16;
    }
    for (int o = 0; o <= OBJECTIVE_COUNT; o++) {
        result.objective = (enum objective)o;
        if (result.objective != trial->truth.objective && !result.infeasible)
            expect_refused(trial, &result, "objective");
    }
    result = trial->truth;
    result.infeasible = !result.infeasible;
    expect_refused(trial, &result, "infeasible");
    result = trial->truth;
    result.conflict_count++;
    result.conflict = &(struct pair){0, 0};
    if (!result.infeasible)
        expect_refused(trial, &result, "conflict");
}

#endif
