#include "api/wire/run_inner.h"
#include "scoring/base/arena.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN    "?"
#define GROUPS_MAX 1000

/* ---- shapes: the member "round" of run.json */

static const struct shape_field weights_fields[] = {
#define WEIGHT_FIELD(id, word)                                                                     \
    {.name = (word),                                                                               \
     .type = SHAPE_INT,                                                                            \
     .offset = offsetof(struct weights, percent) + CRITERION_##id * sizeof(int32_t),               \
     .max = 100,                                                                                   \
     .summary = "percent"},
    CRITERIA(WEIGHT_FIELD)
#undef WEIGHT_FIELD
};
static const struct shape weights_shape = {"RoundWeights", sizeof(struct weights), weights_fields,
                                           SHAPE_COUNT(weights_fields)};

static const struct shape_field group_fields[] = {
    SHAPE_FIELD_TEXT(struct run_group, code, SHAPE_REQUIRED, 1, (int64_t)CODE_SIZE_MAX,
                     "of the broad field or the country; ?: not known"),
    SHAPE_FIELD_INT(struct run_group, students, 0, 0, INT32_MAX, "of the group"),
    SHAPE_FIELD_INT(struct run_group, matched, 0, 0, INT32_MAX, "of them"),
    SHAPE_FIELD_INT(struct run_group, mean_bp, 0, 0, SCORE_BP_MAX, "of the scores of their pairs"),
};
static const struct shape group_shape = {"RoundGroup", sizeof(struct run_group), group_fields,
                                         SHAPE_COUNT(group_fields)};

static const struct shape_field reason_fields[] = {
    SHAPE_FIELD_TEXT(struct run_reason_count, reason, SHAPE_REQUIRED, 1, 40, "why"),
    SHAPE_FIELD_INT(struct run_reason_count, students, 0, 0, INT32_MAX, "without a mentor"),
    SHAPE_FIELD_INT(struct run_reason_count, seats, 0, 0, INT32_MAX, "empty"),
};
static const struct shape reason_shape = {"RoundReason", sizeof(struct run_reason_count),
                                          reason_fields, SHAPE_COUNT(reason_fields)};

static const struct shape_field shortage_fields[] = {
    SHAPE_FIELD_INT(struct run_shortage, level_bp, 0, 0, SCORE_BP_MAX, "of the pairs that count"),
    SHAPE_FIELD_INT(struct run_shortage, unmatched, 0, 0, INT32_MAX, "students, at the level"),
    SHAPE_FIELD_INT(struct run_shortage, groups, 0, 0, INT32_MAX, "rows of shortages.csv"),
};
static const struct shape shortage_shape = {"RoundShortage", sizeof(struct run_shortage),
                                            shortage_fields, SHAPE_COUNT(shortage_fields)};

static const struct shape_field digest_fields[] = {
    SHAPE_FIELD_TEXT(struct run_digest, name, SHAPE_REQUIRED, 1, 40, "of the file"),
    SHAPE_FIELD_TEXT(struct run_digest, digest, SHAPE_REQUIRED, 64, 64, "BLAKE2b of its bytes"),
};
static const struct shape digest_shape = {"RoundFile", sizeof(struct run_digest), digest_fields,
                                          SHAPE_COUNT(digest_fields)};

static const struct shape_field extra_fields[] = {
    SHAPE_FIELD_TEXT(struct run_extra, tables, SHAPE_REQUIRED, 64, 64,
                     "digest of taxonomies and policy"),
    SHAPE_FIELD_OBJECT(struct run_extra, weights, 0, &weights_shape, "of the criteria"),
    SHAPE_FIELD_INT(struct run_extra, minimum_bp, 0, 0, SCORE_BP_MAX, "least score of a pair"),
    SHAPE_FIELD_DATE(struct run_extra, as_of, SHAPE_REQUIRED, "the day recency is counted to"),
    SHAPE_FIELD_TEXT(struct run_extra, seed, SHAPE_REQUIRED, 1, 20, "of the lottery"),
    SHAPE_FIELD_TEXT(struct run_extra, from, 0, 64, 64, "the problem of the run it was made from"),
    SHAPE_FIELD_LIST(struct run_extra, by_field, SHAPE_NULL_OUT, &group_shape, GROUPS_MAX,
                     "students by broad field"),
    SHAPE_FIELD_LIST(struct run_extra, by_place, SHAPE_NULL_OUT, &group_shape, GROUPS_MAX,
                     "students by country"),
    SHAPE_FIELD_LIST(struct run_extra, unmatched, SHAPE_NULL_OUT, &reason_shape,
                     UNMATCHED_REASON_COUNT, "why, and how many"),
    SHAPE_FIELD_OBJECT(struct run_extra, shortage, 0, &shortage_shape, "sums of shortages.csv"),
    SHAPE_FIELD_LIST(struct run_extra, files, SHAPE_REQUIRED, &digest_shape, RUN_FILE_COUNT,
                     "the other files"),
};
const struct shape run_extra_shape = {"Round", sizeof(struct run_extra), extra_fields,
                                      SHAPE_COUNT(extra_fields)};

/* ---- groups of students */

struct tally {
    int64_t students, matched, total_bp;
};

/* The ancestor-or-self at the top; NODE_NONE stays so. */
static node_id root_of(const struct taxonomy *taxonomy, node_id node)
{
    return node == NODE_NONE ? NODE_NONE : taxonomy_at_depth(taxonomy, node, 1);
}

