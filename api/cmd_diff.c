#include "api/command.h"
#include "api/diff_words.h"
#include "api/options.h"
#include "api/progress.h"
#include "api/run_command.h"
#include "scoring/base/text.h"

#include <stdio.h>

static int run(int argc, char **argv);

const struct command command_diff = {
    .name = "diff",
    .summary = "tell what differs between two rounds: who changed, what it gained",
    .usage =
        "usage: kring diff DIR1 DIR2 [OPTION…]\n"
        "\n"
        "Compares two folders of `kring round`: first what they were made from (objective,\n"
        "weights, minimum, seed, rules, people, seats), then their figures, then each student\n"
        "who has another mentor, gained or lost a place, is scored otherwise, joined or left,\n"
        "with what that gains. Symmetric: DIR2 DIR1 is the mirror. Reads only the folders.\n"
        "\n"
        "  --json    print JSON\n"
        "  --csv     print the students who changed as CSV\n"
        "\n"
        "Exit status, as of diff(1): 0 the same; 1 they differ; 2 usage; 3 they could not be\n"
        "compared.\n",
    .run = run,
};

struct diff_options {
    bool json, csv;
};

static int print_text(struct text *text)
{
    bool written = text_status(text) == STATUS_OK && fputs(text->bytes, stdout) >= 0;
    text_free(text);
    return written ? EXIT_CODE_OK : EXIT_CODE_FAILED;
}

static int print(const struct run_diff *diff, const struct diff_options *options)
{
    struct text text = {0};
    if (options->json)
        run_diff_write_json(diff, &text);
    else if (options->csv)
        run_diff_write_csv(diff, &text);
    else
        diff_words_print(diff, SIZE_MAX, stdout);
    int code = options->json || options->csv ? print_text(&text) : EXIT_CODE_OK;
    if (code == EXIT_CODE_OK && !run_diff_is_empty(diff))
        return EXIT_CODE_FAULTS;
    return code;
}

static int compare(struct run_command *command, struct run *const runs[2],
                   const struct diff_options *options)
{
    struct run_diff diff;
    (void)progress_end();
    if (run_diff_make(runs[0], runs[1], command->arena, &diff) != STATUS_OK)
        return EXIT_CODE_FAILED;
    return print(&diff, options);
}

static int diff_folders(char **folders, const struct diff_options *options)
{
    struct run_command command;
    struct run *runs[2] = {NULL, NULL};
    int code = run_command_open("diff", 0, &command);
    for (size_t i = 0; i < 2 && code == EXIT_CODE_OK; i++)
        code = run_command_read(&command, folders[i], &runs[i]);
    /* 1 says that they differ: what could not be read is 3, whatever was wrong with it. */
    code = code == EXIT_CODE_OK ? compare(&command, runs, options) : EXIT_CODE_FAILED;
    run_free(runs[0]);
    run_free(runs[1]);
    return run_command_close(&command, code);
}

static int run(int argc, char **argv)
{
    struct diff_options options = {false, false};
    const struct option_row rows[] = {
        {"json", OPTION_FLAG, &options.json, 0, 0},
        {"csv", OPTION_FLAG, &options.csv, 0, 0},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("diff", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count != 2)
        return options_refuse("diff", "takes DIR1 and DIR2");
    if (options.json && options.csv)
        return options_refuse("diff", "--json and --csv exclude each other");
    return diff_folders(argv + 1, &options);
}
