#include "api/object.h"

#include "api/clock.h"
#include "api/condition.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/routes.h"
#include "api/wire/mentoring.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* ---- what the caller may do */

/* The right to an operation on objects of the route's resource: "get_need", "pause_mentorship". */
static const struct right *right_to(const struct request *request, const char *verb)
{
    char operation[80];
    int size =
        snprintf(operation, sizeof operation, "%s_%s", verb, request->route->resource->kind.name);
    assert(size > 0 && (size_t)size < sizeof operation);
    return rights_of(operation);
}

bool object_may_sign(const struct request *request, const struct lifecycle_row *row)
{
    return !row->named || request->caller.person_id[0] != '\0';
}

static enum status list_allowed(struct request *request, const void *object, const char **events,
                                size_t *count)
{
    const struct resource *resource = request->route->resource;
    const char *state = resource_text(resource, object, "state");
    enum status status = STATUS_OK;
    for (const struct lifecycle_row *row = resource->lifecycle->rows;
         row->event != NULL && status == STATUS_OK; row++) {
        unsigned hats = 0;
        if (row->path == NULL || !lifecycle_allows(row, state) || !object_may_sign(request, row))
            continue;
        status = rights_to(request, right_to(request, row->event), resource, object, &hats);
        if (hats != 0)
            events[(*count)++] = row->event;
    }
    return status;
}

static size_t count_rows(const struct lifecycle *lifecycle)
{
    size_t count = 0;
    while (lifecycle->rows[count].event != NULL)
        count++;
    return count;
}

enum status object_allow(struct request *request, void *object)
{
    static const char member[] = "allowed_events";
    const struct resource *resource = request->route->resource;
    const struct shape_field *field = shape_find(resource->kind.shape, member, sizeof member - 1);
    if (resource->blank != NULL)
        resource->blank(request, object);
    if (resource->lifecycle == NULL || field == NULL)
        return STATUS_OK;
    const char **events =
        arena_array(request->arena, count_rows(resource->lifecycle), sizeof *events);
    size_t count = 0;
    if (events == NULL)
        return STATUS_MEMORY;
    enum status status = list_allowed(request, object, events, &count);
    if (status != STATUS_OK)
        return status;
    memcpy((char *)object + field->offset, &events, sizeof events);
    memcpy((char *)object + field->count_offset, &count, sizeof count);
    return STATUS_OK;
}

/* ---- reading and showing */

/* A state between the first, where an object is a draft unless it is made for all sides to see, and
 * the ends; and not unseen. */
static bool is_under_way(const struct lifecycle *lifecycle, const char *word)
{
    const struct lifecycle_state *state = word == NULL ? NULL : lifecycle_state(lifecycle, word);
    bool seen = lifecycle_names(lifecycle->made, lifecycle->states[0].word);
    return state != NULL && (seen || state != lifecycle->states) && !state->end && !state->unseen;
}

/* A draft was not; what has ended was only if its history says so. */
static bool was_sent(const struct resource *resource, const void *object)
{
    static const char member[] = "history";
    const struct lifecycle *lifecycle = resource->lifecycle;
    const struct shape_field *field = shape_find(resource->kind.shape, member, sizeof member - 1);
    const struct object_event *const *events = shape_at(object, field);
    const char *state = resource_text(resource, object, "state");
    bool sent = is_under_way(lifecycle, state);
    if (strcmp(state, lifecycle->states[0].word) != 0)
        for (size_t i = 0; i < shape_list_count(object, field) && !sent; i++)
            sent = is_under_way(lifecycle, (*events)[i].to_state);
    return sent;
}

/* What was made, but never sent, is its makers' alone: the other side is told when it is sent. */
static bool is_unsent(const struct request *request, const void *object, unsigned hats)
{
    const struct resource *resource = request->route->resource;
    return resource->lifecycle != NULL && resource->made &&
           (right_hats(right_to(request, "create"), resource) & hats) == 0 &&
           !was_sent(resource, object);
}

