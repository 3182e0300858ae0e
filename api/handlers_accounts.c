/* What accounts have beyond other objects: appointments end, tokens are made and revoked. Each in
 * the transaction of its request (write.h). */
#include "api/clock.h"
#include "api/handlers.h"
#include "api/object.h"
#include "api/request.h"
#include "api/resources.h"
#include "api/rights.h"
#include "api/store/store_token.h"
#include "api/wire/account.h"
#include "scoring/base/arena.h"

#include <string.h>

#define DAY_MS       ((store_time)86400000)
#define DAYS_DEFAULT 90

/* ---- what ends */

static enum status take_nothing(struct request *request)
{
    bool nothing = false;
    return request->body.size == 0
               ? STATUS_OK
               : object_decode(request, &nothing_shape, DECODE_CREATE, &nothing);
}

typedef enum status ending(struct store *store, const struct deed *deed, const char *id);

/* Ended before: then it stays so, and that is fine. */
static enum status end_object(struct request *request, ending *end)
{
    void *object = NULL;
    unsigned hats = 0;
    enum status status = STATUS_OK;
    if (!object_read_to_change(request, &object, &hats, &status))
        return status;
    status = take_nothing(request);
    struct deed deed = object_deed(request, hats);
    if (status == STATUS_OK)
        status = end(request->store, &deed, request->params[0]);
    return status == STATUS_OK ? object_show_again(request, request->params[0]) : status;
}

enum status handle_appointment_end(struct request *request)
{
    return end_object(request, store_appointment_end);
}

enum status handle_token_revoke(struct request *request)
{
    return end_object(request, store_token_end);
}

/* ---- a new token */

static enum status take_wish(struct request *request, struct token_wish *ret_wish)
{
    struct token_wish wish = {.days = DAYS_DEFAULT};
    enum status status = object_decode(request, &token_wish_shape, DECODE_CREATE, &wish);
    if (status != STATUS_OK)
        return status;
    if (wish.unit_id != NULL && !store_id_valid(wish.unit_id))
        status = fault_add(&request->faults, 0, "/unit_id", "bad_id", "Must be an id.");
    if (wish.unit_id != NULL && wish.role == 0)
        status = fault_add(&request->faults, 0, "/unit_id", "not_together",
                           "Is of a role: a person's token opens what the person may do.");
    if (wish.role == 0 && request->caller.person_id[0] == '\0')
        status = fault_add(&request->faults, 0, "/role", "missing",
                           "A program makes tokens for programs only: name a role.");
    *ret_wish = wish;
    return status;
}

/* A program's token is for a unit that the caller has a role for; one's own is one's own. */
static enum status check_wish(struct request *request, const struct token_wish *wish,
                              unsigned *ret_hats)
{
    struct token_entry entry = {.unit_id = wish->unit_id};
    if (wish->role == 0)
        entry.person_id = request->caller.person_id;
    enum status status =
        rights_to(request, request->right, &resources[RESOURCE_token], &entry, ret_hats);
    if (status == STATUS_OK && *ret_hats == 0)
        status = fault_add(&request->faults, 0, wish->unit_id == NULL ? "/role" : "/unit_id",
                           "not_yours", "Must lie in a unit that you have the role admin for.");
    return status;
}

static struct token_order order_of(const struct request *request, const struct token_wish *wish)
{
    struct token_order order = {
        .scope = (enum token_scope)wish->scope, .label = wish->label, .now = clock_utc_ms()};
    order.expires = order.now + wish->days * DAY_MS;
    if (wish->role == 0) {
        order.person_id = request->caller.person_id;
        return order;
    }
    order.grant.role = (enum account_role)(ACCOUNT_COORDINATOR + wish->role - 1);
    if (wish->unit_id != NULL)
        memcpy(order.grant.unit_id, wish->unit_id, sizeof order.grant.unit_id);
    return order;
}

/* That of the token as a GET shows it. */
static enum status tag_made(struct request *request, const char *id)
{
    char etag[ETAG_SIZE];
    void *object = NULL;
    enum status status = object_read(request, id, &object);
    if (status == STATUS_OK)
        status = object_tag(request, object, etag);
    if (status != STATUS_OK)
        return status;
    request->reply.etag = arena_strdup(request->arena, etag);
    return request->reply.etag == NULL ? STATUS_MEMORY : STATUS_OK;
}

/* What is kept for a repeated request has no secret in it. */
static enum status answer_made(struct request *request, const char *text, const struct token *token)
{
    struct reply *reply = &request->reply;
    struct token_made made = {.id = token->id, .expires_at = token->expires};
    struct text kept = {0};
    shape_to_json(&token_made_shape, &made, 0, &kept);
    text_add_char(&kept, '\n');
    made.token = text;
    shape_to_json(&token_made_shape, &made, 0, &reply->body);
    reply->kept = text_status(&kept) == STATUS_OK ? arena_strdup(request->arena, kept.bytes) : NULL;
    text_free(&kept);
    reply->location = arena_printf(request->arena, "/v1/%s/%s", COLLECTION_token, token->id);
    if (reply->kept == NULL || reply->location == NULL)
        return STATUS_MEMORY;
    return tag_made(request, token->id);
}

enum status handle_token_create(struct request *request)
{
    struct token_wish wish = {0};
    struct token token;
    char text[TOKEN_TEXT_SIZE];
    unsigned hats = 0;
    enum status status = take_wish(request, &wish);
    if (status == STATUS_OK)
        status = check_wish(request, &wish, &hats);
    if (status != STATUS_OK)
        return status;
    struct token_order order = order_of(request, &wish);
    struct deed deed = object_deed(request, hats);
    status = store_token_create(request->store, &order, text, &token);
    if (status == STATUS_NOT_FOUND)
        return fault_add(&request->faults, 0, wish.unit_id == NULL ? "" : "/unit_id",
                         "no_such_unit", "There is no such unit.");
    if (status == STATUS_INVALID &&
        request->faults.count == 0) { /* erased since the head was read */
        reply_problem(request, PROBLEM_UNAUTHORIZED, NULL);
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = store_object_record(request->store, &deed, "token", token.id, 1, "create", NULL);
    if (status == STATUS_OK)
        status = answer_made(request, text, &token);
    explicit_bzero(text, sizeof text);
    return status;
}
