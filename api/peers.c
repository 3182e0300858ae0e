#include "api/peers.h"

#include "scoring/fold.h"
#include "scoring/reading.h"

#include <string.h>

#define TEXT_SIZE_MAX READING_TEXT_SIZE_MAX /* of a programme */

/* ---- texts */

static bool same_text(const char *a, const char *b)
{
    char folded_a[FOLD_GROWTH * TEXT_SIZE_MAX + 1];
    char folded_b[FOLD_GROWTH * TEXT_SIZE_MAX + 1];
    if (a == NULL || b == NULL)
        return false;
    size_t size_a = strlen(a);
    size_t size_b = strlen(b);
    if (size_a == size_b && memcmp(a, b, size_a) == 0)
        return size_a > 0;
    if (size_a > TEXT_SIZE_MAX || size_b > TEXT_SIZE_MAX)
        return false;
    size_t folded = fold_plain(a, size_a, folded_a);
    return folded > 0 && folded == fold_plain(b, size_b, folded_b) &&
           memcmp(folded_a, folded_b, folded) == 0;
}

static bool is_told(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* ---- years */

struct years {
    int first, last; /* last < first: nothing is known */
};

/* One that has a beginning and no end goes on; one whose beginning is not told had its last year.
 */
static struct years years_of(const struct affiliation *affiliation, date as_of)
{
    int from = date_year(affiliation->from);
    int to = date_year(affiliation->to);
    if (from == 0 && to == 0)
        return (struct years){1, 0};
    return (struct years){from == 0 ? to : from, to == 0 ? date_year(as_of) : to};
}

static bool overlap(struct years a, struct years b)
{
    return a.first <= a.last && b.first <= b.last && a.first <= b.last && b.first <= a.last;
}

/* ---- */

bool peer_filter_is_any(const struct peer_filter *filter)
{
    return filter->programme == NULL && filter->unit == NULL && filter->from == 0 &&
           filter->to == 0;
}

bool peer_filter_fits(const struct peer_filter *filter, const struct affiliation *affiliation,
                      date as_of)
{
    struct years asked = {filter->from, filter->to == 0 ? DATE_YEAR_MAX : filter->to};
    bool any_year = filter->from == 0 && filter->to == 0;
    return (any_year || overlap(asked, years_of(affiliation, as_of))) &&
           (filter->unit == NULL || same_text(filter->unit, affiliation->unit) ||
            same_text(filter->unit, affiliation->campus)) &&
           (filter->programme == NULL || same_text(filter->programme, affiliation->programme));
}

bool peers_are_fellows(const struct affiliation *a, const struct affiliation *b, date as_of)
{
    bool apart = is_told(a->unit) && is_told(b->unit) && !same_text(a->unit, b->unit);
    return !apart && overlap(years_of(a, as_of), years_of(b, as_of)) &&
           same_text(a->programme, b->programme);
}
