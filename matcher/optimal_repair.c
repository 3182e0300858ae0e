/* From any prices and any matching to exact ones: students first, then seats that stay free at a
 * price. */
#include "matcher/optimal_state.h"

/* Gains are what prices leave each student; who holds less than that is dropped. */
static void repair_begin(struct optimal *o)
{
    const struct graph *g = o->graph;
    for (uint32_t i = 0; i < g->student_count; i++) {
        int64_t best = INT64_MIN;
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
            int64_t value = optimal_points(o, i, e) - o->price[g->mentor[e]];
            best = value > best ? value : best;
        }
        if (best != INT64_MIN)
            best += optimal_bonus(o, i);
        o->gain[i] = best > 0 ? best : 0;
        if (o->held_edge[i] != NO_EDGE &&
            optimal_weight(o, i, o->held_edge[i]) - o->price[o->mentor_of[i]] != o->gain[i])
            optimal_drop(o, i);
    }
}

enum status optimal_repair(struct optimal *o)
{
    uint32_t mentors = o->graph->mentor_count;
    repair_begin(o);
    enum status status = optimal_phases(o);
    for (uint32_t j = 0; j < mentors && status == STATUS_OK; j++) {
        if (o->seats[j] == 0 || o->price[j] == 0 || optimal_is_full(o, j))
            continue;
        status = optimal_turn(o);
        while (status == STATUS_OK && o->price[j] > 0 && !optimal_is_full(o, j)) {
            optimal_path_down(o, j);
            if (optimal_stopped(o, "free seats", j, mentors))
                status = STATUS_CANCELLED;
        }
    }
    return status;
}
