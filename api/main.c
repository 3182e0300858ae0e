/* kring: finds the command that is asked for, and runs it. */
#include "api/command.h"
#include "api/version.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const struct command *const commands[] = {
#define COMMAND_ROW(name) &command_##name,
    COMMANDS(COMMAND_ROW)
#undef COMMAND_ROW
        NULL,
};

static void print_help(void)
{
    puts("kring: mentors found, explained and matched\n\nusage: kring COMMAND [OPTION…]\n");
    for (size_t i = 0; commands[i] != NULL; i++)
        printf("  %-14s %s\n", commands[i]->name, commands[i]->summary);
    puts("\n  kring COMMAND --help   tells all about a command\n"
         "  kring --version        tells the version");
}

/* How many arguments the name takes: 2 for "import esco", 0 when it is another command. */
static int words_matched(const char *name, int argc, char **argv)
{
    size_t first = strcspn(name, " ");
    if (argc < 1 || strlen(argv[0]) != first || strncmp(name, argv[0], first) != 0)
        return 0;
    if (name[first] == '\0')
        return 1;
    return argc >= 2 && strcmp(name + first + 1, argv[1]) == 0 ? 2 : 0;
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

static bool is_in_group(const struct command *command, const char *group)
{
    size_t size = strlen(group);
    return strncmp(command->name, group, size) == 0 && command->name[size] == ' ';
}

static bool is_group(const char *word)
{
    bool found = false;
    for (size_t i = 0; commands[i] != NULL && !found; i++)
        found = is_in_group(commands[i], word);
    return found;
}

/* Of "audit" its commands, as print_help tells all of them. */
static void print_group(const char *group)
{
    printf("usage: kring %s COMMAND [OPTION…]\n\n", group);
    for (size_t i = 0; commands[i] != NULL; i++)
        if (is_in_group(commands[i], group))
            printf("  %-14s %s\n", commands[i]->name, commands[i]->summary);
    printf("\n  kring %s COMMAND --help   tells all about a command\n", group);
}

static int unknown_command(int argc, char **argv)
{
    bool group = is_group(argv[0]);
    bool help = asks_for_help(argc - 1, argv + 1);
    if (group && (argc == 1 || help)) {
        print_group(argv[0]);
        return help ? EXIT_CODE_OK : EXIT_CODE_USAGE;
    }
    fprintf(stderr, "kring: there is no command \"%s%s%s\"; `kring %s%s--help` lists them\n",
            argv[0], group ? " " : "", group ? argv[1] : "", group ? argv[0] : "",
            group ? " " : "");
    return EXIT_CODE_USAGE;
}

static int run_command(int argc, char **argv)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        int words = words_matched(commands[i]->name, argc, argv);
        if (words == 0)
            continue;
        if (!asks_for_help(argc - words, argv + words))
            return commands[i]->run(argc - words + 1, argv + words - 1);
        fputs(commands[i]->usage, stdout);
        return EXIT_CODE_OK;
    }
    return unknown_command(argc, argv);
}

/* What was printed may only now meet a full disk: that is no success. */
static int flush_output(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fprintf(stderr, "kring: cannot write standard output: %s\n", strerror(errno));
    return code == EXIT_CODE_OK ? EXIT_CODE_FAILED : code;
}

static int run(int argc, char **argv)
{
    if (argc < 2) {
        print_help();
        return EXIT_CODE_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("kring " KRING_VERSION);
        return EXIT_CODE_OK;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help();
        return EXIT_CODE_OK;
    }
    return run_command(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
    return flush_output(run(argc, argv));
}
