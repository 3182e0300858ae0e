#include "matcher/market.h"

#include "matcher/cover.h"
#include "matcher/dense.h"
#include "matcher/possible.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct market {
    const struct settled *settled;
    const struct watch *watch;
    struct possible possible;
    bool is_dense;
    struct dense dense;
    struct possible_pairs pairs; /* sparse */
    struct graph graph;          /* of them */
};

static enum status open_sparse(struct market *market)
{
    const struct problem *problem = market->possible.problem;
    enum status status = possible_list(&market->possible, &market->pairs);
    if (status == STATUS_OK)
        market->graph =
            (struct graph){problem->student_count, problem->mentor_count, market->pairs.start,
                           market->pairs.mentor, market->pairs.score};
    return status;
}

enum status market_new(const struct problem *problem, const struct settled *settled, size_t workers,
                       const struct watch *watch, struct market **ret_market)
{
    assert(workers >= 1 && workers <= WORKERS_MAX && settled->conflict_count == 0);
    struct market *market = calloc(1, sizeof *market);
    if (market == NULL)
        return STATUS_MEMORY;
    *market = (struct market){.settled = settled, .watch = watch};
    enum status status = possible_open(problem, settled, &market->possible);
    if (status != STATUS_OK) {
        free(market);
        return status;
    }
    if (problem_is_dense(problem))
        status = dense_open(&market->possible,
                            workers < problem->rows->workers ? workers : problem->rows->workers,
                            watch, &market->dense);
    else
        status = open_sparse(market);
    if (status != STATUS_OK) {
        possible_close(&market->possible);
        free(market);
        return status;
    }
    market->is_dense = problem_is_dense(problem);
    *ret_market = market;
    return STATUS_OK;
}

void market_free(struct market *market)
{
    if (market == NULL)
        return;
    if (market->is_dense)
        dense_close(&market->dense);
    free(market->pairs.start);
    free(market->pairs.mentor);
    free(market->pairs.score);
    possible_close(&market->possible);
    free(market);
}

uint32_t market_student_count(const struct market *market)
{
    return market->possible.problem->student_count;
}

uint32_t market_mentor_count(const struct market *market)
{
    return market->possible.problem->mentor_count;
}

const uint32_t *market_seats(const struct market *market)
{
    return market->settled->seats;
}

const struct graph *market_graph(const struct market *market)
{
    return market->is_dense ? NULL : &market->graph;
}

void market_row(struct market *market, size_t worker, uint32_t student, int16_t *ret_scores)
{
    size_t size = market_mentor_count(market) * sizeof *ret_scores;
    if (market->is_dense) {
        memcpy(ret_scores, dense_row(&market->dense.rows, worker, student), size);
        return;
    }
    memset(ret_scores, 0xff, size); /* ROW_IMPOSSIBLE */
    for (size_t e = market->graph.start[student]; e < market->graph.start[student + 1]; e++)
        ret_scores[market->graph.mentor[e]] = market->graph.score[e];
}

/* ---- questions */

/* Sparse pairs of at least a score, in the form candidates have. */
static enum status sparse_above(const struct market *market, const struct weighing *weighing,
                                int32_t score_bp_min, struct assignment *assignment)
{
    const struct candidates all = {market->graph.student_count, market->graph.mentor_count,
                                   market->pairs.start, market->pairs.mentor, market->pairs.score};
    struct candidates above;
    enum status status = candidates_above(&all, score_bp_min, &above);
    if (status != STATUS_OK)
        return status;
    struct graph graph = candidates_graph(&above);
    status = optimal_solve(&graph, market_seats(market), weighing, market->watch, assignment);
    candidates_close(&above);
    return status;
}

enum status market_optimal(struct market *market, const struct weighing *weighing,
                           int32_t score_bp_min, struct assignment *assignment)
{
    if (market->is_dense)
        return dense_optimal(&market->dense, weighing, score_bp_min, assignment);
    if (score_bp_min > market->possible.problem->minimum_bp)
        return sparse_above(market, weighing, score_bp_min, assignment);
    return optimal_solve(&market->graph, market_seats(market), weighing, market->watch, assignment);
}

/* enough: as dense_cover. */
static enum status cover_enough(struct market *market, int32_t score_bp_min, uint32_t enough,
                                uint32_t *mentor_of, bool *students, bool *mentors,
                                uint32_t *ret_matched)
{
    if (market->is_dense)
        return dense_cover(&market->dense, score_bp_min, enough, mentor_of, students, mentors,
                           ret_matched);
    return cover_solve(&market->graph, market_seats(market), score_bp_min, market->watch, mentor_of,
                       students, mentors, ret_matched);
}

