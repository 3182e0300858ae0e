/* Lifecycles: one table of states and one of rows (state, event, next state, who may, guard,
 * notice, what follows) for each kind of object. From them come the routes (POST
 * /v1/<collection>/{id}/<event>), allowed_events, /openapi.json, the table in MENTORING.md, the
 * steps of the store (store_step.h) and a test of every state, event and kind of caller; the CHECKs
 * of the schema are compared with them.
 *
 * How to add a lifecycle: its rows in lifecycle_rows.h, a schema file with the columns from state
 * to version, its statements <object>_get, _page, _count, _lock, _move and _due, and a row in
 * lifecycles[]. How to add a step: a row; with a guard, a line in `judged` of _move, or a statement
 * of its own where it takes more than others do. */
#ifndef API_STORE_LIFECYCLE_H
#define API_STORE_LIFECYCLE_H

#include <stdbool.h>
#include <stddef.h>

/* Who may fire an event, each a bit. Parties are the sides of an object, whose ids are its members
 * named after them: student_id. The clock acts at deadlines; a step acts when another step has it
 * as a consequence: neither has a route. */
#define LIFECYCLE_PARTIES(X)                                                                       \
    X(STUDENT, "student")                                                                          \
    X(MENTOR, "mentor")                                                                            \
    X(SPEAKER, "speaker")                                                                          \
    X(TEACHER, "teacher")                                                                          \
    X(HOST, "host")
#define LIFECYCLE_ACTORS(X)                                                                        \
    LIFECYCLE_PARTIES(X)                                                                           \
    X(STAFF, "staff")                                                                              \
    X(PERSON, "person")                                                                            \
    X(CLOCK, "clock")                                                                              \
    X(STEP, "step")                                                                                \
    X(SERVER, "server")

enum actor_kind {
#define ACTOR_ENUM(name, word) ACTOR_##name,
    LIFECYCLE_ACTORS(ACTOR_ENUM)
#undef ACTOR_ENUM
        ACTOR_COUNT
};

#define BY_STUDENT (1U << ACTOR_STUDENT)
#define BY_MENTOR  (1U << ACTOR_MENTOR)
#define BY_SPEAKER (1U << ACTOR_SPEAKER) /* of a guest lecture */
#define BY_TEACHER (1U << ACTOR_TEACHER) /* whose course it is held in */
#define BY_HOST    (1U << ACTOR_HOST)    /* of an internship */
#define BY_PARTIES (BY_STUDENT | BY_MENTOR | BY_SPEAKER | BY_TEACHER | BY_HOST)
#define BY_STAFF   (1U << ACTOR_STAFF)
#define BY_PERSON  (1U << ACTOR_PERSON) /* whom alone it is about: its person_id */
#define BY_CLOCK   (1U << ACTOR_CLOCK)
#define BY_STEP    (1U << ACTOR_STEP)
#define BY_SERVER  (1U << ACTOR_SERVER) /* that makes a run */

/* "student" … "server". */
const char *actor_word(enum actor_kind actor);

/* The member of an object that says who that is: "student_id" …, "person_id"; NULL: none does. */
const char *actor_member(enum actor_kind actor);

/* The actor of a word; asserts that there is one. */
enum actor_kind actor_find(const char *word);

/* Why a guard says no: word, sentence. A statement returns the word in its column `refused`; to
 * people it is a 409 with this fault. */
#define LIFECYCLE_REFUSALS(X)                                                                      \
    X("no_seat", "No seat is free: end a mentorship first, or offer more seats.")                  \
    X("seat_free", "A seat is free, and nobody waits before: answer the request instead.")         \
    X("hours_spent", "The mentor's hours of this year do not reach for another mentorship.")       \
    X("need_met", "The student has all the mentors they wanted.")                                  \
    X("too_many_live", "The programme allows no more open requests of one student.")               \
    X("offer_not_active", "The mentor's offer in this programme is not active.")                   \
    X("never", "A rule of the programme keeps these two apart.")                                   \
    X("avoided", "The student's need names this mentor among those to avoid.")                     \
    X("not_eligible", "The student does not meet the mentor's conditions.")                        \
    X("below_minimum", "The score is below the least that the programme allows.")                  \
    X("not_matching", "One of the two takes no part in matching at present.")                      \
    X("programme_over", "The programme is over.")                                                  \
    X("live_seats", "Mentorships still run under an earlier offer of this mentor.")                \
    X("seats_below_taken", "More seats than that are taken; end a mentorship first.")              \
    X("not_a_draft", "Only a draft can be changed.")                                               \
    X("objected", "The person objects to this purpose: withdraw the objection first.")             \
    X("withdrawn", "The person took it back: only their own consent makes it good again.")         \
    X("nobody_enrolled", "Nobody is enrolled: it takes a student with a need and a free seat.")    \
    X("round_state", "The state of the round does not allow that.")                                \
    X("not_enrolled", "One of those named is not in the round's snapshot.")                        \
    X("no_run", "The round names no run: choose one first, by a PATCH of its run_id.")             \
    X("run_unfinished", "The round's run did not end with a result.")                              \
    X("run_stale", "The round changed since the run was made: make another one.")                  \
    X("run_undoes", "The run undoes what was decided about pairs: make one around them.")          \
    X("no_pairs", "No pair is approved.")                                                          \
    X("pairs_undecided", "Pairs are still only proposed: approve, veto or swap them first.")       \
    X("student_paired", "The student has a pair in this round: veto or swap it first.")            \
    X("pair_refused", "This pair was vetoed or declined in this round.")                           \
    X("confirmed_already", "This side has confirmed the pair.")                                    \
    X("member_already", "The person is in the group, or is to answer or be answered.")             \
    X("left_group", "The person left the group: only they themselves may ask to come back.")       \
    X("not_joinable", "Nobody asks to join this group: its rule and invitations make members.")    \
    X("pair_released", "A round has paired these two: confirm or decline that pair instead.")      \
    X("lead_not_open", "Nobody can apply to this lead now, and it does not change any more.")      \
    X("apply_until_over", "The last day to apply is over: set a later apply_until first.")         \
    X("moderated", "What was submitted stays as it is, but for seats and apply_until.")            \
    X("no_place", "All places of this internship are taken.")                                      \
    X("signed_already", "This side has signed.")                                                   \
    X("not_together", "Request, offer and teacher do not belong together in this programme.")      \
    X("request_not_open", "The request is not open.")                                              \
    X("offer_not_published", "The offer is not published.")                                        \
    X("other_format", "Offer and request do not both allow that: on site, or online.")             \
    X("dates_over", "The last day of the request is over: change its dates first.")                \
    X("outside_dates", "The request asks for another day.")                                        \
    X("too_soon", "The speaker needs more notice than that.")                                      \
    X("times_spent", "The offer is taken as often as it can be that year.")                        \
    X("overlaps", "The speaker has another confirmed lecture at that time.")                       \
    X("not_held_yet", "The lecture has not begun yet.")

