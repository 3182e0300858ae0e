/* One made-up person, cell by cell. Inside api/files only. */
#ifndef API_FILES_DEMO_PEOPLE_H
#define API_FILES_DEMO_PEOPLE_H

#include "api/files/demo_tables.h"
#include "scoring/base/text.h"

/* The columns written, in this order. */
#define DEMO_COLUMNS(X)                                                                            \
    X(external_id)                                                                                 \
    X(role)                                                                                        \
    X(name)                                                                                        \
    X(email)                                                                                       \
    X(language)                                                                                    \
    X(unit)                                                                                        \
    X(campus)                                                                                      \
    X(affiliation_kind)                                                                            \
    X(programme)                                                                                   \
    X(field)                                                                                       \
    X(from)                                                                                        \
    X(to)                                                                                          \
    X(job_title)                                                                                   \
    X(employer)                                                                                    \
    X(industry)                                                                                    \
    X(job_from)                                                                                    \
    X(job_to)                                                                                      \
    X(languages)                                                                                   \
    X(place)                                                                                       \
    X(country)                                                                                     \
    X(remote)                                                                                      \
    X(seats)                                                                                       \
    X(conditions)                                                                                  \
    X(wished_fields)                                                                               \
    X(wished_jobs)                                                                                 \
    X(wished_industries)                                                                           \
    X(wished_places)

enum demo_column {
#define COLUMN_ENUM(name) COLUMN_##name,
    DEMO_COLUMNS(COLUMN_ENUM)
#undef COLUMN_ENUM
        COLUMN_COUNT
};

/* The person being made up, cell by cell. */
struct demo_draw {
    const struct demo *demo;
    bool codes;
    struct rng rng;   /* of the facts … */
    struct rng noise; /* … and of how they are typed: with codes the people are the same */
    const struct demo_home *home;   /* where they grew up */
    const struct demo_home *abroad; /* where they live, else NULL */
    const struct demo_field *field; /* of the last degree */
    int year;                       /* of the last degree's end */
    struct text cells[COLUMN_COUNT];
};

/* Makes person number of a seed up, as an alumnus or a student, in draw->cells. Each has a sequence
 * of their own, so that they are the same in a file of any size. demo and codes are set; the
 * cells start as zero and are freed by the caller. */
void demo_draw_person(struct demo_draw *draw, uint64_t seed, bool student, uint64_t number);

#endif
