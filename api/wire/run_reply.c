#include "api/wire/run_reply.h"

#include "api/wire/object_fields.h"
#include "matcher/problem.h"
#include "matcher/result.h"

#include <string.h>

#define PEOPLE_MAX   1000000
#define SCORE_MAX    10000
#define HASH_SIZE    64
#define SENTENCE_MAX 2000
#define CODE_MAX     100
#define ANY_COUNT    INT32_MAX

int32_t reply_int(int64_t value)
{
    return value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

/* ---- who the aliases are */

const char *alias_person(const struct alias_list *list, const char *alias)
{
    size_t low = 0, high = list->count;
    while (alias != NULL && low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(list->items[middle].alias, alias);
        if (order == 0)
            return list->items[middle].person_id;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const char *alias_of(const struct alias_list *list, const char *person_id)
{
    for (size_t i = 0; person_id != NULL && i < list->count; i++)
        if (strcmp(list->items[i].person_id, person_id) == 0)
            return list->items[i].alias;
    return NULL;
}

/* ---- certificate */

static const struct shape_field rule_fields[] = {
    SHAPE_FIELD_TEXT(struct rule_reply, rule, 0, 1, WORD_SIZE_MAX, "must, pin, wish or priority"),
    FIELD_RELATION(struct rule_reply, student_id, 0, "the student; absent: erased since"),
    FIELD_RELATION(struct rule_reply, mentor_id, 0, "the mentor; absent: erased since"),
    SHAPE_FIELD_TEXT(struct rule_reply, yields_to, 0, 1, WORD_SIZE_MAX,
                     "never, must or pin; student or seats: a pin before it had those; absent of "
                     "musts that cannot hold"),
};
static const struct shape rule_shape = SHAPE_OF("RuleThatYields", struct rule_reply, rule_fields);

static const struct shape_field file_fields[] = {
    SHAPE_FIELD_TEXT(struct file_reply, name, 0, 1, WORD_SIZE_MAX, "the file"),
    SHAPE_FIELD_TEXT(struct file_reply, digest, 0, HASH_SIZE, HASH_SIZE, "BLAKE2b of its bytes"),
    SHAPE_FIELD_INT(struct file_reply, bytes, 0, 0, INT32_MAX, "its size"),
};
static const struct shape file_shape = SHAPE_OF("RunFile", struct file_reply, file_fields);

static const struct shape_field certificate_fields[] = {
    FIELD_RELATION(struct certificate_reply, run_id, 0, "the run"),
    SHAPE_FIELD_TEXT(struct certificate_reply, outcome, 0, 1, WORD_SIZE_MAX,
                     "done, or infeasible: its musts cannot hold together"),
    SHAPE_FIELD_TEXT(struct certificate_reply, sentence, 0, 1, SENTENCE_MAX,
                     "what was proven before it was kept, as kring verify says it, in English; the "
                     "proof in numbers is in run.json"),
    SHAPE_FIELD_WORD(struct certificate_reply, objective, 0, objective_words, "what was sought"),
    SHAPE_FIELD_INT(struct certificate_reply, students, 0, 0, PEOPLE_MAX, "in the round"),
    SHAPE_FIELD_INT(struct certificate_reply, mentors, 0, 0, PEOPLE_MAX, "in the round"),
    SHAPE_FIELD_INT(struct certificate_reply, seats, 0, 0, INT32_MAX, "of all mentors"),
    SHAPE_FIELD_INT(struct certificate_reply, matched, 0, 0, PEOPLE_MAX, "students matched"),
    SHAPE_FIELD_INT(struct certificate_reply, total_bp, 0, 0, INT32_MAX,
                    "the sum of the pairs' scores, in basis points"),
    SHAPE_FIELD_INT(struct certificate_reply, worst_bp, 0, -1, SCORE_MAX,
                    "the least score of a pair that no rule fixed; -1: nobody is matched"),
    SHAPE_FIELD_INT(
        struct certificate_reply, gap_bp, 0, 0, 0,
        "between the total and the bound that proves it: nothing; stable and infeasible "
        "runs are proven otherwise"),
    SHAPE_FIELD_TEXT(struct certificate_reply, problem, 0, HASH_SIZE, HASH_SIZE,
                     "the hash of what was solved: of snapshot.tsv"),
    SHAPE_FIELD_TEXT(struct certificate_reply, tables, 0, HASH_SIZE, HASH_SIZE,
                     "the digest of the taxonomies and the policy that scored it"),
    SHAPE_FIELD_TEXT(struct certificate_reply, seed, 0, 1, 20,
                     "of the lottery that settles ties, decimal"),
    SHAPE_FIELD_INT(struct certificate_reply, engine, 0, 1, INT32_MAX, "the version that made it"),
    SHAPE_FIELD_LIST(struct certificate_reply, overridden, 0, &rule_shape, ANY_COUNT,
                     "rules that yielded to stronger ones"),
    SHAPE_FIELD_LIST(struct certificate_reply, conflict, 0, &rule_shape, ANY_COUNT,
                     "of an infeasible run, musts that cannot hold together: the fewest"),
    SHAPE_FIELD_LIST(struct certificate_reply, files, 0, &file_shape, 5,
                     "its files; their digests are in run.json too"),
};
const struct shape certificate_reply_shape =
    SHAPE_OF("RunCertificate", struct certificate_reply, certificate_fields);

/* ---- shortages */

static const struct shape_field shortage_fields[] = {
    SHAPE_FIELD_INT(struct shortage_reply, students, 0, 1, PEOPLE_MAX, "who share the seats"),
    SHAPE_FIELD_INT(struct shortage_reply, seats, 0, 0, INT32_MAX,
                    "of all mentors whom any of them can have at the level"),
    SHAPE_FIELD_INT(struct shortage_reply, short_of, 0, 1, PEOPLE_MAX, "students minus seats"),
    SHAPE_FIELD_TEXT(struct shortage_reply, field, 0, 1, CODE_MAX,
                     "the field that sets them apart, a code of isced"),
    SHAPE_FIELD_TEXT(struct shortage_reply, language, 0, 1, CODE_MAX, "the language, likewise"),
    SHAPE_FIELD_TEXT(struct shortage_reply, place, 0, 1, CODE_MAX, "the place, likewise"),
    SHAPE_FIELD_TEXT(struct shortage_reply, name, 0, 1, SENTENCE_MAX,
                     "these in the reader's language"),
    SHAPE_FIELD_TEXT(struct shortage_reply, sentence, 0, 1, SENTENCE_MAX,
                     "all of it in the reader's language"),
};
static const struct shape shortage_shape =
    SHAPE_OF("RunShortage", struct shortage_reply, shortage_fields);

static const struct shape_field shortages_fields[] = {
    SHAPE_FIELD_INT(struct shortages_reply, level_bp, 0, 0, SCORE_MAX,
                    "the least score that is asked of a pair here"),
    SHAPE_FIELD_INT(struct shortages_reply, unmatched, 0, 0, PEOPLE_MAX,
                    "students whom no matching can match at the level"),
    SHAPE_FIELD_LIST(struct shortages_reply, items, SHAPE_NULL_OUT, &shortage_shape, PEOPLE_MAX,
                     "most short first; their short_of sum to unmatched"),
};
const struct shape shortages_reply_shape =
    SHAPE_OF("RunShortages", struct shortages_reply, shortages_fields);

/* ---- why */

static const struct shape_field reason_fields[] = {
    SHAPE_FIELD_TEXT(struct reason_reply, word, 0, 1, WORD_SIZE_MAX, "the fact"),
    SHAPE_FIELD_TEXT(struct reason_reply, sentence, 0, 1, SENTENCE_MAX,
                     "its sentence in the reader's language"),
};
static const struct shape reason_shape = SHAPE_OF("RunReason", struct reason_reply, reason_fields);

static const struct shape_field figure_fields[] = {
    SHAPE_FIELD_TEXT(struct figure_reply, figure, 0, 1, WORD_SIZE_MAX,
                     "matched, worst, first, kept or total; scores are basis points"),
    SHAPE_FIELD_TEXT(struct figure_reply, label, 0, 1, SENTENCE_MAX,
                     "its name in the reader's language"),
    SHAPE_FIELD_INT(struct figure_reply, now, 0, INT32_MIN, INT32_MAX, "as the run has it"),
    SHAPE_FIELD_INT(struct figure_reply, then, 0, INT32_MIN, INT32_MAX, "with that rule"),
};
static const struct shape figure_shape = SHAPE_OF("RunFigure", struct figure_reply, figure_fields);

static const struct shape_field cost_fields[] = {
    SHAPE_FIELD_TEXT(
        struct cost_reply, rule, 0, 1, WORD_SIZE_MAX,
        "never: the pair is in the run, and what if not; must: it is not, and what if"),
    SHAPE_FIELD_TEXT(struct cost_reply, verdict, 0, 1, WORD_SIZE_MAX,
                     "what the whole would be worth: less, same, more; changes (of stable), "
                     "infeasible"),
    SHAPE_FIELD_TEXT(struct cost_reply, head, 0, 1, SENTENCE_MAX, "how the sentence begins"),
    SHAPE_FIELD_TEXT(struct cost_reply, sentence, 0, 1, SENTENCE_MAX, "the verdict's sentence"),
    SHAPE_FIELD_LIST(struct cost_reply, figures, 0, &figure_shape, 5,
                     "what the objective seeks, exactly; absent where infeasible"),
};
static const struct shape cost_shape = SHAPE_OF("RunCost", struct cost_reply, cost_fields);

static const struct shape_field why_fields[] = {
    FIELD_RELATION(struct why_reply, student_id, 0, "the student"),
    FIELD_RELATION(struct why_reply, mentor_id, 0,
                   "the mentor asked about, or whom the student has; absent: none, or erased"),
    SHAPE_FIELD_OBJECT(struct why_reply, score, 0, &hit_reply_shape,
                       "of the two, rules apart; absent where there is no mentor"),
    SHAPE_FIELD_LIST(struct why_reply, reasons, SHAPE_NULL_OUT, &reason_shape, 16,
                     "what keeps the pair in the run, or out of it"),
    SHAPE_FIELD_OBJECT(struct why_reply, cost, 0, &cost_shape,
                       "what the whole would lose without the pair, or with it"),
};
const struct shape why_reply_shape = SHAPE_OF("RunWhy", struct why_reply, why_fields);

/* ---- diff */

static const struct shape_field setting_fields[] = {
    SHAPE_FIELD_TEXT(struct setting_reply, what, 0, 1, WORD_SIZE_MAX,
                     "engine, tables, objective, weights, minimum, as_of, seed, announced, person, "
                     "seats, profile or rule"),
    FIELD_RELATION(struct setting_reply, person_id, 0, "whose; absent of the others, and erased"),
    SHAPE_FIELD_TEXT(struct setting_reply, before, 0, 0, SENTENCE_MAX,
                     "in that run; absent: not there. Of a rule: its kind, the student's id, the "
                     "mentor's, a wish's rank"),
    SHAPE_FIELD_TEXT(struct setting_reply, after, 0, 0, SENTENCE_MAX, "in this run, likewise"),
};
static const struct shape setting_shape =
    SHAPE_OF("RunSetting", struct setting_reply, setting_fields);

static const struct shape_field figures_fields[] = {
    SHAPE_FIELD_BOOL(struct figures_reply, infeasible, 0, "its musts cannot hold together"),
    SHAPE_FIELD_INT(struct figures_reply, students, 0, 0, PEOPLE_MAX, "in the round"),
    SHAPE_FIELD_INT(struct figures_reply, mentors, 0, 0, PEOPLE_MAX, "in the round"),
    SHAPE_FIELD_INT(struct figures_reply, seats, 0, 0, INT32_MAX, "of all mentors"),
    SHAPE_FIELD_INT(struct figures_reply, matched, 0, 0, PEOPLE_MAX, "students matched"),
    SHAPE_FIELD_INT(struct figures_reply, unmatched, 0, 0, PEOPLE_MAX, "students not matched"),
    SHAPE_FIELD_INT(struct figures_reply, worst_bp, 0, -1, SCORE_MAX,
                    "the least score; -1: nobody is matched"),
    SHAPE_FIELD_INT(struct figures_reply, total_bp, 0, 0, INT32_MAX, "the sum of the scores"),
};
static const struct shape figures_shape =
    SHAPE_OF("RunFigures", struct figures_reply, figures_fields);

static const struct shape_field count_fields[] = {
    SHAPE_FIELD_TEXT(struct count_reply, change, 0, 1, WORD_SIZE_MAX, "as in changes"),
    SHAPE_FIELD_INT(struct count_reply, count, 0, 1, PEOPLE_MAX, "students"),
};
static const struct shape count_shape =
    SHAPE_OF("RunChangeCount", struct count_reply, count_fields);

static const struct shape_field change_fields[] = {
    FIELD_RELATION(struct change_reply, student_id, 0, "the student; absent: erased since"),
    SHAPE_FIELD_TEXT(struct change_reply, change, 0, 1, WORD_SIZE_MAX,
                     "moved, gained, lost, rescored, joined or left"),
    FIELD_RELATION(struct change_reply, before_mentor_id, 0,
                   "in the run compared with; absent: none, or erased since"),
    FIELD_RELATION(struct change_reply, after_mentor_id, 0, "in this run, likewise"),
    SHAPE_FIELD_INT(struct change_reply, before_bp, 0, 0, SCORE_MAX, "the score; 0: none"),
    SHAPE_FIELD_INT(struct change_reply, after_bp, 0, 0, SCORE_MAX, "likewise"),
    SHAPE_FIELD_INT(struct change_reply, gained_bp, 0, -SCORE_MAX, SCORE_MAX,
                    "after minus before; they sum to the difference of the totals"),
};
static const struct shape change_shape = SHAPE_OF("RunChange", struct change_reply, change_fields);

static const struct shape_field diff_fields[] = {
    SHAPE_FIELD_BOOL(struct diff_reply, same, 0, "nothing that is compared differs"),
    SHAPE_FIELD_LIST(struct diff_reply, settings, SHAPE_NULL_OUT, &setting_shape, PEOPLE_MAX,
                     "what they were not made alike from"),
    SHAPE_FIELD_OBJECT(struct diff_reply, before, 0, &figures_shape, "of the run compared with"),
    SHAPE_FIELD_OBJECT(struct diff_reply, after, 0, &figures_shape, "of this run"),
    SHAPE_FIELD_LIST(struct diff_reply, counts, SHAPE_NULL_OUT, &count_shape, 6,
                     "how many students changed how"),
    SHAPE_FIELD_LIST(struct diff_reply, changes, SHAPE_NULL_OUT, &change_shape, PEOPLE_MAX,
                     "the students who changed, in no order that tells who they are"),
};
const struct shape diff_reply_shape = SHAPE_OF("RunDiff", struct diff_reply, diff_fields);
