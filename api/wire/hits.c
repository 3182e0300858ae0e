#include "api/wire/hits.h"

#include "scoring/base/arena.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#define SCORE_BP_MAX 10000
#define LIST_MAX     200 /* SEARCH_LIMIT_MAX of matcher/search.h */

#define CRITERION_WORD(name, word) word,
static const char *const criterion_words[] = {CRITERIA(CRITERION_WORD) NULL};
#undef CRITERION_WORD

static const struct shape_field part_reply_fields[] = {
    SHAPE_FIELD_WORD(struct part_reply, criterion, 0, criterion_words, "what is scored"),
    SHAPE_FIELD_TEXT(struct part_reply, label, 0, 1, 100, "its name in the reader's language"),
    SHAPE_FIELD_INT(struct part_reply, part, 0, 0, 100, "how good the pair is by this criterion"),
    SHAPE_FIELD_INT(struct part_reply, weight, 0, 0, 100, "percent; the weights sum to 100"),
    SHAPE_FIELD_INT(struct part_reply, points_bp, 0, 0, SCORE_BP_MAX,
                    "weight times part, in basis points; the points sum to score_bp"),
    SHAPE_FIELD_BOOL(struct part_reply, unknown, 0,
                     "a datum is missing, and part is the neutral value"),
};
const struct shape part_reply_shape = {"ScorePart", sizeof(struct part_reply), part_reply_fields,
                                       SHAPE_COUNT(part_reply_fields)};

static const struct shape_field hit_reply_fields[] = {
    SHAPE_FIELD_INT(struct hit_reply, rank, 0, 1, LIST_MAX,
                    "1 is the best; absent where none is ranked"),
    SHAPE_FIELD_TEXT(struct hit_reply, id, 0, 36, 36, "UUIDv7 given by Kring"),
    SHAPE_FIELD_TEXT(struct hit_reply, external_id, 0, 1, 100, "the institution's own id"),
    SHAPE_FIELD_TEXT(struct hit_reply, name, 0, 0, 200, "full name"),
    SHAPE_FIELD_WORD(struct hit_reply, availability, 0, availability_words,
                     "whether the mentor can take one more student, or the first reason why not; "
                     "absent of students"),
    SHAPE_FIELD_INT(struct hit_reply, score_bp, 0, 0, SCORE_BP_MAX,
                    "basis points; shown to people as 0.00 to 100.00"),
    SHAPE_FIELD_LIST(struct hit_reply, parts, 0, &part_reply_shape, CRITERION_COUNT,
                     "how the score adds up"),
    SHAPE_FIELD_TEXTS(struct hit_reply, reasons, 0, CRITERION_COUNT,
                      "why, in the reader's language; reason i is of part i"),
};
const struct shape hit_reply_shape = {"Hit", sizeof(struct hit_reply), hit_reply_fields,
                                      SHAPE_COUNT(hit_reply_fields)};

static const struct shape_field pair_reply_fields[] = {
    SHAPE_FIELD_TEXT(struct pair_reply, student_external_id, 0, 1, 100,
                     "the student's external id"),
    SHAPE_FIELD_TEXT(struct pair_reply, mentor_external_id, 0, 1, 100, "the mentor's external id"),
    SHAPE_FIELD_BOOL(struct pair_reply, eligible, 0, "whether the two may meet at all"),
    SHAPE_FIELD_TEXT(struct pair_reply, reason_code, 0, 1, 40, "why they may not, as a word"),
    SHAPE_FIELD_TEXT(struct pair_reply, reason, 0, 1, 1000, "why they may not, in a sentence"),
    SHAPE_FIELD_OBJECT(struct pair_reply, score, 0, &hit_reply_shape,
                       "the score, whether eligible or not"),
};
const struct shape pair_reply_shape = {"Pair", sizeof(struct pair_reply), pair_reply_fields,
                                       SHAPE_COUNT(pair_reply_fields)};

static struct part_reply part_of(const struct explanation *explanation, enum criterion_id id)
{
    const struct part *part = &explanation->score.parts[id];
    return (struct part_reply){.criterion = (int32_t)id,
                               .label = explanation->labels[id],
                               .part = part->part,
                               .weight = part->weight,
                               .points_bp = part->points_bp,
                               .unknown = part->unknown};
}

enum status hit_reply_of(const struct explanation *explanation, const struct person *person,
                         int32_t rank, struct arena *arena, struct hit_reply *ret_hit)
{
    struct part_reply *parts = arena_array(arena, CRITERION_COUNT, sizeof *parts);
    const char **reasons = arena_array(arena, CRITERION_COUNT, sizeof *reasons);
    if (parts == NULL || reasons == NULL)
        return STATUS_MEMORY;
    for (enum criterion_id id = 0; id < CRITERION_COUNT; id++) {
        parts[id] = part_of(explanation, id);
        reasons[id] = explanation->reasons[id];
    }
    *ret_hit = (struct hit_reply){.rank = rank,
                                  .id = person->id,
                                  .external_id = person->external_id,
                                  .name = person->name,
                                  .score_bp = explanation->score.score_bp,
                                  .parts = parts,
                                  .parts_count = CRITERION_COUNT,
                                  .reasons = reasons,
                                  .reasons_count = CRITERION_COUNT};
    return STATUS_OK;
}

void hits_format_score(int32_t score_bp, char ret_text[SCORE_TEXT_SIZE])
{
    assert(score_bp >= 0 && score_bp <= SCORE_BP_MAX);
    (void)snprintf(ret_text, SCORE_TEXT_SIZE, "%" PRId32 ".%02" PRId32, score_bp / 100,
                   score_bp % 100);
}
