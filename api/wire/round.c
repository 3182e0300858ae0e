#include "api/wire/round.h"

#include "api/wire/object_fields.h"

#define SEATS_MAX   1000
#define PEOPLE_MAX  1000000
#define STAGE_MAX   100
#define FAILURE_MAX 1000
#define HASH_SIZE   64
#define SCORE_MAX   10000

/* matcher/result.h's, the default first. */
const char *const run_objective_words[] = {"fair", "most", "total", "stable", "repair", NULL};
const char *const run_rule_words[] = {"never", "must", "pin", "first", NULL};

/* ---- rounds */

static const struct shape_field round_fields[] = {
    FIELD_ID(struct matching_round),
    FIELD_RELATION(struct matching_round, programme_id, RELATION, "whose students and seats"),
    SHAPE_FIELD_TEXT(struct matching_round, name, SHAPE_REQUIRED, 1, NAME_SIZE_MAX, "its name"),
    FIELD_RELATION(struct matching_round, run_id, 0,
                   "the run whose pairs are reviewed, or which amends; one of this round"),
    FIELD_RELATION(struct matching_round, snapshot_id, SHAPE_READ_ONLY, "the last freeze"),
    SHAPE_FIELD_INT(struct matching_round, students, SHAPE_READ_ONLY, 0, PEOPLE_MAX,
                    "in the snapshot; while it is open, who would be now"),
    SHAPE_FIELD_INT(struct matching_round, mentors, SHAPE_READ_ONLY, 0, PEOPLE_MAX,
                    "with a seat, likewise"),
    SHAPE_FIELD_INT(struct matching_round, seats, SHAPE_READ_ONLY, 0, INT32_MAX, "likewise"),
    SHAPE_FIELD_TIME(struct matching_round, frozen_at, SHAPE_READ_ONLY,
                     "when the snapshot was taken"),
    SHAPE_FIELD_TIME(struct matching_round, published_at, SHAPE_READ_ONLY, "when it was published"),
    FIELDS_LIFE(struct matching_round),
};
const struct shape round_shape = SHAPE_OF("Round", struct matching_round, round_fields);

/* ---- runs */

static const struct shape_field run_weights_fields[] = {
    SHAPE_FIELD_INT(struct own_weights, field, 0, 0, 100, "of the field of study, in percent"),
    SHAPE_FIELD_INT(struct own_weights, career, 0, 0, 100, "of the career, in percent"),
    SHAPE_FIELD_INT(struct own_weights, language, 0, 0, 100, "of the languages, in percent"),
    SHAPE_FIELD_INT(struct own_weights, place, 0, 0, 100, "of the place, in percent"),
};
static const struct shape run_weights_shape =
    SHAPE_OF("RunWeights", struct own_weights, run_weights_fields);

static const struct shape_field run_rule_fields[] = {
    SHAPE_FIELD_WORD(struct run_rule, rule, SHAPE_REQUIRED, run_rule_words,
                     "never, must or pin of the two; first: the student goes first"),
    FIELD_RELATION(struct run_rule, student_id, 0, "the student; absent: erased since"),
    FIELD_RELATION(struct run_rule, mentor_id, 0, "the mentor; of first there is none"),
};
static const struct shape run_rule_shape = SHAPE_OF("RunRule", struct run_rule, run_rule_fields);

static const struct shape_field run_seats_fields[] = {
    FIELD_RELATION(struct run_seats, mentor_id, SHAPE_REQUIRED, "the mentor"),
    SHAPE_FIELD_INT(struct run_seats, seats, SHAPE_REQUIRED, 0, SEATS_MAX, "how many seats"),
};
static const struct shape run_seats_shape =
    SHAPE_OF("RunSeats", struct run_seats, run_seats_fields);

static const struct shape_field run_result_fields[] = {
    SHAPE_FIELD_INT(struct run_result, students, SHAPE_READ_ONLY, 0, PEOPLE_MAX, "in the round"),
    SHAPE_FIELD_INT(struct run_result, mentors, SHAPE_READ_ONLY, 0, PEOPLE_MAX, "in the round"),
    SHAPE_FIELD_INT(struct run_result, seats, SHAPE_READ_ONLY, 0, INT32_MAX, "of all mentors"),
    SHAPE_FIELD_INT(struct run_result, matched, SHAPE_READ_ONLY, 0, PEOPLE_MAX, "students matched"),
    SHAPE_FIELD_INT(struct run_result, total_bp, SHAPE_READ_ONLY, 0, INT32_MAX,
                    "the sum of the pairs' scores, in basis points"),
    SHAPE_FIELD_INT(struct run_result, worst_bp, SHAPE_READ_ONLY, -1, SCORE_MAX,
                    "the least score of a pair that no rule fixed; -1: nobody is matched"),
    SHAPE_FIELD_TEXT(struct run_result, problem, SHAPE_READ_ONLY, HASH_SIZE, HASH_SIZE,
                     "the hash of what was solved, as in run.json"),
};
static const struct shape run_result_shape =
    SHAPE_OF("RunResult", struct run_result, run_result_fields);

