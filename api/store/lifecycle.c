#include "api/store/lifecycle.h"

#include "api/store/lifecycle_rows.h"

#include <assert.h>
#include <string.h>

#define ROUTED(object, event_, path_, from_, to_, who_, summary_, ...)                             \
    {.event = #event_,                                                                             \
     .path = (path_),                                                                              \
     .from = (from_),                                                                              \
     .to = (to_),                                                                                  \
     .who = (who_),                                                                                \
     .summary = (summary_),                                                                        \
     __VA_ARGS__},
#define INNER(object, event_, from_, to_, who_, summary_, ...)                                     \
    {.event = #event_,                                                                             \
     .from = (from_),                                                                              \
     .to = (to_),                                                                                  \
     .who = (who_),                                                                                \
     .summary = (summary_),                                                                        \
     __VA_ARGS__},

/* ---- states, in the order of life */

static const struct lifecycle_state mentor_offer_states[] = {
    {.word = "draft", .deadline = "draft_days"},
    {.word = "active", .deadline = "ends_on"},
    {.word = "paused", .deadline = "ends_on"},
    {.word = "withdrawn", .end = true},
    {.word = "expired", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row mentor_offer_rows[] = {
    MENTOR_OFFER_ROWS(ROUTED, INNER){.event = NULL}};

static const struct lifecycle_state mentoring_request_states[] = {
    {.word = "draft", .deadline = "draft_days"},
    {.word = "pending", .deadline = "answer_days", .reminded = true, .held = true},
    {.word = "info_requested", .deadline = "info_days", .reminded = true, .held = true},
    {.word = "waitlisted", .deadline = "waiting_days", .held = true},
    {.word = "accepted", .end = true},
    {.word = "declined", .end = true},
    {.word = "withdrawn", .end = true},
    {.word = "expired", .end = true},
    {.word = "superseded", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row mentoring_request_rows[] = {
    MENTORING_REQUEST_ROWS(ROUTED, INNER){.event = NULL}};

static const struct lifecycle_state mentorship_states[] = {
    {.word = "proposed", .deadline = "start_days", .reminded = true, .held = true},
    {.word = "active", .deadline = "ends_on", .held = true},
    {.word = "paused", .deadline = "pause_days", .reminded = true, .held = true},
    {.word = "completed", .end = true},
    {.word = "ended_early", .end = true},
    {.word = "void", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row mentorship_rows[] = {
    MENTORSHIP_ROWS(ROUTED, INNER){.event = NULL}};

/* Nobody waits for its end; where it has one, the clock brings it. */
static const struct lifecycle_state consent_states[] = {
    {.word = "given", .deadline = "expires_at"},
    {.word = "withdrawn", .end = true},
    {.word = "expired", .end = true},
    {.word = "superseded", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row consent_rows[] = {CONSENT_ROWS(ROUTED, INNER){.event = NULL}};

static const struct lifecycle_state round_states[] = {
    {.word = "draft", .deadline = "ends_on"},     {.word = "open", .deadline = "ends_on"},
    {.word = "frozen", .deadline = "ends_on"},    {.word = "review", .deadline = "ends_on"},
    {.word = "published", .deadline = "ends_on"}, {.word = "closed", .end = true},
    {.word = "cancelled", .end = true},           {.word = NULL},
};

static const struct lifecycle_row round_rows[] = {ROUND_ROWS(ROUTED, INNER){.event = NULL}};

static const struct lifecycle_state run_states[] = {
    {.word = "queued", .deadline = "ends_on"},
    {.word = "running", .deadline = "lease_seconds"},
    {.word = "done", .end = true},
    {.word = "infeasible", .end = true},
    {.word = "failed", .end = true},
    {.word = "cancelled", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row run_rows[] = {RUN_ROWS(ROUTED, INNER){.event = NULL}};

/* A pair that is confirmed holds its seat as a mentorship. */
static const struct lifecycle_state pair_states[] = {
    {.word = "proposed", .deadline = "ends_on", .unseen = true},
    {.word = "approved", .deadline = "ends_on", .unseen = true},
    {.word = "released", .deadline = "confirm_days", .reminded = true, .held = true},
    {.word = "vetoed", .end = true},
    {.word = "swapped_out", .end = true},
    {.word = "confirmed", .end = true},
    {.word = "declined_student", .end = true},
    {.word = "declined_mentor", .end = true},
    {.word = "lapsed", .end = true},
    {.word = "dropped", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row pair_rows[] = {PAIR_ROWS(ROUTED, INNER){.event = NULL}};

/* How one begins: as asked for, or as derived, active. */
static const struct lifecycle_state membership_states[] = {
    {.word = "requested", .deadline = "answer_days"},
    {.word = "invited", .deadline = "answer_days"},
    {.word = "active", .lasts = true},
    {.word = "muted", .lasts = true},
    {.word = "left", .end = true},
    {.word = "removed", .end = true},
    {.word = "ended", .end = true},
    {.word = "expired", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row membership_rows[] = {
    MEMBERSHIP_ROWS(ROUTED, INNER){.event = NULL}};
/* One may apply until a day of the lead's own; seats are held by applications. */
static const struct lifecycle_state internship_lead_states[] = {
    {.word = "draft", .deadline = "draft_days"},
    {.word = "submitted", .deadline = "waiting_days"},
    {.word = "changes_requested", .deadline = "waiting_days", .reminded = true},
    {.word = "published", .deadline = "expires_at", .reminded = true},
    {.word = "rejected", .end = true},
    {.word = "filled", .end = true},
    {.word = "closed", .end = true},
    {.word = "expired", .end = true},
    {.word = "withdrawn", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row internship_lead_rows[] = {
    INTERNSHIP_LEAD_ROWS(ROUTED, INNER){.event = NULL}};

/* Who went to the end keeps the place, so that no lead takes more people than it has. */
static const struct lifecycle_state application_states[] = {
    {.word = "draft", .deadline = "draft_days"},
    {.word = "submitted", .deadline = "answer_days", .reminded = true},
    {.word = "shortlisted", .deadline = "waiting_days", .reminded = true},
    {.word = "offered", .deadline = "confirm_days", .reminded = true},
    {.word = "accepted", .deadline = "waiting_days", .reminded = true, .held = true},
    {.word = "agreed", .deadline = "ends_on", .held = true},
    {.word = "started", .deadline = "ends_on", .held = true},
    {.word = "completed", .held = true, .end = true},
    {.word = "broken_off", .end = true},
    {.word = "rejected", .end = true},
    {.word = "withdrawn", .end = true},
    {.word = "lapsed", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row application_rows[] = {
    APPLICATION_ROWS(ROUTED, INNER){.event = NULL}};

static const struct lifecycle_state lecture_offer_states[] = {
    {.word = "draft", .deadline = "draft_days"},
    {.word = "published", .deadline = "ends_on"},
    {.word = "paused", .deadline = "ends_on"},
    {.word = "withdrawn", .end = true},
    {.word = "expired", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row lecture_offer_rows[] = {
    LECTURE_OFFER_ROWS(ROUTED, INNER){.event = NULL}};

static const struct lifecycle_state lecture_request_states[] = {
    {.word = "draft", .deadline = "draft_days"},
    {.word = "open", .deadline = "expires_at"},
    {.word = "filled", .deadline = "ends_on"},
    {.word = "closed", .end = true},
    {.word = "cancelled", .end = true},
    {.word = "expired", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row lecture_request_rows[] = {
    LECTURE_REQUEST_ROWS(ROUTED, INNER){.event = NULL}};

static const struct lifecycle_state lecture_booking_states[] = {
    {.word = "invited", .deadline = "answer_days", .reminded = true},
    {.word = "tentative", .deadline = "expires_at"},
    {.word = "confirmed", .deadline = "expires_at", .reminded = true},
    {.word = "delivered", .deadline = "answer_days"},
    {.word = "closed", .end = true},
    {.word = "declined", .end = true},
    {.word = "withdrawn", .end = true},
    {.word = "expired", .end = true},
    {.word = "cancelled_speaker", .end = true},
    {.word = "cancelled_host", .end = true},
    {.word = "no_show", .end = true},
    {.word = NULL},
};

static const struct lifecycle_row lecture_booking_rows[] = {
    LECTURE_BOOKING_ROWS(ROUTED, INNER){.event = NULL}};

/* ---- all */

#define LIFECYCLE(name, collection, made)                                                          \
    [LIFECYCLE_##name] = {#name, collection, name##_states, name##_rows, made}
const struct lifecycle lifecycles[] = {
    LIFECYCLE(mentor_offer, "mentor-offers", NULL),
    LIFECYCLE(mentoring_request, "mentoring-requests", NULL),
    LIFECYCLE(mentorship, "mentorships", NULL),
    LIFECYCLE(consent, "consents", NULL),
    LIFECYCLE(round, "rounds", NULL),
    LIFECYCLE(run, "runs", NULL),
    LIFECYCLE(pair, "pairs", "approved"),
    LIFECYCLE(membership, "memberships", "requested invited"),
    LIFECYCLE(lecture_offer, "lecture-offers", NULL),
    LIFECYCLE(lecture_request, "lecture-requests", NULL),
    LIFECYCLE(lecture_booking, "lecture-bookings", "invited"),
    LIFECYCLE(internship_lead, "internship-leads", NULL),
    LIFECYCLE(application, "applications", NULL),
    [LIFECYCLE_COUNT] = {NULL, NULL, NULL, NULL, NULL},
};

const char *actor_word(enum actor_kind actor)
{
    static const char *const words[] = {
#define ACTOR_WORD(name, word) word,
        LIFECYCLE_ACTORS(ACTOR_WORD)
#undef ACTOR_WORD
    };
    assert(actor < ACTOR_COUNT);
    return words[actor];
}

const char *actor_member(enum actor_kind actor)
{
    static const char *const members[ACTOR_COUNT] = {
#define PARTY_MEMBER(name, word) [ACTOR_##name] = word "_id",
        LIFECYCLE_PARTIES(PARTY_MEMBER)
#undef PARTY_MEMBER
            [ACTOR_PERSON] = "person_id",
    };
    assert(actor < ACTOR_COUNT);
    return members[actor];
}

enum actor_kind actor_find(const char *word)
{
    enum actor_kind actor = 0;
    while (actor < ACTOR_COUNT && strcmp(actor_word(actor), word) != 0)
        actor++;
    assert(actor < ACTOR_COUNT);
    return actor;
}

const char *lifecycle_refusal(const char *word)
{
    static const char *const sentences[][2] = {
#define REFUSAL_ROW(word, sentence) {word, sentence},
        LIFECYCLE_REFUSALS(REFUSAL_ROW)
#undef REFUSAL_ROW
    };
    size_t i = 0;
    while (i < sizeof sentences / sizeof sentences[0] && strcmp(sentences[i][0], word) != 0)
        i++;
    assert(i < sizeof sentences / sizeof sentences[0]);
    return sentences[i][1];
}

const struct lifecycle *lifecycle_find(const char *object)
{
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++)
        if (strcmp(at->object, object) == 0)
            return at;
    return NULL;
}

const struct lifecycle_state *lifecycle_state(const struct lifecycle *lifecycle, const char *word)
{
    for (const struct lifecycle_state *at = lifecycle->states; at->word != NULL; at++)
        if (strcmp(at->word, word) == 0)
            return at;
    return NULL;
}

const struct lifecycle_row *lifecycle_row(const struct lifecycle *lifecycle, const char *event)
{
    for (const struct lifecycle_row *at = lifecycle->rows; at->event != NULL; at++)
        if (strcmp(at->event, event) == 0)
            return at;
    return NULL;
}

bool lifecycle_names(const char *words, const char *word)
{
    size_t size = strlen(word);
    while (words != NULL && *words != '\0') {
        size_t next = strcspn(words, " ");
        if (next == size && memcmp(words, word, size) == 0)
            return true;
        words += next + (words[next] == ' ');
    }
    return false;
}

bool lifecycle_allows(const struct lifecycle_row *row, const char *state)
{
    return lifecycle_names(row->from, state);
}

bool lifecycle_reason_fits(const struct lifecycle_row *row, const char *reason_code)
{
    bool required = row->reasons != NULL && row->reasons[0] == '!';
    if (reason_code == NULL)
        return !required;
    return lifecycle_names(required ? row->reasons + 1 : row->reasons, reason_code);
}