/* NOT_FOUND for whom it does not concern. */
static enum status check_seen(struct request *request, const void *object)
{
    const struct resource *resource = request->route->resource;
    unsigned hats = 0;
    enum status status = rights_to(request, right_to(request, "get"), resource, object, &hats);
    bool hidden = status == STATUS_OK && (hats == 0 || is_unsent(request, object, hats));
    request->not_yours |= hidden;
    return hidden ? STATUS_NOT_FOUND : status;
}

enum status object_read(struct request *request, const char *id, void **ret_object)
{
    const struct object_kind *kind = &request->route->resource->kind;
    void *object = arena_alloc(request->arena, kind->shape->size);
    if (object == NULL)
        return STATUS_MEMORY;
    enum status status = store_object_get(request->store, kind, id, request->arena, object);
    if (status == STATUS_OK)
        status = check_seen(request, object);
    if (status == STATUS_OK)
        status = object_allow(request, object);
    if (status == STATUS_OK)
        *ret_object = object;
    return status;
}

/* With the end of line that reply_ok would add. */
static void write_object(const struct request *request, const void *object, struct text *text)
{
    shape_to_json(request->route->resource->kind.shape, object, 0, text);
    text_add_char(text, '\n');
}

enum status object_tag(const struct request *request, const void *object, char ret_etag[ETAG_SIZE])
{
    struct text text = {0};
    write_object(request, object, &text);
    enum status status = text_status(&text);
    if (status == STATUS_OK)
        etag_of_body(text.bytes, text.size, ret_etag);
    text_free(&text);
    return status;
}

enum status object_show(struct request *request, const void *object)
{
    struct reply *reply = &request->reply;
    char etag[ETAG_SIZE];
    text_clear(&reply->body);
    write_object(request, object, &reply->body);
    if (text_status(&reply->body) != STATUS_OK)
        return STATUS_MEMORY;
    etag_of_body(reply->body.bytes, reply->body.size, etag);
    reply->etag = arena_strdup(request->arena, etag);
    return reply->etag == NULL ? STATUS_MEMORY : STATUS_OK;
}

enum status object_show_again(struct request *request, const char *id)
{
    void *object = NULL;
    enum status status = object_read(request, id, &object);
    return status == STATUS_OK ? object_show(request, object) : status;
}

/* ---- for those who change them */

enum status object_decode(struct request *request, const struct shape *shape, enum decode_mode mode,
                          void *ret_struct)
{
    const struct text *body = &request->body;
    return shape_from_json(shape, mode, body->bytes == NULL ? "" : body->bytes, body->size,
                           request->arena, &request->faults, ret_struct);
}

/* Whoever is more than one of them acts as the person before the party. */
static enum actor_kind actor_in(unsigned hats)
{
    enum actor_kind actor = (hats & BY_PERSON) != 0 ? ACTOR_PERSON : 0;
    while (actor < ACTOR_COUNT - 1 && (hats & (1U << actor)) == 0)
        actor++;
    return actor;
}

struct deed object_deed(const struct request *request, unsigned hats)
{
    const struct caller *caller = &request->caller;
    struct actor actor = {.kind = actor_in(hats),
                          .id =
                              caller->person_id[0] == '\0' ? caller->token_id : caller->person_id};
    return (struct deed){.actor = actor, .request_id = request->id, .now = clock_utc_ms()};
}

bool object_read_to_change(struct request *request, void **ret_object, unsigned *ret_hats,
                           enum status *ret_status)
{
    char etag[ETAG_SIZE];
    unsigned hats = 0;
    *ret_status = object_read(request, request->params[0], ret_object);
    if (*ret_status == STATUS_OK)
        *ret_status =
            rights_to(request, request->right, request->route->resource, *ret_object, &hats);
    if (*ret_status != STATUS_OK)
        return false;
    if (hats == 0) {
        reply_problem(request, PROBLEM_FORBIDDEN, NULL);
        return false;
    }
    *ret_hats = hats;
    *ret_status = object_tag(request, *ret_object, etag);
    return *ret_status == STATUS_OK && condition_allows(request, etag);
}

enum status object_tell(struct request *request, enum status status)
{
    bool told = request->reply.http != 0;
    if (status == STATUS_CONFLICT && !told && request->faults.count > 0)
        reply_problem(request, PROBLEM_CONFLICT, request->faults.items[0].detail);
    return status;
}
