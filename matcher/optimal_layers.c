/* Where bonuses decide who is matched at all, most of a price is a bonus: that of the greatest who
 * stays unmatched although the mentor can be reached from there by alternating paths. Those are
 * found by counting (cover.h), so that the auction has only the scores to settle. */
#include "matcher/cover.h"
#include "matcher/optimal_state.h"

#include <stdlib.h>

#define LAYERS_MAX 4 /* different bonuses; with more, the auction goes without */

struct layers {
    struct optimal *o;
    int64_t bonus[LAYERS_MAX]; /* falling */
    uint32_t count;
    uint32_t *mentor_of;
    bool *among, *students, *mentors, *priced;
};

/* False when there are too many, or nothing but scores. */
static bool layers_find(struct layers *l)
{
    const struct optimal *o = l->o;
    for (uint32_t i = 0; i < o->graph->student_count; i++) {
        int64_t bonus = optimal_bonus(o, i);
        uint32_t at = 0;
        while (at < l->count && l->bonus[at] > bonus)
            at++;
        if (at < l->count && l->bonus[at] == bonus)
            continue;
        if (l->count == LAYERS_MAX)
            return false;
        for (uint32_t k = l->count++; k > at; k--)
            l->bonus[k] = l->bonus[k - 1];
        l->bonus[at] = bonus;
    }
    return l->count > 0 && l->bonus[0] > SCORE_BP_MAX;
}

static enum status layers_price(struct layers *l, int64_t bonus)
{
    struct optimal *o = l->o;
    uint32_t matched = 0;
    for (uint32_t i = 0; i < o->graph->student_count; i++)
        l->among[i] = optimal_bonus(o, i) >= bonus;
    enum status status = cover_solve_among(o->graph, o->seats, 0, l->among, o->watch, l->mentor_of,
                                           l->students, l->mentors, &matched);
    for (uint32_t j = 0; status == STATUS_OK && j < o->graph->mentor_count; j++) {
        if (!l->mentors[j] || l->priced[j] || o->seats[j] == 0)
            continue;
        l->priced[j] = true;
        o->price[j] = bonus;
    }
    return status;
}

static enum status layers_run(struct layers *l)
{
    size_t students = (size_t)l->o->graph->student_count + 1;
    size_t mentors = (size_t)l->o->graph->mentor_count + 1;
    enum status status = STATUS_OK;
    l->mentor_of = calloc(students, sizeof *l->mentor_of);
    l->among = calloc(students, sizeof *l->among);
    l->students = calloc(students, sizeof *l->students);
    l->mentors = calloc(mentors, sizeof *l->mentors);
    l->priced = calloc(mentors, sizeof *l->priced);
    if (!l->mentor_of || !l->among || !l->students || !l->mentors || !l->priced)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < l->o->graph->student_count; i++)
        l->mentor_of[i] = l->o->mentor_of[i];
    for (uint32_t k = 0; k < l->count && status == STATUS_OK; k++)
        status = layers_price(l, l->bonus[k]);
    return status;
}

enum status optimal_layers(struct optimal *o)
{
    struct layers l = {.o = o};
    enum status status = layers_find(&l) ? layers_run(&l) : STATUS_OK;
    free(l.mentor_of);
    free(l.among);
    free(l.students);
    free(l.mentors);
    free(l.priced);
    return status;
}
