#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/options.h"
#include "api/store/store_migrate.h"
#include "api/store/store_notice.h"
#include "api/wire/shape_json.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define OUTBOX_MS_MAX 60000

static int run(int argc, char **argv);

const struct command command_outbox = {
    .name = "outbox",
    .summary = "tell which notices wait to be sent, and why",
    .usage =
        "usage: kring outbox [--json] [--database URL]\n"
        "       kring outbox retry …\n"
        "\n"
        "Tells how many notices wait, the oldest of them and when the next is tried; and of\n"
        "all notices how many there are by what they tell and how they stand:\n"
        "\n"
        "  due          sent as soon as a server with a KRING_SMTP_URL comes to it\n"
        "  later        the server of mail did not take it yet, or it is being sent\n"
        "  sent         the server of mail has taken it\n"
        "  no_email     the person has no address\n"
        "  no_basis     they objected, or there was no lawful basis to write to them that day\n"
        "  bad_address  it is none that mail can be sent to\n"
        "  refused      the server of mail will not have it\n"
        "  unreachable  tried in vain until it was too old (KRING_NOTICE_DAYS)\n"
        "  stale        too old before it was tried, or a reminder of what was over by then\n"
        "\n"
        "  --json          print JSON\n"
        "  --database URL  without a password; default: KRING_DATABASE_URL, or the\n"
        "                  file that KRING_DATABASE_URL_FILE names\n"
        "\n"
        "Exit status: 0 told; 1 the schema is not this version's; 2 wrong usage; 3 no database.\n",
    .run = run,
};

struct job {
    const char *url, *mail;
    bool json;
};

static void print_next(moment at, moment now)
{
    char text[MOMENT_TEXT_SIZE];
    moment_format(at, text);
    if (at > now)
        printf(", the next try is at %s", text);
    else
        printf(", the next try is due");
}

static void print_sum(const struct notice_counts *counts)
{
    char now[MOMENT_TEXT_SIZE];
    char oldest[MOMENT_TEXT_SIZE];
    moment_format(counts->now, now);
    moment_format(counts->oldest_at, oldest);
    if (counts->waiting == 0) {
        printf("%s  no notice waits", now);
    } else {
        printf("%s  %" PRId32 " notice%s, the oldest since %s", now, counts->waiting,
               counts->waiting == 1 ? " waits" : "s wait", oldest);
        print_next(counts->next_try_at, counts->now);
    }
    putchar('\n');
    if (counts->mail == NULL)
        puts("no mail is sent by a server with these settings: KRING_SMTP_URL is empty");
}

static void print_table(const struct notice_counts *counts)
{
    char oldest[MOMENT_TEXT_SIZE];
    print_sum(counts);
    for (size_t i = 0; i < counts->items_count; i++) {
        const struct notice_item *item = &counts->items[i];
        moment_format(item->oldest_at, oldest);
        printf("  %-32s %-11s %8" PRId32 "  since %s", item->notice, item->standing, item->count,
               oldest);
        if (item->next_try_at != 0)
            print_next(item->next_try_at, counts->now);
        putchar('\n');
    }
}

static void print_json(const struct notice_counts *counts)
{
    struct text text = {0};
    shape_to_json(&notice_counts_shape, counts, 0, &text);
    if (text_status(&text) == STATUS_OK)
        puts(text.bytes);
    text_free(&text);
}

static enum status tell(struct store *store, struct faults *faults, void *context)
{
    const struct job *job = context;
    struct notice_counts counts = {0};
    moment now = clock_utc_ms();
    enum status status = store_schema_check(store, faults);
    if (status == STATUS_OK)
        status = store_notice_counts(store, now, faults->arena, &counts);
    if (status != STATUS_OK)
        return status;
    counts.now = now;
    counts.mail = job->mail == NULL || job->mail[0] == '\0' ? NULL : job->mail;
    (job->json ? print_json : print_table)(&counts);
    return STATUS_OK;
}

static int run(int argc, char **argv)
{
    struct job job = {.mail = getenv("KRING_SMTP_URL")};
    const struct option_row rows[] = {
        {.name = "json", .type = OPTION_FLAG, .target = &job.json},
        {.name = "database", .type = OPTION_TEXT, .target = &job.url},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse("outbox", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse("outbox", "takes no argument \"%s\"", argv[1]);
    return database_command("outbox", job.url, OUTBOX_MS_MAX, tell, &job);
}
