#include "matcher/candidates.h"

#include <stdbool.h>
#include <stdlib.h>

static enum status open_sized(uint32_t student_count, uint32_t mentor_count, size_t count,
                              struct candidates *ret_candidates)
{
    struct candidates c = {.student_count = student_count, .mentor_count = mentor_count};
    c.start = calloc((size_t)student_count + 1, sizeof *c.start);
    c.mentor = malloc((count + 1) * sizeof *c.mentor);
    c.score = malloc((count + 1) * sizeof *c.score);
    if (c.start == NULL || c.mentor == NULL || c.score == NULL) {
        candidates_close(&c);
        return STATUS_MEMORY;
    }
    *ret_candidates = c;
    return STATUS_OK;
}

enum status candidates_open(uint32_t student_count, uint32_t mentor_count,
                            struct candidates *ret_candidates)
{
    return open_sized(student_count, mentor_count, 0, ret_candidates);
}

void candidates_close(struct candidates *candidates)
{
    free(candidates->start);
    free(candidates->mentor);
    free(candidates->score);
}

struct graph candidates_graph(const struct candidates *candidates)
{
    return (struct graph){candidates->student_count, candidates->mentor_count, candidates->start,
                          candidates->mentor, candidates->score};
}

/* Items by student, and by mentor within a student. at: student_count + 1 of them, 0. */
static void sort_items(const struct addition *items, size_t count, uint32_t student_count,
                       size_t *at, struct addition *ret_sorted)
{
    for (size_t k = 0; k < count; k++)
        at[items[k].student + 1]++;
    for (uint32_t i = 0; i < student_count; i++)
        at[i + 1] += at[i];
    for (size_t k = 0; k < count; k++)
        ret_sorted[at[items[k].student]++] = items[k];
    for (size_t k = 1; k < count; k++) {
        struct addition item = ret_sorted[k];
        size_t place = k;
        for (; place > 0 && ret_sorted[place - 1].student == item.student &&
               ret_sorted[place - 1].mentor > item.mentor;
             place--)
            ret_sorted[place] = ret_sorted[place - 1];
        ret_sorted[place] = item;
    }
}

static size_t put(struct candidates *c, size_t first, size_t count, uint32_t mentor, int16_t score)
{
    if (count > first && c->mentor[count - 1] == mentor)
        return count;
    c->mentor[count] = mentor;
    c->score[count] = score;
    return count + 1;
}

/* sorted holds count items; grown has room for all. */
static void merge(const struct candidates *old, const struct addition *sorted, size_t count,
                  struct candidates *grown)
{
    size_t k = 0, to = 0;
    for (uint32_t i = 0; i < old->student_count; i++) {
        size_t e = old->start[i], end = old->start[i + 1];
        grown->start[i] = to;
        for (;;) {
            bool item = k < count && sorted[k].student == i;
            if (item && (e == end || sorted[k].mentor < old->mentor[e])) {
                to = put(grown, grown->start[i], to, sorted[k].mentor, sorted[k].score);
                k++;
            } else if (e < end) {
                to = put(grown, grown->start[i], to, old->mentor[e], old->score[e]);
                e++;
            } else {
                break;
            }
        }
    }
    grown->start[old->student_count] = to;
}

enum status candidates_add(struct candidates *candidates, const struct addition *items,
                           size_t count)
{
    size_t students = candidates->student_count;
    size_t *at = calloc(students + 1, sizeof *at);
    struct addition *sorted = calloc(count + 1, sizeof *sorted);
    struct candidates grown = {0};
    enum status status = at == NULL || sorted == NULL ? STATUS_MEMORY : STATUS_OK;
    if (status == STATUS_OK)
        status = open_sized(candidates->student_count, candidates->mentor_count,
                            candidates->start[students] + count, &grown);
    if (status == STATUS_OK) {
        sort_items(items, count, candidates->student_count, at, sorted);
        merge(candidates, sorted, count, &grown);
        candidates_close(candidates);
        *candidates = grown;
    }
    free(sorted);
    free(at);
    return status;
}

enum status candidates_above(const struct candidates *candidates, int32_t score_bp_min,
                             struct candidates *ret_candidates)
{
    struct candidates kept;
    enum status status = open_sized(candidates->student_count, candidates->mentor_count,
                                    candidates->start[candidates->student_count], &kept);
    if (status != STATUS_OK)
        return status;
    size_t to = 0;
    for (uint32_t i = 0; i < candidates->student_count; i++) {
        for (size_t e = candidates->start[i]; e < candidates->start[i + 1]; e++) {
            kept.mentor[to] = candidates->mentor[e];
            kept.score[to] = candidates->score[e];
            to += candidates->score[e] >= score_bp_min;
        }
        kept.start[i + 1] = to;
    }
    *ret_candidates = kept;
    return STATUS_OK;
}
