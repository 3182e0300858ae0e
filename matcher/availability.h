/* Whether a mentor can take one more student, as of a day: one notion, derived from their seats,
 * their load (scoring/person.h) and nothing else. Where the load is not known (files), offering a
 * seat is all there is to it. */
#ifndef MATCHER_AVAILABILITY_H
#define MATCHER_AVAILABILITY_H

#include "scoring/person.h"

/* Name, word. The first that holds, in this order, after the two above the line. */
#define AVAILABILITIES(X)                                                                          \
    X(UNTOLD, "") /* of nobody: what is left out of a reply */                                     \
    X(AVAILABLE, "available")                                                                      \
    X(NO_SEATS, "no_seats")       /* offers none */                                                \
    X(FULL, "full")               /* all seats taken, or no active offer has a free one */         \
    X(PAUSED, "paused")           /* has offers, and none of them is active */                     \
    X(HOURS_SPENT, "hours_spent") /* the hours of the year are */

enum availability {
#define AVAILABILITY_ENUM(name, word) AVAILABILITY_##name,
    AVAILABILITIES(AVAILABILITY_ENUM)
#undef AVAILABILITY_ENUM
        AVAILABILITY_COUNT
};

extern const char *const availability_words[]; /* of the enum, NULL-terminated */

/* The availability on the day as_of, whose year's hours count, never AVAILABILITY_UNTOLD. With
 * programmes_count above 0 only offers in programmes[0..programmes_count) are looked at; without
 * such an offer, or any at all, the person's own seats and hours decide. O(offers × programmes). */
enum availability availability_of(const struct person *mentor, date as_of,
                                  const struct uuid *programmes, size_t programmes_count);

/* True when the offer takes a student now. */
bool availability_is_open(const struct seat_offer *offer);

/* True when the offer is in one of the programmes. */
bool availability_is_in(const struct seat_offer *offer, const struct uuid *programmes,
                        size_t programmes_count);

#endif
