#include "api/wire/run_verify_inner.h"
#include "matcher/verify_level.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LEVEL_BP 5000 /* of shortages, where the round has no minimum */

static void expect(struct run_verify *verifying, const char *where, int64_t truth, int64_t said)
{
    if (truth != said)
        fault_add(verifying->faults, 0, where, "other_value",
                  "it is %" PRId64 ", and run.json says %" PRId64, truth, said);
}

static void expect_text(struct run_verify *verifying, const char *where, const char *truth,
                        const char *said)
{
    if (!text_equal(truth, said))
        fault_add(verifying->faults, 0, where, "other_value",
                  "it is \"%s\", and run.json says \"%s\"", truth == NULL ? "" : truth,
                  said == NULL ? "" : said);
}

/* ---- settings: those of the snapshot */

static void check_settings(struct run_verify *verifying)
{
    const struct snapshot *snapshot = verifying->run->snapshot;
    const struct run_extra *extra = &verifying->extra;
    const struct digest tables = round_tables(round_scorer(verifying->round));
    char hex[DIGEST_HEX_SIZE], seed[24];
    digest_hex(&tables, hex);
    expect_text(verifying, "round/tables", hex, extra->tables);
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        expect(verifying, "round/weights", snapshot->weights.percent[c], extra->weights.percent[c]);
    expect(verifying, "round/minimum_bp", snapshot->minimum_bp, extra->minimum_bp);
    expect(verifying, "round/as_of", snapshot->as_of, extra->as_of);
    (void)snprintf(seed, sizeof seed, "%" PRId64, snapshot->seed);
    expect_text(verifying, "round/seed", seed, extra->seed);
    digest_hex(&snapshot->from, hex);
    expect_text(verifying, "round/from", snapshot->has_from ? hex : NULL, extra->from);
}

/* ---- students by broad field, by country */

static node_id top_of(const struct taxonomy *taxonomy, node_id node)
{
    while (node != NODE_NONE && taxonomy_parent(taxonomy, node) != NODE_NONE)
        node = taxonomy_parent(taxonomy, node);
    return node;
}

/* The top of the first field looked for that is known. */
static node_id field_of(const struct run_verify *verifying, uint32_t student)
{
    struct wish wish = round_wish(verifying->round, student);
    for (size_t i = 0; i < wish.fields_count; i++)
        if (wish.fields[i] != NODE_NONE)
            return wish.fields[i];
    return NODE_NONE;
}

static node_id place_of(const struct run_verify *verifying, uint32_t student)
{
    return person_place(round_student(verifying->round, student));
}

struct sums {
    int64_t students, matched, total_bp;
    bool told;
};

static void check_group(struct run_verify *verifying, const char *where,
                        const struct taxonomy *taxonomy, struct sums *sums,
                        const struct run_group *group)
{
    node_id node = strcmp(group->code, "?") == 0
                       ? NODE_NONE
                       : taxonomy_find(taxonomy, group->code, strlen(group->code));
    struct sums *truth = &sums[node];
    bool known = node != NODE_NONE || strcmp(group->code, "?") == 0;
    if (!known || truth->told || truth->students == 0) {
        fault_add(verifying->faults, 0, where, "no_group", "no students belong to \"%s\"",
                  group->code);
        return;
    }
    truth->told = true;
    if (node != NODE_NONE)
        expect_text(verifying, where, taxonomy_code(taxonomy, node), group->code);
    expect(verifying, where, truth->students, group->students);
    expect(verifying, where, truth->matched, group->matched);
    int64_t mean = truth->matched == 0 ? 0 : truth->total_bp / truth->matched;
    if (truth->matched > 0 && 2 * (truth->total_bp % truth->matched) >= truth->matched)
        mean++;
    expect(verifying, where, mean, group->mean_bp);
}

