/* An event of an object's lifecycle. It runs in the transaction of its request (write.h); the reply
 * is the object as a GET shows it then. */
#include "api/condition.h"
#include "api/handlers.h"
#include "api/object.h"
#include "api/request.h"
#include "api/store/store_step.h"
#include "api/wire/mentoring.h"

#include <string.h>

static enum status refuse_reason(struct request *request, const struct lifecycle_row *row,
                                 const char *reason_code)
{
    struct faults *faults = &request->faults;
    if (row->reasons == NULL)
        return fault_add(faults, 0, "/reason_code", "unknown_word", "This event takes no reason.");
    return fault_add(faults, 0, "/reason_code", reason_code == NULL ? "missing" : "unknown_word",
                     "Must be one of these words: %s.", row->reasons + (row->reasons[0] == '!'));
}

static enum status take_order(struct request *request, const struct lifecycle_row *row,
                              struct event_order *ret_order)
{
    struct event_order order = {0};
    enum status status = STATUS_OK;
    if (request->body.size > 0)
        status = object_decode(request, &event_order_shape, DECODE_CREATE, &order);
    if (status == STATUS_OK && !lifecycle_reason_fits(row, order.reason_code))
        status = refuse_reason(request, row, order.reason_code);
    if (status == STATUS_OK)
        *ret_order = order;
    return status;
}

/* The version that must still be there: the one that If-Match named, or any. */
static int32_t version_wanted(const struct request *request, const void *object)
{
    return condition_names_tag(request) ? resource_version(request->route->resource, object) : 0;
}

static bool is_told(const struct request *request, const char *code)
{
    return request->faults.count > 0 && strcmp(request->faults.items[0].code, code) == 0;
}

static enum status fire(struct request *request, const struct lifecycle_row *row,
                        const void *object, unsigned hats, const struct event_order *order)
{
    const struct resource *resource = request->route->resource;
    struct deed deed = object_deed(request, hats);
    struct step step = {.lifecycle = resource->lifecycle,
                        .id = request->params[0],
                        .event = row->event,
                        .reason_code = order->reason_code,
                        .note = order->note,
                        .version = version_wanted(request, object)};
    enum status status = store_step(request->store, &deed, &step, &request->faults);
    if (status == STATUS_CONFLICT && is_told(request, "version"))
        condition_refuse(request);
    return status;
}

/* Where the state does not allow it anyway, that is what is told. */
static enum status check_more(struct request *request, const struct lifecycle_row *row,
                              const void *object)
{
    const struct resource *resource = request->route->resource;
    bool needless = resource->check_event == NULL ||
                    !lifecycle_allows(row, resource_text(resource, object, "state"));
    return needless ? STATUS_OK : resource->check_event(request, row, object);
}

enum status handle_object_event(struct request *request)
{
    const struct resource *resource = request->route->resource;
    const struct lifecycle_row *row = lifecycle_row(resource->lifecycle, request->route->event);
    struct event_order order = {0};
    void *object = NULL;
    unsigned hats = 0;
    enum status status = STATUS_OK;
    if (!object_read_to_change(request, &object, &hats, &status))
        return status;
    if (!object_may_sign(request, row)) {
        reply_problem(request, PROBLEM_FORBIDDEN,
                      "This is done by a person, with a token of their own.");
        return STATUS_OK;
    }
    status = take_order(request, row, &order);
    if (status == STATUS_OK)
        status = check_more(request, row, object);
    if (status == STATUS_OK)
        status = fire(request, row, object, hats, &order);
    if (status == STATUS_OK)
        status = object_show_again(request, request->params[0]);
    return object_tell(request, status);
}
