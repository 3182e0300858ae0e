/* What guest lectures are made of, as the database keeps it and the API shows it: offers of
 * speakers, requests of courses, bookings. As api/wire/mentoring.h; the schema is
 * seeds/schema/0019_lectures.sql. */
#ifndef API_WIRE_LECTURE_H
#define API_WIRE_LECTURE_H

#include "api/wire/hits.h"
#include "api/wire/mentoring.h"

enum lecture_format { LECTURE_ON_SITE, LECTURE_ONLINE, LECTURE_EITHER };
extern const char *const lecture_format_words[]; /* "on_site" …, NULL */
extern const char *const lecture_level_words[];  /* "any", "bachelor" …, NULL */

/* What a speaker offers to speak about. */
struct lecture_offer {
    const char *id, *programme_id, *speaker_id;
    const char *title, *text;
    struct conditions topics; /* fields it belongs to, languages it can be held in */
    int32_t format;           /* enum lecture_format */
    int32_t travel_km;        /* from the speaker's own place, at most */
    int32_t notice_days;      /* ahead of the lecture, at least */
    int32_t times_a_year;     /* how often, at most, in a calendar year */
    OBJECT_LIFE;
};

/* What a course asks for. */
struct lecture_request {
    const char *id, *programme_id, *teacher_id;
    const char *course, *text;
    struct wishes wishes;                   /* of the speaker: fields, jobs; places to be held in */
    const struct language_skill *languages; /* one of these is spoken, at that level or better */
    size_t languages_count;
    int32_t level;               /* index into lecture_level_words */
    int32_t format;              /* enum lecture_format */
    date earliest_on, latest_on; /* whole days */
    int32_t minutes, audience;   /* people; 0: not told */
    OBJECT_LIFE;
};

struct lecture_booking {
    const char *id, *programme_id, *request_id, *offer_id, *teacher_id, *speaker_id;
    const char *course, *title; /* of the request, of the offer */
    moment starts_at, ends_at;
    bool online;
    const char *location;
    struct contact speaker, teacher; /* to each other once the speaker said yes */
    const char *speaker_feedback,
        *teacher_feedback; /* recommend, mixed, do_not_recommend or NULL */
    OBJECT_LIFE;
};

/* A speaker for a request, or a request for a speaker: who, and why. */
struct lecture_suggestion {
    const char *offer_id, *request_id, *title, *course;
    int32_t turns;   /* lectures of the speaker in the year of the request's first day */
    int32_t rank_bp; /* the score less what was taken off for turns: the order */
    struct hit_reply speaker;
};

struct lecture_suggestions {
    const struct lecture_suggestion *items; /* the best first */
    size_t items_count;
    date as_of;
};

MENTORING_SHAPES(lecture_offer);
MENTORING_SHAPES(lecture_request);
MENTORING_SHAPES(lecture_booking);
extern const struct shape lecture_suggestions_shape;

/* As programme_defaults. */
void lecture_offer_defaults(struct lecture_offer *offer);
void lecture_request_defaults(struct lecture_request *request);

#endif
