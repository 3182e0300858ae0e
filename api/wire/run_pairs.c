#include "api/wire/csv_words.h"
#include "api/wire/hits.h"
#include "api/wire/run_inner.h"
#include "matcher/eligible.h"
#include "scoring/base/arena.h"

#include <string.h>

#define HEADER                                                                                     \
    "student,mentor,score,field,career,language,place,fixed,not_eligible,student_language,"        \
    "student_reason,mentor_language,mentor_reason\n"

void run_cell(struct text *text, const char *cell)
{
    if (strpbrk(cell, ",\"\n\r") == NULL)
        text_add(text, cell);
    else
        csv_add_quoted(cell, text);
}

enum label_language run_language(const struct person *person)
{
    enum label_language language = LABEL_EN;
    if (person->language != NULL)
        (void)label_language_find(person->language, strlen(person->language), &language);
    return language;
}

/* "Field of study: both 0732 …. Career: …. Language: …. Place: …." */
static void add_reasons(struct text *text, const struct explanation *explanation)
{
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        text_addf(text, "%s%s: %s.", c == 0 ? "" : " ", explanation->labels[c],
                  explanation->reasons[c]);
}

/* The language, and all reasons to who has that voice, as two cells. */
static enum status add_told(struct composing *composing, const struct pair *pair,
                            enum label_language language, enum voice voice)
{
    const struct round *round = composing->round;
    struct wish wish = round_wish(round, pair->student);
    struct audience audience = {language, voice};
    struct explanation explanation;
    struct text told = {0};
    enum status status = score_explain(
        round_scorer(round), &wish, round_student(round, pair->student),
        round_mentor(round, pair->mentor), audience, composing->scratch, &explanation);
    if (status == STATUS_OK)
        add_reasons(&told, &explanation);
    if (status == STATUS_OK)
        status = text_status(&told);
    text_addf(composing->text, ",%s,", label_language_code(language));
    if (status == STATUS_OK)
        run_cell(composing->text, told.bytes);
    text_free(&told);
    return status;
}

/* "must" or "pin" where a rule fixed the pair, else "". */
static const char *fixed_by(const struct problem *problem, const struct pair *pair)
{
    if (pairs_have(&problem->must, pair->student, pair->mentor))
        return rule_word(RULE_MUST);
    return pairs_have(&problem->pin, pair->student, pair->mentor) ? rule_word(RULE_PIN) : "";
}

static void add_numbers(struct composing *composing, const struct pair *pair)
{
    const struct round *round = composing->round;
    const struct person *student = round_student(round, pair->student);
    const struct person *mentor = round_mentor(round, pair->mentor);
    struct score score = round_score(round, pair->student, pair->mentor);
    enum ineligibility why = eligibility(round_scorer(round)->taxonomies, student, mentor, NULL);
    char written[SCORE_TEXT_SIZE];
    hits_format_score(score.score_bp, written);
    run_cell(composing->text, student->external_id);
    text_add_char(composing->text, ',');
    run_cell(composing->text, mentor->external_id);
    text_addf(composing->text, ",%s", written);
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        text_addf(composing->text, ",%d", (int)score.parts[c].part);
    text_addf(composing->text, ",%s,%s", fixed_by(round_problem(round), pair),
              why == INELIGIBLE_NONE ? "" : ineligibility_word(why));
}

static enum status add_pair(struct composing *composing, const struct pair *pair)
{
    const struct round *round = composing->round;
    add_numbers(composing, pair);
    enum status status =
        add_told(composing, pair, run_language(round_student(round, pair->student)), VOICE_STUDENT);
    if (status == STATUS_OK)
        status = add_told(composing, pair, run_language(round_mentor(round, pair->mentor)),
                          VOICE_MENTOR);
    text_add_char(composing->text, '\n');
    arena_reset(composing->scratch);
    return status;
}

enum status run_pairs_write(struct composing *composing)
{
    const struct result *result = composing->result;
    enum status status = STATUS_OK;
    text_add(composing->text, HEADER);
    for (int32_t i = 0; i < result->matched && status == STATUS_OK; i++) {
        if (i % 256 == 0)
            watch_progress(composing->watch, "reasons", (uint64_t)i, (uint64_t)result->matched);
        if (i % 256 == 0 && watch_cancelled(composing->watch))
            return STATUS_CANCELLED;
        status = add_pair(composing, &result->pairs[i]);
    }
    return status == STATUS_OK ? text_status(composing->text) : status;
}
