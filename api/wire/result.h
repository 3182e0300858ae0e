/* A result as JSON: RESULT.json of `kring solve` (students and mentors by number, from 1) and the
 * heart of run.json of `kring round` (by external id). Documented for users in matcher/ROUNDS.md.
 */
#ifndef API_WIRE_RESULT_H
#define API_WIRE_RESULT_H

#include "matcher/result.h"

struct arena;
struct faults;
struct shape;
struct text;

/* How students and mentors are called. Both NULL: by number from 1. */
struct result_names {
    const char *const *students; /* element i: the id of student i */
    const char *const *mentors;
    uint32_t student_count, mentor_count; /* of the problem, always given */
};

/* What a run says beside its result: written as the member "round", an object of that shape. */
struct result_extra {
    const struct shape *shape;
    void *members; /* a struct of that shape; read into, when reading */
};

/* Appends a whole RESULT.json; the last member is `digest`, the BLAKE2b of all that stands before
 * its comma; ends with a line feed. Numbers are integers; equal results are equal bytes. extra:
 * NULL where there is none. */
void result_write(const struct result *result, const struct result_names *names,
                  const struct result_extra *extra, struct text *text);

/* Reads what result_write wrote; lists are in arena. SYNTAX or INVALID with faults by JSON pointer:
 * not JSON, a member unknown, missing, of the wrong type, out of range, somebody unknown, a digest
 * that is not that of what was read ("/digest"; it is taken over result_write's bytes for it, so
 * that layout may differ); MEMORY. extra: NULL where none may be there. */
enum status MUST_CHECK result_read(const char *bytes, size_t size, const struct result_names *names,
                                   struct arena *arena, struct faults *faults,
                                   const struct result_extra *extra, struct result *ret_result);

#endif
