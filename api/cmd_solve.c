#include "api/command.h"
#include "api/files/files_read.h"
#include "api/options.h"
#include "api/problem_command.h"
#include "api/progress.h"
#include "api/result_words.h"
#include "matcher/solver.h"
#include "matcher/workers.h"
#include "scoring/base/text.h"

#include <stdio.h>
#include <string.h>

static int run(int argc, char **argv);

const struct command command_solve = {
    .name = "solve",
    .summary = "find the best matching of a problem in numbers, with its proof",
    .usage =
        "usage: kring solve PROBLEM [OPTION…]\n"
        "\n"
        "Matches students and mentors of a problem in numbers, a line an item (matcher/ROUNDS.md\n"
        "has the form), - for standard input. The result has the pairs, figures, and a\n"
        "certificate that proves them; it is verified before it is written.\n"
        "\n"
        "  --objective O  total   the greatest total score\n"
        "                 most    most students matched, then the greatest total\n"
        "                 fair    most students matched, then the best worst score, then the\n"
        "                         total (the default)\n"
        "                 stable  nobody has a reason to swap; best for the students\n"
        "  -o FILE        write the result there, and print a summary; without, the result is\n"
        "                 printed. Also --out\n"
        "  --threads N    at most 64; default: the processors. The result is the same\n"
        "\n"
        "An interrupt ends it, and writes nothing.\n"
        "\n"
        "Exit status: 0; 1 the problem was refused, or its musts cannot hold together (the\n"
        "result says so, and proves it); 2 usage; 3 a file failed, or an interrupt.\n",
    .run = run,
};

struct solve_options {
    const char *path, *out; /* out: NULL for standard output */
    enum objective objective;
    int64_t threads;
};

/* Finds a result and proves it: what no proof stands behind is not given to anybody. */
static enum status find_result(struct problem_command *command, enum objective objective,
                               struct result *ret_result, struct verified *ret_verified)
{
    const struct solving solving = {.problem = command->problem,
                                    .objective = objective,
                                    .workers = command->workers,
                                    .watch = &command->watch};
    enum status status = solve(&solving, command->arena, &command->faults, ret_result);
    if (status != STATUS_OK)
        return status;
    status = verify(command->problem, ret_result, command->workers, &command->watch,
                    &command->faults, ret_verified);
    if (status != STATUS_INVALID)
        return status;
    (void)progress_end();
    fputs("kring solve: the result does not stand its own check, and is not written. This is an\n"
          "error in Kring; please report it with the problem. What does not hold:\n",
          stderr);
    return STATUS_BROKEN;
}

static enum status write_result(struct problem_command *command, const struct result *result,
                                const char *out)
{
    struct text text = {0};
    result_write(result, &command->names, NULL, &text);
    enum status status = text_status(&text);
    if (status == STATUS_OK)
        status = files_write(out == NULL ? "-" : out, text.bytes, text.size, &command->faults);
    text_free(&text);
    return status;
}

/* The summary goes to standard output; where the result went there, to standard error what must
 * not be missed. */
static int print_result(const struct problem_command *command, const struct result *result,
                        const struct verified *verified, bool is_quiet)
{
    if (!is_quiet)
        result_words_print(result, &command->names, stdout);
    else if (result->infeasible)
        result_words_print(result, &command->names, stderr);
    else if (result->overridden_count > 0)
        fprintf(stderr, "kring solve: rules that yield to stronger ones: %zu, see \"overridden\"\n",
                result->overridden_count);
    if (!is_quiet)
        result_words_print_proof(result, verified, stdout);
    return result->infeasible ? EXIT_CODE_FAULTS : EXIT_CODE_OK;
}

static int solve_problem(const struct solve_options *options)
{
    struct problem_command command;
    struct result result;
    struct verified verified;
    int code = problem_command_open("solve", options->path, options->threads, &command);
    if (code != EXIT_CODE_OK)
        return problem_command_close(&command, code);
    enum status status = find_result(&command, options->objective, &result, &verified);
    if (progress_end() && status == STATUS_OK)
        status = STATUS_CANCELLED;
    if (status == STATUS_OK)
        status = write_result(&command, &result, options->out);
    code = status == STATUS_OK ? print_result(&command, &result, &verified, options->out == NULL)
                               : problem_command_fail(&command, status, options->path);
    return problem_command_close(&command, code);
}

/* Only objectives that are offered for problems of numbers. */
static bool find_objective(const char *word, enum objective *ret_objective)
{
    for (int o = 0; o < OBJECTIVE_COUNT; o++)
        if (solvers[o]->takes_problem && strcmp(objective_word((enum objective)o), word) == 0) {
            *ret_objective = (enum objective)o;
            return true;
        }
    return false;
}

static int run(int argc, char **argv)
{
    struct solve_options options = {0};
    const char *objective = "fair";
    const struct option_row rows[] = {
        {"objective", OPTION_TEXT, &objective, 0, 0},
        {"out", OPTION_TEXT, &options.out, 0, 0},
        {"o", OPTION_TEXT, &options.out, 0, 0},
        {"threads", OPTION_INT, &options.threads, 1, (int64_t)WORKERS_MAX},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("solve", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count != 1)
        return options_refuse("solve", "takes one PROBLEM, not %d", count);
    if (!find_objective(objective, &options.objective))
        return options_refuse(
            "solve", "--objective takes one of total most fair stable, not \"%s\"", objective);
    options.path = argv[1];
    if (options.out != NULL && files_are_same(options.path, options.out))
        return options_refuse("solve", "the result would be written over the problem");
    return solve_problem(&options);
}
