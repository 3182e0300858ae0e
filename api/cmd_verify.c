#include "api/command.h"
#include "api/files/files_read.h"
#include "api/options.h"
#include "api/problem_command.h"
#include "api/progress.h"
#include "api/result_words.h"
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
        "\n"
        "Goes over every possible pair, with code that shares nothing with any solver: seats,\n"
        "rules, each student once, the total, the worst, every figure, and the certificate.\n"
        "Says what was proven, or each thing that does not hold. One of the two may be -, for\n"
        "standard input.\n"
        "\n"
        "  --threads N    at most 64; default: the processors\n"
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
    if (status == STATUS_INVALID)
        fputs("not proven\n", stdout);
    return problem_command_close(&command, code);
}

static int run(int argc, char **argv)
{
    int64_t threads = 0;
    const struct option_row rows[] = {
        {"threads", OPTION_INT, &threads, 1, (int64_t)WORKERS_MAX},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("verify", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count != 2)
        return options_refuse("verify", "takes PROBLEM and RESULT.json");
    if (strcmp(argv[1], "-") == 0 && strcmp(argv[2], "-") == 0)
        return options_refuse("verify", "only one of the two can be standard input");
    return verify_result(argv[1], argv[2], threads);
}
