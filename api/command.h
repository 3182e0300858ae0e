/* A command of the command line: a file of its own (cmd_NAME.c), its entry on top. How to add
 * one: the file, and a line in COMMANDS. */
#ifndef API_COMMAND_H
#define API_COMMAND_H

/* Exit codes, the same for every command. */
enum exit_code {
    EXIT_CODE_OK = 0,
    EXIT_CODE_FAULTS = 1, /* it ran, but some of the input was refused, or nothing was found */
    EXIT_CODE_USAGE = 2,  /* the command line is wrong */
    EXIT_CODE_FAILED = 3  /* a file, the database or the machine failed */
};

struct command {
    const char *name;                  /* "read"; "import esco" for a command of two words */
    const char *summary;               /* one line of `kring --help` */
    const char *usage;                 /* the whole of `kring NAME --help`, ends with a newline */
    int (*run)(int argc, char **argv); /* argv[0] is the name's last word; an enum exit_code */
};

/* In the order of `kring --help`, a row for each that is built, one of two words before the one of
 * its first word alone. command_NAME is defined in cmd_NAME.c. */
#define COMMANDS(X)                                                                                \
    X(read)                                                                                        \
    X(search)                                                                                      \
    X(score)                                                                                       \
    X(round)                                                                                       \
    X(replay)                                                                                      \
    X(solve)                                                                                       \
    X(verify)                                                                                      \
    X(diff)                                                                                        \
    X(why)                                                                                         \
    X(demo)                                                                                        \
    X(import_esco)                                                                                 \
    X(migrate)                                                                                     \
    X(token_create)                                                                                \
    X(token_revoke)                                                                                \
    X(tick)                                                                                        \
    X(groups_recompute)                                                                            \
    X(outbox_retry)                                                                                \
    X(outbox)                                                                                      \
    X(audit_verify)                                                                                \
    X(serve)

#define COMMAND_DECLARE(name) extern const struct command command_##name;
COMMANDS(COMMAND_DECLARE)
#undef COMMAND_DECLARE

#endif
