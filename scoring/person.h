/* A person as matching sees them: where they studied, what they do, which languages, where, what
 * they look for (students) and what they offer (alumni). Each struct is described once, by its
 * shape. Plain data: texts and lists live in whatever arena the person was read into. */
#ifndef SCORING_PERSON_H
#define SCORING_PERSON_H

#include "scoring/base/date.h"
#include "scoring/base/moment.h"
#include "scoring/base/shape.h"
#include "scoring/base/uuid.h"
#include "scoring/taxonomy.h"

#define PERSON_ITEMS_MAX  32 /* of each list: affiliations, employments, … */
#define PERSON_OFFERS_MAX 64 /* of a mentor, those that are looked at */

/* What was typed beside what it was read as. code is "" or NULL while unread. node is derived
 * from code by person_resolve and is no member of the shape. */
struct reading {
    const char *text;
    const char *code;
    int32_t confidence;   /* 0..100; 100 for a code given as such or corrected by the person */
    const char *evidence; /* a word of reading_evidence, or "given" */
    node_id node;
};

struct affiliation {
    const char *kind; /* degree, exchange, incomplete, staff, …: the institution's own word */
    const char *unit;
    const char *campus;
    const char *programme; /* as typed */
    struct reading field;  /* ISCED-F; text is the programme where no field was typed */
    date from, to;
};

struct employment {
    struct reading occupation; /* ISCO-08; text is the title */
    const char *employer;
    struct reading industry; /* NACE; read from the industry, else from the employer */
    date from, to;           /* no `to`: current */
};

/* CEFR, weakest first; 0 is unknown. */
enum level {
    LEVEL_UNKNOWN,
    LEVEL_A1,
    LEVEL_A2,
    LEVEL_B1,
    LEVEL_B2,
    LEVEL_C1,
    LEVEL_C2,
    LEVEL_NATIVE,
    LEVEL_COUNT
};
extern const char *const level_words[]; /* "", "A1" … "C2", "native", NULL */

struct language_skill {
    struct reading language;
    int32_t level; /* enum level */
};

struct wishes {
    const struct reading *fields; /* none: the student's own */
    size_t fields_count;
    const struct reading *occupations;
    size_t occupations_count;
    const struct reading *industries;
    size_t industries_count;
    const struct reading *places; /* beside the student's own place */
    size_t places_count;
};

/* What a mentor asks of a student: all kinds must hold, any one of each kind. */
struct conditions {
    const struct reading *fields;
    size_t fields_count;
    const struct language_skill *languages; /* at that level or better */
    size_t languages_count;
};

enum person_role { ROLE_STUDENT, ROLE_ALUMNUS, ROLE_BOTH, ROLE_COUNT };
extern const char *const person_role_words[]; /* "student", "alumnus", "both", NULL */

/* Who may see a field, where the person set it otherwise than it is by itself (visibility.h). */
struct visibility {
    int32_t field;    /* enum person_field */
    int32_t audience; /* enum edition */
};

/* Seats a mentor offers in a programme, while the offer is active or paused. */
struct seat_offer {
    struct uuid programme;
    int32_t seats_free;
    bool active; /* not paused */
};

/* What a mentor has promised already. It changes with every mentorship and is no member of the
 * shape: the change feed of the store tells it, and in files it is all zero. */
struct mentor_load {
    int32_t seats_taken; /* over all programmes */
    int32_t hours_year;  /* the last year with hours, 0: none; and the hours taken in it */
    int32_t hours_taken;
    const struct seat_offer *offers; /* at most PERSON_OFFERS_MAX, of different programmes */
    size_t offers_count;
};

struct person {
    const char *id;          /* UUIDv7 in the store; absent in files */
    const char *external_id; /* the institution's, unique */
    int32_t role;            /* enum person_role */
    const char *name;
    const char *email;
    const char *language; /* the person's own language: a hint for reading; "" if unknown */
    const struct affiliation *affiliations;
    size_t affiliations_count;
    const struct employment *employments;
    size_t employments_count;
    const struct language_skill *languages;
    size_t languages_count;
    struct reading place;   /* city, region or country */
    struct reading country; /* beside an unread place */
    bool remote;            /* accepts meeting remotely */
    int32_t seats;          /* mentoring seats offered; 0: none */
    int32_t hours_max;      /* a year over mentoring, lectures and internships; 0: no maximum */
    struct wishes wishes;
    struct conditions conditions;
    const struct visibility *visibility; /* of each field at most one */
    size_t visibility_count;
    bool paused;     /* wants no new students or mentors for now */
    moment erase_at; /* when they are to be erased; 0: nobody asked, as in files */
    int32_t version; /* of the stored row; 0 in files */
    bool matched; /* takes part in matching; told by the change feed as load is, false in files */
    struct mentor_load load;
};

extern const struct shape reading_shape, affiliation_shape, employment_shape, language_skill_shape,
    wishes_shape, conditions_shape, person_shape;

/* Sets every node from its code. A code that is none of its scheme leaves NODE_NONE. The lists
 * must be writable memory of the caller's arena. */
void person_resolve(const struct taxonomies *taxonomies, struct person *person);

/* Where the person is: the place, or the country where the place was not read; or NODE_NONE. */
node_id person_place(const struct person *person);

bool person_is_student(const struct person *person);
bool person_is_alumnus(const struct person *person);

#endif
