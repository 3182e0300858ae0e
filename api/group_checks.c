#include "api/group_checks.h"

#include "api/clock.h"
#include "api/files/files_seeds.h"
#include "api/request.h"
#include "api/service.h"
#include "api/store/group_codes.h"
#include "api/store/store_object.h"
#include "api/wire/group.h"
#include "scoring/base/faults.h"

#include <string.h>

static const struct taxonomies *taxonomies_of(const struct request *request)
{
    return &request->service->seeds->taxonomies;
}

enum status group_check(struct request *request, const void *object)
{
    const struct member_group *group = object;
    return group_codes_check(taxonomies_of(request), &group->rule, &request->faults);
}

enum status group_check_change(struct request *request, const void *before, const void *after)
{
    (void)before;
    return group_check(request, after);
}

enum status group_after(struct request *request, const char *id)
{
    struct group_count count;
    return group_recompute(request->store, taxonomies_of(request), id, clock_utc_ms(),
                           request->arena, &count);
}

enum status membership_complete(struct request *request, void *object)
{
    static const struct object_kind groups = {"member_group", &member_group_shape};
    struct membership *membership = object;
    struct member_group group = {.id = NULL};
    const char *caller = request->caller.person_id;
    enum status status =
        store_object_get(request->store, &groups, membership->group_id, request->arena, &group);
    if (status == STATUS_NOT_FOUND)
        return fault_add(&request->faults, 0, "/group_id", "no_such_group",
                         "There is no such group.");
    if (status != STATUS_OK)
        return status;
    bool own = caller[0] != '\0' && strcmp(caller, membership->person_id) == 0;
    membership->unit_id = group.unit_id;
    membership->origin = own ? ORIGIN_REQUESTED : ORIGIN_INVITED;
    return STATUS_OK;
}
