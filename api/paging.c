#include "api/paging.h"

#include "api/live.h"
#include "api/request.h"
#include "api/routes.h"
#include "api/service.h"
#include "scoring/base/arena.h"

#include <string.h>

/* With its NUL, so that no two rows of texts make the same bytes. */
static void add_text(struct digest_state *state, const char *text)
{
    digest_add(state, text, strlen(text) + 1);
}

static void add_argument(struct digest_state *state, const struct request *request,
                         const char *name)
{
    for (size_t i = 0; i < request->query_count; i++)
        if (strcmp(request->query[i].name, name) == 0) {
            add_text(state, name);
            add_text(state, request->query[i].value);
        }
}

/* What a cursor is bound to, in the order of the route's table, however the query was written. */
static struct digest scope_of(const struct request *request)
{
    const struct route *route = request->route;
    struct digest_state state;
    digest_start(&state, NULL, 0);
    add_text(&state, route->name);
    for (size_t i = 0; i < REQUEST_PARAMS_MAX && request->params[i] != NULL; i++)
        add_text(&state, request->params[i]);
    for (const struct query_param *param = route->query; param->name != NULL; param++)
        if (!param->paging)
            add_argument(&state, request, param->name);
    return digest_end(&state);
}

enum status paging_take(struct request *request, char ret_position[CURSOR_POSITION_MAX + 1])
{
    const char *cursor = request_text(request, "cursor");
    unsigned char key[TOKEN_KEY_SIZE];
    if (cursor == NULL) {
        ret_position[0] = '\0';
        return STATUS_OK;
    }
    enum status status = live_token_key(request->service->live, key);
    if (status != STATUS_OK)
        return status;
    struct digest scope = scope_of(request);
    status = cursor_read(key, &scope, cursor, ret_position);
    if (status != STATUS_OK)
        reply_problem(request, PROBLEM_BAD_CURSOR, NULL);
    return status;
}

/* The target of the next page: the same query, with the other cursor. */
static const char *next_target(const struct request *request, const char *cursor)
{
    struct text target = {0};
    text_addf(&target, "%s?cursor=%s", request->path, cursor);
    const char *query = strchr(request->target, '?');
    for (size_t i = 0; query != NULL && *query != '\0';) {
        size_t size = strcspn(++query, "&");
        bool other = size > 0 && strcmp(request->query[i++].name, "cursor") != 0;
        if (other)
            text_addf(&target, "&%.*s", (int)size, query);
        query += size;
    }
    const char *copy =
        text_status(&target) == STATUS_OK ? arena_strdup(request->arena, target.bytes) : NULL;
    text_free(&target);
    return copy;
}

enum status paging_give(struct request *request, const char *position, const char **ret_cursor)
{
    unsigned char key[TOKEN_KEY_SIZE];
    char text[CURSOR_SIZE];
    enum status status = live_token_key(request->service->live, key);
    if (status != STATUS_OK)
        return status;
    struct digest scope = scope_of(request);
    cursor_write(key, &scope, position, text);
    const char *cursor = arena_strdup(request->arena, text);
    const char *next = cursor == NULL ? NULL : next_target(request, cursor);
    if (next == NULL)
        return STATUS_MEMORY;
    request->reply.link_next = next;
    *ret_cursor = cursor;
    return STATUS_OK;
}
