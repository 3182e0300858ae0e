/* How anything in Kring can end. Errors are values: a function that can fail returns an
 * enum status, and the compiler insists that it is looked at. User mistakes come with a
 * list of faults (faults.h); programmer mistakes are assert, kept on in release. */
#ifndef SCORING_BASE_STATUS_H
#define SCORING_BASE_STATUS_H

/* status, the word shown to machines, what it means. One place maps these to HTTP
 * (api/problem.c), one maps SQLSTATE to these (api/store/store_status.c). */
#define STATUS_LIST(X)                                                                             \
    X(OK, "ok", "done")                                                                            \
    X(INVALID, "invalid", "the input breaks a rule; the faults say where")                         \
    X(SYNTAX, "syntax", "the input cannot be parsed; the faults say where")                        \
    X(NOT_FOUND, "not_found", "there is no such thing")                                            \
    X(CONFLICT, "conflict", "the present state does not allow it")                                 \
    X(REFUSED, "refused", "this caller may not")                                                   \
    X(TOO_LARGE, "too_large", "a stated limit is exceeded")                                        \
    X(MEMORY, "memory", "there is not enough memory")                                              \
    X(IO, "io", "a file or a socket failed")                                                       \
    X(UNAVAILABLE, "unavailable", "a part of the service is away; trying again may help")          \
    X(TIMEOUT, "timeout", "the deadline passed")                                                   \
    X(CANCELLED, "cancelled", "the caller asked to stop")                                          \
    X(BROKEN, "broken", "an inner contradiction: a bug, or damaged data")

enum status {
#define STATUS_ENUM(name, word, summary) STATUS_##name,
    STATUS_LIST(STATUS_ENUM)
#undef STATUS_ENUM
        STATUS_COUNT
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* The word of a status ("not_found"); never NULL. */
const char *status_word(enum status status);

/* The meaning of a status, one English sentence without a full stop; never NULL. */
const char *status_summary(enum status status);

#endif
