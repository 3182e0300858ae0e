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
           .refusals = "programme_over need_met offer_not_active never pair_released no_seat "     \
                       "hours_spent",                                                              \
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

/* ---- lecture_offer */

#define LECTURE_DECLINES(reason)                                                                   \
    {                                                                                              \
        {                                                                                          \
            "lecture_offer_invited", "lecture_booking", "decline", reason                          \
        }                                                                                          \
    }

#define LECTURE_OFFER_ROWS(ROUTED, INNER)                                                          \
    ROUTED(lecture_offer, publish, "publish", "draft", "published", BY_SPEAKER | BY_STAFF,         \
           "Open the offer to teachers", .told = 0)                                                \
    ROUTED(lecture_offer, pause, "pause", "published", "paused", BY_SPEAKER | BY_STAFF,            \
           "Take no invitations for a while; open ones are declined", .told = 0,                   \
           .reasons = "no_time health other", .then = LECTURE_DECLINES("speaker_paused"))          \
    ROUTED(lecture_offer, resume, "resume", "paused", "published", BY_SPEAKER | BY_STAFF,          \
           "Take invitations again", .told = 0)                                                    \
    ROUTED(lecture_offer, withdraw, "withdraw", "draft published paused", "withdrawn",             \
           BY_SPEAKER | BY_STAFF, "End the offer; open invitations are declined", .told = 0,       \
           .reasons = "no_time health left other", .then = LECTURE_DECLINES("offer_withdrawn"))    \
    INNER(lecture_offer, expire, "draft published paused", "expired", BY_CLOCK,                    \
          "The programme ended, or the draft was never published", .told = BY_SPEAKER,             \
          .due = DUE_DEADLINE, .then = LECTURE_DECLINES("offer_expired"))

/* ---- lecture_request */

#define LECTURE_ENDS(reason)                                                                       \
    {                                                                                              \
        {"lecture_request_invited", "lecture_booking", "withdraw", reason},                        \
        {                                                                                          \
            "lecture_request_tentative", "lecture_booking", "cancel_host", reason                  \
        }                                                                                          \
    }

#define LECTURE_REQUEST_ROWS(ROUTED, INNER)                                                        \
    ROUTED(lecture_request, open, "open", "draft", "open", BY_TEACHER | BY_STAFF,                  \
           "Ask for a speaker", .told = 0, .refusals = "programme_over dates_over")                \
    INNER(lecture_request, fill, "open", "filled", BY_STEP,                                        \
          "A lecture is confirmed; other speakers are told so", .told = 0,                         \
          .then = LECTURE_ENDS("another_confirmed"))                                               \
    INNER(lecture_request, reopen, "filled", "open", BY_STEP, "The lecture fell through",          \
          .told = BY_TEACHER)                                                                      \
    ROUTED(lecture_request, cancel, "cancel", "draft open", "cancelled", BY_TEACHER | BY_STAFF,    \
           "Ask for nobody any more; who was invited is told so", .told = 0,                       \
           .reasons = "no_need found_another no_time other",                                       \
           .then = LECTURE_ENDS("request_cancelled"))                                              \
    INNER(lecture_request, expire, "draft open", "expired", BY_CLOCK,                              \
          "Its last day, or the programme, is over", .told = BY_TEACHER, .due = DUE_DEADLINE,      \
          .then = LECTURE_ENDS("request_expired"))                                                 \
    INNER(lecture_request, close, "filled", "closed", BY_CLOCK, "The programme ended", .told = 0,  \
          .due = DUE_DEADLINE)

/* ---- lecture_booking */

#define LECTURERS (BY_SPEAKER | BY_TEACHER)
#define LECTURE_REOPENS                                                                            \
    {                                                                                              \
        {                                                                                          \
            "lecture_booking_unfilled", "lecture_request", "reopen", "fell_through"                \
        }                                                                                          \
    }

