#include "api/clock.h"
#include "api/files/files_seeds.h"
#include "api/files/files_spool.h"
#include "api/handlers.h"
#include "api/object.h"
#include "api/replies.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/service.h"
#include "api/store/store_import.h"
#include "api/store/store_once.h"
#include "api/wire/people.h"
#include "api/wire/people_read.h"
#include "api/wire/shape_copy.h"
#include "api/wire/shape_json.h"
#include "api/write.h"
#include "scoring/base/arena.h"

#define BATCH_MAX 500

/* An import under way: rows come one by one from the parser and go to the store in batches. */
struct import {
    struct request *request;
    struct people_parser *parser;
    struct people_read *people_read;
    struct store_import *store_import;
    struct once_key key;
    struct faults faults;    /* of rows, for the report */
    struct arena *arena;     /* of one batch */
    struct person *batch;    /* BATCH_MAX of them */
    size_t lines[BATCH_MAX]; /* element i: where batch[i] stands */
    size_t batch_count;
    size_t refused; /* beside those that the parser refused */
};

/* A fault is returned as INVALID, which refuses the row: it is passed over already. */
static void tell_erased(struct import *import, const enum store_outcome *outcomes)
{
    for (size_t i = 0; i < import->batch_count; i++)
        if (outcomes[i] == OUTCOME_ERASED)
            (void)fault_add(&import->faults, import->lines[i], "external_id", "erased",
                            "This person was erased, and stays so until staff lift that.");
}

static enum status write_batch(struct import *import)
{
    enum store_outcome outcomes[BATCH_MAX];
    if (import->batch_count == 0)
        return STATUS_OK;
    enum status status = store_import_add(import->store_import, import->batch, import->batch_count,
                                          &import->request->faults, outcomes);
    if (status == STATUS_OK)
        tell_erased(import, outcomes);
    import->batch_count = 0;
    arena_reset(import->arena);
    return status;
}

static enum status on_row(void *context, size_t line, struct person *person)
{
    struct import *import = context;
    struct person *copy = &import->batch[import->batch_count];
    enum status status = request_in_time(import->request);
    if (status == STATUS_OK)
        status = shape_copy(&person_shape, person, import->arena, copy);
    if (status == STATUS_OK)
        status = people_read_person(import->people_read, line, &import->faults, copy);
    if (status == STATUS_INVALID) {
        import->refused++; /* its memory goes with the batch */
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    import->lines[import->batch_count] = line;
    return ++import->batch_count == BATCH_MAX ? write_batch(import) : STATUS_OK;
}

static enum status on_piece(void *context, const char *bytes, size_t size)
{
    struct import *import = context;
    return people_parser_feed(import->parser, bytes, size);
}

static int32_t small(size_t count)
{
    return count > INT32_MAX ? INT32_MAX : (int32_t)count;
}

static enum status list_errors(const struct import *import, struct import_report *report)
{
    const struct faults *faults = &import->faults;
    struct import_error *errors =
        arena_array(import->request->arena, faults->count, sizeof *errors);
    if (errors == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < faults->count; i++)
        errors[i] = (struct import_error){small(faults->items[i].line), faults->items[i].where,
                                          faults->items[i].code, faults->items[i].detail};
    report->errors = errors;
    report->errors_count = faults->count;
    report->errors_total = small(faults->total);
    return STATUS_OK;
}

static enum status make_report(const struct import *import, bool dry_run,
                               struct import_report *ret_report)
{
    const size_t *counts = store_import_counts(import->store_import);
    struct import_report report = {
        .dry_run = dry_run,
        .rows = small(people_parser_rows(import->parser)),
        .created = small(counts[OUTCOME_CREATED]),
        .changed = small(counts[OUTCOME_CHANGED]),
        .unchanged = small(counts[OUTCOME_UNCHANGED]),
        .refused = small(people_parser_refused(import->parser) + import->refused +
                         counts[OUTCOME_REPEATED] + counts[OUTCOME_ERASED]),
    };
    enum status status = list_errors(import, &report);
    if (status == STATUS_OK)
        *ret_report = report;
    return status;
}

/* What spoils the whole file is told as a problem, with all that was found before it. */
static enum status spoilt(struct import *import, enum status status)
{
    if (status != STATUS_INVALID && status != STATUS_TOO_LARGE && status != STATUS_SYNTAX)
        return status;
    if (import->request->faults.count == 0)
        import->request->faults = import->faults;
    return STATUS_INVALID;
}

static enum status read_rows(struct import *import)
{
    enum status status = spool_read(import->request->spool, on_piece, import);
    if (status == STATUS_OK)
        status = people_parser_finish(import->parser);
    if (status == STATUS_OK)
        status = write_batch(import);
    return spoilt(import, status);
}

/* One row for all of it: who was changed by a file, the file says. */
static enum status record(struct request *request)
{
    struct deed deed = object_deed(request, BY_STAFF);
    char id[STORE_ID_SIZE];
    store_id_new(deed.now, id);
    return store_object_record(request->store, &deed, "import", id, 1, "import", NULL);
}

static enum status finish(struct import *import)
{
    struct request *request = import->request;
    bool dry_run = request_flag(request, "dry_run");
    struct import_report report = {0};
    struct digest digest = spool_digest(request->spool);
    enum status status = make_report(import, dry_run, &report);
    if (status != STATUS_OK)
        return status;
    shape_to_json(&import_report_shape, &report, 0, &request->reply.body);
    text_add_char(&request->reply.body, '\n');
    status = text_status(&request->reply.body);
    if (status == STATUS_OK && !dry_run)
        status = write_keep(request, &import->key, 200);
    if (status == STATUS_OK && !dry_run)
        status = record(request);
    if (status == STATUS_OK && !dry_run)
        status = store_import_commit(import->store_import, &digest, request->caller.token_id,
                                     request->reply.body.bytes);
    return status;
}

static enum status open_import(struct import *import)
{
    const struct seeds *seeds = import->request->service->seeds;
    enum status status = arena_new(0, &import->arena);
    if (status != STATUS_OK)
        return status;
    import->batch = arena_array(import->request->arena, BATCH_MAX, sizeof *import->batch);
    if (import->batch == NULL)
        return STATUS_MEMORY;
    status = people_read_new(&seeds->taxonomies, seeds->reader, &import->people_read);
    if (status == STATUS_OK)
        status = people_parser_new(on_row, import, &import->faults, &import->parser);
    if (status == STATUS_OK)
        status = store_import_begin(import->request->store, clock_utc_ms(), &import->store_import);
    return status;
}

static void tell_busy(struct request *request, enum status status)
{
    if (status == STATUS_CONFLICT && request->reply.http == 0 && request->faults.count == 0)
        reply_problem(request, PROBLEM_BUSY, "Another import is running; try again later.");
}

enum status handle_import(struct request *request)
{
    struct import import = {.request = request, .faults = faults_in(request->arena)};
    bool known = false;
    enum status status = request->spool == NULL ? spool_new(&request->spool) : STATUS_OK;
    if (status == STATUS_OK)
        status = open_import(&import);
    if (status == STATUS_OK)
        status = write_claim(request, &import.key, &known);
    if (status == STATUS_OK && !known)
        status = read_rows(&import);
    if (status == STATUS_OK && !known)
        status = finish(&import);
    store_import_free(import.store_import);
    people_parser_free(import.parser);
    people_read_free(import.people_read);
    arena_free(import.arena);
    tell_busy(request, status);
    return status;
}
