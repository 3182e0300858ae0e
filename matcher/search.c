#include "matcher/search.h"

#include <assert.h>
#include <stdlib.h>

static int compare_hits(const void *left, const void *right)
{
    const struct search_hit *a = left, *b = right;
    if (a->score_bp != b->score_bp)
        return a->score_bp > b->score_bp ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Scores everybody who is eligible, sorts all, keeps the first: nothing here is clever, so that it
 * can be trusted to say what the right answer is. */
enum status search_plain(const struct scorer *scorer, const struct roster *roster,
                         const struct search *search, struct search_hit *ret_hits,
                         size_t *ret_count)
{
    assert(search->wish->as_of == roster_as_of(roster));
    assert(search->limit >= 1 && search->limit <= SEARCH_LIMIT_MAX);
    struct filter filter = search->filter == NULL ? (struct filter){0} : *search->filter;
    filter.as_of = roster_as_of(roster);
    struct search_hit *hits = calloc(roster_count(roster) + 1, sizeof *hits);
    if (hits == NULL)
        return STATUS_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < roster_count(roster); i++) {
        const struct person *alumnus = roster_person(roster, (uint32_t)i);
        if (eligibility(scorer->taxonomies, search->student, alumnus, &filter) != INELIGIBLE_NONE)
            continue;
        int32_t score_bp = score_pair(scorer, search->wish, alumnus).score_bp;
        if (score_bp >= filter.score_bp_min)
            hits[count++] = (struct search_hit){(uint32_t)i, score_bp};
    }
    qsort(hits, count, sizeof *hits, compare_hits);
    *ret_count = count < search->limit ? count : search->limit;
    for (size_t i = 0; i < *ret_count; i++)
        ret_hits[i] = hits[i];
    free(hits);
    return STATUS_OK;
}
