/* Auctions (Bertsekas 1979, 1988) bring prices near: students without a mentor bid for the one that
 * leaves them most, up to what makes it no better than their next best, and eps more. */
#include "matcher/optimal_state.h"

#include <stdlib.h>
/* Steps between levels of eps; how much prices are lowered before the next finer level, in its eps
 * above; bids a level may take, per student, on the way up and on the way down; and the share of
 * students who may be left to the repair. Measured: tests/bench/solve_bench.c. */
#define LEVEL_FACTOR 4
#define LEVEL_CUT    2
#define BIDS_UP      2
#define BIDS_DOWN    32
#define LEFT_SHARE   500
#define IDLE_SHARE   16 /* of the students: free seats with a price that a start may leave */

struct auction {
    struct optimal *o;
    int64_t *bid;    /* by element of o->held: a heap for each mentor, lowest first */
    uint32_t *queue; /* students who bid, in a ring */
    uint32_t head, count;
    int64_t eps;
    uint32_t stalled; /* who could bid nothing more than a tie */
};

static void auction_put(struct auction *a, uint32_t student)
{
    uint32_t room = a->o->graph->student_count, at = a->head + a->count++;
    a->queue[at >= room ? at - room : at] = student;
}

static uint32_t auction_next(struct auction *a)
{
    uint32_t student = a->queue[a->head++];
    if (a->head == a->o->graph->student_count)
        a->head = 0;
    a->count--;
    return student;
}

static void seat_set(struct auction *a, size_t at, uint32_t student, int64_t bid)
{
    a->o->held[at] = student;
    a->o->place[student] = at;
    a->bid[at] = bid;
}

static void auction_take_free(struct auction *a, uint32_t student, size_t edge, int64_t bid)
{
    struct optimal *o = a->o;
    optimal_hold(o, student, edge);
    uint32_t mentor = o->mentor_of[student];
    size_t first = o->slot[mentor], at = o->held_count[mentor] - 1;
    while (at > 0 && a->bid[first + (at - 1) / 2] > bid) {
        seat_set(a, first + at, o->held[first + (at - 1) / 2], a->bid[first + (at - 1) / 2]);
        at = (at - 1) / 2;
    }
    seat_set(a, first + at, student, bid);
    if (optimal_is_full(o, mentor) && a->bid[first] > o->price[mentor])
        o->price[mentor] = a->bid[first];
}

/* The lowest bidder leaves. */
static void auction_outbid(struct auction *a, uint32_t student, size_t edge, int64_t bid)
{
    struct optimal *o = a->o;
    uint32_t mentor = o->graph->mentor[edge];
    size_t first = o->slot[mentor], count = o->held_count[mentor], at = 0;
    uint32_t loser = o->held[first];
    o->mentor_of[loser] = NOBODY;
    o->held_edge[loser] = NO_EDGE;
    auction_put(a, loser);
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= count)
            break;
        if (child + 1 < count && a->bid[first + child + 1] < a->bid[first + child])
            child++;
        if (a->bid[first + child] >= bid)
            break;
        seat_set(a, first + at, o->held[first + child], a->bid[first + child]);
        at = child;
    }
    seat_set(a, first + at, student, bid);
    o->mentor_of[student] = mentor;
    o->held_edge[student] = edge;
    o->price[mentor] = a->bid[first];
}

/* What a student would do: the edge that leaves most, what it leaves (without the bonus), and what
 * the next best leaves, which may be to stay without a mentor. */
struct choice {
    size_t edge;
    int64_t best, second;
};

static struct choice auction_choose(struct optimal *o, uint32_t student)
{
    const struct graph *g = o->graph;
    struct choice choice = {NO_EDGE, -optimal_bonus(o, student), -optimal_bonus(o, student)};
    for (size_t e = g->start[student]; e < g->start[student + 1]; e++) {
        int64_t value = optimal_points(o, student, e) - o->price[g->mentor[e]];
        if (value > choice.best) {
            choice.second = choice.best;
            choice.best = value;
            choice.edge = e;
        } else if (value > choice.second) {
            choice.second = value;
        }
    }
    o->steps += g->start[student + 1] - g->start[student];
    return choice;
}

/* With eps 0 a tie leaves nothing to bid: a free seat that is as good, or none. */
static void auction_tie(struct auction *a, uint32_t student, const struct choice *choice)
{
    struct optimal *o = a->o;
    const struct graph *g = o->graph;
    for (size_t e = choice->edge + 1; e < g->start[student + 1]; e++) {
        int64_t price = o->price[g->mentor[e]];
        if (optimal_points(o, student, e) - price != choice->best ||
            optimal_is_full(o, g->mentor[e]))
            continue;
        auction_take_free(a, student, e, price);
        return;
    }
    a->stalled++;
}

