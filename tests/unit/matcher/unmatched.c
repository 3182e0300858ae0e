#include "matcher/unmatched.h"
#include "matcher/solver.h"
#include "scoring/base/arena.h"
#include "tests/random_problem.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;

static void open_arena(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
}

static void close_arena(void)
{
    arena_free(arena);
}

TestSuite(unmatched, .init = open_arena, .fini = close_arena);

/* ---- the reasons, worked out by sets */

struct case_of {
    const struct problem *problem;
    struct settled settled;
    struct result result;
    int16_t *scores; /* student by student */
    uint32_t *mentor_of, *load;
};

enum set { SEATED, ELIGIBLE, ALLOWED, ENOUGH, WISHED, OPEN, SET_COUNT };

static bool names(const struct lists *lists, uint32_t owner, uint32_t other)
{
    if (lists->listed == NULL || !lists->listed[owner])
        return true;
    for (size_t l = lists->start[owner]; l < lists->start[owner + 1]; l++)
        if (lists->items[l] == other)
            return true;
    return false;
}

static int32_t score_of(const struct case_of *at, uint32_t i, uint32_t j)
{
    return at->scores[(size_t)i * at->problem->mentor_count + j];
}

/* The pair is in that set of all pairs, which lie within each other. */
static bool is_in(const struct case_of *at, enum set set, uint32_t i, uint32_t j)
{
    const struct problem *problem = at->problem;
    bool in[SET_COUNT] = {[SEATED] = problem->seats[j] > 0 && at->mentor_of[i] != j,
                          [ELIGIBLE] = score_of(at, i, j) != ROW_IMPOSSIBLE,
                          [ALLOWED] = !pairs_have(&problem->never, i, j) &&
                                      names(&problem->priorities, j, i),
                          [ENOUGH] = score_of(at, i, j) >= problem->minimum_bp,
                          [WISHED] = names(&problem->wishes, i, j),
                          [OPEN] = at->settled.mentor_of[i] == NOBODY && at->settled.seats[j] > 0};
    for (enum set s = SEATED; s <= set; s++)
        if (!in[s])
            return false;
    return true;
}

/* Pairs of a student, or of a mentor where student is NOBODY, in a set; the best of their scores.
 */
struct found {
    size_t count;
    int32_t best_bp;
};

static struct found find(const struct case_of *at, enum set set, uint32_t student, uint32_t mentor,
                         bool only_unused)
{
    struct found found = {0, -1};
    for (uint32_t i = 0; i < at->problem->student_count; i++)
        for (uint32_t j = 0; j < at->problem->mentor_count; j++) {
            if ((student != NOBODY && i != student) || (mentor != NOBODY && j != mentor))
                continue;
            if (only_unused && (at->mentor_of[i] != NOBODY || at->load[j] == at->problem->seats[j]))
                continue;
            if (!is_in(at, set, i, j))
                continue;
            found.count++;
            if (score_of(at, i, j) > found.best_bp)
                found.best_bp = score_of(at, i, j);
        }
    return found;
}

static struct unmatched_row expected(const struct case_of *at, uint32_t student, uint32_t mentor)
{
    static const enum unmatched_reason of_student[SET_COUNT] = {
        UNMATCHED_NO_SEATS,      UNMATCHED_NOT_ELIGIBLE,      UNMATCHED_EXCLUDED,
        UNMATCHED_BELOW_MINIMUM, UNMATCHED_WISHES_IMPOSSIBLE, UNMATCHED_SEATS_FIXED};
    static const enum unmatched_reason of_seat[SET_COUNT] = {
        UNMATCHED_NO_STUDENTS,       UNMATCHED_NOBODY_ELIGIBLE, UNMATCHED_ALL_EXCLUDED,
        UNMATCHED_ALL_BELOW_MINIMUM, UNMATCHED_NOT_WISHED,      UNMATCHED_STUDENTS_FIXED};
    const struct lists *wishes = &at->problem->wishes;
    bool of_mentor = student == NOBODY;
    bool listed = !of_mentor && wishes->listed != NULL && wishes->listed[student];
    struct unmatched_row row = {.best_bp = -1, .limit_bp = -1};
    for (enum set set = SEATED; set < SET_COUNT; set++) {
        if (set == ELIGIBLE && listed && wishes->start[student] == wishes->start[student + 1]) {
            row.reason = UNMATCHED_WISHES_EMPTY;
            return row;
        }
        if (find(at, set, student, mentor, false).count > 0)
            continue;
        row.reason = of_mentor ? of_seat[set] : of_student[set];
        if (set == ENOUGH) {
            row.best_bp = find(at, ALLOWED, student, mentor, false).best_bp;
            row.limit_bp = at->problem->minimum_bp;
        }
        return row;
    }
    struct found unused = find(at, OPEN, student, mentor, true);
    int32_t best = find(at, OPEN, student, mentor, false).best_bp;
    int32_t worst = at->result.certificate.floor_bp;
    if (unused.count > 0) {
        cr_assert(eq(int, (int)at->result.objective, (int)OBJECTIVE_TOTAL));
        cr_assert(eq(int, unused.best_bp, 0));
        row.reason = of_mentor ? UNMATCHED_STUDENTS_ADD_NOTHING : UNMATCHED_ADDS_NOTHING;
    } else if (of_mentor) {
        row.reason = UNMATCHED_STUDENTS_MATCHED;
    } else if (listed) {
        row.reason = UNMATCHED_WISHES_FULL;
    } else if (at->result.objective == OBJECTIVE_FAIR && best < worst) {
        row = (struct unmatched_row){
            .reason = UNMATCHED_BELOW_WORST, .best_bp = best, .limit_bp = worst};
    } else {
        row.reason = UNMATCHED_FULL;
    }
    return row;
}

