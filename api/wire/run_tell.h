/* What a run says, by the ids of people: structs of run_reply.h, made. Lists live in arena, texts
 * in the run and arena. */
#ifndef API_WIRE_RUN_TELL_H
#define API_WIRE_RUN_TELL_H

#include "api/wire/run_reply.h"
#include "scoring/audience.h"
#include "scoring/base/status.h"

struct arena;
struct faults;
struct run;
struct watch;

/* The name of a file of a run as Kring has it; NULL: none is called so. */
const char *run_tell_file(const char *name);

/* run_id and outcome are left to the caller. MEMORY. O(bytes of the files). */
enum status MUST_CHECK run_tell_certificate(const struct run *run, const struct alias_list *people,
                                            struct arena *arena,
                                            struct certificate_reply *ret_reply);

struct run_asked {
    const struct run *run;
    const struct alias_list *people;
    const char *student_id,
        *mentor_id; /* mentor_id NULL: the student's own, or why there is none */
    enum label_language language;
    size_t workers;
    const struct watch *watch;
};

/* As staff read it. NOT_FOUND when one of the two does not take part in that role: then
 * *ret_role is "student" or "mentor"; other statuses of run_why_make. */
enum status MUST_CHECK run_tell_why(const struct run_asked *asked, struct arena *arena,
                                    struct faults *faults, const char **ret_role,
                                    struct why_reply *ret_reply);

/* Of two runs of one round. MEMORY. */
enum status MUST_CHECK run_tell_diff(const struct run *before, const struct run *after,
                                     const struct alias_list *people, struct arena *arena,
                                     struct diff_reply *ret_reply);

#endif