static void auction_bid(struct auction *a, uint32_t student)
{
    struct optimal *o = a->o;
    struct choice choice = auction_choose(o, student);
    if (choice.edge == NO_EDGE)
        return;
    uint32_t mentor = o->graph->mentor[choice.edge];
    int64_t more = choice.best - choice.second + a->eps;
    if (!optimal_is_full(o, mentor))
        auction_take_free(a, student, choice.edge, o->price[mentor] + more);
    else if (more > 0)
        auction_outbid(a, student, choice.edge, o->price[mentor] + more);
    else
        auction_tie(a, student, &choice);
}

/* Drops who holds eps less than the best; everybody without a mentor will bid. */
static void auction_begin(struct auction *a, int64_t eps)
{
    struct optimal *o = a->o;
    const struct graph *g = o->graph;
    a->eps = eps;
    a->head = a->count = a->stalled = 0;
    for (uint32_t i = 0; i < g->student_count; i++) {
        size_t held = o->held_edge[i];
        if (held != NO_EDGE && optimal_points(o, i, held) - o->price[o->mentor_of[i]] <
                                   auction_choose(o, i).best - eps)
            optimal_drop(o, i);
        if (o->held_edge[i] == NO_EDGE)
            auction_put(a, i);
    }
    for (uint32_t j = 0; j < g->mentor_count; j++)
        for (size_t h = o->slot[j]; h < o->slot[j] + o->held_count[j]; h++)
            a->bid[h] = o->price[j];
}

/* False when too many are left, out of bids or held up by ties. */
static enum status auction_run(struct auction *a, uint32_t bids_each, bool *ret_done)
{
    struct optimal *o = a->o;
    uint32_t students = o->graph->student_count;
    uint64_t bids = (uint64_t)bids_each * students;
    while (a->count > 0 && bids-- > 0) {
        auction_bid(a, auction_next(a));
        if (optimal_stopped(o, "auction", students - a->count, students))
            return STATUS_CANCELLED;
    }
    *ret_done = a->count + a->stalled <= students / LEFT_SHARE;
    return STATUS_OK;
}

/* Eps grows until the wars of price end. From nothing, where ties alone hold students up, phases
 * (optimal_phases.c) are several times cheaper; from a start with prices they were half as fast. */
static enum status auction_up(struct auction *a, bool cold)
{
    bool done = false;
    auction_begin(a, 0);
    enum status status = auction_run(a, BIDS_UP, &done);
    done = done || (cold && a->count == 0);
    while (status == STATUS_OK && !done && a->eps < WEIGHT_MAX) {
        auction_begin(a, a->eps == 0 ? 1 : a->eps * LEVEL_FACTOR);
        status = auction_run(a, BIDS_UP, &done);
    }
    return status;
}

static enum status auction_down(struct auction *a)
{
    struct optimal *o = a->o;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && a->eps > 0) {
        bool done = false;
        for (uint32_t j = 0; j < o->graph->mentor_count; j++)
            if (o->seats[j] > 0)
                o->price[j] =
                    o->price[j] > LEVEL_CUT * a->eps ? o->price[j] - LEVEL_CUT * a->eps : 0;
        auction_begin(a, a->eps / LEVEL_FACTOR);
        status = auction_run(a, BIDS_DOWN, &done);
    }
    return status;
}

/* Without prices; those of mentors without seats mean nothing. */
static bool auction_is_cold(const struct optimal *o)
{
    for (uint32_t j = 0; j < o->graph->mentor_count; j++)
        if (o->seats[j] > 0 && o->price[j] != 0)
            return false;
    return true;
}

/* Prices of a start that leave many priced seats free are no help: every one of them would take a
 * search down. */
static bool auction_misled(const struct optimal *o)
{
    uint32_t idle = 0;
    for (uint32_t j = 0; j < o->graph->mentor_count; j++)
        idle += o->seats[j] > 0 && !optimal_is_full(o, j) && o->price[j] > 0;
    return idle > o->graph->student_count / IDLE_SHARE;
}

static enum status auction_settle(struct auction *a)
{
    struct optimal *o = a->o;
    bool cold = auction_is_cold(o);
    enum status status = cold ? optimal_layers(o) : STATUS_OK;
    if (status == STATUS_OK)
        status = auction_up(a, cold);
    if (status == STATUS_OK && auction_misled(o)) {
        for (uint32_t j = 0; j < o->graph->mentor_count; j++)
            o->price[j] = o->seats[j] > 0 ? 0 : PRICE_CLOSED;
        status = optimal_layers(o);
        if (status == STATUS_OK)
            status = auction_up(a, true);
    }
    return status == STATUS_OK ? auction_down(a) : status;
}

enum status optimal_auction(struct optimal *o)
{
    struct auction a = {.o = o};
    size_t mentors = o->graph->mentor_count;
    size_t seats = mentors == 0 ? 0 : o->slot[mentors - 1] + o->seats[mentors - 1];
    enum status status = STATUS_MEMORY;
    a.bid = calloc(seats + 1, sizeof *a.bid);
    a.queue = calloc((size_t)o->graph->student_count + 1, sizeof *a.queue);
    if (a.bid != NULL && a.queue != NULL)
        status = auction_settle(&a);
    free(a.bid);
    free(a.queue);
    return status;
}
