#include "api/accept.h"
#include "api/condition.h"
#include "api/files/files_seeds.h"
#include "api/handlers.h"
#include "api/request.h"
#include "api/run_reading.h"
#include "api/service.h"
#include "api/wire/run_shortages.h"
#include "api/wire/run_tell.h"
#include "api/wire/shape_json.h"
#include "matcher/watch.h"
#include "scoring/base/arena.h"

#include <string.h>

/* What of a run that was read is told: fills the body of the reply. */
typedef enum status run_teller(struct run_reading *reading);

/* Answers from a run that has ended, in an arena of its own: a large round is more than a request
 * may hold. */
static enum status tell(struct request *request, run_teller *teller)
{
    struct run_reading reading;
    enum status status = STATUS_OK;
    if (!run_reading_begin(request, &reading, &status))
        return status;
    status = teller(&reading);
    run_reading_end(&reading);
    return run_reading_settle(request, status);
}

/* ---- certificate */

static enum status tell_certificate(struct run_reading *reading)
{
    struct certificate_reply reply;
    enum status status =
        run_tell_certificate(reading->run, &reading->people, reading->arena, &reply);
    reply.run_id = reading->found->id;
    reply.outcome = reading->found->state;
    if (status == STATUS_OK)
        shape_to_json(&certificate_reply_shape, &reply, 0, &reading->request->reply.body);
    return status;
}

enum status handle_run_certificate(struct request *request)
{
    return tell(request, tell_certificate);
}

/* ---- why */

static enum status refuse_person(struct request *request, const char *role)
{
    const char *detail = arena_printf(
        request->arena, "Nobody of that id takes part in the run's round as a %s.", role);
    if (detail == NULL)
        return STATUS_MEMORY;
    reply_problem(request, PROBLEM_NOT_FOUND, detail);
    return STATUS_OK;
}

static enum status tell_why(struct run_reading *reading)
{
    struct request *request = reading->request;
    struct why_reply reply;
    const char *role = NULL;
    const struct watch watch = run_reading_watch(request);
    const struct run_asked asked = {.run = reading->run,
                                    .people = &reading->people,
                                    .student_id = request_text(request, "student_id"),
                                    .mentor_id = request_text(request, "mentor_id"),
                                    .language = request_language(request),
                                    .workers = run_reading_workers(),
                                    .watch = &watch};
    enum status status = run_tell_why(&asked, reading->arena, &request->faults, &role, &reply);
    if (status == STATUS_NOT_FOUND)
        return refuse_person(request, role);
    if (status == STATUS_OK)
        shape_to_json(&why_reply_shape, &reply, 0, &request->reply.body);
    return status;
}

enum status handle_run_why(struct request *request)
{
    return tell(request, tell_why);
}

/* ---- diff */

static enum status tell_diff(struct run_reading *reading)
{
    struct diff_reply reply;
    enum status status =
        run_tell_diff(reading->other, reading->run, &reading->people, reading->arena, &reply);
    if (status == STATUS_OK)
        shape_to_json(&diff_reply_shape, &reply, 0, &reading->request->reply.body);
    return status;
}

enum status handle_run_diff(struct request *request)
{
    return tell(request, tell_diff);
}

/* ---- shortages */

enum status handle_run_shortages(struct request *request)
{
    const struct matching_run *found = NULL;
    struct text file = {0};
    enum status status = STATUS_OK;
    if (!run_reading_find(request, request->params[0], &found, &status))
        return status;
    struct shortages_reply reply = {.level_bp = run_shortages_level(found->minimum_bp)};
    status = store_run_file(request->store, found->id, "shortages.csv", &file);
    if (status == STATUS_OK)
        status = run_shortages_read(request->service->seeds->scorer.taxonomies, file.bytes,
                                    file.size, request_language(request), request->arena, &reply);
    text_free(&file);
    if (status == STATUS_OK)
        shape_to_json(&shortages_reply_shape, &reply, 0, &request->reply.body);
    return status == STATUS_OK || status == STATUS_MEMORY ? status : STATUS_BROKEN;
}

/* ---- files */

static const char *type_of(const char *name)
{
    const char *end = strrchr(name, '.');
    return strcmp(end, ".json") == 0  ? REPLY_JSON
           : strcmp(end, ".csv") == 0 ? "text/csv; charset=utf-8"
                                      : "text/tab-separated-values; charset=utf-8";
}

static bool accepts(struct request *request, const char *type)
{
    const char *bare = arena_copy(request->arena, type, strcspn(type, ";"));
    return bare != NULL && accept_allows(request->accept, bare);
}

enum status handle_run_file(struct request *request)
{
    const struct matching_run *found = NULL;
    const char *name = run_tell_file(request->params[1]);
    enum status status = STATUS_OK;
    if (!run_reading_find(request, request->params[0], &found, &status))
        return status;
    if (name == NULL)
        return STATUS_NOT_FOUND;
    if (!accepts(request, type_of(name))) {
        reply_problem(request, PROBLEM_NOT_ACCEPTABLE, NULL);
        return STATUS_OK;
    }
    status = store_run_file(request->store, found->id, name, &request->reply.body);
    if (status != STATUS_OK)
        return status;
    reply_ok(request, type_of(name));
    condition_settle(request);
    return STATUS_OK;
}
