/* What groups have beyond other objects: they are recomputed, and have a directory of those in
 * them.
 */
#include "api/clock.h"
#include "api/files/files_seeds.h"
#include "api/handlers.h"
#include "api/live.h"
#include "api/object.h"
#include "api/paging.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/service.h"
#include "api/store/group_codes.h"
#include "api/wire/account.h"
#include "scoring/base/arena.h"

#include <string.h>

#define BATCH_MAX 1000 /* ids read at once */

static const struct taxonomies *taxonomies_of(const struct request *request)
{
    return &request->service->seeds->taxonomies;
}

enum status handle_group_recompute(struct request *request)
{
    struct group_count count;
    void *group = NULL;
    unsigned hats = 0;
    bool nothing = false;
    enum status status = STATUS_OK;
    if (!object_read_to_change(request, &group, &hats, &status))
        return status;
    if (request->body.size > 0)
        status = object_decode(request, &nothing_shape, DECODE_CREATE, &nothing);
    if (status == STATUS_OK)
        status = group_recompute(request->store, taxonomies_of(request), request->params[0],
                                 clock_utc_ms(), request->arena, &count);
    if (status == STATUS_OK)
        shape_to_json(&group_count_shape, &count, 0, &request->reply.body);
    return status;
}

/* ---- the directory: people as members see them, so that no filter tells what is hidden */

struct directory {
    struct request *request;
    const char *group_id;
    node_id place;            /* NODE_NONE: any */
    const char *const *units; /* names; NULL: any */
    size_t units_count;
    struct member_entry *items;
    size_t count, limit;
};

static bool names_one(const struct directory *directory, const char *name)
{
    for (size_t i = 0; name != NULL && i < directory->units_count; i++)
        if (strcmp(directory->units[i], name) == 0)
            return true;
    return false;
}

static bool is_of_unit(const struct directory *directory, const struct person *person)
{
    for (size_t i = 0; i < person->affiliations_count; i++)
        if (names_one(directory, person->affiliations[i].unit) ||
            names_one(directory, person->affiliations[i].campus))
            return true;
    return directory->units == NULL;
}

static bool is_there(const struct directory *directory, const struct person *person)
{
    const struct taxonomy *places = taxonomies_of(directory->request)->of[SCHEME_PLACE];
    node_id node = person_place(person);
    return directory->place == NODE_NONE ||
           (node != NODE_NONE && taxonomy_within(places, node, directory->place));
}

/* Who takes no part in matching at present is found by nobody, here too. */
static void offer(struct directory *directory, const char *id)
{
    const struct person *person = live_person(directory->request->view, EDITION_MEMBERS, id);
    if (person == NULL || !person->matched || !is_of_unit(directory, person) ||
        !is_there(directory, person))
        return;
    directory->items[directory->count++] =
        (struct member_entry){.id = person->id,
                              .name = person->name,
                              .affiliations = person->affiliations,
                              .affiliations_count = person->affiliations_count,
                              .place = person->place,
                              .country = person->country};
}

/* Until there are limit of them. */
static enum status fill(struct directory *directory, const char *after)
{
    struct request *request = directory->request;
    enum status status = STATUS_OK;
    for (size_t count = BATCH_MAX; count == BATCH_MAX && directory->count < directory->limit;) {
        const char *const *ids = NULL;
        status = request_in_time(request);
        if (status == STATUS_OK)
            status = store_group_members(request->store, directory->group_id, after, BATCH_MAX,
                                         request->arena, &ids, &count);
        if (status != STATUS_OK)
            return status;
        for (size_t i = 0; i < count && directory->count < directory->limit; i++)
            offer(directory, ids[i]);
        after = count > 0 ? ids[count - 1] : after;
    }
    return STATUS_OK;
}

static enum status refuse_filter(struct request *request, const char *where, const char *code,
                                 const char *detail)
{
    (void)fault_add(&request->faults, 0, where, code, "%s", detail);
    reply_problem(request, PROBLEM_BAD_PARAMETER, "The query breaks a rule.");
    return STATUS_REFUSED;
}

/* REFUSED: answered. */
static enum status take_filters(struct request *request, struct directory *directory)
{
    const char *unit_id = request_text(request, "unit_id");
    const char *place = request_text(request, "place");
    if (unit_id != NULL && !store_id_valid(unit_id))
        return refuse_filter(request, "?unit_id", "bad_id", "Must be an id.");
    if (place != NULL)
        directory->place =
            taxonomy_find(taxonomies_of(request)->of[SCHEME_PLACE], place, strlen(place));
    if (place != NULL && directory->place == NODE_NONE)
        return refuse_filter(request, "?place", "unknown_code", "Must be a code of a place.");
    return unit_id == NULL ? STATUS_OK
                           : store_unit_names(request->store, unit_id, request->arena,
                                              &directory->units, &directory->units_count);
}

static enum status list_members(struct request *request, const char *group_id)
{
    char after[CURSOR_POSITION_MAX + 1];
    struct member_list list = {.next_cursor = NULL};
    struct directory directory = {.request = request,
                                  .group_id = group_id,
                                  .limit = (size_t)request_int(request, "limit") + 1};
    directory.items = arena_array(request->arena, directory.limit, sizeof *directory.items);
    enum status status = directory.items == NULL ? STATUS_MEMORY : paging_take(request, after);
    if (status == STATUS_OK)
        status = take_filters(request, &directory);
    if (status == STATUS_OK)
        status = fill(&directory, after[0] == '\0' ? NULL : after);
    bool more = status == STATUS_OK && directory.count == directory.limit;
    list.items = directory.items;
    list.items_count = directory.count - more;
    if (more)
        status = paging_give(request, directory.items[list.items_count - 1].id, &list.next_cursor);
    if (status == STATUS_OK)
        shape_to_json(&member_list_shape, &list, SHAPE_PRIVATE, &request->reply.body);
    return status == STATUS_REFUSED ? STATUS_OK : status;
}

/* The object of the path, if the caller may do this to it: else answered, or the status says. */
static bool read_for(struct request *request, void **ret_object, enum status *ret_status)
{
    unsigned hats = 0;
    *ret_status = object_read(request, request->params[0], ret_object);
    if (*ret_status == STATUS_OK)
        *ret_status =
            rights_to(request, request->right, request->route->resource, *ret_object, &hats);
    if (*ret_status == STATUS_OK && hats == 0)
        reply_problem(request, PROBLEM_FORBIDDEN, NULL);
    return *ret_status == STATUS_OK && hats != 0;
}

enum status handle_group_members(struct request *request)
{
    void *group = NULL;
    enum status status = STATUS_OK;
    return read_for(request, &group, &status) ? list_members(request, request->params[0]) : status;
}

enum status handle_fellow_members(struct request *request)
{
    void *object = NULL;
    enum status status = STATUS_OK;
    if (!read_for(request, &object, &status))
        return status;
    const struct membership *membership = object;
    if (strcmp(membership->state, "active") == 0 || strcmp(membership->state, "muted") == 0)
        return list_members(request, membership->group_id);
    reply_problem(request, PROBLEM_CONFLICT, "Who is in the group is told to those who are in it.");
    return STATUS_OK;
}