enum status market_cover(struct market *market, int32_t score_bp_min, uint32_t *mentor_of,
                         bool *ret_students, bool *ret_mentors, uint32_t *ret_matched)
{
    return cover_enough(market, score_bp_min, UINT32_MAX, mentor_of, ret_students, ret_mentors,
                        ret_matched);
}

/* ---- worst: a binary search over the scores that occur */

struct searching {
    struct market *market;
    int16_t *scores; /* that occur, rising */
    size_t score_count;
    uint32_t *known, *tried;  /* a matching of all that can be, above the last yes; a trial */
    bool *students, *mentors; /* of a trial */
};

static enum status searching_open(struct market *market, struct searching *ret_searching)
{
    size_t students = (size_t)market_student_count(market) + 1;
    size_t mentors = (size_t)market_mentor_count(market) + 1;
    struct searching s = {.market = market};
    s.scores = calloc(SCORE_BP_MAX + 1, sizeof *s.scores);
    s.known = malloc(students * sizeof *s.known);
    s.tried = malloc(students * sizeof *s.tried);
    s.students = calloc(students, sizeof *s.students);
    s.mentors = calloc(mentors, sizeof *s.mentors);
    *ret_searching = s;
    return s.scores && s.known && s.tried && s.students && s.mentors ? STATUS_OK : STATUS_MEMORY;
}

static void searching_close(struct searching *s)
{
    free(s->scores);
    free(s->known);
    free(s->tried);
    free(s->students);
    free(s->mentors);
}

static enum status find_scores(struct searching *s)
{
    const struct market *market = s->market;
    uint64_t *counts = market->dense.score_counts;
    if (!market->is_dense) {
        counts = calloc(SCORE_BP_MAX + 1, sizeof *counts);
        if (counts == NULL)
            return STATUS_MEMORY;
        for (size_t e = 0; e < graph_edge_count(&market->graph); e++)
            counts[market->graph.score[e]]++;
    }
    for (size_t score = 0; score <= SCORE_BP_MAX; score++)
        if (counts[score] > 0)
            s->scores[s->score_count++] = (int16_t)score;
    if (!market->is_dense)
        free(counts);
    return STATUS_OK;
}

/* Tries pairs of at least scores[k]; the cover is kept in worst when it is smaller. */
static enum status try_score(struct searching *s, size_t k, struct worst *worst, bool *ret_enough)
{
    size_t students = market_student_count(s->market), mentors = market_mentor_count(s->market);
    uint32_t matched = 0;
    memcpy(s->tried, s->known, students * sizeof *s->tried);
    enum status status = cover_enough(s->market, s->scores[k], worst->matched, s->tried,
                                      s->students, s->mentors, &matched);
    if (status != STATUS_OK)
        return status;
    *ret_enough = matched == worst->matched;
    if (*ret_enough) {
        memcpy(s->known, s->tried, students * sizeof *s->known);
    } else {
        memcpy(worst->above_students, s->students, students * sizeof *s->students);
        memcpy(worst->above_mentors, s->mentors, mentors * sizeof *s->mentors);
    }
    return STATUS_OK;
}

static enum status search_scores(struct searching *s, struct worst *worst)
{
    size_t students = market_student_count(s->market), mentors = market_mentor_count(s->market);
    for (size_t i = 0; i < students; i++)
        s->known[i] = NOBODY;
    memset(worst->above_students, 0, students * sizeof *worst->above_students);
    memset(worst->above_mentors, 0, mentors * sizeof *worst->above_mentors);
    enum status status = market_cover(s->market, 0, s->known, worst->all_students,
                                      worst->all_mentors, &worst->matched);
    if (status != STATUS_OK || worst->matched == 0)
        return status;
    size_t yes = 0, no = s->score_count; /* scores[yes] will do, scores[no] will not */
    while (status == STATUS_OK && no - yes > 1) {
        size_t middle = yes + (no - yes) / 2;
        bool enough = false;
        status = try_score(s, middle, worst, &enough);
        if (enough)
            yes = middle;
        else
            no = middle;
        watch_progress(s->market->watch, "worst score", s->score_count - (no - yes),
                       s->score_count);
    }
    worst->score_bp = s->scores[yes];
    return status;
}

enum status market_worst(struct market *market, struct worst *worst)
{
    struct searching s;
    worst->score_bp = SCORE_BP_MAX;
    enum status status = searching_open(market, &s);
    if (status == STATUS_OK)
        status = find_scores(&s);
    if (status == STATUS_OK)
        status = search_scores(&s, worst);
    searching_close(&s);
    return status;
}
