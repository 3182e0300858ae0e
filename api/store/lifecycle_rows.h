/* The rows of the lifecycles, as lists that more than one table is made of: lifecycle.c makes the
 * lifecycles of all rows, routes.c makes routes of those that somebody may ask for.
 *
 * ROUTED(object, event, path, from, to, who, summary, more) and INNER(object, event, from, to, who,
 * summary, more): path is the segment of the route, from the words of states, to a state or "" for
 * one that does not change, who the bits of lifecycle.h, summary an English phrase, and more are
 * other members of struct lifecycle_row, `.told` always among them. */
#ifndef API_STORE_LIFECYCLE_ROWS_H
#define API_STORE_LIFECYCLE_ROWS_H

/* ---- mentor_offer */

#define OFFER_DECLINES(reason)                                                                     \
    {                                                                                              \
        {                                                                                          \
            "mentor_offer_live_requests", "mentoring_request", "decline", reason                   \
        }                                                                                          \
    }

#define MENTOR_OFFER_ROWS(ROUTED, INNER)                                                           \
    ROUTED(mentor_offer, publish, "publish", "draft", "active", BY_MENTOR | BY_STAFF,              \
           "Open the offer to students", .told = 0)                                                \
    ROUTED(mentor_offer, pause, "pause", "active", "paused", BY_MENTOR | BY_STAFF,                 \
           "Take no requests for a while; open ones are declined", .told = 0,                      \
           .reasons = "no_time health other", .then = OFFER_DECLINES("mentor_paused"))             \
    ROUTED(mentor_offer, resume, "resume", "paused", "active", BY_MENTOR | BY_STAFF,               \
           "Take requests again", .told = 0)                                                       \
    ROUTED(mentor_offer, withdraw, "withdraw", "draft active paused", "withdrawn",                 \
           BY_MENTOR | BY_STAFF, "End the offer; open requests are declined", .told = 0,           \
           .reasons = "no_time health left other", .then = OFFER_DECLINES("offer_withdrawn"))      \
    INNER(mentor_offer, expire, "draft active paused", "expired", BY_CLOCK,                        \
          "The programme ended, or the draft was never published", .told = BY_MENTOR,              \
          .due = DUE_DEADLINE, .then = OFFER_DECLINES("offer_expired"))

/* ---- mentoring_request */

#define REQUEST_OPEN "draft pending info_requested waitlisted"

#define MENTORING_REQUEST_ROWS(ROUTED, INNER)                                                      \
    ROUTED(mentoring_request, submit, "submit", "draft", "pending",                                \
           BY_STUDENT | BY_STAFF | BY_STEP,                                                        \
           "Send the request; where no seat is free it goes on the waiting list",                  \
           .told = BY_STUDENT | BY_MENTOR,                                                         \
           .refusals = "offer_not_active programme_over need_met too_many_live never avoided "     \
                       "not_matching not_eligible below_minimum",                                  \
           .then = {{"mentoring_request_no_seat", "mentoring_request", "wait", "no_seat"}})        \
    ROUTED(mentoring_request, ask_info, "ask-info", "pending", "info_requested",                   \
           BY_MENTOR | BY_STAFF, "Ask the student to tell more", .told = BY_STUDENT)               \
    ROUTED(mentoring_request, answer, "answer", "info_requested", "pending",                       \
           BY_STUDENT | BY_STAFF, "Tell the mentor more", .told = BY_MENTOR)                       \
    ROUTED(mentoring_request, wait, "wait", "pending", "waitlisted",                               \
           BY_MENTOR | BY_STAFF | BY_STEP, "Put it on the waiting list, while no seat is free",    \
           .told = BY_STUDENT, .refusals = "seat_free")                                            \
    INNER(mentoring_request, promote, "waitlisted", "pending", BY_CLOCK,                           \
          "A seat is free for the first on the waiting list", .told = BY_STUDENT | BY_MENTOR,      \
          .due = DUE_PROMOTION, .refusals = "no_seat")                                             \
    ROUTED(mentoring_request, accept, "accept", "pending info_requested", "accepted",              \
           BY_MENTOR | BY_STAFF,                                                                   \
           "Take the student: a seat is taken, a mentorship proposed, other requests "             \
           "superseded",                                                                           \
           .told = BY_STUDENT | BY_MENTOR, .statement = "mentoring_request_accept",                \
           .refusals = "programme_over need_met offer_not_active never no_seat hours_spent",       \
           .then = {{"mentoring_request_rivals", "mentoring_request", "supersede",                 \
                     "another_accepted"}})                                                         \
    ROUTED(mentoring_request, decline, "decline", "pending info_requested waitlisted", "declined", \
           BY_MENTOR | BY_STAFF | BY_STEP, "Say no; the student's next choice may be asked",       \
           .told = BY_STUDENT,                                                                     \
           .reasons = "!no_time no_seat no_fit distance conflict_of_interest other",               \
           .then = {{"need_next_choice", "mentoring_request", "submit", "fallback"}})              \
    ROUTED(mentoring_request, withdraw, "withdraw", REQUEST_OPEN, "withdrawn",                     \
           BY_STUDENT | BY_STAFF, "Take the request back", .told = BY_MENTOR,                      \
           .reasons = "found_another no_need no_time other")                                       \
    INNER(mentoring_request, supersede, REQUEST_OPEN, "superseded", BY_STEP,                       \
          "Another mentor accepted, and the need is met", .told = BY_STUDENT | BY_MENTOR,          \
          .reasons = "another_accepted")                                                           \
    INNER(mentoring_request, remind, "pending info_requested", "", BY_CLOCK,                       \
          "The deadline comes near", .told = BY_STUDENT | BY_MENTOR, .due = DUE_REMINDER)          \
    INNER(mentoring_request, expire, REQUEST_OPEN, "expired", BY_CLOCK,                            \
          "The deadline passed without an answer", .told = BY_STUDENT | BY_MENTOR,                 \
          .due = DUE_DEADLINE,                                                                     \
          .then = {{"need_next_choice", "mentoring_request", "submit", "fallback"}})