#define LECTURE_BOOKING_ROWS(ROUTED, INNER)                                                        \
    ROUTED(lecture_booking, accept, "accept", "invited", "tentative", BY_SPEAKER | BY_STAFF,       \
           "Say yes, if time and place are confirmed", .told = BY_TEACHER,                         \
           .refusals = "request_not_open offer_not_published times_spent")                         \
    ROUTED(lecture_booking, decline, "decline", "invited", "declined",                             \
           BY_SPEAKER | BY_STAFF | BY_STEP, "Say no", .told = BY_TEACHER,                          \
           .reasons = "!no_time topic travel other")                                               \
    ROUTED(lecture_booking, withdraw, "withdraw", "invited", "withdrawn",                          \
           BY_TEACHER | BY_STAFF | BY_STEP, "Take the invitation back", .told = BY_SPEAKER,        \
           .reasons = "found_another no_need other")                                               \
    ROUTED(lecture_booking, confirm, "confirm", "tentative", "confirmed", BY_TEACHER | BY_STAFF,   \
           "Confirm time and place: the speaker's time and hours are taken, the request filled",   \
           .told = BY_SPEAKER, .refusals = "request_not_open overlaps hours_spent",                \
           .then = {{"lecture_booking_request", "lecture_request", "fill", "booking_confirmed"}})  \
    ROUTED(lecture_booking, deliver, "deliver", "confirmed", "delivered", BY_TEACHER | BY_STAFF,   \
           "Say that it was held", .told = BY_SPEAKER, .refusals = "not_held_yet")                 \
    ROUTED(lecture_booking, cancel_speaker, "cancel-speaker", "tentative confirmed",               \
           "cancelled_speaker", BY_SPEAKER | BY_STAFF, "The speaker cannot come",                  \
           .told = LECTURERS, .reasons = "!health no_time travel other", .then = LECTURE_REOPENS)  \
    ROUTED(lecture_booking, cancel_host, "cancel-host", "tentative confirmed", "cancelled_host",   \
           BY_TEACHER | BY_STAFF | BY_STEP, "The course cannot have it", .told = LECTURERS,        \
           .reasons = "!no_need no_room found_another other", .then = LECTURE_REOPENS)             \
    ROUTED(lecture_booking, no_show, "no-show", "confirmed", "no_show", BY_TEACHER | BY_STAFF,     \
           "Say that the speaker did not come", .told = BY_SPEAKER, .refusals = "not_held_yet",    \
           .then = LECTURE_REOPENS)                                                                \
    ROUTED(lecture_booking, recommend, "recommend", "delivered", "", LECTURERS,                    \
           "Say that one would do it again", .told = 0)                                            \
    ROUTED(lecture_booking, mixed, "mixed", "delivered", "", LECTURERS, "Say that it was mixed",   \
           .told = 0)                                                                              \
    ROUTED(lecture_booking, do_not_recommend, "do-not-recommend", "delivered", "", LECTURERS,      \
           "Say that one would not do it again", .told = 0)                                        \
    INNER(lecture_booking, remind, "invited confirmed", "", BY_CLOCK,                              \
          "The deadline, or the lecture, comes near", .told = LECTURERS, .due = DUE_REMINDER)      \
    INNER(lecture_booking, expire, "invited tentative", "expired", BY_CLOCK,                       \
          "Nobody answered, or confirmed it, in time", .told = LECTURERS, .due = DUE_DEADLINE)     \
    INNER(lecture_booking, finish, "confirmed", "delivered", BY_CLOCK, "Nobody said otherwise",    \
          .told = LECTURERS, .due = DUE_DEADLINE)                                                  \
    INNER(lecture_booking, close, "delivered", "closed", BY_CLOCK,                                 \
          "The time to say how it went is over", .told = 0, .due = DUE_DEADLINE)

/* ---- consent */

#define CONSENT_ROWS(ROUTED, INNER)                                                                \
    ROUTED(consent, withdraw, "withdraw", "given", "withdrawn", BY_PERSON | BY_STAFF,              \
           "Take back what was agreed to; of an objection: lift it", .told = 0)                    \
    INNER(consent, supersede, "given", "superseded", BY_STEP,                                      \
          "The person said something new of the same purpose and channel", .told = 0,              \
          .reasons = "said_anew")                                                                  \
    INNER(consent, expire, "given", "expired", BY_CLOCK, "Its end was reached", .told = 0,         \
          .due = DUE_DEADLINE)

