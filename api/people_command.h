/* What `kring search` and `kring score` share: their options, the seeds and the people file, and
 * how a score is printed. */
#ifndef API_PEOPLE_COMMAND_H
#define API_PEOPLE_COMMAND_H

#include "api/files/files_people.h"
#include "api/wire/hits.h"
#include "scoring/base/faults.h"

#define SHOWN_FAULTS_MAX ((size_t)20)

/* The options as typed, NULL where not given. */
struct people_options {
    const char *people, *weights, *as_of, *language;
    bool json;
};

struct people_command {
    const char *command; /* its name, for messages */
    struct arena *arena;
    struct faults faults; /* of the people file */
    struct seeds *seeds;
    struct people *people;
    struct audience audience; /* staff, default: in en */
    date as_of;               /* default: today */
    struct weights weights;   /* default: the policy's */
};

/* Reads options, loads seeds and people; tells what is wrong on standard error. EXIT_CODE_OK, also
 * when rows were refused, or what the command must end with. Always close. */
int people_command_open(const char *command, const struct people_options *options,
                        struct people_command *ret_command);

/* Frees all; returns code, or EXIT_CODE_FAULTS when all went well but for refused rows. */
int people_command_close(struct people_command *command, int code);

/* The person of that id and role; NULL, and told, when there is none. */
const struct person *people_command_student(const struct people_command *command, const char *id);
const struct person *people_command_alumnus(const struct people_command *command, const char *id);

/* Prints the parts of a hit, a line each: label, part, weight, points, reason. */
void people_command_print_parts(const struct hit_reply *hit);

/* Prints a struct by shape as JSON and a line feed; an exit code. */
int people_command_print_json(const struct shape *shape, const void *base);

#endif