/* The sentence of a refusal's word; asserts that there is one. */
const char *lifecycle_refusal(const char *word);

struct lifecycle_state {
    const char *word;
    /* What says when it ends: a column of programme in days ("answer_days"; of a membership its
     * group's), "ends_on", "expires_at" of the object itself, which may have none, its
     * "lease_seconds", or NULL: it does not wait. */
    const char *deadline;
    bool reminded; /* reminder_days of the programme ahead of the deadline */
    bool held;     /* holds a seat; of a request: counts among the student's live ones */
    bool end;      /* nothing leaves it */
    bool lasts;    /* nobody waits: it goes on until somebody ends it */
    bool unseen;   /* only those who may make such an object are shown it */
};

enum lifecycle_due { DUE_NEVER, DUE_DEADLINE, DUE_REMINDER, DUE_PROMOTION };

/* A consequence, in the same transaction, by the actor STEP: the statement lists (or makes) ids of
 * objects for the id of the object that moved; each of them takes the event, of which the row has
 * no statement of its own, so that what a guard refuses has changed nothing. */
struct lifecycle_then {
    const char *statement; /* NULL: none */
    const char *object, *event;
    const char *reason_code;
};

#define LIFECYCLE_THEN_MAX 2

struct lifecycle_row {
    const char *event;
    const char *path; /* its segment of the route; NULL: no route */
    const char *from; /* words of states */
    const char *to;
    unsigned who;           /* BY_… */
    bool named;             /* by a person with a token of their own, not by a program */
    const char *statement;  /* that guards and moves; NULL: <object>_move */
    enum lifecycle_due due; /* when the clock fires it */
    unsigned told;          /* whom a notice tells: parties, BY_PERSON */
    const char *refusals;   /* words of LIFECYCLE_REFUSALS that a guard may say; NULL: none */
    const char *reasons;    /* words that may be given; NULL: none; "!…": one must be given */
    struct lifecycle_then then[LIFECYCLE_THEN_MAX];
    const char *summary; /* an English phrase, for the documentation */
};

struct lifecycle {
    const char *object;     /* "mentoring_request": the table, the statements' prefix */
    const char *collection; /* "mentoring-requests" */
    const struct lifecycle_state *states; /* the first is where all begin; NULL word ends them */
    const struct lifecycle_row *rows;     /* NULL event ends them; one row an event */
    /* Where one begins that a request made, for all its sides to see (words of states); NULL: in
     * the first state, as a draft that is its maker's alone. */
    const char *made;
};

/* Named as the objects are. */
enum lifecycle_index {
    LIFECYCLE_mentor_offer,
    LIFECYCLE_mentoring_request,
    LIFECYCLE_mentorship,
    LIFECYCLE_consent,
    LIFECYCLE_round,
    LIFECYCLE_run,
    LIFECYCLE_pair,
    LIFECYCLE_membership,
    LIFECYCLE_lecture_offer,
    LIFECYCLE_lecture_request,
    LIFECYCLE_lecture_booking,
    LIFECYCLE_internship_lead,
    LIFECYCLE_application,
    LIFECYCLE_COUNT
};

/* By index, and ended by a NULL object. */
extern const struct lifecycle lifecycles[];

/* The lifecycle of an object's name, or NULL. */
const struct lifecycle *lifecycle_find(const char *object);

/* The state with that word, or NULL. */
const struct lifecycle_state *lifecycle_state(const struct lifecycle *lifecycle, const char *word);

/* The row of an event, or NULL. */
const struct lifecycle_row *lifecycle_row(const struct lifecycle *lifecycle, const char *event);

/* True when the words (separated by blanks; NULL: none) name word. */
bool lifecycle_names(const char *words, const char *word);

/* True when a row may be fired in a state. */
bool lifecycle_allows(const struct lifecycle_row *row, const char *state);

/* True when a reason may be given with an event; reason_code NULL: when none need be. */
bool lifecycle_reason_fits(const struct lifecycle_row *row, const char *reason_code);

#endif
