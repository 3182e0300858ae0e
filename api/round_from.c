#include "api/round_from.h"

#include "api/command.h"
#include "api/diff_words.h"
#include "api/files/files_read.h"
#include "api/wire/rules.h"
#include "matcher/revise.h"
#include "scoring/base/arena.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_CHANGES_MAX ((size_t)20)

bool round_from_check(const char *command, const struct round_from *from)
{
    if (!from->repair && from->drops.count > 0)
        options_refuse(command, "--drop goes with --repair DIR");
    else if (from->repair && from->drops.count + from->sets.count == 0 && from->rules == NULL)
        options_refuse(command, "--repair takes what fell through: --drop, --set or --rules");
    else if (from->repair && from->objective != NULL)
        options_refuse(command, "--repair has an objective of its own: leave out --objective");
    else
        return true;
    return false;
}

/* ---- the changed snapshot */

static enum status add_rules(struct run_command *command, const char *path,
                             struct revision *revision)
{
    char *bytes = NULL;
    size_t size = 0, count = 0;
    const struct round_rule *rules = NULL;
    enum status status = files_read(path, RULES_SIZE_MAX, &command->faults, &bytes, &size);
    if (status != STATUS_OK)
        return status;
    status = rules_read(bytes, size, command->arena, &command->faults, &rules, &count);
    free(bytes);
    if (status != STATUS_OK)
        return status;
    return revise_add_rules(rules, count, command->arena, &revision->snapshot);
}

static void change_settings(const struct round_from *from, struct snapshot *snapshot)
{
    if (from->objective != NULL)
        snapshot->objective = *from->objective;
    if (from->weights != NULL)
        snapshot->weights = *from->weights;
    if (from->minimum_bp != NULL)
        snapshot->minimum_bp = *from->minimum_bp;
    if (from->as_of != NULL)
        snapshot->as_of = *from->as_of;
    if (from->seed != NULL)
        snapshot->seed = *from->seed;
    if (snapshot->objective != OBJECTIVE_REPAIR) {
        snapshot->announced = NULL;
        snapshot->announced_count = 0;
    }
}

static int compare_pairs(const void *a, const void *b)
{
    const struct round_pair *left = a, *right = b;
    return strcmp(left->student, right->student);
}

/* The pairs of a run by ids, rising by student. */
static const struct round_pair *pairs_of(const struct run *run, struct arena *arena)
{
    size_t count = (size_t)run->result.matched;
    struct round_pair *pairs = arena_array(arena, count, sizeof *pairs);
    for (size_t k = 0; pairs != NULL && k < count; k++) {
        struct pair pair = run->result.pairs[k];
        pairs[k] = (struct round_pair){round_student(run->round, pair.student)->external_id,
                                       round_mentor(run->round, pair.mentor)->external_id};
    }
    if (pairs != NULL)
        qsort(pairs, count, sizeof *pairs, compare_pairs);
    return pairs;
}

static enum status repair(struct run_command *command, const struct round_from *from,
                          const struct run *before, struct revision *revision)
{
    const struct round_pair *announced = pairs_of(before, command->arena);
    if (announced == NULL)
        return STATUS_MEMORY;
    return revise_repair(announced, (size_t)before->result.matched, from->drops.items,
                         from->drops.count, command->arena, &command->faults, &revision->snapshot);
}

/* All that is wrong with any --set is found. */
static enum status set_all(struct run_command *command, const struct option_texts *sets,
                           struct revision *revision)
{
    enum status status = STATUS_OK;
    for (size_t k = 0; k < sets->count; k++) {
        enum status one = revise_set(sets->items[k], &command->faults, revision);
        status = one != STATUS_OK ? one : status;
    }
    return status;
}

static enum status change(struct run_command *command, const struct round_from *from,
                          const struct run *before, struct revision *revision)
{
    enum status status =
        revise_start(before->snapshot, before->result.problem, command->arena, revision);
    if (status != STATUS_OK)
        return status;
    change_settings(from, &revision->snapshot);
    status = set_all(command, &from->sets, revision);
    if (status == STATUS_OK && from->repair)
        status = repair(command, from, before, revision);
    return status;
}

int round_from_snapshot(struct run_command *command, const struct round_from *from,
                        struct run **ret_before, struct snapshot *ret_snapshot)
{
    struct run *before = NULL;
    struct revision revision;
    int code = run_command_read(command, from->folder, &before);
    if (code != EXIT_CODE_OK)
        return code;
    const char *file = NULL;
    enum status status = change(command, from, before, &revision);
    if (status == STATUS_OK && from->rules != NULL) {
        file = from->rules;
        status = add_rules(command, file, &revision);
    }
    if (status != STATUS_OK) {
        run_free(before);
        return run_command_fail(command, status, file);
    }
    *ret_before = before;
    *ret_snapshot = revision.snapshot;
    return EXIT_CODE_OK;
}

/* ---- what became of it */

/* The announced pairs that are in the result still. */
static size_t count_kept(const struct run *run)
{
    const struct problem *problem = round_problem(run->round);
    size_t kept = 0;
    for (int32_t k = 0; problem->announced != NULL && k < run->result.matched; k++)
        kept += problem->announced[run->result.pairs[k].student] == run->result.pairs[k].mentor;
    return kept;
}

static void tell_repair(const struct run *before, const struct run *after)
{
    char old[RUN_SCORE_SIZE], new[RUN_SCORE_SIZE];
    size_t announced = after->snapshot->announced_count, kept = count_kept(after);
    int32_t worst = before->result.worst, then = after->result.worst;
    printf("announced pairs: %zu kept, %zu moved, %zu dropped as asked\n", kept, announced - kept,
           (size_t)before->result.matched - announced);
    run_format_score(worst, false, old);
    run_format_score(then, false, new);
    if (after->result.matched > 0 && then < worst)
        printf("the worst score fell from %s to %s\n", old, new);
    else
        puts("the worst score did not fall");
}

int round_from_tell(struct run_command *command, const struct round_from *from,
                    const struct run *before, const struct run *after)
{
    struct run_diff diff;
    if (run_diff_make(before, after, command->arena, &diff) != STATUS_OK)
        return EXIT_CODE_FAILED;
    if (from->repair)
        tell_repair(before, after);
    diff_words_print(&diff, SHOWN_CHANGES_MAX, stdout);
    return EXIT_CODE_OK;
}