static void check_row(const struct unmatched_row *row, const struct unmatched_row *wanted,
                      const char *label)
{
    cr_assert(eq(str, T(unmatched_word(row->reason)), T(unmatched_word(wanted->reason))), "%s",
              label);
    cr_assert(eq(int, row->best_bp, wanted->best_bp), "%s", label);
    cr_assert(eq(int, row->limit_bp, wanted->limit_bp), "%s", label);
}

static void check_all(const struct case_of *at, const struct unmatched *unmatched,
                      const char *label, size_t *seen)
{
    size_t students = 0, mentors = 0;
    for (uint32_t i = 0; i < at->problem->student_count; i++)
        if (at->mentor_of[i] == NOBODY) {
            const struct unmatched_row *row = &unmatched->students[students++];
            struct unmatched_row wanted = expected(at, i, NOBODY);
            cr_assert(eq(u32, row->number, i));
            check_row(row, &wanted, label);
            seen[row->reason]++;
        }
    for (uint32_t j = 0; j < at->problem->mentor_count; j++)
        if (at->load[j] < at->problem->seats[j]) {
            const struct unmatched_row *row = &unmatched->mentors[mentors++];
            struct unmatched_row wanted = expected(at, NOBODY, j);
            cr_assert(eq(u32, row->number, j));
            cr_assert(eq(u32, row->seats, at->problem->seats[j] - at->load[j]));
            check_row(row, &wanted, label);
            seen[row->reason]++;
        }
    cr_assert(eq(sz, unmatched->students_count, students), "%s", label);
    cr_assert(eq(sz, unmatched->mentors_count, mentors), "%s", label);
}

static void check_case(const struct problem *problem, enum objective objective, const char *label,
                       size_t *seen)
{
    struct case_of at = {.problem = problem};
    struct faults faults = faults_in(arena);
    struct solving solving = {problem, objective, 1, NULL, NULL};
    cr_assert(eq(int, (int)solve(&solving, arena, &faults, &at.result), STATUS_OK), "%s", label);
    if (at.result.infeasible)
        return;
    cr_assert(eq(int, (int)settle(problem, arena, &at.settled), STATUS_OK));
    size_t pairs = (size_t)problem->student_count * problem->mentor_count;
    at.scores = arena_array(arena, pairs, sizeof *at.scores);
    at.mentor_of = arena_array(arena, problem->student_count, sizeof *at.mentor_of);
    at.load = arena_array(arena, problem->mentor_count, sizeof *at.load);
    for (uint32_t i = 0; i < problem->student_count; i++) {
        at.mentor_of[i] = NOBODY;
        problem->rows->fill(problem->rows->context, 0, i,
                            at.scores + (size_t)i * problem->mentor_count);
    }
    for (int32_t p = 0; p < at.result.matched; p++) {
        at.mentor_of[at.result.pairs[p].student] = at.result.pairs[p].mentor;
        at.load[at.result.pairs[p].mentor]++;
    }
    for (size_t workers = 1; workers <= 2; workers++) {
        struct unmatched unmatched;
        enum status status =
            unmatched_find(problem, &at.settled, &at.result, workers, NULL, arena, &unmatched);
        cr_assert(eq(int, (int)status, STATUS_OK), "%s", label);
        check_all(&at, &unmatched, label, seen);
    }
}

