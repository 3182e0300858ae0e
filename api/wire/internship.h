/* Internships, as the database keeps them and the API shows them: leads, applications to them, and
 * leads that were found for a student. Each struct is described once, by its shape; its members are
 * the columns of the statements <object>_get and <object>_page. Plain data in somebody's arena;
 * absent texts are NULL. The schema (seeds/schema/0020) says what must hold. */
#ifndef API_WIRE_INTERNSHIP_H
#define API_WIRE_INTERNSHIP_H

#include "api/wire/hits.h"
#include "api/wire/mentoring.h"

struct internship_lead {
    const char *id, *programme_id, *host_id;
    const char *title, *text, *employer;
    const char *field_code, *occupation_code, *industry_code, *place_code; /* of their schemes */
    bool remote;
    const char *language_code;
    int32_t language_level;  /* enum level */
    date starts_on, ends_on; /* whole days */
    int32_t hours_week;      /* 0: not told */
    bool paid;
    int32_t seats, seats_taken;
    date apply_until; /* a whole day, the last one */
    OBJECT_LIFE;
};

struct application {
    const char *id, *programme_id, *lead_id, *student_id, *host_id;
    const char *message;
    const char *title, *employer; /* of the lead */
    struct contact student, host; /* from the acceptance on */
    moment signed_student_at, signed_school_at, signed_host_at, started_at;
    OBJECT_LIFE;
};

/* A lead found for a student. */
struct lead_hit {
    int32_t rank; /* 1 is the best */
    int32_t score_bp;
    const struct part_reply *parts; /* in order of enum criterion_id */
    size_t parts_count;
    const char *const *reasons; /* element i tells why of parts[i] */
    size_t reasons_count;
    struct internship_lead lead;
};

struct lead_hit_list {
    const struct lead_hit *items; /* the best first */
    size_t items_count;
    date as_of;
};

extern const struct shape internship_lead_shape, internship_lead_list_shape,
    internship_lead_list_uncounted_shape;
extern const struct shape application_shape, application_list_shape,
    application_list_uncounted_shape;
extern const struct shape lead_hit_shape, lead_hit_list_shape;

#endif
