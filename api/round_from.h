/* `kring round --from DIR` and `--repair DIR`: the round of a folder, changed, and what the change
 * made of it. */
#ifndef API_ROUND_FROM_H
#define API_ROUND_FROM_H

#include "api/options.h"
#include "api/run_command.h"

/* What is asked for. Settings are NULL where they stay as they were. */
struct round_from {
    const char *folder; /* of --from or --repair */
    bool repair;
    struct option_texts sets;  /* "seats:ID=3" */
    struct option_texts drops; /* "STUDENT:MENTOR"; of a repair only */
    const char *rules;         /* path of RULES.csv, added to the rules there are; NULL: none */
    const enum objective *objective;
    const struct weights *weights;
    const int32_t *minimum_bp;
    const date *as_of;
    const int64_t *seed;
};

/* False, and told, when the options do not go together: then return EXIT_CODE_USAGE. */
bool round_from_check(const char *command, const struct round_from *from);

/* Reads the folder and makes the changed snapshot, in the command's arena; it shares the people of
 * the run, which must outlive it (free it with run_free). Tells what is wrong; an exit code. */
int round_from_snapshot(struct run_command *command, const struct round_from *from,
                        struct run **ret_before, struct snapshot *ret_snapshot);

/* Prints what became of the round: of a repair, how many announced pairs moved and whether the
 * worst score fell; then the exact difference. An exit code. */
int round_from_tell(struct run_command *command, const struct round_from *from,
                    const struct run *before, const struct run *after);

#endif