Test(unmatched, every_reason_is_the_first_that_holds_and_nobody_goes_without, .timeout = 120)
{
    static const struct random_bounds small = {7, 7, 3, true, true, false, true};
    static const struct random_bounds middling = {40, 30, 3, true, true, false, true};
    size_t seen[UNMATCHED_REASON_COUNT] = {0};
    for (uint64_t seed = 1; seed <= 600; seed++) {
        struct rng rng = rng_seeded(seed);
        struct draft *draft = draft_draw(&rng, seed % 12 == 0 ? &middling : &small, arena);
        struct problem *sparse = draft_build(draft, arena);
        struct problem *dense = draft_dense(sparse, 2, arena);
        for (enum objective objective = 0; objective < OBJECTIVE_COUNT; objective++)
            check_case(dense, objective,
                       arena_printf(arena, "seed %llu, %s", (unsigned long long)seed,
                                    objective_word(objective)),
                       seen);
        arena_reset(arena);
    }
    for (enum unmatched_reason reason = 0; reason < UNMATCHED_REASON_COUNT; reason++)
        cr_expect(gt(sz, seen[reason], 0), "never seen: %s", unmatched_word(reason));
}

/* ---- results that nobody proved */

static void fill_alike(void *context, size_t worker, uint32_t student, int16_t *ret_scores)
{
    (void)context;
    (void)worker;
    (void)student;
    ret_scores[0] = 5000;
}

Test(unmatched, a_mentor_with_more_students_than_seats_is_told_as_damage)
{
    const struct rows rows = {.workers = 1, .fill = fill_alike};
    const uint32_t seats[] = {1};
    const size_t start[] = {0, 0, 0, 0};
    const struct problem problem = {.student_count = 3,
                                    .mentor_count = 1,
                                    .seats = seats,
                                    .edges = {3, 1, start, NULL, NULL},
                                    .rows = &rows};
    const struct pair pairs[] = {{0, 0}, {1, 0}};
    const struct result result = {.objective = OBJECTIVE_MOST, .pairs = pairs, .matched = 2};
    struct settled settled;
    struct unmatched unmatched;
    cr_assert(eq(int, (int)settle(&problem, arena, &settled), STATUS_OK));
    enum status status = unmatched_find(&problem, &settled, &result, 1, NULL, arena, &unmatched);
    cr_assert(eq(int, (int)status, STATUS_BROKEN));
}

/* ---- words */

Test(unmatched, each_reason_has_a_whole_sentence_for_every_reader)
{
    static const enum voice voices[] = {VOICE_STAFF, VOICE_STUDENT, VOICE_MENTOR};
    for (enum unmatched_reason reason = 0; reason < UNMATCHED_REASON_COUNT; reason++)
        for (enum label_language language = 0; language < LABEL_LANGUAGE_COUNT; language++)
            for (size_t v = 0; v < sizeof voices / sizeof *voices; v++) {
                struct unmatched_row row = {0, 1, reason, 3420, 3500};
                const char *sentence =
                    unmatched_sentence(&row, (struct audience){language, voices[v]}, arena);
                size_t size = strlen(sentence);
                cr_assert(gt(sz, size, 15));
                cr_expect(sentence[size - 1] == '.', "%s", sentence);
                cr_expect(strchr(sentence, '{') == NULL, "%s", sentence);
            }
}

Test(unmatched, says_you_to_whom_it_is_about_and_scores_as_the_language_writes_them)
{
    static const struct {
        enum unmatched_reason reason;
        enum label_language language;
        enum voice voice;
        const char *sentence;
    } rows[] = {
        {UNMATCHED_BELOW_MINIMUM, LABEL_EN, VOICE_STUDENT,
         "Of the mentors open to you, none reaches the minimum of 35.00; your best score is "
         "34.05."},
        {UNMATCHED_BELOW_MINIMUM, LABEL_NL, VOICE_STAFF,
         "Van de mentoren die voor de student openstaan, haalt niemand het minimum van 35,00; de "
         "beste score is 34,05."},
        {UNMATCHED_STUDENTS_MATCHED, LABEL_DE, VOICE_MENTOR,
         "Alle (anderen) für Sie möglichen Studierenden haben eine Mentoring-Person."},
        {UNMATCHED_NO_SEATS, LABEL_SV, VOICE_STUDENT, "Ingen mentor erbjuder någon plats."},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        struct unmatched_row row = {0, 0, rows[r].reason, 3405, 3500};
        struct audience audience = {rows[r].language, rows[r].voice};
        cr_expect(eq(str, T(unmatched_sentence(&row, audience, arena)), T(rows[r].sentence)));
    }
}
