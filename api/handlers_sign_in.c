/* Who is let in: invitations, links by mail, and what their codes are exchanged for. No code is
 * logged, and no token kept. */
#include "api/clock.h"
#include "api/handlers.h"
#include "api/mail_message.h"
#include "api/mailer.h"
#include "api/object.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/service.h"
#include "api/store/store_object.h"
#include "api/store/store_sign_in.h"
#include "api/store/store_token.h"
#include "api/wire/shape_json.h"
#include "api/wire/sign_in.h"
#include "scoring/base/text.h"

#include <stdio.h>
#include <string.h>

#define DAY_MS ((moment)86400000)

/* With the line's end, for those who read it in a terminal. */
static enum status answer(struct request *request, int http, const void *reply)
{
    struct text *body = &request->reply.body;
    shape_to_json(request->route->out, reply, 0, body);
    text_add_char(body, '\n');
    enum status status = text_status(body);
    if (status != STATUS_OK)
        return status;
    request->reply.http = http;
    request->reply.type = REPLY_JSON;
    return STATUS_OK;
}

/* ---- invitations */

static enum status check_order(struct request *request, const struct invitation_order *order)
{
    struct faults *faults = &request->faults;
    enum status status = STATUS_OK;
    if ((order->person_ids_count > 0) + (order->external_ids_count > 0) +
            order->all_without_account !=
        1)
        status = fault_add(faults, 0, "", "not_one_of",
                           "Give one of person_ids, external_ids and all_without_account: true.");
    for (size_t i = 0; i < order->person_ids_count; i++) {
        char where[40];
        (void)snprintf(where, sizeof where, "/person_ids/%zu", i);
        if (!store_id_valid(order->person_ids[i]))
            status = fault_add(faults, 0, where, "bad_id",
                               "must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057");
    }
    return status;
}

/* Whom the caller may not see is nobody here. */
enum status handle_invitations(struct request *request)
{
    struct invitation_order order = {0};
    struct invitation_report report = {0};
    struct rights_reach reach = {0};
    enum status status = object_decode(request, &invitation_order_shape, DECODE_CREATE, &order);
    if (status == STATUS_OK)
        status = check_order(request, &order);
    if (status == STATUS_OK)
        status = rights_reach(request, &reach);
    if (status == STATUS_OK)
        status = store_sign_in_invite(request->store, &order, reach.all ? NULL : reach.units,
                                      clock_utc_ms(), request->arena, &report);
    return status == STATUS_OK ? answer(request, 202, &report) : status;
}

/* ---- links */

static enum status ask_mailer(struct request *request, const char *email)
{
    struct mailer *mailer = request->service->mailer;
    const struct sign_in_link_reply reply = {.valid_hours = SIGN_IN_HOURS};
    if (mailer == NULL)
        reply_problem(request, PROBLEM_UNAVAILABLE, "No mail is sent from here.");
    else if (mailer_ask(mailer, email) != STATUS_OK)
        reply_problem(request, PROBLEM_OVERLOADED, NULL);
    else
        return answer(request, 202, &reply);
    return STATUS_OK;
}

/* Looks nobody up: the reply is the same, and as quick, for an address that nobody has. */
enum status handle_sign_in_link(struct request *request)
{
    struct sign_in_link_order order = {0};
    enum status status = object_decode(request, &sign_in_link_order_shape, DECODE_CREATE, &order);
    if (status == STATUS_OK && !mail_address_valid(order.email))
        status = fault_add(&request->faults, 0, "/email", "bad_address",
                           "This is no address that mail can be sent to.");
    return status == STATUS_OK ? ask_mailer(request, order.email) : status;
}

/* ---- signing in */

/* In the audit it is the person who made it. */
static enum status record(const struct request *request, const struct token *token)
{
    const struct deed deed = {.actor = {ACTOR_PERSON, token->person_id},
                              .request_id = request->id,
                              .now = clock_utc_ms()};
    return store_object_record(request->store, &deed, "token", token->id, 1, "create", NULL);
}

static enum status make_token(struct request *request, const char *person_id)
{
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    moment now = clock_utc_ms();
    const struct token_order order = {
        .person_id = person_id,
        .scope = TOKEN_ALL,
        .now = now,
        .expires = now + request->service->settings.sign_in_days * DAY_MS,
    };
    enum status status = store_token_create(request->store, &order, text, &token);
    if (status == STATUS_OK)
        status = record(request, &token);
    if (status != STATUS_OK)
        return status;
    const struct sign_in_reply reply = {text, token.expires, token.person_id};
    status = answer(request, 201, &reply);
    explicit_bzero(text, sizeof text);
    return status;
}

/* Within one transaction: a code is used up only when its token was made. Used, past and unknown
 * are told alike. */
enum status handle_sign_in(struct request *request)
{
    struct sign_in_order order = {0};
    char person_id[STORE_ID_SIZE];
    enum status status = object_decode(request, &sign_in_order_shape, DECODE_CREATE, &order);
    if (status == STATUS_OK)
        status = store_sign_in_use(request->store, order.code, clock_utc_ms(), person_id);
    if (status == STATUS_NOT_FOUND) {
        reply_problem(request, PROBLEM_BAD_CODE, NULL);
        return STATUS_OK;
    }
    return status == STATUS_OK ? make_token(request, person_id) : status;
}
