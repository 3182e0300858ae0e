#include "api/examples_moved.h"

#include "api/describe.h"
#include "api/examples.h"
#include "api/resources.h"
#include "api/rights.h"
#include "api/wire/consent.h"
#include "api/wire/group.h"
#include "api/wire/internship.h"
#include "api/wire/lecture.h"
#include "api/wire/mentoring.h"
#include "api/wire/round.h"
#include "api/wire/shape_json.h"
#include "scoring/base/text.h"

#include <stdio.h>
#include <string.h>

#define EVENTS_MAX  ((size_t)20)
#define REASON_SIZE ((size_t)41)
#define DAYS_TO_END 219 /* of the example's programme, from the day of its examples */

union moved {
    struct mentor_offer mentor_offer;
    struct mentoring_request mentoring_request;
    struct mentorship mentorship;
    struct consent consent;
    struct matching_round round;
    struct matching_run run;
    struct matching_pair pair;
    struct membership membership;
    struct internship_lead lead;
    struct application application;
    struct lecture_offer lecture_offer;
    struct lecture_request lecture_request;
    struct lecture_booking lecture_booking;
};

bool example_moves(const struct route *route)
{
    bool moves = describe_creates(route) || route->event != NULL;
    return moves && route->resource->lifecycle != NULL;
}

/* ---- members that some of the kinds have */

static void set(const struct shape *shape, void *object, const char *member, const void *value,
                size_t size)
{
    const struct shape_field *field = shape_find(shape, member, strlen(member));
    if (field != NULL)
        memcpy((char *)object + field->offset, value, size);
}

static void set_text(const struct shape *shape, void *object, const char *member, const char *value)
{
    set(shape, object, member, &value, sizeof value);
}

static void set_number(const struct shape *shape, void *object, const char *member, int32_t value)
{
    set(shape, object, member, &value, sizeof value);
}

static void set_time(const struct shape *shape, void *object, const char *member, moment value)
{
    set(shape, object, member, &value, sizeof value);
}

static moment time_of(const struct shape *shape, const void *object, const char *member)
{
    const struct shape_field *field = shape_find(shape, member, strlen(member));
    return *(const moment *)shape_at(object, field);
}

/* ---- what follows from the state */

/* When a state ends that begins at a time, by the limits that a programme has of itself. */
static moment deadline_of(const struct lifecycle_state *state, moment since)
{
    struct programme programme = {0};
    int32_t days = DAYS_TO_END;
    if (state->deadline == NULL)
        return 0;
    const struct shape_field *field =
        shape_find(&programme_shape, state->deadline, strlen(state->deadline));
    programme_defaults(&programme);
    if (field != NULL && field->type == SHAPE_INT)
        days = *(const int32_t *)shape_at(&programme, field);
    return since + days * MOMENT_DAY_MS;
}

static void enter(const struct lifecycle *lifecycle, const struct shape *shape, const char *word,
                  void *object)
{
    const struct lifecycle_state *state = lifecycle_state(lifecycle, word);
    moment since = time_of(shape, object, "state_since");
    set_text(shape, object, "state", word);
    set_text(shape, object, "reason_code", NULL);
    set_time(shape, object, "deadline_at", deadline_of(state, since));
    if (strcmp(word, "accepted") == 0)
        set_text(shape, object, "mentorship_id", EXAMPLE_MENTORSHIP_ID);
    if (strcmp(word, "waitlisted") == 0)
        set_number(shape, object, "position", 2);
    if (strcmp(word, "void") == 0)
        set_time(shape, object, "started_at", 0);
    if (strcmp(word, "requested") == 0)
        set_time(shape, object, "member_since", 0);
}

static void allow(const struct lifecycle *lifecycle, const struct shape *shape, unsigned who,
                  const char *state, const char **events, void *object)
{
    size_t count = 0;
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
        if (row->path != NULL && (row->who & who) != 0 && lifecycle_allows(row, state) &&
            count < EVENTS_MAX)
            events[count++] = row->event;
    const struct shape_field *field = shape_find(shape, "allowed_events", strlen("allowed_events"));
    memcpy((char *)object + field->offset, &events, sizeof events);
    memcpy((char *)object + field->count_offset, &count, sizeof count);
}

/* ---- replies */

/* The reason that a body gives, or NULL. */
static const char *reason_of(const char *body, char *word)
{
    static const char member[] = "\"reason_code\":\"";
    const char *at = strstr(body, member);
    if (at == NULL)
        return NULL;
    at += sizeof member - 1;
    snprintf(word, REASON_SIZE, "%.*s", (int)strcspn(at, "\""), at);
    return word;
}

/* Where it does not stand already, it stays in the first of the states that allow the event. */
static void stay(const struct lifecycle *lifecycle, const struct shape *shape,
                 const struct lifecycle_row *row, char *word, void *object)
{
    const struct shape_field *field = shape_find(shape, "state", strlen("state"));
    if (lifecycle_allows(row, *(const char *const *)shape_at(object, field)))
        return;
    snprintf(word, REASON_SIZE, "%.*s", (int)strcspn(row->from, " "), row->from);
    enter(lifecycle, shape, lifecycle_state(lifecycle, word)->word, object);
}

static void move(const struct route *route, const struct example *example, char *word, void *object)
{
    const struct lifecycle *lifecycle = route->resource->lifecycle;
    const struct lifecycle_row *row = describe_row(route);
    if (row == NULL) {
        bool first =
            lifecycle->made == NULL || lifecycle_names(lifecycle->made, lifecycle->states[0].word);
        enter(lifecycle, route->out, first ? lifecycle->states[0].word : lifecycle->made, object);
        set_number(route->out, object, "version", 1);
        set_number(route->out, object, "seats_taken", 0);
    } else if (row->to[0] == '\0') {
        set_text(route->out, object, "student_fit", row->event); /* of a mentorship: feedback */
        stay(lifecycle, route->out, row, word, object);
        set_number(route->out, object, "version", 3);
    } else {
        enter(lifecycle, route->out, row->to, object);
        set_text(route->out, object, "reason_code", reason_of(example->body, word));
        set_number(route->out, object, "version", 3);
    }
}

/* Of those who may, the one whose reply it is. */
static unsigned side_of(unsigned who)
{
    if ((who & BY_PERSON) != 0)
        return BY_PERSON;
    unsigned parties = who & BY_PARTIES;
    return parties & ~(parties - 1); /* the first */
}

void example_moved(const struct route *route, const struct example *example, struct text *text)
{
    unsigned who = right_hats(rights_of(route->name), route->resource);
    const char *events[EVENTS_MAX];
    char word[REASON_SIZE];
    union moved moved;
    memcpy(&moved, example->reply, route->out->size);
    move(route, example, word, &moved);
    allow(route->resource->lifecycle, route->out, side_of(who),
          resource_text(route->resource, &moved, "state"), events, &moved);
    shape_to_json(route->out, &moved, 0, text);
}