/* Element n of sums is of the students whose top node is n. */
static struct sums *sum_groups(const struct run_verify *verifying, const struct taxonomy *taxonomy,
                               node_id (*node_of)(const struct run_verify *, uint32_t))
{
    struct sums *sums = arena_array(verifying->arena, taxonomy_count(taxonomy) + 1, sizeof *sums);
    for (uint32_t i = 0; sums != NULL && i < verifying->problem.student_count; i++) {
        struct sums *own = &sums[top_of(taxonomy, node_of(verifying, i))];
        own->students++;
        if (verifying->mentor_of[i] == NOBODY)
            continue;
        own->matched++;
        own->total_bp += round_score(verifying->round, i, verifying->mentor_of[i]).score_bp;
    }
    return sums;
}

static enum status check_groups(struct run_verify *verifying, const char *where, enum scheme scheme,
                                node_id (*node_of)(const struct run_verify *, uint32_t),
                                const struct run_group *groups, size_t count)
{
    const struct taxonomy *taxonomy = round_scorer(verifying->round)->taxonomies->of[scheme];
    struct sums *sums = sum_groups(verifying, taxonomy, node_of);
    if (sums == NULL)
        return STATUS_MEMORY;
    for (size_t g = 0; g < count; g++) {
        check_group(verifying, where, taxonomy, sums, &groups[g]);
        if (g > 0 && strcmp(groups[g - 1].code, groups[g].code) >= 0)
            fault_add(verifying->faults, 0, where, "order", "groups rise by code");
    }
    for (size_t n = 0; n <= taxonomy_count(taxonomy); n++)
        if (sums[n].students > 0 && !sums[n].told)
            fault_add(verifying->faults, 0, where, "left_out", "the group of \"%s\" is missing",
                      n == NODE_NONE ? "?" : taxonomy_code(taxonomy, (node_id)n));
    return STATUS_OK;
}

/* ---- reasons and shortages */

static void check_reasons(struct run_verify *verifying)
{
    const struct run_extra *extra = &verifying->extra;
    size_t at = 0;
    for (size_t r = 0; r < UNMATCHED_REASON_COUNT; r++) {
        int64_t students = verifying->students_of[r], seats = verifying->seats_of[r];
        if (students == 0 && seats == 0)
            continue;
        if (at < extra->unmatched_count) {
            expect_text(verifying, "round/unmatched", unmatched_word((enum unmatched_reason)r),
                        extra->unmatched[at].reason);
            expect(verifying, "round/unmatched", students, extra->unmatched[at].students);
            expect(verifying, "round/unmatched", seats, extra->unmatched[at].seats);
        }
        at++;
    }
    expect(verifying, "round/unmatched", (int64_t)at, (int64_t)extra->unmatched_count);
}

static enum status check_shortages(struct run_verify *verifying)
{
    const struct run_shortage *shortage = &verifying->extra.shortage;
    const struct problem *problem = &verifying->problem;
    int32_t level_bp = problem->minimum_bp > 0 ? problem->minimum_bp : LEVEL_BP;
    uint32_t unmatched = 0;
    enum status status = STATUS_OK;
    if (verifying->run->result.infeasible)
        level_bp = 0; /* nothing is asked where nothing is matched */
    else
        status = verify_level(problem, level_bp, verifying->workers, verifying->watch, &unmatched);
    if (status != STATUS_OK)
        return status;
    expect(verifying, "round/shortage/level_bp", level_bp, shortage->level_bp);
    expect(verifying, "round/shortage/unmatched", unmatched, shortage->unmatched);
    expect(verifying, "round/shortage/groups", (int64_t)verifying->rows, shortage->groups);
    if (verifying->short_of != (int64_t)unmatched)
        fault_add(verifying->faults, 0, run_file_name(RUN_FILE_SHORTAGES), "sum",
                  "its rows sum to %" PRId64 ", and %u students cannot be matched at the level",
                  verifying->short_of, unmatched);
    return STATUS_OK;
}

enum status run_verify_extra(struct run_verify *verifying)
{
    const struct run_extra *extra = &verifying->extra;
    check_settings(verifying);
    enum status status = check_groups(verifying, "round/by_field", SCHEME_ISCED, field_of,
                                      extra->by_field, extra->by_field_count);
    if (status == STATUS_OK)
        status = check_groups(verifying, "round/by_place", SCHEME_PLACE, place_of, extra->by_place,
                              extra->by_place_count);
    check_reasons(verifying);
    return status == STATUS_OK ? check_shortages(verifying) : status;
}
