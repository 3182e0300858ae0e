/* What mentoring is made of, as the database keeps it and the API shows it: units, programmes,
 * offers, needs, requests, mentorships. Each struct is described once, by its shape; its members
 * are the columns of the statements <object>_get and <object>_page. Plain data in somebody's arena;
 * absent texts are NULL. The schema (seeds/schema/0004, 0005) says what must hold. */
#ifndef API_WIRE_MENTORING_H
#define API_WIRE_MENTORING_H

#include "api/wire/object.h"
#include "scoring/person.h"

#define RANKED_MAX        20
#define RULES_MAX         1000
#define HOURS_ENTRIES_MAX 1000 /* of a year's entries the newest are shown */

enum unit_kind { UNIT_UNIVERSITY, UNIT_FACULTY, UNIT_DEPARTMENT, UNIT_CAMPUS, UNIT_CHAPTER };
extern const char *const unit_kind_words[]; /* "university" …, NULL */

struct unit {
    const char *id, *parent_id; /* NULL: a root */
    int32_t kind;               /* enum unit_kind */
    const char *name;
    int32_t version;
};

/* In percent, summing to 100. */
struct own_weights {
    int32_t field, career, language, place;
};

/* never: these two are kept apart. */
struct programme_rule {
    int32_t rule; /* index into programme_rule_words */
    const char *student_id, *mentor_id;
};
extern const char *const programme_rule_words[]; /* "never", NULL */

enum programme_kind { PROGRAMME_MENTORING, PROGRAMME_LECTURES, PROGRAMME_INTERNSHIPS };
extern const char *const programme_kind_words[]; /* "mentoring" …, NULL */

struct programme {
    const char *id, *unit_id, *name;
    int32_t kind;               /* enum programme_kind */
    date starts_on, ends_on;    /* whole days; the last day is one of it */
    struct own_weights weights; /* all zero: the policy's */
    const struct programme_rule *rules;
    size_t rules_count;
    int32_t minimum_bp;        /* the least score of a request, 0..10 000 */
    int32_t requests_live_max; /* of one student at once */
    int32_t hours_each;        /* of a mentor's year, for a mentorship */
    int32_t draft_days, answer_days, info_days, waiting_days, start_days, pause_days, confirm_days;
    int32_t reminder_days; /* ahead of a deadline; 0: none */
    int32_t version;
};

struct mentor_offer {
    const char *id, *programme_id, *mentor_id;
    int32_t seats, seats_taken;
    struct conditions conditions;
    OBJECT_LIFE;
};

struct need {
    const char *id, *programme_id, *student_id;
    struct wishes wishes;       /* all absent: the student's own (person.wishes) */
    struct own_weights weights; /* all zero: the programme's */
    const char *const *ranked;  /* ids of mentors, the best choice first */
    size_t ranked_count;
    const char *const *avoided;
    size_t avoided_count;
    bool fallback; /* when a choice says no, the next one is asked */
    int32_t mentors_wanted, mentors_have, requests_live;
    int32_t version;
};

struct mentoring_request {
    const char *id, *programme_id, *student_id, *mentor_id;
    const char *message;
    int32_t choice;            /* the mentor's place among those ranked; 0: none */
    int32_t position;          /* on the waiting list, from 1; 0: not on it */
    const char *mentorship_id; /* that it made, or NULL */
    OBJECT_LIFE;
};

/* Shown to parties from the acceptance on. */
struct contact {
    const char *name, *email;
};

struct mentorship {
    const char *id, *programme_id, *student_id, *mentor_id;
    const char *request_id, *pair_id; /* that made it: one of them */
    struct contact student, mentor;
    const char *student_fit, *mentor_fit; /* fits, undecided, does_not_fit or NULL */
    moment started_at;
    OBJECT_LIFE;
};

/* A person's hours of one year. */
struct hours_entry {
    const char *object_id, *activity; /* mentoring, lecture or internship */
    int32_t hours;
    moment created_at;
};

struct hours_year {
    int32_t year, hours, hours_max; /* hours_max 0: none */
    const struct hours_entry *entries;
    size_t entries_count;
};

struct hours_list {
    const struct hours_year *items; /* the latest year first */
    size_t items_count;
};

/* Of each kind: its shape, and those of its pages, with and without the count. */
#define MENTORING_SHAPES(kind)                                                                     \
    extern const struct shape kind##_shape, kind##_list_shape, kind##_list_uncounted_shape
MENTORING_SHAPES(unit);
MENTORING_SHAPES(programme);
MENTORING_SHAPES(mentor_offer);
MENTORING_SHAPES(need);
MENTORING_SHAPES(mentoring_request);
MENTORING_SHAPES(mentorship);

extern const struct shape contact_shape, hours_year_shape, hours_list_shape;

/* Sets the members that need not be given to what they are then; to be called before decoding a
 * new one. Objects of the other kinds start as all zero. */
void programme_defaults(struct programme *programme);
void need_defaults(struct need *need);

#endif
