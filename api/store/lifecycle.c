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

/* ---- all */

const struct lifecycle lifecycles[] = {
    {"mentor_offer", "mentor-offers", mentor_offer_states, mentor_offer_rows},
    {"mentoring_request", "mentoring-requests", mentoring_request_states, mentoring_request_rows},
    {"mentorship", "mentorships", mentorship_states, mentorship_rows},
    {"consent", "consents", consent_states, consent_rows},
    {NULL, NULL, NULL, NULL},
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
