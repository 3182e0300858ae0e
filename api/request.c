#include "api/request.h"

#include "api/accept.h"
#include "api/clock.h"
#include "api/files/files_spool.h"
#include "api/live.h"
#include "api/routes.h"
#include "api/service.h"
#include "scoring/base/arena.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* A request's own arena: hits of a page of 200 with their texts need about 1 MiB. */
#define ARENA_SIZE_MAX ((size_t)64 << 20)

static void make_id(char ret_id[REQUEST_ID_SIZE])
{
    unsigned char random[16] = {0};
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        memset(random, 0, sizeof random); /* cannot be for 16 bytes; an id is no secret */
    for (size_t i = 0; i < sizeof random; i++) {
        ret_id[2 * i] = "0123456789abcdef"[random[i] >> 4];
        ret_id[2 * i + 1] = "0123456789abcdef"[random[i] & 15];
    }
    ret_id[2 * sizeof random] = '\0';
}

enum status request_new(struct service *service, const char *raw_target,
                        struct request **ret_request)
{
    struct request *request = calloc(1, sizeof *request);
    if (request == NULL)
        return STATUS_MEMORY;
    if (arena_new(ARENA_SIZE_MAX, &request->arena) != STATUS_OK) {
        free(request);
        return STATUS_MEMORY;
    }
    request->service = service;
    request->faults = faults_in(request->arena);
    request->arrived_us = clock_us();
    request->content_length = -1;
    make_id(request->id);
    request->target = arena_strdup(request->arena, raw_target);
    if (request->target == NULL) {
        request_free(request);
        return STATUS_MEMORY;
    }
    *ret_request = request;
    return STATUS_OK;
}

void request_free(struct request *request)
{
    if (request == NULL)
        return;
    live_release(request->view);
    spool_free(request->spool);
    text_free(&request->body);
    text_free(&request->reply.body);
    arena_free(request->arena);
    free(request);
}

enum status request_in_time(const struct request *request)
{
    int64_t drain_end_ms = atomic_load(&request->service->drain_end_ms);
    int64_t now_ms = clock_ms();
    if (drain_end_ms != 0 && now_ms >= drain_end_ms)
        return STATUS_UNAVAILABLE;
    return now_ms >= request->deadline_ms ? STATUS_TIMEOUT : STATUS_OK;
}

void request_take_id(struct request *request, const char *id)
{
    if (id == NULL)
        return;
    size_t size = strspn(id, "0123456789ABCDEFabcdef-");
    if (size >= REQUEST_ID_SIZE_MIN && size < REQUEST_ID_SIZE && id[size] == '\0')
        memcpy(request->id, id, size + 1);
}

/* ---- the query against the route's parameters */

static const struct query_param *find_param(const struct route *route, const char *name)
{
    for (const struct query_param *param = route->query; param != NULL && param->name != NULL;
         param++)
        if (strcmp(param->name, name) == 0)
            return param;
    return NULL;
}

static bool is_flag(const char *value, bool *ret_on)
{
    static const char *const on[] = {"yes", "true", "1", NULL};
    static const char *const off[] = {"no", "false", "0", NULL};
    *ret_on = shape_word_index(on, value, strlen(value)) >= 0;
    return *ret_on || shape_word_index(off, value, strlen(value)) >= 0;
}

static enum status check_value(struct request *request, const struct query_param *param,
                               const char *where, const char *value)
{
    int64_t number = 0;
    bool on = false;
    struct faults *faults = &request->faults;
    size_t size = strlen(value);
    switch (param->type) {
    case PARAM_INT:
        if (text_to_int(value, size, param->min, param->max, &number) != STATUS_OK)
            return fault_add(faults, 0, where, "out_of_range",
                             "Must be a whole number from %" PRId64 " to %" PRId64 ".", param->min,
                             param->max);
        return STATUS_OK;
    case PARAM_FLAG:
        return is_flag(value, &on)
                   ? STATUS_OK
                   : fault_add(faults, 0, where, "wrong_word", "Must be true or false.");
    case PARAM_WORD:
        if (shape_word_index(param->words, value, size) < 0)
            return fault_add(faults, 0, where, "wrong_word", "No such word; see /openapi.json.");
        return STATUS_OK;
    case PARAM_TEXT:
    case PARAM_TEXTS:
        if ((int64_t)size < param->min || (int64_t)size > param->max)
            return fault_add(faults, 0, where,
                             (int64_t)size < param->min ? "too_short" : "too_long",
                             "Must have %" PRId64 " to %" PRId64 " bytes.", param->min, param->max);
        return STATUS_OK;
    }
    return STATUS_OK;
}

static const char *where_of(struct request *request, const char *name)
{
    const char *where = arena_printf(request->arena, "?%.64s", name);
    return where == NULL ? "?" : where;
}

static bool given_before(const struct request *request, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(request->query[i].name, request->query[index].name) == 0)
            return true;
    return false;
}

static enum status check_argument(struct request *request, size_t index)
{
    const struct query_argument *argument = &request->query[index];
    const struct query_param *param = find_param(request->route, argument->name);
    const char *where = where_of(request, argument->name);
    if (param == NULL)
        return fault_add(&request->faults, 0, where, "unknown_parameter",
                         "This operation has no such parameter.");
    if (param->type != PARAM_TEXTS && given_before(request, index))
        return fault_add(&request->faults, 0, where, "given_twice",
                         "This parameter may be given once.");
    return check_value(request, param, where, argument->value);
}

enum status request_check_query(struct request *request)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < request->query_count; i++)
        if (check_argument(request, i) != STATUS_OK)
            worst = STATUS_INVALID;
    for (const struct query_param *param = request->route->query;
         param != NULL && param->name != NULL; param++)
        if (param->required && request_text(request, param->name) == NULL)
            worst = fault_add(&request->faults, 0, where_of(request, param->name), "missing",
                              "This parameter must be given.");
    return worst;
}

const char *request_text(const struct request *request, const char *name)
{
    for (size_t i = 0; i < request->query_count; i++)
        if (strcmp(request->query[i].name, name) == 0)
            return request->query[i].value;
    return NULL;
}

int64_t request_int(const struct request *request, const char *name)
{
    const struct query_param *param = find_param(request->route, name);
    const char *value = request_text(request, name);
    int64_t number = param->preset;
    if (value != NULL &&
        text_to_int(value, strlen(value), param->min, param->max, &number) != STATUS_OK)
        return param->preset; /* cannot be: the query was checked */
    return number;
}

enum label_language request_language(const struct request *request)
{
    const char *tag = request_text(request, "lang");
    enum label_language language = accept_language(request->accept_language);
    if (tag != NULL)
        (void)label_language_find(tag, strlen(tag), &language);
    return language;
}

bool request_flag(const struct request *request, const char *name)
{
    bool on = false;
    const char *value = request_text(request, name);
    return value != NULL && is_flag(value, &on) && on;
}
