#include "api/condition.h"
#include "api/files/files_seeds.h"
#include "api/handlers.h"
#include "api/object.h"
#include "api/paging.h"
#include "api/person_patch.h"
#include "api/person_show.h"
#include "api/privacy.h"
#include "api/replies.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/service.h"
#include "api/store/store_hours.h"
#include "api/store/store_people.h"
#include "api/wire/people_check.h"
#include "api/wire/people_read.h"
#include "api/wire/shape_copy.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"

#include <stdio.h>
#include <string.h>

#define PATCH_TRIES 8

enum status handle_person(struct request *request)
{
    struct person person = {0};
    enum status status =
        store_person_get(request->store, request->params[0], request->arena, &person);
    return status == STATUS_OK ? person_show(request, &person) : status;
}

enum status handle_hours(struct request *request)
{
    struct hours_list list = {0};
    enum status status = store_hours_get(request->store, request->params[0], request->arena, &list);
    if (status == STATUS_OK)
        shape_to_json(&hours_list_shape, &list, 0, &request->reply.body);
    return status;
}

/* ---- a page */

static bool is_counted(const struct request *request)
{
    return request_text(request, "count") != NULL; /* its one word is "exact" */
}

static void write_list(struct request *request, struct person *people, struct person_list *list)
{
    for (size_t i = 0; i < list->items_count; i++)
        privacy_blank(request, &people[i]);
    list->items = people;
    const struct shape *shape =
        is_counted(request) ? &person_list_shape : &person_list_uncounted_shape;
    shape_to_json(shape, list, 0, &request->reply.body);
}

/* A cursor's position is the last id of its page. */
static enum status list_people(struct request *request, const struct people_page *page)
{
    size_t limit = page->limit - 1; /* one more was asked for: are there more? */
    struct person *people = NULL;
    size_t count = 0;
    struct person_list list = {0};
    enum status status = store_people_list(request->store, page, request->arena, &people, &count);
    if (status == STATUS_OK && is_counted(request))
        status = store_people_count(request->store, page, &list.count);
    if (status == STATUS_OK && count > limit)
        status = paging_give(request, people[limit - 1].id, &list.next_cursor);
    if (status != STATUS_OK)
        return status;
    list.items_count = count > limit ? limit : count;
    write_list(request, people, &list);
    return STATUS_OK;
}

static enum status list_only(struct request *request, const char *external_id)
{
    struct person person = {0};
    enum status status = store_person_find(request->store, external_id, request->arena, &person);
    bool may = false;
    if (status == STATUS_OK)
        status = rights_to_person(request, person.id, &may);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    size_t count = may;
    struct person_list list = {.items_count = count, .count = (int32_t)count};
    write_list(request, &person, &list);
    return STATUS_OK;
}

static enum status refuse_together(struct request *request)
{
    (void)fault_add(&request->faults, 0, "?external_id", "not_together",
                    "Finds one person: leave out role, q and cursor.");
    reply_problem(request, PROBLEM_BAD_PARAMETER, "The query breaks a rule.");
    return STATUS_OK;
}

enum status handle_people(struct request *request)
{
    const char *role = request_text(request, "role");
    const char *text = request_text(request, "q");
    const char *external_id = request_text(request, "external_id");
    char after[CURSOR_POSITION_MAX + 1];
    if (external_id != NULL)
        return role != NULL || text != NULL || request_text(request, "cursor") != NULL
                   ? refuse_together(request)
                   : list_only(request, external_id);
    struct rights_reach reach = {.all = false};
    enum status status = paging_take(request, after);
    if (status == STATUS_OK)
        status = rights_reach(request, &reach);
    if (status != STATUS_OK)
        return status;
    struct people_page page = {
        .after = after[0] == '\0' ? NULL : after,
        .limit = (size_t)request_int(request, "limit") + 1,
        .role = role == NULL ? -1 : shape_word_index(person_role_words, role, strlen(role)),
        .text = text,
        .units = reach.units};
    return list_people(request, &page);
}

/* ---- a patch */

static enum status read_anew(struct request *request, const struct person *before,
                             struct person *person)
{
    const struct seeds *seeds = request->service->seeds;
    struct people_read *people_read = NULL;
    enum status status = person_patch_settle(before, person, request->arena);
    if (status == STATUS_OK)
        status = people_read_new(&seeds->taxonomies, seeds->reader, &people_read);
    if (status == STATUS_OK)
        status = people_read_person(people_read, 0, &request->faults, person);
    people_read_free(people_read);
    return status;
}

/* What a person hides, and that they pause, is theirs to take back. */
static enum status check_opened(struct request *request, const struct person *before,
                                const struct person *after)
{
    enum status status = STATUS_OK;
    if (visibility_widens(before, after))
        status = fault_add(&request->faults, 0, "/visibility", "self_only",
                           "Only the person themself shows a field to more readers.");
    if (before->paused && !after->paused)
        status = fault_add(&request->faults, 0, "/paused", "self_only",
                           "Only the person themself ends a pause.");
    return status;
}

/* People sign in by their address, and a proxy names them by external id: whoever could set either
 * for a few could act as any of them, also as one with a role that reaches further; and would learn
 * which ids there are. Who may import sets them anyway. */
