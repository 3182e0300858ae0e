/* What the parts of the exact solver share: prices, the matching by mentor, and a queue of mentors.
 * optimal.c is the door; optimal_layers.c and optimal_auction.c bring prices near; optimal_repair.c
 * makes them exact, by many paths at a time (optimal_phases.c) and one by one (optimal_paths.c). */
#ifndef MATCHER_OPTIMAL_STATE_H
#define MATCHER_OPTIMAL_STATE_H

#include "matcher/optimal.h"

/* Above every weight and distance: the price of a mentor without seats while solving. */
#define PRICE_CLOSED ((int64_t)1 << 61)
#define NO_EDGE      SIZE_MAX

struct optimal {
    const struct graph *graph;
    const struct weighing *weighing;
    const struct watch *watch;
    uint32_t *mentor_of; /* by student */
    int64_t *price;      /* by mentor */
    int64_t *gain;       /* u, by student */
    size_t *keep_edge;   /* by student: the edge with the keep bonus, or NO_EDGE; NULL: none */
    size_t *held_edge;   /* by student: the edge it is matched by, or NO_EDGE */

    /* Mentor j holds held[slot[j]] .. held[slot[j] + held_count[j] - 1] and has seats[j], which is
     * cut to the number of its pairs and one: what lies beyond can never be taken. */
    uint32_t *seats, *held_count, *held;
    size_t *slot;
    size_t *place; /* by student: its element of held */

    /* The graph by mentor: edges into[k] of students from[k], k = into_start[j] .. */
    size_t *into_start;
    uint32_t *from;
    size_t *into;

    /* A binary heap of mentors, least distance first. */
    int64_t *distance; /* by mentor; INT64_MAX: not reached */
    uint32_t *heap, heap_count;
    uint32_t *heap_place; /* by mentor, from 1; 0: not in the heap */
    uint32_t *reached;    /* mentors with a distance */
    uint32_t reached_count;
    uint32_t *popped; /* mentors whose distance is final */
    uint32_t popped_count;
    uint32_t *via;  /* by mentor: the student through whom it was reached */
    size_t *by;     /* by mentor: the edge of that student that will be taken */
    uint64_t steps; /* edges looked at since the watch was asked */
};

enum status MUST_CHECK optimal_open(struct optimal *o, const uint32_t *seats);
void optimal_close(struct optimal *o);

static inline int64_t optimal_bonus(const struct optimal *o, uint32_t student)
{
    return o->weighing->bonus != NULL ? o->weighing->bonus[student] : 0;
}

/* Weight of an edge without the student's bonus, which is the same for all of its edges. */
static inline int64_t optimal_points(const struct optimal *o, uint32_t student, size_t edge)
{
    int64_t points = o->graph->score[edge];
    if (o->keep_edge != NULL && o->keep_edge[student] == edge)
        points += o->weighing->keep_bonus;
    return points;
}

static inline int64_t optimal_weight(const struct optimal *o, uint32_t student, size_t edge)
{
    return optimal_bonus(o, student) + optimal_points(o, student, edge);
}

static inline bool optimal_is_full(const struct optimal *o, uint32_t mentor)
{
    return o->held_count[mentor] >= o->seats[mentor];
}

/* Takes a free seat by an edge; gives a seat back. */
void optimal_hold(struct optimal *o, uint32_t student, size_t edge);
void optimal_drop(struct optimal *o, uint32_t student);

/* Reports and asks several times a second, by the edges looked at; true: end. */
bool optimal_stopped(struct optimal *o, const char *stage, uint64_t done, uint64_t total);

/* Makes the graph by mentor, once. */
enum status MUST_CHECK optimal_turn(struct optimal *o);

/* Empties the queue; puts a mentor in or nearer; takes the nearest out, or NOBODY. */
void optimal_queue_clear(struct optimal *o);
void optimal_queue_put(struct optimal *o, uint32_t mentor, int64_t distance);
uint32_t optimal_queue_take(struct optimal *o);

/* After a search that ended at this distance: prices of the mentors taken out rise (sign 1) or fall
 * (sign -1), each by as much as it was nearer, and the gains of those they hold the other way. */
void optimal_lift(struct optimal *o, int64_t distance, int64_t sign);

/* From a student without a mentor to a free seat, or to a student (the root, maybe) who can stay
 * without at the same cost. */
void optimal_path_up(struct optimal *o, uint32_t root);

/* The mirror search: from a mentor with a free seat and a price, down to price 0, its own or that
 * of a mentor whose student comes over, or to a student without a mentor. After optimal_turn. */
void optimal_path_down(struct optimal *o, uint32_t root);

/* Seats the students left, or finds that they stay out, from exact prices; CANCELLED, MEMORY. */
enum status MUST_CHECK optimal_phases(struct optimal *o);

/* Makes matching and prices exact from wherever they are. CANCELLED, MEMORY. */
enum status MUST_CHECK optimal_repair(struct optimal *o);

/* From nothing, the share of the prices that the bonuses make. MEMORY, CANCELLED. */
enum status MUST_CHECK optimal_layers(struct optimal *o);

/* Brings prices near to what is exact and seats most students; CANCELLED, MEMORY. */
enum status MUST_CHECK optimal_auction(struct optimal *o);

#endif
