/* A new object of any kind, and a merge patch of one. Each runs in the transaction of its request
 * (write.h); the reply is the object as a GET shows it then. */
#include "api/clock.h"
#include "api/condition.h"
#include "api/handlers.h"
#include "api/object.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/store/store_role.h"
#include "api/store/store_step.h"
#include "api/wire/mentoring.h"
#include "api/wire/shape_copy.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"

#include <string.h>

#define PATCH_TRIES 8

/* ---- a new one */

static enum status decode_new(struct request *request, void **ret_object)
{
    const struct resource *resource = request->route->resource;
    void *object = arena_alloc(request->arena, resource->kind.shape->size);
    if (object == NULL)
        return STATUS_MEMORY;
    if (resource->defaults != NULL)
        resource->defaults(object);
    enum status status = object_decode(request, resource->kind.shape, DECODE_CREATE, object);
    if (status == STATUS_OK && resource->complete != NULL)
        status = resource->complete(request, object);
    if (status == STATUS_OK)
        *ret_object = object;
    return status;
}

/* Whose a new object is: the student's who asks, the mentor's who offers, the person's whom it is
 * about; ACTOR_COUNT: nobody's. */
static enum actor_kind owner_of(unsigned makers)
{
    enum actor_kind actor = 0;
    while (actor < ACTOR_COUNT && ((makers & (1U << actor)) == 0 || actor_member(actor) == NULL))
        actor++;
    return actor;
}

/* The member that says so; or where it lies, which is what staff need a role for. */
static const char *owner_member(const struct resource *resource, enum actor_kind owner)
{
    if (owner != ACTOR_COUNT)
        return actor_member(owner);
    return strcmp(resource->kind.name, "unit") == 0 ? "parent_id"
           : resource_has(resource, "round_id")     ? "round_id"
           : resource_has(resource, "programme_id") ? "programme_id"
                                                    : "unit_id";
}

static enum status check_teacher(struct request *request, const char *where, const char *id)
{
    bool teaches = false;
    enum status status = store_role_teaches(request->store, id, &teaches);
    if (status != STATUS_OK || teaches)
        return status;
    return fault_add(&request->faults, 0, where, "no_teacher",
                     "The person is not appointed as a teacher.");
}

/* Of the owner: they must be what the object makes of them. Who is on the other side is the
 * statement's to check, which does not tell strangers who there is. */
static enum status check_role(struct request *request, const char *where, const char *owner,
                              enum actor_kind party)
{
    bool student = party == ACTOR_STUDENT;
    if (party == ACTOR_TEACHER)
        return check_teacher(request, where, owner);
    enum person_role role = ROLE_BOTH;
    enum status status = store_role(request->store, owner, &role);
    if (status == STATUS_NOT_FOUND)
        return fault_add(&request->faults, 0, where, "no_such_person", "There is no such person.");
    if (status != STATUS_OK || role == ROLE_BOTH || (role == ROLE_STUDENT) == student)
        return status;
    return student
               ? fault_add(&request->faults, 0, where, "no_student", "The person is no student.")
               : fault_add(&request->faults, 0, where, "no_alumnus", "The person is no alumnus.");
}

/* Staff make something for people of their unit alone: in their programme others are asked first.
 */
static enum status check_reach(struct request *request, const char *where, const char *owner)
{
    bool may = false;
    enum status status = rights_to_person(request, owner, &may);
    if (status != STATUS_OK || may)
        return status;
    return fault_add(&request->faults, 0, where, "not_yours",
                     "Must be your own id, or that of a person of your unit.");
}

/* People make things of their own, staff on behalf of anybody in their unit. A member that the
 * caller may not set so is told as one: 422, not 403, since the operation itself is theirs. */
static enum status check_owner(struct request *request, const void *object, unsigned *ret_hats)
{
    const struct resource *resource = request->route->resource;
    enum actor_kind owner = owner_of(right_hats(request->right, resource));
    const char *member = owner_member(resource, owner);
    const char *where = arena_printf(request->arena, "/%s", member);
    if (where == NULL)
        return STATUS_MEMORY;
    enum status status = rights_to(request, request->right, resource, object, ret_hats);
    if (status == STATUS_OK && *ret_hats == 0)
        status = fault_add(&request->faults, 0, where, "not_yours",
                           "Must be your own, or lie in a unit that you have a role for.");
    if (status != STATUS_OK || owner == ACTOR_COUNT || ((1U << owner) & BY_PARTIES) == 0)
        return status;
    if (*ret_hats == BY_STAFF)
        status = check_reach(request, where, resource_text(resource, object, member));
    if (status != STATUS_OK)
        return status;
    return check_role(request, where, resource_text(resource, object, member), owner);
}

