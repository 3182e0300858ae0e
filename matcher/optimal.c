#include "matcher/optimal_state.h"

/* Nobody pays for a mentor without seats, but the price must still cover its pairs. */
static void optimal_price_closed(struct optimal *o)
{
    const struct graph *g = o->graph;
    for (uint32_t j = 0; j < g->mentor_count; j++)
        if (o->seats[j] == 0)
            o->price[j] = 0;
    for (uint32_t i = 0; i < g->student_count; i++)
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
            uint32_t j = g->mentor[e];
            int64_t least = optimal_weight(o, i, e) - o->gain[i];
            if (o->seats[j] == 0 && o->price[j] < least)
                o->price[j] = least;
        }
}

enum status optimal_solve(const struct graph *graph, const uint32_t *seats,
                          const struct weighing *weighing, const struct watch *watch,
                          struct assignment *assignment)
{
    struct optimal o = {.graph = graph,
                        .weighing = weighing,
                        .watch = watch,
                        .mentor_of = assignment->mentor_of,
                        .price = assignment->price};
    enum status status = optimal_open(&o, seats);
    if (status == STATUS_OK)
        status = optimal_auction(&o);
    if (status == STATUS_OK)
        status = optimal_repair(&o);
    if (status == STATUS_OK)
        optimal_price_closed(&o);
    optimal_close(&o);
    return status;
}
