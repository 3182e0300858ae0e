#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/options.h"
#include "api/progress.h"
#include "api/store/store_audit.h"
#include "api/store/store_erasure.h"
#include "api/store/store_migrate.h"
#include "api/store/store_once.h"
#include "api/store/store_step.h"
#include "api/wire/shape_json.h"
#include "scoring/base/faults.h"
#include "scoring/base/moment.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TICK_MS_MAX      3600000 /* for all of it: the seats of a whole year may end at once */
#define TICK_EVENTS_MAX  64      /* rows that the clock fires, over all lifecycles */
#define STAGE_SIZE_MAX   40
#define TICK_EVENT_WORDS 40

static int run(int argc, char **argv);

const struct command command_tick = {
    .name = "tick",
    .summary = "do what is due: expiries, reminders, promotions",
    .usage =
        "usage: kring tick [--now TIME] [--json] [--database URL]\n"
        "\n"
        "Fires what is due: requests, offers and mentorships whose deadline passed end, the\n"
        "first on a waiting list gets the seat that is free, reminders are sent. Tells what\n"
        "it did. Who asked to be erased, and had time to think again, is erased.\n"
        "Idempotency keys of more than a day are forgotten. kring serve does all this\n"
        "by itself, every KRING_TICK_MS; beside it, or twice at once, this is harmless, and\n"
        "done again it finds nothing more to do. What is new in the audit is sealed.\n"
        "\n"
        "  --now TIME      as if it were then: RFC 3339, 2026-11-22T10:00:00Z (default: now).\n"
        "                  In the future: what waits until then ends now, and for good; there\n"
        "                  is no way back\n"
        "  --json          print JSON\n"
        "  --database URL  without a password; default: KRING_DATABASE_URL, or the\n"
        "                  file that KRING_DATABASE_URL_FILE names\n"
        "\n"
        "Exit status: 0 done; 1 the schema is not this version's; 2 wrong usage; 3 no\n"
        "database, or interrupted: what was done by then is done.\n",
    .run = run,
};

/* ---- what was done */

struct tick_item {
    const char *object, *event;
    int32_t count;
};

struct tick_report {
    moment now;
    int32_t steps, sealed;
    struct tick_item *items;
    size_t items_count;
};

static const struct shape_field item_fields[] = {
    SHAPE_FIELD_TEXT(struct tick_item, object, 0, 1, TICK_EVENT_WORDS, "the kind of object"),
    SHAPE_FIELD_TEXT(struct tick_item, event, 0, 1, TICK_EVENT_WORDS, "what the clock fired"),
    SHAPE_FIELD_INT(struct tick_item, count, 0, 0, INT32_MAX, "at how many of them"),
};
static const struct shape item_shape = {"TickItem", sizeof(struct tick_item), item_fields,
                                        SHAPE_COUNT(item_fields)};

static const struct shape_field report_fields[] = {
    SHAPE_FIELD_TIME(struct tick_report, now, 0, "the time that it was"),
    SHAPE_FIELD_INT(struct tick_report, steps, 0, 0, INT32_MAX, "steps in all"),
    SHAPE_FIELD_INT(struct tick_report, sealed, 0, 0, INT32_MAX, "rows of the audit sealed"),
    SHAPE_FIELD_LIST(struct tick_report, items, SHAPE_NULL_OUT, &item_shape, TICK_EVENTS_MAX,
                     "by kind and event, in the order in which they came first"),
};
static const struct shape report_shape = {"Tick", sizeof(struct tick_report), report_fields,
                                          SHAPE_COUNT(report_fields)};

static void print_table(const struct tick_report *report)
{
    char now[MOMENT_TEXT_SIZE];
    moment_format(report->now, now);
    if (report->steps == 0)
        printf("%s  nothing is due\n", now);
    else
        printf("%s  %" PRId32 " step%s\n", now, report->steps, report->steps == 1 ? "" : "s");
    for (size_t i = 0; i < report->items_count; i++)
        printf("  %-18s %-8s %8" PRId32 "\n", report->items[i].object, report->items[i].event,
               report->items[i].count);
    if (report->sealed > 0)
        printf("  %-18s %-8s %8" PRId32 "\n", "audit", "seal", report->sealed);
}

