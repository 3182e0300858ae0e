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

/* Who may fire an event, each a bit. The clock acts at deadlines; a step acts when another step has
 * it as a consequence: neither has a route. */
#define LIFECYCLE_ACTORS(X)                                                                        \
    X(STUDENT, "student")                                                                          \
    X(MENTOR, "mentor")                                                                            \
    X(STAFF, "staff")                                                                              \
    X(PERSON, "person")                                                                            \
    X(CLOCK, "clock")                                                                              \
    X(STEP, "step")

enum actor_kind {
#define ACTOR_ENUM(name, word) ACTOR_##name,
    LIFECYCLE_ACTORS(ACTOR_ENUM)
#undef ACTOR_ENUM
        ACTOR_COUNT
};

#define BY_STUDENT (1U << ACTOR_STUDENT)
#define BY_MENTOR  (1U << ACTOR_MENTOR)
#define BY_STAFF   (1U << ACTOR_STAFF)
#define BY_PERSON  (1U << ACTOR_PERSON) /* whom alone it is about: its person_id */
#define BY_CLOCK   (1U << ACTOR_CLOCK)
#define BY_STEP    (1U << ACTOR_STEP)

/* "student", "mentor", "staff", "person", "clock" or "step". */
const char *actor_word(enum actor_kind actor);

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
    X("objected", "The person objects to this purpose: withdraw the objection first.")

/* The sentence of a refusal's word; asserts that there is one. */
const char *lifecycle_refusal(const char *word);

struct lifecycle_state {
    const char *word;
    /* What says when it ends: a column of programme in days ("answer_days"), "ends_on",
     * "expires_at" of the object itself, which may have none, or NULL: it does not wait. */
    const char *deadline;
    bool reminded; /* reminder_days of the programme ahead of the deadline */
    bool held;     /* holds a seat; of a request: counts among the student's live ones */
    bool end;      /* nothing leaves it */
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
    const char *statement;  /* that guards and moves; NULL: <object>_move */
    enum lifecycle_due due; /* when the clock fires it */
    unsigned told;          /* whom a notice tells: BY_STUDENT, BY_MENTOR */
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
};

/* Ended by a NULL object. */
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
