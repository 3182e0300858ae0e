#include "api/wire/run_why.h"

#include "api/wire/shape_json.h"
#include "matcher/eligible.h"
#include "matcher/unmatched.h"
#include "matcher/whynot_words.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

struct answering {
    const struct run_question *question;
    const struct person *student, *mentor;
    uint32_t i, j; /* their numbers; j NOBODY: offers no seat and is in no rule */
    struct arena *arena;
    struct faults *faults;
    struct run_why *why;
    bool failed; /* memory was short */
};

/* ---- reasons */

static void tell(struct answering *answering, const char *word, const char *sentence)
{
    struct run_why *why = answering->why;
    assert(why->reasons_count < RUN_REASONS_MAX);
    answering->failed = answering->failed || sentence == NULL;
    why->reasons[why->reasons_count++] = (struct run_reason){word, sentence};
}

static const char *words(struct answering *answering, enum whynot_phrase phrase, const char *first,
                         const char *second)
{
    const char *text =
        whynot_words(phrase, answering->question->audience, first, second, answering->arena);
    answering->failed = answering->failed || text == NULL;
    return text;
}

static void tell_phrase(struct answering *answering, const char *word, enum whynot_phrase phrase)
{
    tell(answering, word, words(answering, phrase, NULL, NULL));
}

/* Why the two are not eligible; false when they are. */
static bool tell_eligibility(struct answering *answering)
{
    const struct taxonomies *taxonomies = round_scorer(answering->question->run->round)->taxonomies;
    enum ineligibility why = eligibility(taxonomies, answering->student, answering->mentor, NULL);
    if (why != INELIGIBLE_NONE)
        tell(answering, ineligibility_word(why),
             eligibility_sentence(taxonomies, why, answering->mentor, answering->question->audience,
                                  answering->arena));
    return why != INELIGIBLE_NONE;
}

static void tell_minimum(struct answering *answering, int32_t score_bp, int32_t minimum_bp)
{
    char score[SCORE_TEXT_SIZE], minimum[SCORE_TEXT_SIZE];
    hits_format_score(score_bp, score);
    hits_format_score(minimum_bp, minimum);
    tell(answering, barrier_word(BARRIER_MINIMUM),
         words(answering, WHYNOT_MINIMUM, score, minimum));
}

static void tell_barriers(struct answering *answering, const struct whynot_pair *looked)
{
    bool explained = tell_eligibility(answering);
    for (size_t b = 0; b < BARRIER_COUNT; b++) {
        enum barrier barrier = (enum barrier)b;
        bool eligibility_says = barrier == BARRIER_UNNAMED || barrier == BARRIER_NO_SEATS;
        if (!looked->barriers[b] || (eligibility_says && explained))
            continue;
        if (barrier == BARRIER_MINIMUM)
            tell_minimum(answering, looked->score_bp,
                         answering->question->run->snapshot->minimum_bp);
        else
            tell_phrase(answering, barrier_word(barrier), whynot_barrier_phrase(barrier));
    }
}

static void tell_choices(struct answering *answering, const struct whynot_pair *looked)
{
    const char *choices = arena_printf(answering->arena, "%" PRIu32, looked->choices);
    const char *better = arena_printf(answering->arena, "%" PRIu32, looked->better);
    if (looked->score_bp >= 0)
        tell(answering, "choices", words(answering, WHYNOT_CHOICES, choices, better));
}

