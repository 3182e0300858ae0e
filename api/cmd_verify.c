#include "api/command.h"
#include "api/files/files_read.h"
#include "api/options.h"
#include "api/problem_command.h"
#include "api/progress.h"
#include "api/quick_check.h"
#include "api/result_words.h"
#include "api/run_command.h"
#include "api/wire/run_verify.h"
#include "matcher/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int run(int argc, char **argv);

const struct command command_verify = {
    .name = "verify",
    .summary = "prove a result from its problem alone, or say what does not hold",
    .usage =
        "usage: kring verify PROBLEM RESULT.json [OPTION…]\n"
        "       kring verify DIR [OPTION…]\n"
        "\n"
        "Goes over every possible pair, with code that shares nothing with any solver: seats,\n"
        "rules, each student once, the total, the worst, every figure, and the certificate.\n"
        "Says what was proven, or each thing that does not hold. Of PROBLEM and RESULT.json one\n"
        "may be -, for standard input. DIR is the folder of a round: every pair of its snapshot\n"
        "is scored plainly, without tables, and what its other files say is worked out anew.\n"
        "\n"
        "  --quick        of a DIR: the result alone, by the scores of the search's tables;\n"
        "                 not independent\n"
        "  --threads N    at most 64; default: the processors; of a DIR at most 2\n"
        "\n"
        "Exit status: 0 proven; 1 not proven, or the input was refused; 2 usage; 3 a file\n"
        "failed, or an interrupt.\n",
    .run = run,
};

#define RESULT_SIZE_MAX ((size_t)256 << 20)

static enum status read_result(struct problem_command *command, const char *path,
                               struct result *ret_result)
{
    char *bytes = NULL;
    size_t size = 0;
    enum status status = files_read(path, RESULT_SIZE_MAX, &command->faults, &bytes, &size);
    if (status != STATUS_OK)
        return status;
    status = result_read(bytes, size, &command->names, command->arena, &command->faults, NULL,
                         ret_result);
    free(bytes);
    return status;
}

static int verify_result(const char *problem_path, const char *result_path, int64_t threads)
{
    struct problem_command command;
    struct result result;
    struct verified verified;
    int code = problem_command_open("verify", problem_path, threads, &command);
    if (code != EXIT_CODE_OK)
        return problem_command_close(&command, code);
    enum status status = read_result(&command, result_path, &result);
    if (status == STATUS_OK)
        status = verify(command.problem, &result, command.workers, &command.watch, &command.faults,
                        &verified);
    if (progress_end() && status == STATUS_OK)
        status = STATUS_CANCELLED;
    if (status == STATUS_OK)
        result_words_print_proof(&result, &verified, stdout);
    else
        code = problem_command_fail(&command, status, result_path);
    if (code == EXIT_CODE_FAULTS)
        fputs("not proven\n", stdout);
    return problem_command_close(&command, code);
}

/* ---- the folder of a round */

static int tell_run(struct run_command *command, const struct run *run, enum status status,
                    const struct verified *verified, const char *folder)
{
    if (progress_end() && status == STATUS_OK)
        status = STATUS_CANCELLED;
    if (status == STATUS_OK) {
        result_words_print_proof(&run->result, verified, stdout);
        return EXIT_CODE_OK;
    }
    if (status == STATUS_INVALID)
        fputs("not proven\n", stdout);
    return run_command_fail(command, status, folder);
}

static int verify_folder(const char *folder, int64_t threads, bool is_quick)
{
    struct run_command command;
    struct run *run = NULL;
    struct verified verified;
    int code = run_command_open("verify", (size_t)threads, &command);
    if (code == EXIT_CODE_OK)
        code = run_command_read(&command, folder, &run);
    if (code == EXIT_CODE_OK) {
        enum status status = (is_quick ? quick_check : run_verify)(
            run, command.workers, &command.watch, &command.faults, &verified);
        code = tell_run(&command, run, status, &verified, folder);
        if (is_quick)
            puts("not independent: the scores are those of the search's tables");
    }
    run_free(run);
    return run_command_close(&command, code);
}

static int run(int argc, char **argv)
{
    bool is_quick = false;
    int64_t threads = 0;
    const struct option_row rows[] = {
        {"quick", OPTION_FLAG, &is_quick, 0, 0},
        {"threads", OPTION_INT, &threads, 1, (int64_t)WORKERS_MAX},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("verify", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count == 1 && files_is_regular(argv[1]))
        return options_refuse(
            "verify", "\"%s\" is no folder: takes PROBLEM and RESULT.json, or DIR", argv[1]);
    if (count == 1)
        return verify_folder(argv[1], threads, is_quick);
    if (count != 2)
        return options_refuse("verify", "takes PROBLEM and RESULT.json, or DIR");
    if (is_quick)
        return options_refuse("verify", "--quick is for the folder of a round");
    if (strcmp(argv[1], "-") == 0 && strcmp(argv[2], "-") == 0)
        return options_refuse("verify", "only one of the two can be standard input");
    return verify_result(argv[1], argv[2], threads);
}