static void print_json(const struct tick_report *report)
{
    struct text text = {0};
    shape_to_json(&report_shape, report, 0, &text);
    if (text_status(&text) == STATUS_OK)
        puts(text.bytes);
    text_free(&text);
}

/* ---- the tick */

struct job {
    const char *url;
    bool json;
    struct store *store;
    struct watch watch;
    struct tick_report report;
    struct tick_item items[TICK_EVENTS_MAX];
};

/* More kinds than there is room for are counted in the sum alone; a test of the table of
 * lifecycles is no place for that many. */
static void count_step(struct tick_report *report, const char *object, const char *event)
{
    size_t i = 0;
    while (i < report->items_count && (strcmp(report->items[i].object, object) != 0 ||
                                       strcmp(report->items[i].event, event) != 0))
        i++;
    report->steps++;
    if (i == TICK_EVENTS_MAX)
        return;
    if (i == report->items_count)
        report->items[report->items_count++] = (struct tick_item){object, event, 0};
    report->items[i].count++;
}

/* After each step. An interrupt ends the tick by letting its time be over. */
static void tell(void *context, const char *object, const char *event)
{
    struct job *job = context;
    char stage[STAGE_SIZE_MAX];
    count_step(&job->report, object, event);
    snprintf(stage, sizeof stage, "%" PRId32 " steps", job->report.steps);
    watch_progress(&job->watch, stage, 0, 0);
    if (watch_cancelled(&job->watch))
        store_set_deadline(job->store, store_clock_ms());
}

/* All there is; an interrupt is seen between batches. */
static enum status seal(struct job *job)
{
    size_t sealed = AUDIT_BATCH;
    enum status status = STATUS_OK;
    while (sealed == AUDIT_BATCH && status == STATUS_OK && !watch_cancelled(&job->watch)) {
        status = store_audit_seal(job->store, &sealed);
        job->report.sealed += status == STATUS_OK ? (int32_t)sealed : 0;
        watch_progress(&job->watch, "sealing the audit", 0, 0);
    }
    return status;
}

static enum status tick(struct store *store, struct faults *faults, void *context)
{
    struct job *job = context;
    const struct deed deed = {.actor = {.kind = ACTOR_CLOCK}, .now = job->report.now};
    size_t steps = 0;
    enum status status = store_schema_check(store, faults);
    if (status != STATUS_OK)
        return status;
    job->store = store;
    job->report.items = job->items;
    job->watch = progress_start();
    status = store_clock(store, &deed, tell, job, &steps);
    if (status == STATUS_OK)
        status = store_erasure_clock(store, &deed, tell, job, &steps);
    if (status == STATUS_OK)
        status = store_once_forget(store, job->report.now);
    if (status == STATUS_OK)
        status = seal(job);
    if (progress_end())
        status = STATUS_CANCELLED;
    (job->json ? print_json : print_table)(&job->report);
    return status;
}

static int run(int argc, char **argv)
{
    struct job job = {.report = {.now = clock_utc_ms()}};
    const char *now = NULL;
    const struct option_row rows[] = {
        {.name = "now", .type = OPTION_TEXT, .target = &now},
        {.name = "json", .type = OPTION_FLAG, .target = &job.json},
        {.name = "database", .type = OPTION_TEXT, .target = &job.url},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse("tick", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse("tick", "takes no argument \"%s\"", argv[1]);
    if (now != NULL && moment_parse(now, strlen(now), &job.report.now) != STATUS_OK)
        return options_refuse(
            "tick", "--now takes a time such as 2026-11-22T10:00:00Z (RFC 3339), not \"%s\"", now);
    return database_command("tick", job.url, TICK_MS_MAX, tick, &job);
}