static void tell_pair(struct answering *answering, const struct whynot_pair *looked)
{
    const struct {
        const char *word;
        enum whynot_phrase phrase;
        bool holds;
    } rows[] = {
        {"in_result", WHYNOT_HELD, looked->in_result && !looked->by_must && !looked->by_pin},
        {"in_result_must", WHYNOT_HELD_MUST, looked->in_result && looked->by_must},
        {"in_result_pin", WHYNOT_HELD_PIN, looked->in_result && looked->by_pin},
        {"not_in_result", WHYNOT_NOT_HELD, !looked->in_result},
        {"student_must", WHYNOT_STUDENT_MUST, looked->student_must},
        {"student_pin", WHYNOT_STUDENT_PIN, looked->student_pin},
        {"seats_must", WHYNOT_SEATS_MUST, looked->seats_must},
        {"stable_student", WHYNOT_STABLE_STUDENT, looked->stable == STABLE_REASON_STUDENT},
        {"stable_mentor", WHYNOT_STABLE_MENTOR, looked->stable == STABLE_REASON_MENTOR},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (rows[k].holds)
            tell_phrase(answering, rows[k].word, rows[k].phrase);
    tell_barriers(answering, looked);
    tell_choices(answering, looked);
}

/* ---- costs */

static bool is_told(const struct run *run, enum worth_figure figure)
{
    if (figure == WORTH_FIRST && round_problem(run->round)->first == NULL)
        return false;
    return worth_counts(run->result.objective, figure) || figure == WORTH_MATCHED ||
           figure == WORTH_WORST || figure == WORTH_TOTAL;
}

static void judge(struct answering *answering, struct run_cost *cost)
{
    static const struct {
        const char *word;
        enum whynot_phrase phrase;
    } verdicts[] = {{"less", WHYNOT_LESS},
                    {"same", WHYNOT_SAME},
                    {"more", WHYNOT_MORE},
                    {"changes", WHYNOT_CHANGES},
                    {"infeasible", WHYNOT_NOT_REQUIRABLE}};
    enum objective objective = answering->question->run->result.objective;
    int compared = worth_compare(objective, &cost->then, &cost->now);
    size_t verdict = compared < 0 ? 0 : compared == 0 ? 1 : 2;
    if (objective == OBJECTIVE_STABLE && memcmp(&cost->then, &cost->now, sizeof cost->now) != 0)
        verdict = 3;
    verdict = cost->infeasible ? 4 : verdict;
    cost->verdict = verdicts[verdict].word;
    cost->sentence = words(answering, verdicts[verdict].phrase, NULL, NULL);
    cost->head = words(
        answering, cost->kind == RULE_NEVER ? WHYNOT_IF_FORBIDDEN : WHYNOT_IF_REQUIRED, NULL, NULL);
    for (size_t w = 0; w < WORTH_COUNT; w++) {
        enum worth_figure figure = (enum worth_figure)w;
        cost->counts[w] = is_told(answering->question->run, figure);
        cost->labels[w] = words(answering, whynot_worth_phrase(figure), NULL, NULL);
    }
}

static enum status find_cost(struct answering *answering, const struct whynot *whynot,
                             enum rule kind)
{
    struct whynot_cost found;
    struct pair pair = {answering->i, answering->j};
    enum status status =
        whynot_cost(whynot, pair, kind, answering->arena, answering->faults, &found);
    if (status != STATUS_OK)
        return status;
    answering->why->has_cost = true;
    answering->why->cost = (struct run_cost){
        .kind = kind, .infeasible = found.infeasible, .now = found.now, .then = found.then};
    judge(answering, &answering->why->cost);
    return STATUS_OK;
}

/* ---- a pair */

static enum status explain_score(struct answering *answering)
{
    const struct run *run = answering->question->run;
    struct wish wish = round_wish(run->round, answering->i);
    struct explanation explanation;
    enum status status =
        score_explain(round_scorer(run->round), &wish, answering->student, answering->mentor,
                      answering->question->audience, answering->arena, &explanation);
    if (status == STATUS_OK)
        status = hit_reply_of(&explanation, answering->mentor, 0, answering->arena,
                              &answering->why->score);
    answering->why->has_score = status == STATUS_OK;
    return status;
}

static enum status answer_pair(struct answering *answering)
{
    const struct run *run = answering->question->run;
    enum status status = explain_score(answering);
    if (status != STATUS_OK || run->result.infeasible)
        return status;
    if (answering->j == NOBODY) {
        tell_phrase(answering, "not_in_result", WHYNOT_NOT_HELD);
        tell_eligibility(answering);
        return STATUS_OK;
    }
    struct whynot whynot = {round_problem(run->round), &run->result, answering->question->workers,
                            answering->question->watch};
    struct whynot_pair looked;
    status = whynot_look(&whynot, (struct pair){answering->i, answering->j}, &looked);
    if (status != STATUS_OK)
        return status;
    tell_pair(answering, &looked);
    bool can_ask = !looked.barriers[BARRIER_NEVER] && answering->student != answering->mentor;
    if (!looked.in_result && !can_ask)
        return STATUS_OK;
    return find_cost(answering, &whynot, looked.in_result ? RULE_NEVER : RULE_MUST);
}

/* ---- nobody */

static enum status answer_unmatched(struct answering *answering)
{
    const struct run_question *question = answering->question;
    const struct problem *problem = round_problem(question->run->round);
    struct settled settled;
    struct unmatched unmatched;
    enum status status = settle(problem, answering->arena, &settled);
    if (status == STATUS_OK)
        status = unmatched_find(problem, &settled, &question->run->result, question->workers,
                                question->watch, answering->arena, &unmatched);
    if (status != STATUS_OK)
        return status;
    for (size_t k = 0; k < unmatched.students_count; k++)
        if (unmatched.students[k].number == answering->i)
            tell(answering, unmatched_word(unmatched.students[k].reason),
                 unmatched_sentence(&unmatched.students[k], question->audience, answering->arena));
    return STATUS_OK;
}

/* ---- the whole */

static enum status unknown(struct faults *faults, const char *where, const char *id,
                           const char *role)
{
    fault_add(faults, 0, where, "unknown_id", "no %s of the round has the id \"%s\"", role, id);
    return STATUS_NOT_FOUND;
}

/* The mentor of the student in the result, or NULL. */
static const struct person *own_mentor(const struct run *run, uint32_t student)
{
    for (int32_t k = 0; k < run->result.matched; k++)
        if (run->result.pairs[k].student == student)
            return round_mentor(run->round, run->result.pairs[k].mentor);
    return NULL;
}

static enum status find_both(struct answering *answering)
{
    const struct run_question *question = answering->question;
    const struct run *run = question->run;
    answering->i = round_find_student(run->round, question->student);
    if (answering->i == NOBODY)
        return unknown(answering->faults, "student", question->student, "student");
    answering->student = round_student(run->round, answering->i);
    answering->mentor = question->mentor == NULL ? own_mentor(run, answering->i)
                                                 : round_find_person(run->round, question->mentor);
    if (question->mentor != NULL &&
        (answering->mentor == NULL || !person_is_alumnus(answering->mentor)))
        return unknown(answering->faults, "mentor", question->mentor, "mentor");
    answering->j = answering->mentor == NULL
                       ? NOBODY
                       : round_find_mentor(run->round, answering->mentor->external_id);
    return STATUS_OK;
}

enum status run_why_make(const struct run_question *question, struct arena *arena,
                         struct faults *faults, struct run_why *ret_why)
{
    struct run_why why = {0};
    struct answering answering = {
        .question = question, .arena = arena, .faults = faults, .why = &why};
    enum status status = find_both(&answering);
    if (status != STATUS_OK)
        return status;
    why.student = answering.student->external_id;
    why.mentor = answering.mentor == NULL ? NULL : answering.mentor->external_id;
    if (question->run->result.infeasible)
        tell_phrase(&answering, "infeasible", WHYNOT_INFEASIBLE);
    if (answering.mentor != NULL)
        status = answer_pair(&answering);
    else if (!question->run->result.infeasible)
        status = answer_unmatched(&answering);
    if (status == STATUS_OK && answering.failed)
        status = STATUS_MEMORY;
    if (status == STATUS_OK)
        *ret_why = why;
    return status;
}

/* ---- JSON */

static void put_texts(struct text *text, const char *name, const char *value)
{
    text_add(text, ", ");
    json_add_string(text, name);
    text_add(text, ": ");
    json_add_string(text, value);
}

static void put_worth(struct text *text, const char *name, const struct run_cost *cost,
                      const struct worth *worth)
{
    const char *before = "";
    text_addf(text, ",\n    \"%s\": {", name);
    for (size_t w = 0; w < WORTH_COUNT; w++) {
        if (!cost->counts[w])
            continue;
        text_addf(text, "%s\"%s\": %" PRId64, before, worth_word((enum worth_figure)w),
                  worth->of[w]);
        before = ", ";
    }
    text_add(text, "}");
}

static void put_cost(struct text *text, const struct run_cost *cost)
{
    text_addf(text, ",\n  \"cost\": {\n    \"rule\": \"%s\"", rule_word(cost->kind));
    put_texts(text, "verdict", cost->verdict);
    put_texts(text, "sentence", cost->sentence);
    put_worth(text, "now", cost, &cost->now);
    if (!cost->infeasible)
        put_worth(text, "then", cost, &cost->then);
    text_add(text, "\n  }");
}

void run_why_write_json(const struct run_why *why, struct text *text)
{
    text_add(text, "{\n  \"student\": ");
    json_add_string(text, why->student);
    if (why->mentor != NULL) {
        text_add(text, ",\n  \"mentor\": ");
        json_add_string(text, why->mentor);
    }
    if (why->has_score) {
        text_add(text, ",\n  \"score\": ");
        shape_to_json(&hit_reply_shape, &why->score, 0, text);
    }
    text_add(text, ",\n  \"reasons\": [");
    for (size_t k = 0; k < why->reasons_count; k++) {
        text_add(text, k == 0 ? "\n    {\"word\": " : ",\n    {\"word\": ");
        json_add_string(text, why->reasons[k].word);
        put_texts(text, "sentence", why->reasons[k].sentence);
        text_add(text, "}");
    }
    text_add(text, "\n  ]");
    if (why->has_cost)
        put_cost(text, &why->cost);
    text_add(text, "\n}\n");
}
