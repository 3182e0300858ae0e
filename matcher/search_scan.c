/* The table scan. One lane a criterion that matters to the search: an alumnus's points in a lane
 * are a function of their profile there, so lanes with few profiles are computed for all profiles
 * first (eager), and the others for an alumnus only when the points so far, with the best that is
 * still possible, reach the k-th best score (lazy). Both are exact. */
#include "matcher/roster_columns.h"
#include "matcher/search.h"
#include "matcher/sieve.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <string.h>

/* Points of whom the filter refuses: below zero whatever the other lanes add. */
#define REFUSED ((int16_t)-30000)

#define PERCENT_MAX 100
#define BLOCK_COUNT ((size_t)512) /* alumni whose points are added lane by lane */

/* A lane is lazy when its profiles are more than a third of the alumni and the lanes before it can
 * give more points than it, so that they rule most alumni out. */
#define LAZY_FACTOR 3

struct lane {
    const struct criterion *criterion;
    enum criterion_id id;
    const struct profiles *profiles;
    const uint32_t *of; /* the profile of each alumnus */
    const void *table;
    int32_t weight;
    int32_t best;          /* no points are above */
    int32_t rest;          /* the sum of best over the lanes after this one */
    bool asks;             /* the filter asks something of this lane */
    const int16_t *points; /* eager: by profile; lazy: NULL */
};

/* The best hits so far, best first; full at limit. */
struct top {
    struct search_hit *hits;
    size_t count, limit;
    int32_t least_bp; /* who has less does not come in */
};

struct scan {
    const struct scorer *scorer;
    const struct roster *roster;
    const struct search *search;
    const struct sieve *sieve;
    struct arena *arena;
    struct lane lanes[CRITERION_COUNT]; /* eager ones first, then by rising number of profiles */
    size_t lane_count, eager_count;
    int32_t lazy_best;     /* the sum of best over the lazy lanes */
    const int16_t *offers; /* by profile of offers: 0, or REFUSED when closed to the student */
    uint32_t self, self_end;
    struct top top;
};

/* Alumni come in rising index, so that among equals the earlier stays. */
static void top_offer(struct top *top, uint32_t index, int32_t score_bp)
{
    if (top->count == top->limit && score_bp <= top->hits[top->count - 1].score_bp)
        return;
    size_t at = top->count < top->limit ? top->count++ : top->count - 1;
    for (; at > 0 && top->hits[at - 1].score_bp < score_bp; at--)
        top->hits[at] = top->hits[at - 1];
    top->hits[at] = (struct search_hit){index, score_bp};
    if (top->count == top->limit)
        top->least_bp = top->hits[top->count - 1].score_bp;
}

/* ---- lanes */

static int32_t profile_points(const struct scan *scan, const struct lane *lane, uint32_t profile)
{
    size_t count = 0;
    const struct fact *facts = profiles_facts(lane->profiles, profile, &count);
    if (lane->asks && !sieve_passes(scan->sieve, lane->id, facts, count))
        return REFUSED;
    if (lane->weight == 0)
        return 0;
    return lane->weight * lane->criterion->look(lane->table, facts, count);
}

static enum status make_eager(const struct scan *scan, struct lane *lane)
{
    size_t count = lane->profiles->count;
    int16_t *points = arena_array(scan->arena, count, sizeof *points);
    if (points == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++)
        points[i] = (int16_t)profile_points(scan, lane, (uint32_t)i);
    lane->points = points;
    return STATUS_OK;
}

static enum status open_lane(struct scan *scan, enum criterion_id id)
{
    struct lane lane = {.criterion = criteria[id],
                        .id = id,
                        .profiles = &scan->roster->columns.criteria[id].profiles,
                        .of = scan->roster->columns.criteria[id].of,
                        .weight = scan->search->wish->weights.percent[id],
                        .asks = sieve_asks(scan->sieve, id)};
    assert(lane.weight >= 0 && lane.weight <= PERCENT_MAX);
    if (lane.weight == 0 && !lane.asks)
        return STATUS_OK;
    if (lane.weight > 0) {
        void *table = arena_alloc(scan->arena, lane.criterion->table_size(scan->scorer));
        if (table == NULL)
            return STATUS_MEMORY;
        lane.best = lane.weight * lane.criterion->fill(scan->scorer, scan->search->wish, table);
        lane.table = table;
    }
    size_t at = scan->lane_count++;
    size_t profiles = lane.profiles->count;
    for (; at > 0 && scan->lanes[at - 1].profiles->count > profiles; at--)
        scan->lanes[at] = scan->lanes[at - 1];
    scan->lanes[at] = lane;
    return STATUS_OK;
}

static enum status open_lanes(struct scan *scan)
{
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        if (open_lane(scan, (enum criterion_id)c) != STATUS_OK)
            return STATUS_MEMORY;
    int32_t rest = 0, before = 0;
    for (size_t i = scan->lane_count; i-- > 0;) {
        scan->lanes[i].rest = rest;
        rest += scan->lanes[i].best;
    }
    for (size_t i = 0; i < scan->lane_count; i++) {
        struct lane *lane = &scan->lanes[i];
        if (lane->profiles->count * LAZY_FACTOR > scan->roster->count && before > lane->best)
            break;
        if (make_eager(scan, lane) != STATUS_OK)
            return STATUS_MEMORY;
        scan->eager_count++;
        before += lane->best;
    }
    scan->lazy_best = scan->eager_count == 0 ? rest : scan->lanes[scan->eager_count - 1].rest;
    return STATUS_OK;
}

