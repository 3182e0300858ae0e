/* Who the caller is, and all that is kept about them. */
#include "api/handlers.h"
#include "api/request.h"
#include "api/resources.h"
#include "api/store/store_export.h"
#include "api/store/store_object.h"
#include "api/store/store_people.h"
#include "api/wire/account.h"
#include "api/wire/erasure.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"

static enum status take_roles(struct request *request, struct me *me)
{
    const struct caller *caller = &request->caller;
    struct me_role *roles = arena_array(request->arena, caller->grants_count, sizeof *roles);
    if (roles == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < caller->grants_count; i++) {
        const struct grant *grant = &caller->grants[i];
        roles[i] = (struct me_role){account_role_words[grant->role],
                                    grant->unit_id[0] == '\0' ? NULL : grant->unit_id};
    }
    me->roles = roles;
    me->roles_count = caller->grants_count;
    return STATUS_OK;
}

static enum status take_token(struct request *request, struct me *me)
{
    struct token_entry token = {0};
    if (request->caller.token_id[0] == '\0')
        return STATUS_OK;
    enum status status = store_object_get(request->store, &resources[RESOURCE_token].kind,
                                          request->caller.token_id, request->arena, &token);
    if (status != STATUS_OK)
        return status;
    me->token_id = token.id;
    me->scope = token.scope;
    me->token_expires_at = token.expires_at;
    return STATUS_OK;
}

static enum status take_person(struct request *request, struct me *me)
{
    struct person person = {0};
    if (request->caller.person_id[0] == '\0')
        return STATUS_OK;
    enum status status =
        store_person_get(request->store, request->caller.person_id, request->arena, &person);
    if (status != STATUS_OK)
        return status;
    me->person_id = person.id;
    me->name = person.name;
    return STATUS_OK;
}

/* Erased since the head was read: tokens of theirs that memory still knows open nothing. */
static enum status nobody_is_there(struct request *request, enum status status)
{
    if (status == STATUS_NOT_FOUND)
        reply_problem(request, PROBLEM_UNAUTHORIZED, NULL);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status handle_me(struct request *request)
{
    struct me me = {0};
    enum status status = take_roles(request, &me);
    if (status == STATUS_OK)
        status = take_person(request, &me);
    if (status == STATUS_OK)
        status = take_token(request, &me);
    if (status == STATUS_OK)
        shape_to_json(&me_shape, &me, 0, &request->reply.body);
    return nobody_is_there(request, status);
}

/* For oneself alone: it shows what one's own eyes may see and staff's may not. Of a program nothing
 * is kept. */
enum status handle_me_export(struct request *request)
{
    struct text *body = &request->reply.body;
    if (request->caller.person_id[0] != '\0')
        return nobody_is_there(request,
                               store_export(request->store, request->caller.person_id, body));
    text_add(body, "{}");
    return text_status(body);
}
