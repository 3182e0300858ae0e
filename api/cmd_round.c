#include "api/clock.h"
#include "api/command.h"
#include "api/options.h"
#include "api/people_command.h"
#include "api/progress.h"
#include "api/result_words.h"
#include "api/round_from.h"
#include "api/round_people.h"
#include "api/round_words.h"
#include "api/run_command.h"
#include "matcher/eligible.h"
#include "matcher/solver.h"
#include "matcher/verify.h"
#include "matcher/workers.h"
#include "scoring/base/arena.h"

#include <stdio.h>
#include <string.h>

static int run(int argc, char **argv);

const struct command command_round = {
    .name = "round",
    .summary = "match a whole cohort with mentors, prove it, write it down",
    .usage =
        "usage: kring round --people FILE --out DIR [OPTION…]\n"
        "       kring round --from DIR1 [--set seats:ID=N …] --out DIR2 [OPTION…]\n"
        "       kring round --repair DIR1 --drop STUDENT:MENTOR … --out DIR2 [OPTION…]\n"
        "\n"
        "Matches students with mentors' seats, best for the whole over all pairs, and proves it.\n"
        "DIR is made, or empty; it gets snapshot.tsv (what was scored), pairs.csv,\n"
        "unmatched.csv, shortages.csv and run.json (the result and its proof): see\n"
        "matcher/ROUNDS.md. Same input, same bytes, on every machine.\n"
        "\n"
        "  --people FILE      CSV or JSON Lines, - for standard input (see seeds/demo/README.md)\n"
        "  --skip-bad-rows    go on without rows that are refused; default: no round\n"
        "  --rules RULES.csv  columns kind (never, must, pin, first, wish), student, mentor,\n"
        "                     rank (of a wish, 1 best), reason; beside --from, --repair: more\n"
        "  --objective O      fair (most matched, then the best worst score, then the total),\n"
        "                     most, total or stable; default: fair\n"
        "  --weights W        field=40,career=30,language=15,place=15; default: the policy's\n"
        "  --minimum M        least score of a pair, 0 to 100; default: 0\n"
        "  --as-of DATE       the day recency is counted to, YYYY-MM-DD; default: today\n"
        "  --seed N           of the lottery that settles ties; default: 1\n"
        "  --out DIR          nothing is ever written over\n"
        "  --from DIR1        the round of that folder again, changed: prints the difference\n"
        "  --set seats:ID=N   seats of a mentor; may be given again\n"
        "  --repair DIR1      most matched, then fewest announced pairs moved, then total\n"
        "  --drop S:M         that announced pair fell through; may be given again\n"
        "  --threads N        at most 64, the result is the same; default: the processors, at\n"
        "                     most 2\n"
        "\n"
        "Exit status: 0; 1 input was refused, or musts cannot hold together; 2 usage; 3 a file\n"
        "failed, or an interrupt.\n",
    .run = run,
};

/* The options as typed, NULL where not given; and what they mean. */
struct round_options {
    const char *people, *rules, *objective, *weights, *minimum, *as_of, *out, *from, *repair;
    int64_t seed, threads; /* seed -1: not given */
    bool skip_bad_rows;
    struct option_texts sets, drops;
    struct {
        enum objective objective;
        struct weights weights;
        int32_t minimum_bp;
        date as_of;
    } read;
};

/* ---- options */

static int read_objective(struct round_options *options)
{
    options->read.objective = OBJECTIVE_FAIR;
    if (options->objective == NULL)
        return EXIT_CODE_OK;
    int32_t found =
        shape_word_index(objective_words, options->objective, strlen(options->objective));
    if (found < 0 || found == OBJECTIVE_REPAIR)
        return options_refuse("round", "--objective takes fair, most, total or stable, not \"%s\"",
                              options->objective);
    options->read.objective = (enum objective)found;
    return EXIT_CODE_OK;
}

static int read_as_of(struct round_options *options)
{
    const char *text = options->as_of;
    options->read.as_of = clock_today();
    if (text == NULL)
        return EXIT_CODE_OK;
    bool whole = date_parse(text, strlen(text), &options->read.as_of) == STATUS_OK &&
                 options->read.as_of % 100 != 0;
    return whole ? EXIT_CODE_OK
                 : options_refuse("round", "--as-of takes a day, YYYY-MM-DD, not \"%s\"", text);
}

