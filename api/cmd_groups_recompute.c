#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/files/files_seeds.h"
#include "api/options.h"
#include "api/progress.h"
#include "api/store/group_codes.h"
#include "api/store/store_migrate.h"
#include "api/store/store_object.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COMMAND_WORDS "groups recompute"
#define ALL_MS_MAX    3600000

static int run(int argc, char **argv);

const struct command command_groups_recompute = {
    .name = COMMAND_WORDS,
    .summary = "make and end memberships of groups by their rules",
    .usage = "usage: kring groups recompute [--json] [--database URL]\n"
             "\n"
             "Goes over all groups: whom a rule takes becomes a member, and whom it takes no\n"
             "more ceases to be one that it made. Who left or was removed is not taken again.\n"
             "Tells how many; again it changes nothing. kring serve does the same for whoever\n"
             "is imported or changed, and for a group whose rule is: this is for what they do\n"
             "not see, units that were added or renamed, and newer taxonomies. It is all done,\n"
             "or nothing; meanwhile whoever would change people waits.\n"
             "\n"
             "  --json          print JSON\n"
             "  --database URL  without a password; default: KRING_DATABASE_URL, or the\n"
             "                  file that KRING_DATABASE_URL_FILE names\n"
             "\n"
             "Exit status: 0 done; 1 the schema is not this version's; 2 wrong usage; 3 no\n"
             "database or no seeds, or interrupted.\n",
    .run = run,
};

struct job {
    const char *url;
    bool json;
    const struct taxonomies *taxonomies;
    struct arena *arena;
    struct watch watch;
    size_t groups;
    struct group_count count;
};

static void print(const struct job *job)
{
    printf(job->json ? "{\"groups\":%zu,\"joined\":%" PRId32 ",\"ended\":%" PRId32 "}\n"
                     : "%zu groups: %" PRId32 " joined, %" PRId32 " ended\n",
           job->groups, job->count.joined, job->count.ended);
}

/* An interrupt is seen before it counts. */
static enum status recompute_all(struct store *store, void *context)
{
    struct job *job = context;
    enum status status = group_recompute_all(store, job->taxonomies, clock_utc_ms(), job->arena,
                                             &job->groups, &job->count);
    return status == STATUS_OK && watch_cancelled(&job->watch) ? STATUS_CANCELLED : status;
}

static enum status recompute(struct store *store, struct faults *faults, void *context)
{
    struct job *job = context;
    enum status status = store_schema_check(store, faults);
    if (status != STATUS_OK)
        return status;
    job->watch = progress_start();
    watch_progress(&job->watch, "recomputing groups", 0, 0);
    status = store_transaction(store, recompute_all, job);
    (void)progress_end();
    if (status == STATUS_OK)
        print(job);
    return status;
}

/* ---- the command */

static int with_seeds(struct job *job, struct faults *faults)
{
    const char *folder = NULL;
    struct seeds *seeds = NULL;
    enum status status = seeds_folder(job->arena, faults, &folder);
    if (status == STATUS_OK)
        status = seeds_load(folder, faults, &seeds);
    if (status != STATUS_OK) {
        options_tell_faults(faults, NULL, 20);
        return EXIT_CODE_FAILED;
    }
    job->taxonomies = &seeds->taxonomies;
    int code = database_command(COMMAND_WORDS, job->url, ALL_MS_MAX, recompute, job);
    seeds_free(seeds);
    return code;
}

static int run(int argc, char **argv)
{
    struct job job = {.url = NULL};
    const struct option_row rows[] = {
        {.name = "json", .type = OPTION_FLAG, .target = &job.json},
        {.name = "database", .type = OPTION_TEXT, .target = &job.url},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse(COMMAND_WORDS, rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse(COMMAND_WORDS, "takes no argument \"%s\"", argv[1]);
    if (arena_new(0, &job.arena) != STATUS_OK)
        return EXIT_CODE_FAILED;
    struct faults faults = faults_in(job.arena);
    int code = with_seeds(&job, &faults);
    arena_free(job.arena);
    return code;
}
