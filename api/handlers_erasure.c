/* People who leave: asked for, kept after all, done, lifted (store_erasure.h). Each in the
 * transaction of its request (write.h). */
#include "api/clock.h"
#include "api/condition.h"
#include "api/handlers.h"
#include "api/object.h"
#include "api/person_show.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/service.h"
#include "api/store/store_erasure.h"
#include "api/store/store_people.h"
#include "api/wire/account.h"
#include "api/wire/erasure.h"
#include "scoring/base/arena.h"
#include "scoring/base/moment.h"

#include <string.h>

static struct deed deed_of(const struct request *request)
{
    return object_deed(request, request->by_self ? BY_PERSON : BY_STAFF);
}

/* The person of the path, whose version the conditions allow to be changed. False: answered, or
 * *ret_status says why. */
static bool read_to_change(struct request *request, struct person *ret_person,
                           enum status *ret_status)
{
    char etag[ETAG_SIZE];
    *ret_status = store_person_get(request->store, request->params[0], request->arena, ret_person);
    if (*ret_status != STATUS_OK)
        return false;
    *ret_status = person_tag(request, ret_person, etag);
    return *ret_status == STATUS_OK && condition_allows(request, etag);
}

/* ---- DELETE /v1/people/{id} */

static enum status erase_at_once(struct request *request, const struct person *person)
{
    struct deed deed = deed_of(request);
    const struct erasure_order order = {
        .id = person->id, .version = condition_names_tag(request) ? person->version : 0};
    enum status status = store_erase(request->store, &deed, &order, &request->faults);
    if (status == STATUS_OK)
        request->reply.http = 204;
    if (status != STATUS_CONFLICT || request->faults.count > 0)
        return status;
    condition_refuse(request);
    return STATUS_OK;
}

static enum status erase_later(struct request *request, const struct person *person)
{
    struct deed deed = deed_of(request);
    struct erasure erasure = {0};
    struct text *body = &request->reply.body;
    moment at = deed.now + request->service->settings.erasure_days * MOMENT_DAY_MS;
    enum status status =
        store_erasure_ask(request->store, &deed, person->id, at, &erasure.erase_at);
    if (status != STATUS_OK)
        return status;
    shape_to_json(&erasure_shape, &erasure, 0, body);
    text_add_char(body, '\n');
    request->reply.http = 202;
    request->reply.type = REPLY_JSON;
    return text_status(body);
}

/* Somebody else at once: by a role for the whole installation. In time: also by one for a unit, of
 * whom all that they are lies in it. Else an admin of one unit would do away with one of all. */
static enum status check_reach(struct request *request, const struct person *person, bool at_once)
{
    struct rights_reach reach = {.all = false};
    bool beyond = at_once;
    enum status status = rights_reach(request, &reach);
    if (status == STATUS_OK && !reach.all && !at_once)
        status = store_erasure_beyond(request->store, person->id, reach.units, &beyond);
    if (status != STATUS_OK || reach.all || !beyond)
        return status;
    reply_problem(request, PROBLEM_FORBIDDEN,
                  at_once
                      ? "To erase somebody else at once takes a role for the whole installation."
                      : "They belong to other units too, or have a role there: to erase them "
                        "takes a role that reaches as far.");
    return STATUS_OK;
}

enum status handle_person_erase(struct request *request)
{
    struct person person = {0};
    enum status status = STATUS_OK;
    const char *grace = request_text(request, "grace"); /* its one word is "skip" */
    if (!read_to_change(request, &person, &status))
        return status;
    bool at_once = grace != NULL || request->service->settings.erasure_days == 0;
    if (!request->by_self)
        status = check_reach(request, &person, at_once);
    if (status != STATUS_OK || request->reply.http != 0)
        return status;
    return at_once ? erase_at_once(request, &person) : erase_later(request, &person);
}

/* ---- POST /v1/people/{id}/keep */

enum status handle_person_keep(struct request *request)
{
    bool nothing = false;
    struct person person = {0};
    enum status status = STATUS_OK;
    if (request->body.size > 0)
        status = object_decode(request, &nothing_shape, DECODE_CREATE, &nothing);
    if (status != STATUS_OK || !read_to_change(request, &person, &status))
        return status;
    struct deed deed = deed_of(request);
    status = store_erasure_keep(request->store, &deed, person.id);
    if (status == STATUS_CONFLICT)
        (void)fault_add(&request->faults, 0, "", "not_asked", "Nobody asked for their erasure.");
    if (status != STATUS_OK)
        return status;
    status = store_person_get(request->store, request->params[0], request->arena, &person);
    return status == STATUS_OK ? person_show(request, &person) : status;
}

/* ---- POST /v1/readmissions */

enum status handle_readmission(struct request *request)
{
    struct readmission readmission = {0};
    struct rights_reach reach = {0};
    enum status status = rights_reach(request, &reach);
    if (status == STATUS_OK && !reach.all) {
        reply_problem(request, PROBLEM_FORBIDDEN,
                      "An import is about everybody: it takes a role for the whole installation.");
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = object_decode(request, &readmission_shape, DECODE_CREATE, &readmission);
    if (status == STATUS_OK)
        status = store_erasure_lift(request->store, readmission.external_id);
    readmission.readmitted = status == STATUS_OK;
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    if (status == STATUS_OK)
        shape_to_json(&readmission_shape, &readmission, 0, &request->reply.body);
    return status;
}