/* ---- round */

#define ROUND_UNPUBLISHED "draft open frozen review"

#define ROUND_ROWS(ROUTED, INNER)                                                                  \
    ROUTED(round, open, "open", "draft", "open", BY_STAFF, "Let students and mentors enrol",       \
           .told = 0, .refusals = "programme_over")                                                \
    ROUTED(round, enrol, "enrol", "open", "", BY_STAFF,                                            \
           "Enrol everybody of the unit: a need for each student, an offer for each alumnus with " \
           "seats",                                                                                \
           .told = 0, .statement = "round_enrol")                                                  \
    ROUTED(round, freeze, "freeze", "open", "frozen", BY_STAFF,                                    \
           "Take the snapshot that every run reads", .told = 0, .refusals = "nobody_enrolled")     \
    ROUTED(round, reopen, "reopen", "frozen review", "open", BY_STAFF,                             \
           "Let people enrol again; runs made until now become stale", .told = 0)                  \
    ROUTED(round, review, "review", "frozen", "review", BY_STAFF,                                  \
           "Look at the pairs of the round's run one by one", .told = 0,                           \
           .statement = "round_review", .refusals = "no_run run_unfinished run_stale run_undoes")  \
    ROUTED(round, adopt, "adopt", "review", "", BY_STAFF,                                          \
           "Take the pairs of another run, around what was decided", .told = 0,                    \
           .statement = "round_review", .refusals = "no_run run_unfinished run_stale run_undoes")  \
    ROUTED(round, approve, "approve", "review", "", BY_STAFF, "Approve all pairs still proposed",  \
           .told = 0, .statement = "round_approve")                                                \
    ROUTED(round, publish, "publish", "review", "published", BY_STAFF,                             \
           "Tell both sides of the approved pairs that hold today, and take their seats",          \
           .told = 0, .named = true, .statement = "round_publish",                                 \
           .refusals = "programme_over pairs_undecided no_pairs")                                  \
    ROUTED(round, amend, "amend", "published", "", BY_STAFF, "Publish what a repair run changes",  \
           .told = 0, .named = true, .statement = "round_amend",                                   \
           .refusals = "no_run run_unfinished run_stale run_undoes")                               \
    ROUTED(round, close, "close", "published", "closed", BY_STAFF,                                 \
           "End it; pairs without both answers lapse", .told = 0, .statement = "round_close")      \
    ROUTED(round, cancel, "cancel", ROUND_UNPUBLISHED, "cancelled", BY_STAFF, "Call it off",       \
           .told = 0)                                                                              \
    INNER(round, expire, ROUND_UNPUBLISHED, "cancelled", BY_CLOCK,                                 \
          "The programme ended before it was published", .told = 0, .due = DUE_DEADLINE)           \
    INNER(round, finish, "published", "closed", BY_CLOCK, "The programme ended", .told = 0,        \
          .due = DUE_DEADLINE, .statement = "round_close")

/* ---- run */

#define RUN_ROWS(ROUTED, INNER)                                                                    \
    INNER(run, start, "queued", "running", BY_SERVER, "A server takes it", .told = 0)              \
    INNER(run, finish, "running", "done", BY_SERVER, "It is solved and proven", .told = 0)         \
    INNER(run, refute, "running", "infeasible", BY_SERVER,                                         \
          "Its musts cannot hold together, which is proven", .told = 0)                            \
    INNER(run, fail, "running", "failed", BY_SERVER, "It could not be made", .told = 0)            \
    ROUTED(run, cancel, "cancel", "queued running", "cancelled", BY_STAFF, "Stop it", .told = 0)   \
    INNER(run, requeue, "running", "queued", BY_CLOCK | BY_SERVER,                                 \
          "Its server went away: another one makes it", .told = 0, .due = DUE_DEADLINE)            \
    INNER(run, expire, "queued", "cancelled", BY_CLOCK, "The programme ended", .told = 0,          \
          .due = DUE_DEADLINE)

/* ---- pair */