static enum status open_offers(struct scan *scan)
{
    const struct profiles *profiles = &scan->roster->columns.offers.profiles;
    int16_t *offers = arena_array(scan->arena, profiles->count, sizeof *offers);
    if (offers == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < profiles->count; i++) {
        size_t count = 0;
        const struct fact *facts = profiles_facts(profiles, (uint32_t)i, &count);
        offers[i] = sieve_passes_offer(scan->sieve, facts, count) ? 0 : REFUSED;
    }
    scan->offers = offers;
    return STATUS_OK;
}

/* The alumni who are the student themself: those of the same external id stand together. */
static void find_self(struct scan *scan)
{
    const char *id = scan->search->student->external_id;
    if (id == NULL)
        return;
    uint32_t low = 0, high = (uint32_t)scan->roster->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(scan->roster->people[middle]->external_id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    scan->self = scan->self_end = low;
    while (scan->self_end < scan->roster->count &&
           strcmp(scan->roster->people[scan->self_end]->external_id, id) == 0)
        scan->self_end++;
}

/* ---- alumni */

/* Adds the lazy lanes; below zero, or below the least that comes in, the sum may be unfinished. */
static int32_t add_lazy(const struct scan *scan, uint32_t index, int32_t points)
{
    for (size_t i = scan->eager_count; i < scan->lane_count; i++) {
        const struct lane *lane = &scan->lanes[i];
        points += profile_points(scan, lane, lane->of[index]);
        if (points + lane->rest < scan->top.least_bp)
            break;
    }
    return points;
}

/* The points that eager lanes give to count alumni from first on. Lane by lane, so that the
 * processor has many look-ups under way: what is in these loops is paid for every alumnus. */
static void add_eager(const struct scan *scan, uint32_t first, size_t count,
                      int32_t ret_points[BLOCK_COUNT])
{
    const uint32_t *offers = scan->roster->columns.offers.of + first;
    for (size_t i = 0; i < count; i++)
        ret_points[i] = scan->offers[offers[i]];
    for (size_t l = 0; l < scan->eager_count; l++) {
        const uint32_t *of = scan->lanes[l].of + first;
        const int16_t *points = scan->lanes[l].points;
        for (size_t i = 0; i < count; i++)
            ret_points[i] += points[of[i]];
    }
}

static void scan_block(struct scan *scan, uint32_t first, size_t count)
{
    int32_t sums[BLOCK_COUNT];
    add_eager(scan, first, count, sums);
    for (size_t i = 0; i < count; i++) {
        if (sums[i] + scan->lazy_best < scan->top.least_bp)
            continue;
        uint32_t index = first + (uint32_t)i;
        int32_t points = add_lazy(scan, index, sums[i]);
        if (points >= scan->top.least_bp && (index < scan->self || index >= scan->self_end))
            top_offer(&scan->top, index, points);
    }
}

static void scan_alumni(struct scan *scan)
{
    size_t count = scan->roster->count;
    for (size_t first = 0; first < count; first += BLOCK_COUNT)
        scan_block(scan, (uint32_t)first,
                   count - first < BLOCK_COUNT ? count - first : BLOCK_COUNT);
}

static enum status run(struct scan *scan)
{
    const struct search *search = scan->search;
    struct filter filter = search->filter == NULL ? (struct filter){0} : *search->filter;
    filter.as_of = scan->roster->as_of;
    struct sieve *sieve = NULL;
    if (sieve_new(scan->scorer->taxonomies, search->student, &filter,
                  &scan->roster->columns.programmes, scan->arena, &sieve) != STATUS_OK)
        return STATUS_MEMORY;
    scan->sieve = sieve;
    scan->top.least_bp = filter.score_bp_min;
    if (open_lanes(scan) != STATUS_OK || open_offers(scan) != STATUS_OK)
        return STATUS_MEMORY;
    find_self(scan);
    scan_alumni(scan);
    return STATUS_OK;
}

enum status search_scan(const struct scorer *scorer, const struct roster *roster,
                        const struct search *search, struct search_hit *ret_hits, size_t *ret_count)
{
    struct search_hit hits[SEARCH_LIMIT_MAX];
    struct scan scan = {.scorer = scorer,
                        .roster = roster,
                        .search = search,
                        .top = {.hits = hits, .limit = search->limit}};
    assert(search->wish->as_of == roster_as_of(roster));
    assert(search->limit >= 1 && search->limit <= SEARCH_LIMIT_MAX);
    if (arena_new(0, &scan.arena) != STATUS_OK)
        return STATUS_MEMORY;
    enum status status = run(&scan);
    arena_free(scan.arena);
    if (status != STATUS_OK)
        return status;
    memcpy(ret_hits, hits, scan.top.count * sizeof *hits);
    *ret_count = scan.top.count;
    return STATUS_OK;
}