static int check_sources(const struct round_options *options)
{
    int sources = (options->people != NULL) + (options->from != NULL) + (options->repair != NULL);
    if (sources != 1)
        return options_refuse("round", "takes one of --people FILE, --from DIR, --repair DIR");
    if (options->out == NULL)
        return options_refuse("round", "--out DIR is missing");
    if (options->people == NULL && options->skip_bad_rows)
        return options_refuse("round", "--skip-bad-rows goes with --people FILE");
    if (options->people != NULL && options->sets.count + options->drops.count > 0)
        return options_refuse("round", "--set and --drop go with --from DIR or --repair DIR");
    if (options->people != NULL && options->rules != NULL && strcmp(options->people, "-") == 0 &&
        strcmp(options->rules, "-") == 0)
        return options_refuse("round", "only one of the two can be standard input");
    return EXIT_CODE_OK;
}

/* Weights and minimum, whose readers tell faults. */
static int read_numbers(struct run_command *command, struct round_options *options)
{
    struct filter filter = {0};
    struct faults *faults = &command->faults;
    enum status status = STATUS_OK;
    if (options->weights != NULL)
        status = weights_parse(options->weights, "--weights", faults, &options->read.weights);
    if (options->minimum != NULL) {
        const char *text = arena_printf(command->arena, "minimum=%s", options->minimum);
        enum status minimum = text == NULL ? STATUS_MEMORY
                                           : filter_parse(&command->seeds->taxonomies, text,
                                                          "--minimum", faults, &filter);
        status = status == STATUS_OK ? minimum : status;
    }
    options->read.minimum_bp = filter.score_bp_min;
    if (status == STATUS_OK)
        return EXIT_CODE_OK;
    (void)run_command_fail(command, status, NULL);
    return status == STATUS_INVALID ? EXIT_CODE_USAGE : EXIT_CODE_FAILED;
}

/* ---- where the snapshot comes from: a people file, or the folder of a round */

struct source {
    struct round_from from; /* folder NULL: a people file */
    struct people *people;
    struct run *before;
    struct snapshot snapshot;
};

static int open_people(struct run_command *command, const struct round_options *options,
                       struct source *source)
{
    const struct round_people asked = {.path = options->people,
                                       .rules = options->rules,
                                       .skip_bad_rows = options->skip_bad_rows,
                                       .objective = options->read.objective,
                                       .weights =
                                           options->weights == NULL ? NULL : &options->read.weights,
                                       .minimum_bp = options->read.minimum_bp,
                                       .as_of = options->read.as_of,
                                       .seed = options->seed < 0 ? 1 : options->seed};
    return round_people_snapshot(command, &asked, &source->people, &source->snapshot);
}

/* Settings that are not given stay as they were. */
static struct round_from from_of(const struct round_options *options)
{
    return (struct round_from){
        .folder = options->repair != NULL ? options->repair : options->from,
        .repair = options->repair != NULL,
        .sets = options->sets,
        .drops = options->drops,
        .rules = options->rules,
        .objective = options->objective == NULL ? NULL : &options->read.objective,
        .weights = options->weights == NULL ? NULL : &options->read.weights,
        .minimum_bp = options->minimum == NULL ? NULL : &options->read.minimum_bp,
        .as_of = options->as_of == NULL ? NULL : &options->read.as_of,
        .seed = options->seed < 0 ? NULL : &options->seed};
}

static int open_source(struct run_command *command, const struct round_options *options,
                       struct source *source)
{
    if (source->from.folder == NULL)
        return open_people(command, options, source);
    return round_from_snapshot(command, &source->from, &source->before, &source->snapshot);
}

/* ---- the round */

/* Over plain rows: what was found with tables is checked without them. */
static enum status prove(struct run_command *command, const struct run *found,
                         struct verified *ret_verified)
{
    struct problem plain;
    enum status status =
        round_plain_problem(found->round, command->workers, &command->watch, &plain);
    return status != STATUS_OK ? status
                               : verify(&plain, &found->result, command->workers, &command->watch,
                                        &command->faults, ret_verified);
}

