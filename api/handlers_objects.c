/* Reading objects of any kind: one, and pages of them. Changing: handlers_changes.c. */
#include "api/handlers.h"
#include "api/object.h"
#include "api/paging.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/wire/mentoring.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"

#include <string.h>

enum status handle_object(struct request *request)
{
    return object_show_again(request, request->params[0]);
}

/* ---- filters: what the query says beside how to cut pages, as one JSON object */

static bool is_id(const struct query_param *param)
{
    return param->type == PARAM_TEXT && param->min == STORE_ID_SIZE - 1 &&
           param->max == STORE_ID_SIZE - 1;
}

static enum status check_ids(struct request *request)
{
    enum status status = STATUS_OK;
    for (const struct query_param *param = request->route->query; param->name != NULL; param++) {
        const char *value = request_text(request, param->name);
        const char *where = arena_printf(request->arena, "?%s", param->name);
        if (value != NULL && is_id(param) && !store_id_valid(value))
            status = fault_add(&request->faults, 0, where == NULL ? "?" : where, "bad_id",
                               "Must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057.");
    }
    return status;
}

static void add_filters(const struct request *request, struct text *text)
{
    const char *comma = "";
    text_add_char(text, '{');
    for (const struct query_param *param = request->route->query; param->name != NULL; param++) {
        const char *value = param->paging ? NULL : request_text(request, param->name);
        if (value == NULL)
            continue;
        text_addf(text, "%s\"%s\":", comma, param->name);
        json_add_string(text, value);
        comma = ",";
    }
    text_add_char(text, '}');
}

static enum status take_filters(struct request *request, const char **ret_filters)
{
    struct text text = {0};
    add_filters(request, &text);
    const char *copy =
        text_status(&text) == STATUS_OK ? arena_strdup(request->arena, text.bytes) : NULL;
    text_free(&text);
    if (copy == NULL)
        return STATUS_MEMORY;
    *ret_filters = copy;
    return STATUS_OK;
}

/* ---- a page */

static enum status allow_all(struct request *request, void *items, size_t count)
{
    size_t size = request->route->resource->kind.shape->size;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = object_allow(request, (char *)items + i * size);
    return status;
}

/* A cursor's position is the last id of its page. */
static enum status give_next(struct request *request, const void *items, size_t count,
                             const char **ret_cursor)
{
    const struct resource *resource = request->route->resource;
    const char *last = (const char *)items + (count - 1) * resource->kind.shape->size;
    return paging_give(request, resource_text(resource, last, "id"), ret_cursor);
}

static enum status list_objects(struct request *request, const struct object_page *page)
{
    const struct resource *resource = request->route->resource;
    size_t limit = page->limit - 1; /* one more was asked for: are there more? */
    bool counted = request_text(request, "count") != NULL; /* its one word is "exact" */
    void *items = NULL;
    size_t count = 0;
    struct object_list list = {0};
    enum status status =
        store_object_page(request->store, &resource->kind, page, request->arena, &items, &count);
    if (status == STATUS_OK && counted)
        status = store_object_count(request->store, &resource->kind, page, &list.count);
    if (status == STATUS_OK && count > limit)
        status = give_next(request, items, limit, &list.next_cursor);
    list.items = items;
    list.items_count = count > limit ? limit : count;
    if (status == STATUS_OK)
        status = allow_all(request, items, list.items_count);
    if (status == STATUS_OK)
        shape_to_json(counted ? resource->list : resource->list_uncounted, &list, 0,
                      &request->reply.body);
    return status;
}

enum status handle_objects(struct request *request)
{
    char after[CURSOR_POSITION_MAX + 1];
    struct rights_reach reach = {.all = false};
    struct object_page page = {.limit = (size_t)request_int(request, "limit") + 1};
    if (check_ids(request) != STATUS_OK) {
        reply_problem(request, PROBLEM_BAD_PARAMETER, "The query breaks a rule.");
        return STATUS_OK;
    }
    enum status status = paging_take(request, after);
    if (status == STATUS_OK)
        status = take_filters(request, &page.filters);
    if (status == STATUS_OK)
        status = rights_reach(request, &reach);
    if (status != STATUS_OK)
        return status;
    page.party = reach.party;
    page.units = reach.units;
    page.after = after[0] == '\0' ? NULL : after;
    return list_objects(request, &page);
}
