#include "api/command.h"
#include "api/options.h"
#include "api/progress.h"
#include "api/run_command.h"
#include "matcher/workers.h"
#include "scoring/base/arena.h"

#include <stdio.h>
#include <string.h>

static int run(int argc, char **argv);

const struct command command_replay = {
    .name = "replay",
    .summary = "make a round again from its folder, and compare every byte",
    .usage = "usage: kring replay DIR [OPTION…]\n"
             "\n"
             "Makes the round again from DIR/snapshot.tsv alone and compares all files byte by\n"
             "byte; writes nothing. Tables or an engine other than those the round was made with\n"
             "are refused.\n"
             "\n"
             "  --threads N    at most 64; default: the processors, at most 2\n"
             "\n"
             "Exit status: 0 the same bytes; 1 others, or the folder was refused; 2 usage; 3 a\n"
             "file failed, or an interrupt.\n",
    .run = run,
};

/* The line and what stands where two files part. */
static size_t line_of_difference(const struct run_bytes *a, const struct run_bytes *b)
{
    size_t line = 1;
    for (size_t i = 0; i < a->size && i < b->size && a->bytes[i] == b->bytes[i]; i++)
        line += a->bytes[i] == '\n';
    return line;
}

static int compare(const struct run_bytes *files, const struct run *made, const char *folder)
{
    int code = EXIT_CODE_OK;
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++) {
        const struct run_bytes *was = &files[file], *is = &made->files[file];
        bool same = was->size == is->size && memcmp(was->bytes, is->bytes, is->size) == 0;
        printf("%s  ", same ? "same" : "differs");
        options_print(stdout, folder);
        printf("/%s", run_file_name(file));
        if (!same)
            printf(", from line %zu on", line_of_difference(was, is));
        putchar('\n');
        code = same ? code : EXIT_CODE_FAULTS;
    }
    return code;
}

static int replay(struct run_command *command, const char *folder)
{
    struct run_bytes files[RUN_FILE_COUNT];
    struct run *made = NULL;
    enum status status = files_run_read(folder, command->arena, &command->faults, files);
    if (status != STATUS_OK)
        return run_command_fail(command, status, NULL);
    status = run_replay(&command->seeds->scorer, &files[RUN_FILE_SNAPSHOT], command->workers,
                        &command->watch, command->arena, &command->faults, &made);
    if (status != STATUS_OK)
        return run_command_fail(command, status, folder);
    (void)progress_end();
    int code = compare(files, made, folder);
    run_free(made);
    return code;
}

static int run(int argc, char **argv)
{
    int64_t threads = 0;
    const struct option_row rows[] = {
        {"threads", OPTION_INT, &threads, 1, (int64_t)WORKERS_MAX},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("replay", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count != 1)
        return options_refuse("replay", "takes DIR");
    struct run_command command;
    int code = run_command_open("replay", (size_t)threads, &command);
    if (code == EXIT_CODE_OK)
        code = replay(&command, argv[1]);
    return run_command_close(&command, code);
}