static int tell(struct run_command *command, const struct source *source, const struct run *made,
                const struct verified *verified, const char *folder)
{
    (void)progress_end();
    enum status status = round_words_print(made, command->arena);
    if (status != STATUS_OK)
        return run_command_fail(command, status, NULL);
    result_words_print_proof(&made->result, verified, stdout);
    fputs("written to   ", stdout);
    options_print(stdout, folder);
    putchar('\n');
    int code = source->from.folder == NULL
                   ? EXIT_CODE_OK
                   : round_from_tell(command, &source->from, source->before, made);
    return made->result.infeasible && code == EXIT_CODE_OK ? EXIT_CODE_FAULTS : code;
}

/* The solver refuses this too, but knows numbers only. */
static enum status check_first(const struct snapshot *snapshot, struct faults *faults)
{
    if (solvers[snapshot->objective]->takes_first)
        return STATUS_OK;
    for (size_t i = 0; i < snapshot->rules_count; i++)
        if (snapshot->rules[i].kind == RULE_FIRST)
            return fault_add(
                faults, 0, "rules", "refused",
                "the objective \"%s\" cannot let \"%.100s\" go first; take \"fair\" or "
                "\"most\", or leave out who goes first",
                objective_word(snapshot->objective), snapshot->rules[i].student);
    return STATUS_OK;
}

/* Solves, proves, writes, tells. */
static int make(struct run_command *command, const struct source *source, const char *folder)
{
    struct run *made = NULL;
    struct verified verified;
    enum status status = check_first(&source->snapshot, &command->faults);
    if (status == STATUS_OK)
        status = run_make(&command->seeds->scorer, &source->snapshot, command->workers,
                          &command->watch, command->arena, &command->faults, &made);
    if (status != STATUS_OK)
        return run_command_fail(command, status, "the round");
    status = prove(command, made, &verified);
    if (status == STATUS_OK && watch_cancelled(&command->watch))
        status = STATUS_CANCELLED;
    if (status == STATUS_OK)
        status = files_run_write(folder, made->files, &command->faults);
    int code = status == STATUS_OK ? tell(command, source, made, &verified, folder)
                                   : run_command_fail(command, status, NULL);
    run_free(made);
    return code;
}

static int round_of(struct round_options *options, struct source *source)
{
    struct run_command command;
    int code = run_command_open("round", (size_t)options->threads, &command);
    if (code == EXIT_CODE_OK) {
        enum status status = files_run_vacant(options->out, &command.faults);
        code = status == STATUS_OK ? EXIT_CODE_OK : run_command_fail(&command, status, NULL);
    }
    if (code == EXIT_CODE_OK)
        code = read_numbers(&command, options);
    if (code == EXIT_CODE_OK)
        code = open_source(&command, options, source);
    if (code == EXIT_CODE_OK)
        code = make(&command, source, options->out);
    files_people_free(source->people);
    run_free(source->before);
    return run_command_close(&command, code);
}

static int run(int argc, char **argv)
{
    struct round_options options = {.seed = -1};
    const struct option_row rows[] = {
        {"people", OPTION_TEXT, &options.people, 0, 0},
        {"skip-bad-rows", OPTION_FLAG, &options.skip_bad_rows, 0, 0},
        {"rules", OPTION_TEXT, &options.rules, 0, 0},
        {"objective", OPTION_TEXT, &options.objective, 0, 0},
        {"weights", OPTION_TEXT, &options.weights, 0, 0},
        {"minimum", OPTION_TEXT, &options.minimum, 0, 0},
        {"as-of", OPTION_TEXT, &options.as_of, 0, 0},
        {"seed", OPTION_INT, &options.seed, 0, INT64_MAX},
        {"out", OPTION_TEXT, &options.out, 0, 0},
        {"from", OPTION_TEXT, &options.from, 0, 0},
        {"repair", OPTION_TEXT, &options.repair, 0, 0},
        {"set", OPTION_TEXTS, &options.sets, 0, 0},
        {"drop", OPTION_TEXTS, &options.drops, 0, 0},
        {"threads", OPTION_INT, &options.threads, 1, (int64_t)WORKERS_MAX},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("round", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse("round", "\"%s\" is no option", argv[1]);
    int code = check_sources(&options);
    if (code == EXIT_CODE_OK)
        code = read_objective(&options);
    if (code == EXIT_CODE_OK)
        code = read_as_of(&options);
    if (code != EXIT_CODE_OK)
        return code;
    struct source source = {0};
    if (options.people == NULL)
        source.from = from_of(&options);
    if (options.people == NULL && !round_from_check("round", &source.from))
        return EXIT_CODE_USAGE;
    return round_of(&options, &source);
}
