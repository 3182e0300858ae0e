#include "api/auth.h"

#include "api/clock.h"
#include "api/live.h"
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

static enum status take_token(struct request *request, const struct token *token)
{
    if (token->revoked || token->expires <= clock_utc_ms())
        return STATUS_REFUSED;
    struct caller caller = {.known = true,
                            .staff = token->role == TOKEN_STAFF,
                            .token_id = arena_strdup(request->arena, token->id),
                            .person_id = arena_strdup(request->arena, token->person_id)};
    if (caller.token_id == NULL || caller.person_id == NULL)
        return STATUS_MEMORY;
    memcpy(&caller.bucket_key, token->hash.bytes, sizeof caller.bucket_key);
    request->caller = caller;
    return STATUS_OK;
}

enum status auth_caller(struct request *request)
{
    const char *text = bearer_token(request);
    unsigned char secret[TOKEN_SECRET_SIZE];
    unsigned char key[TOKEN_KEY_SIZE];
    if (text == NULL || token_parse(text, strlen(text), secret) != STATUS_OK)
        return STATUS_REFUSED;
    enum status status = live_token_key(request->service->live, key);
    if (status != STATUS_OK)
        return status;
    struct digest hash = token_hash(key, secret);
    const struct token *token = live_token(request->view, &hash);
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