/* By the first of the fields looked for that is known. */
static node_id field_of(const struct round *round, uint32_t student)
{
    struct wish wish = round_wish(round, student);
    node_id field = NODE_NONE;
    for (size_t i = 0; i < wish.fields_count && field == NODE_NONE; i++)
        field = wish.fields[i];
    return field;
}

static node_id place_of(const struct round *round, uint32_t student)
{
    return person_place(round_student(round, student));
}

static int compare_groups(const void *left, const void *right)
{
    const struct run_group *a = left, *b = right;
    return strcmp(a->code, b->code);
}

/* The groups there are, in order of code; element n of tallies is of root n. */
static enum status list_groups(const struct taxonomy *taxonomy, const struct tally *tallies,
                               struct arena *arena, const struct run_group **ret_groups,
                               size_t *ret_count)
{
    size_t nodes = taxonomy_count(taxonomy) + 1, count = 0;
    for (size_t n = 0; n < nodes; n++)
        count += tallies[n].students > 0;
    struct run_group *groups = arena_array(arena, count + 1, sizeof *groups);
    if (groups == NULL)
        return STATUS_MEMORY;
    count = 0;
    for (size_t n = 0; n < nodes; n++) {
        struct tally tally = tallies[n];
        if (tally.students == 0)
            continue;
        int64_t mean =
            tally.matched == 0 ? 0 : (2 * tally.total_bp + tally.matched) / (2 * tally.matched);
        groups[count++] =
            (struct run_group){n == NODE_NONE ? UNKNOWN : taxonomy_code(taxonomy, (node_id)n),
                               (int32_t)tally.students, (int32_t)tally.matched, (int32_t)mean};
    }
    qsort(groups, count, sizeof *groups, compare_groups);
    *ret_groups = groups;
    *ret_count = count;
    return STATUS_OK;
}

static enum status group_students(const struct composing *composing, enum scheme scheme,
                                  node_id (*node_of)(const struct round *, uint32_t),
                                  const struct run_group **ret_groups, size_t *ret_count)
{
    const struct round *round = composing->round;
    const struct result *result = composing->result;
    const struct taxonomy *taxonomy = round_scorer(round)->taxonomies->of[scheme];
    struct tally *tallies = calloc(taxonomy_count(taxonomy) + 1, sizeof *tallies);
    if (tallies == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < round_problem(round)->student_count; i++)
        tallies[root_of(taxonomy, node_of(round, i))].students++;
    for (int32_t p = 0; p < result->matched; p++) {
        struct pair pair = result->pairs[p];
        struct tally *tally = &tallies[root_of(taxonomy, node_of(round, pair.student))];
        tally->matched++;
        tally->total_bp += round_score(round, pair.student, pair.mentor).score_bp;
    }
    enum status status = list_groups(taxonomy, tallies, composing->arena, ret_groups, ret_count);
    free(tallies);
    return status;
}

/* ---- reasons and shortages */

static enum status count_reasons(struct composing *composing)
{
    const struct unmatched *unmatched = &composing->unmatched;
    struct run_reason_count counts[UNMATCHED_REASON_COUNT] = {{0}};
    struct run_reason_count *kept =
        arena_array(composing->arena, UNMATCHED_REASON_COUNT, sizeof *kept);
    size_t count = 0;
    if (kept == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < unmatched->students_count; i++)
        counts[unmatched->students[i].reason].students++;
    for (size_t j = 0; j < unmatched->mentors_count; j++)
        counts[unmatched->mentors[j].reason].seats += (int32_t)unmatched->mentors[j].seats;
    for (size_t r = 0; r < UNMATCHED_REASON_COUNT; r++) {
        counts[r].reason = unmatched_word((enum unmatched_reason)r);
        if (counts[r].students > 0 || counts[r].seats > 0)
            kept[count++] = counts[r];
    }
    composing->extra.unmatched = kept;
    composing->extra.unmatched_count = count;
    return STATUS_OK;
}

static const char *hex_of(struct arena *arena, const struct digest *digest)
{
    char hex[DIGEST_HEX_SIZE];
    digest_hex(digest, hex);
    return arena_strdup(arena, hex);
}

static enum status copy_settings(struct composing *composing)
{
    const struct snapshot *snapshot = round_snapshot(composing->round);
    struct run_extra *extra = &composing->extra;
    extra->tables = hex_of(composing->arena, &snapshot->tables);
    extra->weights = snapshot->weights;
    extra->minimum_bp = snapshot->minimum_bp;
    extra->as_of = snapshot->as_of;
    extra->seed = arena_printf(composing->arena, "%" PRId64, snapshot->seed);
    if (snapshot->has_from)
        extra->from = hex_of(composing->arena, &snapshot->from);
    bool failed =
        extra->tables == NULL || extra->seed == NULL || (snapshot->has_from && extra->from == NULL);
    return failed ? STATUS_MEMORY : STATUS_OK;
}

enum status run_figures(struct composing *composing)
{
    struct run_extra *extra = &composing->extra;
    const struct shortages *shortages = &composing->shortages;
    enum status status = copy_settings(composing);
    if (status == STATUS_OK)
        status = group_students(composing, SCHEME_ISCED, field_of, &extra->by_field,
                                &extra->by_field_count);
    if (status == STATUS_OK)
        status = group_students(composing, SCHEME_PLACE, place_of, &extra->by_place,
                                &extra->by_place_count);
    extra->shortage = (struct run_shortage){shortages->level_bp, (int32_t)shortages->unmatched,
                                            (int32_t)shortages->count};
    return status == STATUS_OK ? count_reasons(composing) : status;
}