#define PAIR_DECLINE_REASONS "!no_time no_fit distance conflict_of_interest found_another other"

#define PAIR_ROWS(ROUTED, INNER)                                                                   \
    ROUTED(pair, approve, "approve", "proposed", "approved", BY_STAFF, "Keep it", .told = 0)       \
    ROUTED(pair, veto, "veto", "proposed approved", "vetoed", BY_STAFF,                            \
           "Rule it out for this round", .told = 0,                                                \
           .reasons = "conflict_of_interest no_fit other")                                         \
    ROUTED(pair, swap, "swap", "proposed approved", "swapped_out", BY_STAFF,                       \
           "Take it apart, so that both may be put into other pairs", .told = 0)                   \
    INNER(pair, release, "approved", "released", BY_STEP,                                          \
          "The round was published: both sides are told, a seat is taken",                         \
          .told = BY_STUDENT | BY_MENTOR)                                                          \
    ROUTED(pair, confirm_student, "confirm-student", "released", "", BY_STUDENT | BY_STAFF,        \
           "Say yes as the student", .told = BY_MENTOR, .refusals = "confirmed_already",           \
           .then = {{"pair_both_confirmed", "pair", "confirm", "both_confirmed"}})                 \
    ROUTED(pair, confirm_mentor, "confirm-mentor", "released", "", BY_MENTOR | BY_STAFF,           \
           "Say yes as the mentor", .told = BY_STUDENT, .refusals = "confirmed_already",           \
           .then = {{"pair_both_confirmed", "pair", "confirm", "both_confirmed"}})                 \
    INNER(pair, confirm, "released", "confirmed", BY_STEP,                                         \
          "Both said yes: a mentorship is proposed", .told = BY_STUDENT | BY_MENTOR,               \
          .reasons = "both_confirmed",                                                             \
          .then = {{"pair_rivals", "mentoring_request", "supersede", "another_accepted"}})         \
    ROUTED(pair, decline_student, "decline-student", "released", "declined_student",               \
           BY_STUDENT | BY_STAFF, "Say no as the student; the seat is free again",                 \
           .told = BY_MENTOR, .reasons = PAIR_DECLINE_REASONS)                                     \
    ROUTED(pair, decline_mentor, "decline-mentor", "released", "declined_mentor",                  \
           BY_MENTOR | BY_STAFF, "Say no as the mentor; the seat is free again",                   \
           .told = BY_STUDENT, .reasons = PAIR_DECLINE_REASONS)                                    \
    INNER(pair, remind, "released", "", BY_CLOCK, "The deadline comes near",                       \
          .told = BY_STUDENT | BY_MENTOR, .due = DUE_REMINDER)                                     \
    INNER(pair, lapse, "released", "lapsed", BY_CLOCK | BY_STEP,                                   \
          "Not both answered in time; the seat is free again", .told = BY_STUDENT | BY_MENTOR,     \
          .due = DUE_DEADLINE, .reasons = "round_closed")                                          \
    INNER(pair, expire, "proposed approved", "dropped", BY_CLOCK, "The programme ended",           \
          .told = 0, .due = DUE_DEADLINE)                                                          \
    INNER(pair, drop, "proposed approved released", "dropped", BY_STEP,                            \
          "It fell out: what it needs is not there any more, or another run was taken",            \
          .told = BY_STUDENT | BY_MENTOR,                                                          \
          .reasons = "replaced round_cancelled round_reopened erased not_matching "                \
                     "offer_not_active never avoided need_met hours_spent no_seat")

/* ---- membership */

#define MEMBERSHIP_LIVE "requested invited active muted"

