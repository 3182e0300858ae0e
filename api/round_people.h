/* `kring round --people FILE`: the snapshot of a round from a people file and the staff's rules. */
#ifndef API_ROUND_PEOPLE_H
#define API_ROUND_PEOPLE_H

#include "api/files/files_people.h"
#include "api/run_command.h"

/* What is asked for. */
struct round_people {
    const char *path;   /* of the people file; "-": standard input */
    const char *rules;  /* path of RULES.csv; NULL: none */
    bool skip_bad_rows; /* go on without the rows that are refused */
    enum objective objective;
    const struct weights *weights; /* NULL: the policy's */
    int32_t minimum_bp;
    date as_of;
    int64_t seed;
};

/* Loads the people and makes the snapshot, in the command's arena; it shares texts with the people,
 * which must outlive it (free with files_people_free). Tells what is wrong on standard error: any
 * refused row ends the command, unless it is to be skipped, since a student lost is worse than a
 * round not made. An exit code. */
int round_people_snapshot(struct run_command *command, const struct round_people *asked,
                          struct people **ret_people, struct snapshot *ret_snapshot);

#endif
