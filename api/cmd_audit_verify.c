#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/options.h"
#include "api/progress.h"
#include "api/store/store_audit.h"
#include "api/store/store_migrate.h"
#include "api/wire/shape_json.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COMMAND_WORDS "audit verify"
#define PAGE_MS_MAX   60000 /* for a page, and for counting */
#define HEAD_TEXT_MAX 85    /* number, colon, hash */

static int run(int argc, char **argv);

const struct command command_audit_verify = {
    .name = COMMAND_WORDS,
    .summary = "check that nothing in the audit was changed",
    .usage =
        "usage: kring audit verify [--expect NUMBER:HASH] [--json] [--database URL]\n"
        "\n"
        "Goes over the sealed audit from its first row to its last, or to where it was\n"
        "changed first, and tells what is wrong there. Counts what is sealed and what waits\n"
        "for its seal (a second or two, while kring serve runs). Prints the head of the chain:\n"
        "kept elsewhere, and given back with --expect, it proves that no row up to it was\n"
        "changed or cut off since. api/AUDIT.md tells how to check without Kring.\n"
        "\n"
        "  --expect NUMBER:HASH  a head that was printed before, which must be in the chain\n"
        "  --json                print JSON\n"
        "  --database URL        without a password; default: KRING_DATABASE_URL, or the\n"
        "                        file that KRING_DATABASE_URL_FILE names\n"
        "\n"
        "Exit status: 0 nothing was changed; 1 something was, or the schema is not this\n"
        "version's; 2 wrong usage; 3 no database, or interrupted.\n",
    .run = run,
};

struct job {
    const char *url;
    const struct audit_head *expect; /* NULL: none */
    bool json, broken;
    struct store *store;
    struct watch watch;
};

/* ---- what was found */

struct verdict {
    const char *verdict, *head;
    int64_t broken_number, broken_row;
    int64_t sealed, unsealed, lost;
};

static struct verdict verdict_of(const struct audit_report *report, char head[HEAD_TEXT_MAX])
{
    char hex[DIGEST_HEX_SIZE];
    digest_hex(&report->head.hash, hex);
    snprintf(head, HEAD_TEXT_MAX, "%" PRId64 ":%s", report->head.number, hex);
    return (struct verdict){.verdict = audit_break_word(report->broken),
                            .head = head,
                            .broken_number = report->broken_number,
                            .broken_row = report->broken_row,
                            .sealed = report->sealed,
                            .unsealed = report->unsealed,
                            .lost = report->lost};
}

static void print_json(const struct verdict *verdict)
{
    printf("{\"verdict\":\"%s\",\"broken_number\":%" PRId64 ",\"broken_row\":%" PRId64
           ",\"sealed\":%" PRId64 ",\"unsealed\":%" PRId64 ",\"lost\":%" PRId64
           ",\"head\":\"%s\"}\n",
           verdict->verdict, verdict->broken_number, verdict->broken_row, verdict->sealed,
           verdict->unsealed, verdict->lost, verdict->head);
}

static void print_words(const struct verdict *verdict, enum audit_break broken)
{
    printf("%s: %s", broken == AUDIT_WHOLE ? "whole" : "BROKEN", audit_break_sentence(broken));
    if (verdict->broken_number > 0)
        printf(" (seal %" PRId64 ")", verdict->broken_number);
    if (verdict->broken_row > 0)
        printf(" (row %" PRId64 ")", verdict->broken_row);
    printf("\nsealed    %" PRId64 "\nunsealed  %" PRId64 "\n", verdict->sealed, verdict->unsealed);
    if (verdict->lost > 0)
        printf("lost      %" PRId64 "\n", verdict->lost);
    printf("head      %s\n", verdict->head);
}

/* ---- the walk */

/* Before each page. An interrupt ends it by letting its time be over. */
static void tell(void *context, int64_t done, int64_t total)
{
    struct job *job = context;
    watch_progress(&job->watch, "rows of the audit", (uint64_t)done, (uint64_t)total);
    bool ending = watch_cancelled(&job->watch);
    store_set_deadline(job->store, store_clock_ms() + (ending ? 0 : PAGE_MS_MAX));
}

static enum status verify(struct store *store, struct faults *faults, void *context)
{
    struct job *job = context;
    struct audit_report report;
    char head[HEAD_TEXT_MAX];
    enum status status = store_schema_check(store, faults);
    if (status != STATUS_OK)
        return status;
    job->store = store;
    job->watch = progress_start();
    status = store_audit_verify(store, job->expect, tell, job, &report);
    if (progress_end())
        return STATUS_CANCELLED;
    if (status != STATUS_OK)
        return status;
    struct verdict verdict = verdict_of(&report, head);
    if (job->json)
        print_json(&verdict);
    else
        print_words(&verdict, report.broken);
    job->broken = report.broken != AUDIT_WHOLE;
    return STATUS_OK;
}

/* ---- the command line */

static bool is_hex(const char *text)
{
    return strlen(text) == DIGEST_HEX_SIZE - 1 &&
           strspn(text, "0123456789abcdef") == DIGEST_HEX_SIZE - 1;
}

static bool read_head(const char *text, struct audit_head *ret_head)
{
    const char *colon = strchr(text, ':');
    struct audit_head head = {0};
    if (colon == NULL || !is_hex(colon + 1) ||
        text_to_int(text, (size_t)(colon - text), 1, INT64_MAX, &head.number) != STATUS_OK)
        return false;
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        unsigned byte = 0;
        if (sscanf(colon + 1 + 2 * i, "%2x", &byte) != 1)
            return false;
        head.hash.bytes[i] = (uint8_t)byte;
    }
    *ret_head = head;
    return true;
}

static int run(int argc, char **argv)
{
    struct job job = {0};
    struct audit_head head;
    const char *expect = NULL;
    const struct option_row rows[] = {
        {.name = "expect", .type = OPTION_TEXT, .target = &expect},
        {.name = "json", .type = OPTION_FLAG, .target = &job.json},
        {.name = "database", .type = OPTION_TEXT, .target = &job.url},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse(COMMAND_WORDS, rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse(COMMAND_WORDS, "takes no argument \"%s\"", argv[1]);
    if (expect != NULL && !read_head(expect, &head))
        return options_refuse(COMMAND_WORDS,
                              "--expect takes a head as this command prints it, a number, a colon "
                              "and 64 hexadecimal digits, not \"%s\"",
                              expect);
    job.expect = expect == NULL ? NULL : &head;
    int code = database_command(COMMAND_WORDS, job.url, PAGE_MS_MAX, verify, &job);
    return code == EXIT_CODE_OK && job.broken ? EXIT_CODE_FAULTS : code;
}