#define MEMBERSHIP_ROWS(ROUTED, INNER)                                                             \
    ROUTED(membership, join, "join", "invited", "active", BY_PERSON, "Take up the invitation",     \
           .told = 0)                                                                              \
    ROUTED(membership, admit, "admit", "requested", "active", BY_STAFF,                            \
           "Let somebody in who asked to join", .told = 0)                                         \
    ROUTED(membership, mute, "mute", "active", "muted", BY_PERSON,                                 \
           "Stay in the group, and hear nothing of it", .told = 0)                                 \
    ROUTED(membership, unmute, "unmute", "muted", "active", BY_PERSON, "Hear of the group again",  \
           .told = 0)                                                                              \
    ROUTED(membership, leave, "leave", MEMBERSHIP_LIVE, "left", BY_PERSON | BY_STAFF,              \
           "Leave the group for good, or say no to it: no rule and no invitation brings one back", \
           .told = 0)                                                                              \
    ROUTED(membership, remove, "remove", MEMBERSHIP_LIVE, "removed", BY_STAFF,                     \
           "Take somebody out, or refuse them: no rule brings them back", .told = 0,               \
           .reasons = "not_eligible conduct other")                                                \
    INNER(membership, end, "active muted", "ended", BY_STEP, "The rule of the group ended it",     \
          .told = 0, .reasons = "rule_ended rule_ended_muted")                                     \
    INNER(membership, expire, "requested invited", "expired", BY_CLOCK, "Nobody answered in time", \
          .told = 0, .due = DUE_DEADLINE)
/* ---- internship_lead */

#define LEAD_LIVE "draft submitted changes_requested published"
/* The applications that wait are answered with no; who has a seat keeps it. */
#define LEAD_REJECTS(reason)                                                                       \
    {                                                                                              \
        {                                                                                          \
            "internship_lead_candidates", "application", "reject", reason                          \
        }                                                                                          \
    }

#define INTERNSHIP_LEAD_ROWS(ROUTED, INNER)                                                        \
    ROUTED(internship_lead, submit, "submit", "draft", "submitted", BY_HOST | BY_STAFF,            \
           "Have it looked at by the staff", .told = 0,                                            \
           .refusals = "programme_over apply_until_over")                                          \
    ROUTED(internship_lead, request_changes, "request-changes", "submitted", "changes_requested",  \
           BY_STAFF, "Ask the host to change it before it is published", .told = BY_HOST,          \
           .reasons = "!unclear incomplete conditions other")                                      \
    ROUTED(internship_lead, resubmit, "resubmit", "changes_requested", "submitted",                \
           BY_HOST | BY_STAFF, "Have it looked at again", .told = 0,                               \
           .refusals = "programme_over apply_until_over")                                          \
    ROUTED(internship_lead, publish, "publish", "submitted", "published", BY_STAFF,                \
           "Show it to students, who may apply", .told = BY_HOST,                                  \
           .refusals = "programme_over apply_until_over")                                          \
    ROUTED(internship_lead, reject, "reject", "submitted", "rejected", BY_STAFF,                   \
           "Do not publish it", .told = BY_HOST,                                                   \
           .reasons = "!not_suitable conditions duplicate other")                                  \
    ROUTED(                                                                                        \
        internship_lead, fill, "fill", "published", "filled", BY_HOST | BY_STAFF | BY_STEP,        \
        "Take no more applications, since all places are taken; those sent can still be answered", \
        .told = BY_HOST, .reasons = "seats_taken taken_elsewhere other")                           \
    ROUTED(internship_lead, close, "close", "published", "closed", BY_HOST | BY_STAFF,             \
           "Take no more applications; those that wait are rejected", .told = BY_HOST,             \
           .reasons = "enough_found no_time other", .then = LEAD_REJECTS("lead_closed"))           \
    ROUTED(internship_lead, withdraw, "withdraw", LEAD_LIVE, "withdrawn", BY_HOST | BY_STAFF,      \
           "Take the lead back; applications that wait are rejected", .told = BY_HOST,             \
           .reasons = "no_time no_place left other", .then = LEAD_REJECTS("lead_withdrawn"))       \
    INNER(internship_lead, remind, "changes_requested published", "", BY_CLOCK,                    \
          "The deadline comes near", .told = BY_HOST, .due = DUE_REMINDER)                         \
    INNER(internship_lead, expire, LEAD_LIVE, "expired", BY_CLOCK,                                 \
          "The last day to apply is over, or nobody went on with it; applications sent stay",      \
          .told = BY_HOST, .due = DUE_DEADLINE)