static enum status add_new(struct request *request, const void *object, const char *id,
                           unsigned hats)
{
    const struct resource *resource = request->route->resource;
    struct deed deed = object_deed(request, hats);
    enum status status =
        store_object_add(request->store, &deed, &resource->kind, id, object, &request->faults);
    return status == STATUS_OK && resource->after != NULL ? resource->after(request, id) : status;
}

static enum status answer_created(struct request *request, const char *id)
{
    struct reply *reply = &request->reply;
    enum status status = object_show_again(request, id);
    if (status != STATUS_OK)
        return status;
    reply->location =
        arena_printf(request->arena, "/v1/%s/%s", request->route->resource->collection, id);
    if (reply->location == NULL)
        return STATUS_MEMORY;
    reply->http = 201;
    reply->type = REPLY_JSON;
    return STATUS_OK;
}

enum status handle_object_create(struct request *request)
{
    const struct resource *resource = request->route->resource;
    char id[STORE_ID_SIZE];
    void *object = NULL;
    unsigned hats = 0;
    enum status status = decode_new(request, &object);
    if (status == STATUS_OK)
        status = check_owner(request, object, &hats);
    if (status == STATUS_OK && resource->check_create != NULL)
        status = resource->check_create(request, object);
    store_id_new(clock_utc_ms(), id);
    if (status == STATUS_OK)
        status = add_new(request, object, id, hats);
    if (status == STATUS_OK)
        status = answer_created(request, id);
    return object_tell(request, status);
}

/* ---- a patch */

/* A number that cannot be 0 and was cleared by null is what it is in a new object without it. */
static enum status fill_defaults(const struct request *request, void *object)
{
    const struct resource *resource = request->route->resource;
    const struct shape *shape = resource->kind.shape;
    if (resource->defaults == NULL)
        return STATUS_OK;
    void *fresh = arena_alloc(request->arena, shape->size);
    if (fresh == NULL)
        return STATUS_MEMORY;
    resource->defaults(fresh);
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        int32_t *value = (int32_t *)(void *)((char *)object + field->offset);
        if (field->type == SHAPE_INT && field->min > 0 && *value == 0)
            memcpy(value, shape_at(fresh, field), sizeof *value);
    }
    return STATUS_OK;
}

static enum status patch(struct request *request, const void *before, void **ret_after)
{
    const struct resource *resource = request->route->resource;
    const struct shape *shape = resource->kind.shape;
    void *after = arena_alloc(request->arena, shape->size);
    if (after == NULL)
        return STATUS_MEMORY;
    enum status status = shape_copy(shape, before, request->arena, after);
    if (status == STATUS_OK)
        status = object_decode(request, shape, DECODE_PATCH, after);
    if (status == STATUS_OK)
        status = fill_defaults(request, after);
    if (status == STATUS_OK && resource->check_change != NULL)
        status = resource->check_change(request, before, after);
    if (status == STATUS_OK)
        *ret_after = after;
    return status;
}

static enum status write_change(struct request *request, const void *before, const void *after,
                                unsigned hats)
{
    const struct resource *resource = request->route->resource;
    struct deed deed = object_deed(request, hats);
    int32_t version = 0;
    enum status status =
        store_object_replace(request->store, &deed, &resource->kind, request->params[0],
                             resource_version(resource, before), after, &request->faults, &version);
    if (status == STATUS_CONFLICT && request->faults.count == 0 && condition_names_tag(request))
        condition_refuse(request);
    if (status == STATUS_OK && resource->after != NULL)
        status = resource->after(request, request->params[0]);
    return status;
}

/* What changes nothing is not written: the version stays, and nobody is told. */
static enum status replace(struct request *request, const void *before, const void *after,
                           unsigned hats)
{
    char was[ETAG_SIZE];
    char is[ETAG_SIZE];
    enum status status = object_tag(request, before, was);
    if (status == STATUS_OK)
        status = object_tag(request, after, is);
    if (status == STATUS_OK && strcmp(was, is) != 0)
        status = write_change(request, before, after, hats);
    return status == STATUS_OK ? object_show_again(request, request->params[0]) : status;
}

/* Reads, changes, writes: CONFLICT without a fault when somebody else wrote in between. */
static enum status try_patch(struct request *request)
{
    void *before = NULL;
    void *after = NULL;
    unsigned hats = 0;
    enum status status = STATUS_OK;
    if (!object_read_to_change(request, &before, &hats, &status))
        return status;
    status = patch(request, before, &after);
    return status == STATUS_OK ? replace(request, before, after, hats) : status;
}

/* If-Match: * is about whatever is there: what was read is not what the caller saw, so it is read
 * again. Each try in vain is another's success. */
enum status handle_object_patch(struct request *request)
{
    enum status status = try_patch(request);
    for (int i = 1; i < PATCH_TRIES && status == STATUS_CONFLICT && request->faults.count == 0 &&
                    !condition_names_tag(request);
         i++)
        status = try_patch(request);
    return object_tell(request, status);
}