static enum status check_sign_in(struct request *request, const struct person *before,
                                 const struct person *after)
{
    static const char detail[] =
        "People sign in by it: only they change it, and who may import people.";
    enum status status = STATUS_OK;
    if (rights_over_all(request, rights_of("import_people")))
        return STATUS_OK;
    if (!text_equal(after->email, before->email))
        status = fault_add(&request->faults, 0, "/email", "not_yours", "%s", detail);
    if (!text_equal(after->external_id, before->external_id))
        status = fault_add(&request->faults, 0, "/external_id", "not_yours",
                           "People are known by it: only who may import people changes it.");
    return status;
}

/* Staff decide who somebody is; a person may tell the rest about themself. */
static enum status check_patch(struct request *request, const struct person *before,
                               const struct person *after)
{
    enum status status = people_check(after, PEOPLE_BY_POINTER, 0, &request->faults);
    if (!request->by_self) {
        enum status opened = check_opened(request, before, after);
        enum status address = check_sign_in(request, before, after);
        return status == STATUS_OK ? (opened == STATUS_OK ? address : opened) : status;
    }
    if (after->role != before->role)
        status = fault_add(&request->faults, 0, "/role", "staff_only", "Only staff change a role.");
    if (!text_equal(after->external_id, before->external_id))
        status = fault_add(&request->faults, 0, "/external_id", "staff_only",
                           "Only staff change an external id.");
    return status;
}

/* Of a field that the caller does not see they can say nothing, nor find out what stands there: it
 * is no part of what the patch is merged into. */
static enum status refuse_hidden(struct request *request, unsigned told)
{
    char where[32];
    enum status status = STATUS_OK;
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++) {
        if ((told & 1U << field) == 0)
            continue;
        (void)snprintf(where, sizeof where, "/%s", person_field_words[field]);
        status = fault_add(&request->faults, 0, where, "self_only",
                           "The person keeps this to themself.");
    }
    return status;
}

static enum status merge_patch(struct request *request, const struct person *before,
                               struct person *patched)
{
    const struct text *body = &request->body;
    unsigned closed = visibility_closed(before, privacy_edition_of(request, before->id));
    struct person whole = *patched;
    visibility_blank(closed, patched);
    enum status status =
        shape_from_json(request->route->in, DECODE_PATCH, body->bytes == NULL ? "" : body->bytes,
                        body->size, request->arena, &request->faults, patched);
    if (status == STATUS_OK)
        status = refuse_hidden(request, visibility_told(closed, patched));
    visibility_take(closed, &whole, patched);
    return status;
}

static enum status patch_person(struct request *request, struct person *before,
                                struct person *patched)
{
    enum status status = shape_copy(&person_shape, before, request->arena, patched);
    if (status != STATUS_OK)
        return status;
    before->place = patched->place; /* the very texts, as person_patch_settle wants them */
    before->country = patched->country;
    status = merge_patch(request, before, patched);
    if (status == STATUS_OK)
        status = check_patch(request, before, patched);
    return status == STATUS_OK ? read_anew(request, before, patched) : status;
}

/* Appends the name of a member that is not as it was. */
static void name_change(const struct shape_field *field, const struct person *before,
                        const struct person *after, struct text *names)
{
    const struct shape alone = {
        .name = field->name, .size = sizeof *before, .fields = field, .field_count = 1};
    struct text was = {0};
    struct text is = {0};
    shape_to_json(&alone, before, 0, &was);
    shape_to_json(&alone, after, 0, &is);
    if (text_status(&was) != STATUS_OK || text_status(&is) != STATUS_OK)
        names->failed = true;
    else if (!text_equal(was.bytes, is.bytes))
        text_addf(names, "%s%s", names->size == 0 ? "" : " ", field->name);
    text_free(&was);
    text_free(&is);
}

static void name_changes(const struct person *before, const struct person *after,
                         struct text *names)
{
    for (size_t i = 0; i < person_shape.field_count; i++)
        name_change(&person_shape.fields[i], before, after, names);
}

/* What changes nothing is not written: the version stays, and nobody is told. CONFLICT without
 * a fault when somebody else changed the person between reading and writing. */
static enum status replace_person(struct request *request, const struct person *before,
                                  struct person *person)
{
    struct text names = {0};
    struct deed deed = object_deed(request, request->by_self ? BY_PERSON : BY_STAFF);
    name_changes(before, person, &names);
    const struct person_change change = {person, before->version, names.bytes};
    enum status status = text_status(&names);
    if (status == STATUS_OK && names.size > 0)
        status = store_person_replace(request->store, &deed, &change, &request->faults,
                                      &person->version);
    text_free(&names);
    return status;
}

/* Reads, changes, writes: CONFLICT when somebody else wrote in between. */
static enum status try_patch(struct request *request)
{
    struct person before = {0};
    struct person person = {0};
    char etag[ETAG_SIZE];
    enum status status =
        store_person_get(request->store, request->params[0], request->arena, &before);
    if (status != STATUS_OK)
        return status;
    status = person_tag(request, &before, etag);
    if (status != STATUS_OK || !condition_allows(request, etag))
        return status;
    status = patch_person(request, &before, &person);
    if (status == STATUS_OK)
        status = replace_person(request, &before, &person);
    return status == STATUS_OK ? person_show(request, &person) : status;
}

/* What somebody else changed meanwhile is read again: the tag that If-Match names may be that of it
 * still, when the caller is not shown what was changed. Each try in vain is another's success. */
enum status handle_person_patch(struct request *request)
{
    enum status status = try_patch(request);
    for (int i = 1; i < PATCH_TRIES && status == STATUS_CONFLICT && request->faults.count == 0; i++)
        status = try_patch(request);
    return status;
}