/* ---- mentorship */

#define MENTORSHIP_LIVE    "proposed active paused"
#define MENTORSHIP_REASONS "!goals_reached no_time no_fit no_contact moved other"
/* Both sides. */
#define PARTIES (BY_STUDENT | BY_MENTOR)

#define MENTORSHIP_ROWS(ROUTED, INNER)                                                             \
    ROUTED(mentorship, start, "start", "proposed", "active", PARTIES | BY_STAFF, "Begin",          \
           .told = PARTIES)                                                                        \
    ROUTED(mentorship, pause, "pause", "active", "paused", PARTIES | BY_STAFF,                     \
           "Pause; the seat stays taken", .told = PARTIES,                                         \
           .reasons = "no_time health abroad other")                                               \
    ROUTED(mentorship, resume, "resume", "paused", "active", PARTIES | BY_STAFF, "Go on",          \
           .told = PARTIES)                                                                        \
    ROUTED(mentorship, complete, "complete", "active paused", "completed", PARTIES | BY_STAFF,     \
           "End as planned; the seat is free again", .told = PARTIES)                              \
    ROUTED(mentorship, end_early, "end-early", "active paused", "ended_early", PARTIES | BY_STAFF, \
           "End before its time, with a reason", .told = PARTIES, .reasons = MENTORSHIP_REASONS)   \
    ROUTED(mentorship, void, "void", "proposed", "void", PARTIES | BY_STAFF,                       \
           "Call off before it began", .told = PARTIES, .reasons = MENTORSHIP_REASONS,             \
           .then = {{"need_next_choice", "mentoring_request", "submit", "fallback"}})              \
    ROUTED(mentorship, fits, "fits", MENTORSHIP_LIVE, "", PARTIES, "Say that it fits", .told = 0)  \
    ROUTED(mentorship, undecided, "undecided", MENTORSHIP_LIVE, "", PARTIES,                       \
           "Say that it is too early to tell", .told = 0)                                          \
    ROUTED(mentorship, does_not_fit, "does-not-fit", MENTORSHIP_LIVE, "", PARTIES,                 \
           "Say that it does not fit", .told = 0)                                                  \
    ROUTED(mentorship, rematch, "rematch", "active paused", "ended_early", BY_STUDENT | BY_STAFF,  \
           "End it because it does not fit, avoid this mentor, and ask the next choice",           \
           .told = PARTIES,                                                                        \
           .then = {{"need_next_choice", "mentoring_request", "submit", "fallback"}})              \
    INNER(mentorship, remind, "proposed paused", "", BY_CLOCK, "The deadline comes near",          \
          .told = PARTIES, .due = DUE_REMINDER)                                                    \
    INNER(mentorship, lapse, "proposed", "void", BY_CLOCK, "Nobody began it in time",              \
          .told = PARTIES, .due = DUE_DEADLINE,                                                    \
          .then = {{"need_next_choice", "mentoring_request", "submit", "fallback"}})               \
    INNER(mentorship, finish, "active", "completed", BY_CLOCK, "The programme ended",              \
          .told = PARTIES, .due = DUE_DEADLINE)                                                    \
    INNER(mentorship, give_up, "paused", "ended_early", BY_CLOCK, "It was paused for too long",    \
          .told = PARTIES, .due = DUE_DEADLINE)

/* ---- consent */

#define CONSENT_ROWS(ROUTED, INNER)                                                                \
    ROUTED(consent, withdraw, "withdraw", "given", "withdrawn", BY_PERSON | BY_STAFF,              \
           "Take back what was agreed to; of an objection: lift it", .told = 0)                    \
    INNER(consent, supersede, "given", "superseded", BY_STEP,                                      \
          "The person said something new of the same purpose and channel", .told = 0,              \
          .reasons = "said_anew")                                                                  \
    INNER(consent, expire, "given", "expired", BY_CLOCK, "Its end was reached", .told = 0,         \
          .due = DUE_DEADLINE)

#endif
