/* The exact top k of a roster for one wish. Two ways that must agree to the last id: the plain
 * loop over score_pair (the oracle) and the table scan (look-up tables built once a wish, a few
 * look-ups an alumnus). Order: score falling, then roster index rising. */
#ifndef MATCHER_SEARCH_H
#define MATCHER_SEARCH_H

#include "matcher/eligible.h"
#include "matcher/roster.h"

#define SEARCH_LIMIT_MAX ((size_t)200)

struct search {
    const struct wish *wish;
    const struct person *student; /* for the mentors' conditions, and never found themself */
    const struct filter *filter;  /* NULL: none */
    size_t limit;                 /* 1..SEARCH_LIMIT_MAX */
};

struct search_hit {
    uint32_t index; /* in the roster */
    int32_t score_bp;
};

/* Fills at most search->limit hits, best first, of the alumni who are eligible and whose score is
 * at least the filter's minimum. MEMORY only. search_plain costs a full score_pair an alumnus;
 * search_scan builds tables (some 50 µs) and then a few look-ups an alumnus. The wish's as_of must
 * be the roster's, which is the day of the mentors' availability too. */
enum status MUST_CHECK search_plain(const struct scorer *scorer, const struct roster *roster,
                                    const struct search *search, struct search_hit *ret_hits,
                                    size_t *ret_count);
enum status MUST_CHECK search_scan(const struct scorer *scorer, const struct roster *roster,
                                   const struct search *search, struct search_hit *ret_hits,
                                   size_t *ret_count);

#endif