static const struct shape_field run_fields[] = {
    FIELD_ID(struct matching_run),
    FIELD_RELATION(struct matching_run, round_id, RELATION, "the round"),
    FIELD_RELATION(struct matching_run, programme_id, SHAPE_READ_ONLY, "the round's programme"),
    FIELD_RELATION(struct matching_run, snapshot_id, SHAPE_READ_ONLY, "the freeze that it reads"),
    SHAPE_FIELD_WORD(struct matching_run, objective, SHAPE_FIXED, run_objective_words,
                     "what it seeks; fair unless given; repair of a published round"),
    SHAPE_FIELD_OBJECT(struct matching_run, weights, SHAPE_FIXED, &run_weights_shape,
                       "what its scores weigh, 100 in all; the programme's unless given"),
    SHAPE_FIELD_INT(struct matching_run, minimum_bp, SHAPE_FIXED, 0, SCORE_MAX,
                    "the least score of a pair; the programme's unless given"),
    SHAPE_FIELD_INT(struct matching_run, seed, SHAPE_FIXED, 0, INT32_MAX,
                    "of the lottery that settles ties; 1 unless given"),
    SHAPE_FIELD_LIST(struct matching_run, rules, SHAPE_FIXED, &run_rule_shape, RUN_RULES_MAX,
                     "of this run; what was decided about pairs is added when it is made"),
    SHAPE_FIELD_LIST(struct matching_run, what_if, SHAPE_FIXED, &run_seats_shape, RUN_SEATS_MAX,
                     "seats of mentors otherwise than the snapshot says"),
    SHAPE_FIELD_BOOL(struct matching_run, stale, SHAPE_READ_ONLY,
                     "the round was frozen anew since it was made"),
    SHAPE_FIELD_TEXT(struct matching_run, stage, SHAPE_READ_ONLY, 1, STAGE_MAX,
                     "what it is at; absent: it is not running"),
    SHAPE_FIELD_INT(struct matching_run, progress, SHAPE_READ_ONLY, 1, 100,
                    "of the stage, in percent; absent: not known"),
    SHAPE_FIELD_OBJECT(struct matching_run, result, SHAPE_READ_ONLY, &run_result_shape,
                       "once it is done"),
    SHAPE_FIELD_TEXT(struct matching_run, failure, SHAPE_READ_ONLY, 1, FAILURE_MAX,
                     "why it could not be made"),
    FIELDS_LIFE(struct matching_run),
};
const struct shape run_shape = SHAPE_OF("Run", struct matching_run, run_fields);

void run_defaults(struct matching_run *run)
{
    run->minimum_bp = -1;
    run->seed = 1;
}

/* ---- pairs */

static const struct shape_field pair_fields[] = {
    FIELD_ID(struct matching_pair),
    FIELD_RELATION(struct matching_pair, round_id, RELATION, "the round"),
    FIELD_RELATION(struct matching_pair, programme_id, SHAPE_READ_ONLY, "the round's programme"),
    FIELD_RELATION(struct matching_pair, run_id, SHAPE_READ_ONLY,
                   "the run that has it; absent: put in by hand"),
    FIELD_RELATION(struct matching_pair, student_id, RELATION, "the student"),
    FIELD_RELATION(struct matching_pair, mentor_id, RELATION, "the mentor"),
    SHAPE_FIELD_INT(struct matching_pair, score_bp, SHAPE_READ_ONLY, 1, SCORE_MAX,
                    "its score in that run, in basis points"),
    SHAPE_FIELD_BOOL(struct matching_pair, pinned, SHAPE_READ_ONLY, "it was put in by hand"),
    FIELD_RELATION(struct matching_pair, mentorship_id, SHAPE_READ_ONLY,
                   "the mentorship that both answers made"),
    SHAPE_FIELD_TIME(struct matching_pair, released_at, SHAPE_READ_ONLY,
                     "when both sides were told"),
    SHAPE_FIELD_TIME(struct matching_pair, student_confirmed_at, SHAPE_READ_ONLY,
                     "when the student said yes"),
    SHAPE_FIELD_TIME(struct matching_pair, mentor_confirmed_at, SHAPE_READ_ONLY,
                     "when the mentor said yes"),
    FIELDS_LIFE(struct matching_pair),
};
const struct shape pair_shape = SHAPE_OF("RoundPair", struct matching_pair, pair_fields);

/* ---- pages */

LIST_SHAPES(round, "Round");
LIST_SHAPES(run, "Run");
LIST_SHAPES(pair, "RoundPair");
