#include "api/typed.h"

#include "api/files/files_seeds.h"
#include "api/live.h"
#include "api/person_patch.h"
#include "api/request.h"
#include "api/service.h"
#include "api/store/store_people.h"
#include "api/wire/people_check.h"
#include "api/wire/people_read.h"
#include "scoring/base/arena.h"
#include "scoring/visibility.h"

static const struct taxonomies *taxonomies_of(const struct request *request)
{
    return &request->service->seeds->taxonomies;
}

enum status typed_person(struct request *request, enum edition edition, const char *id,
                         const struct person **ret_person)
{
    struct person *stored = NULL;
    *ret_person = live_person(request->view, edition, id);
    if (*ret_person != NULL)
        return STATUS_OK;
    stored = arena_alloc(request->arena, sizeof *stored);
    if (stored == NULL)
        return STATUS_MEMORY;
    enum status status = store_person_get(request->store, id, request->arena, stored);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    person_resolve(taxonomies_of(request), stored);
    visibility_blank(visibility_hidden(stored, edition), stored);
    *ret_person = stored;
    return STATUS_OK;
}

enum status typed_read(struct request *request, const char *owner_id, const struct person *before,
                       struct person *after)
{
    const struct seeds *seeds = request->service->seeds;
    const struct person *owner = NULL;
    struct people_read *people_read = NULL;
    enum status status = people_check(after, PEOPLE_BY_POINTER, 0, &request->faults);
    if (status == STATUS_OK)
        status = typed_person(request, EDITION_SELF, owner_id, &owner);
    if (status == STATUS_OK)
        status = person_patch_settle(before, after, request->arena);
    if (status == STATUS_OK)
        status = people_read_new(&seeds->taxonomies, seeds->reader, &people_read);
    if (status == STATUS_OK) {
        after->language = owner == NULL ? NULL : owner->language;
        status = people_read_person(people_read, 0, &request->faults, after);
    }
    people_read_free(people_read);
    return status;
}