/* ---- application */

#define APPLICATION_OPEN  "draft submitted shortlisted offered accepted"
#define APPLICATION_SIDES (BY_STUDENT | BY_HOST)

#define APPLICATION_ROWS(ROUTED, INNER)                                                            \
    ROUTED(application, submit, "submit", "draft", "submitted", BY_STUDENT | BY_STAFF,             \
           "Send the application to the host", .told = BY_HOST, .refusals = "lead_not_open")       \
    ROUTED(application, shortlist, "shortlist", "submitted", "shortlisted", BY_HOST | BY_STAFF,    \
           "Keep it among those that are looked at closely", .told = BY_STUDENT)                   \
    ROUTED(application, offer, "offer", "submitted shortlisted", "offered", BY_HOST | BY_STAFF,    \
           "Offer the internship to the student", .told = BY_STUDENT)                              \
    ROUTED(application, accept, "accept", "offered", "accepted", BY_STUDENT | BY_STAFF,            \
           "Take what was offered: a seat is taken, all three sides can sign", .told = BY_HOST,    \
           .refusals = "no_place",                                                                 \
           .then = {{"application_fills_lead", "internship_lead", "fill", "seats_taken"}})         \
    ROUTED(application, sign_student, "sign-student", "accepted", "", BY_STUDENT,                  \
           "Sign as the student", .told = 0, .named = true, .refusals = "signed_already",          \
           .then = {{"application_all_signed", "application", "agree", "all_signed"}})             \
    ROUTED(application, sign_school, "sign-school", "accepted", "", BY_STAFF,                      \
           "Sign for the school", .told = 0, .named = true, .refusals = "signed_already",          \
           .then = {{"application_all_signed", "application", "agree", "all_signed"}})             \
    ROUTED(application, sign_host, "sign-host", "accepted", "", BY_HOST, "Sign as the host",       \
           .told = 0, .named = true, .refusals = "signed_already",                                 \
           .then = {{"application_all_signed", "application", "agree", "all_signed"}})             \
    INNER(application, agree, "accepted", "agreed", BY_STEP, "All three sides have signed",        \
          .told = APPLICATION_SIDES, .reasons = "all_signed")                                      \
    ROUTED(application, start, "start", "agreed", "started", BY_HOST | BY_STAFF, "Begin",          \
           .told = APPLICATION_SIDES)                                                              \
    ROUTED(application, complete, "complete", "started", "completed", BY_HOST | BY_STAFF,          \
           "End as planned; the seat stays taken", .told = APPLICATION_SIDES)                      \
    ROUTED(application, break_off, "break-off", "agreed started", "broken_off",                    \
           APPLICATION_SIDES | BY_STAFF,                                                           \
           "End before its time, with a reason; the seat is free again",                           \
           .told = APPLICATION_SIDES, .reasons = "!no_time no_fit health moved conditions other")  \
    ROUTED(application, reject, "reject", "submitted shortlisted offered accepted", "rejected",    \
           BY_HOST | BY_STAFF | BY_STEP, "Say no", .told = BY_STUDENT,                             \
           .reasons = "!no_fit other_chosen no_place no_time other")                               \
    ROUTED(application, withdraw, "withdraw", APPLICATION_OPEN, "withdrawn",                       \
           BY_STUDENT | BY_STAFF, "Take the application back; its seat is free again",             \
           .told = BY_HOST, .reasons = "found_another no_need no_time other")                      \
    INNER(application, remind, "submitted shortlisted offered accepted", "", BY_CLOCK,             \
          "The deadline comes near: who is waited for is told", .told = APPLICATION_SIDES,         \
          .due = DUE_REMINDER)                                                                     \
    INNER(application, lapse, APPLICATION_OPEN " agreed", "lapsed", BY_CLOCK,                      \
          "The deadline passed; its seat is free again", .told = APPLICATION_SIDES,                \
          .due = DUE_DEADLINE)                                                                     \
    INNER(application, finish, "started", "completed", BY_CLOCK, "The programme ended",            \
          .told = APPLICATION_SIDES, .due = DUE_DEADLINE)

#endif
