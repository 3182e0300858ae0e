#include "api/auth.h"

#include "api/clock.h"
#include "api/live.h"
#include "api/live_accounts.h"
#include "api/request.h"
#include "api/service.h"
#include "scoring/base/arena.h"

#include <string.h>
#include <strings.h>

/* The token of "Bearer TOKEN", the scheme in any case (RFC 9110, 11.1); NULL for anything else. */
static const char *bearer_token(const struct request *request)
{
    const char *header = request->authorization;
    if (header == NULL || strncasecmp(header, "Bearer ", 7) != 0)
        return NULL;
    return header + 7 + strspn(header + 7, " ");
}

static void add_grant(struct caller *caller, enum account_role role)
{
    caller->grants[caller->grants_count++] = (struct grant){.role = role, .unit_id = ""};
}

/* What a person is by themself; one who is newer than the view, either. */
static void add_own_roles(const struct request *request, struct caller *caller)
{
    const struct person *person = live_person(request->view, EDITION_SELF, caller->person_id);
    if (person == NULL || person_is_student(person))
        add_grant(caller, ACCOUNT_STUDENT);
    if (person == NULL || person_is_alumnus(person))
        add_grant(caller, ACCOUNT_ALUMNUS);
}

static void add_appointments(const struct request *request, struct caller *caller)
{
    add_own_roles(request, caller);
    caller->grants_count += accounts_grants(request->view->accounts, caller->person_id,
                                            caller->grants + caller->grants_count,
                                            CALLER_GRANTS_MAX - caller->grants_count);
}

static void add_grants(const struct request *request, const struct token *token,
                       struct caller *caller)
{
    if (token->person_id[0] == '\0')
        caller->grants[caller->grants_count++] = token->grant;
    else
        add_appointments(request, caller);
}

static enum status take_token(struct request *request, const struct token *token)
{
    if (token->revoked || token->expires <= clock_utc_ms())
        return STATUS_REFUSED;
    struct caller caller = {.known = true,
                            .reads_only = token->scope == TOKEN_READ,
                            .token_id = arena_strdup(request->arena, token->id),
                            .person_id = arena_strdup(request->arena, token->person_id)};
    if (caller.token_id == NULL || caller.person_id == NULL)
        return STATUS_MEMORY;
    memcpy(&caller.bucket_key, token->hash.bytes, sizeof caller.bucket_key);
    add_grants(request, token, &caller);
    request->caller = caller;
    return STATUS_OK;
}

/* Whom the proxy named, who is somebody or nobody. */
static enum status take_identity(struct request *request)
{
    const struct person *person = live_person_named(request->view, request->identity);
    if (person == NULL)
        return STATUS_REFUSED;
    struct caller caller = {
        .known = true, .token_id = "", .person_id = arena_strdup(request->arena, person->id)};
    if (caller.person_id == NULL)
        return STATUS_MEMORY;
    struct digest digest = digest_of(person->id, strlen(person->id));
    memcpy(&caller.bucket_key, digest.bytes, sizeof caller.bucket_key);
    add_appointments(request, &caller);
    request->caller = caller;
    return STATUS_OK;
}

enum status auth_caller(struct request *request)
{
    if (request->identity != NULL)
        return take_identity(request);
    const char *text = bearer_token(request);
    unsigned char secret[TOKEN_SECRET_SIZE];
    unsigned char key[TOKEN_KEY_SIZE];
    if (text == NULL || token_parse(text, strlen(text), secret) != STATUS_OK)
        return STATUS_REFUSED;
    enum status status = live_token_key(request->service->live, key);
    if (status != STATUS_OK)
        return status;
    struct digest hash = token_hash(key, secret);
    const struct token *token = accounts_token(request->view->accounts, &hash);
    return token == NULL ? STATUS_NOT_FOUND : take_token(request, token);
}

enum status auth_find(struct request *request)
{
    const char *text = bearer_token(request);
    struct token token;
    enum status status = text == NULL
                             ? STATUS_REFUSED
                             : store_token_find(request->store, text, strlen(text), &token);
    if (status == STATUS_OK)
        return take_token(request, &token);
    return status == STATUS_NOT_FOUND || status == STATUS_INVALID ? STATUS_REFUSED : status;
}
