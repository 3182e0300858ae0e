#include "api/run_reading.h"

#include "api/files/files_seeds.h"
#include "api/long_command.h"
#include "api/object.h"
#include "api/request.h"
#include "api/run_cache.h"
#include "api/run_load.h"
#include "api/service.h"
#include "matcher/watch.h"
#include "scoring/base/arena.h"

#include <string.h>

#define WORKERS_EACH_MAX ((size_t)2)

/* ---- finding */

bool run_reading_find(struct request *request, const char *id, const struct matching_run **ret_run,
                      enum status *ret_status)
{
    void *object = NULL;
    *ret_status = object_read(request, id, &object);
    if (*ret_status != STATUS_OK)
        return false;
    const struct matching_run *run = object;
    if (strcmp(run->state, "done") == 0 || strcmp(run->state, "infeasible") == 0) {
        *ret_run = run;
        return true;
    }
    const char *detail =
        arena_printf(request->arena, "The run has not ended with a result: it is %s.", run->state);
    if (detail == NULL)
        *ret_status = STATUS_MEMORY;
    else
        reply_problem(request, PROBLEM_CONFLICT, detail);
    return false;
}

/* The run of ?with=, which must be of the same round; NULL where nobody asks for one. */
static bool find_other(struct request *request, const struct matching_run *found,
                       const struct matching_run **ret_other, enum status *ret_status)
{
    const char *id = request_text(request, "with");
    if (id == NULL)
        return true;
    if (!run_reading_find(request, id, ret_other, ret_status))
        return false;
    if (strcmp((*ret_other)->round_id, found->round_id) == 0)
        return true;
    reply_problem(request, PROBLEM_CONFLICT,
                  "Runs of one round are compared: in another, everybody has another alias.");
    return false;
}

/* ---- reading */

struct loading {
    struct request *request;
    const char *id;
};

static enum status load(void *context, struct arena *arena, struct run **ret_run)
{
    const struct loading *loading = context;
    struct request *request = loading->request;
    return run_load(request->store, &request->service->seeds->scorer, loading->id,
                    run_reading_workers(), arena, &request->faults, ret_run);
}

static enum status hold(struct request *request, const struct matching_run *found,
                        struct run_held **ret_held, const struct run **ret_run)
{
    struct loading loading = {request, found->id};
    enum status status = run_cache_hold(request->service->runs, found->id, request->deadline_ms,
                                        load, &loading, ret_held);
    if (status == STATUS_OK)
        *ret_run = run_held_run(*ret_held);
    return object_tell(request, status);
}

static enum status read_all(struct run_reading *reading, const struct matching_run *other)
{
    struct request *request = reading->request;
    enum status status = arena_new(0, &reading->arena);
    if (status == STATUS_OK)
        status =
            store_run_people(request->store, reading->found->id, reading->arena, &reading->people);
    if (status == STATUS_OK)
        status = hold(request, reading->found, &reading->held[0], &reading->run);
    if (status == STATUS_OK && other != NULL)
        status = hold(request, other, &reading->held[1], &reading->other);
    return status;
}

bool run_reading_begin(struct request *request, struct run_reading *ret_reading,
                       enum status *ret_status)
{
    struct run_reading reading = {.request = request};
    const struct matching_run *other = NULL;
    if (!run_reading_find(request, request->params[0], &reading.found, ret_status) ||
        !find_other(request, reading.found, &other, ret_status))
        return false;
    *ret_status = read_all(&reading, other);
    if (*ret_status == STATUS_OK)
        *ret_reading = reading;
    else
        run_reading_end(&reading);
    return *ret_status == STATUS_OK;
}

void run_reading_end(struct run_reading *reading)
{
    for (size_t i = 0; i < 2; i++)
        if (reading->held[i] != NULL)
            run_cache_release(reading->request->service->runs, reading->held[i]);
    arena_free(reading->arena);
}

/* ---- computing */

size_t run_reading_workers(void)
{
    size_t processors = long_command_processors();
    return processors < WORKERS_EACH_MAX ? processors : WORKERS_EACH_MAX;
}

static bool is_late(void *context)
{
    return request_in_time(context) != STATUS_OK;
}

struct watch run_reading_watch(struct request *request)
{
    return (struct watch){.context = request, .cancelled = is_late};
}

enum status run_reading_settle(const struct request *request, enum status status)
{
    enum status why = status == STATUS_CANCELLED ? request_in_time(request) : status;
    return status == STATUS_CANCELLED && why == STATUS_OK ? STATUS_TIMEOUT : why;
}
