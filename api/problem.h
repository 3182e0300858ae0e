/* What goes wrong, told to HTTP: the one place that maps a status to a code and a number, and
 * writes application/problem+json (RFC 9457). Each problem has a page at /problems/<code>. How to
 * add one: a row. */
#ifndef API_PROBLEM_H
#define API_PROBLEM_H

#include "scoring/base/status.h"

#include <stdbool.h>

struct faults;
struct text;

/* name, code, HTTP status, trying again may help, title, what to do about it. In order of HTTP
 * status. */
#define PROBLEMS(X)                                                                                \
    X(BAD_REQUEST, "bad_request", 400, false, "The request is malformed",                          \
      "The head or the target of the request breaks a rule of HTTP (RFC 9110, RFC 9112). The "     \
      "connection is closed, since what follows on it cannot be trusted.")                         \
    X(SYNTAX, "syntax", 400, false, "The body cannot be parsed",                                   \
      "The body is not what its Content-Type says. The errors name the place.")                    \
    X(BAD_PARAMETER, "bad_parameter", 400, false, "A query parameter is wrong",                    \
      "A parameter is unknown, given twice, missing, or out of its range. The errors name each.")  \
    X(BAD_CURSOR, "bad_cursor", 400, false, "The cursor is not of this list",                      \
      "Take a cursor from next_cursor or Link as it is, and send it with the same path and query " \
      "as the page that gave it; only limit and count may differ. To begin anew, leave it out.")   \
    X(BAD_CONDITION, "bad_condition", 400, false, "A condition is malformed",                      \
      "If-Match and If-None-Match take * or a list of entity tags, each in its quotes, as the "    \
      "header ETag of an earlier reply gave them.")                                                \
    X(BAD_KEY, "bad_idempotency_key", 400, false, "An idempotency key is malformed",               \
      "Idempotency-Key takes one key of 1 to 255 printable characters of ASCII without blanks; a " \
      "new UUID is a good one.")                                                                   \
    X(UNAUTHORIZED, "unauthorized", 401, false, "A valid token is needed",                         \
      "Send the header Authorization: Bearer kring_... with a token that is neither expired nor "  \
      "revoked. Staff make tokens with the command kring token create.")                           \
    X(FORBIDDEN, "forbidden", 403, false, "This caller may not do that",                           \
      "The token is valid, but its role does not allow this operation.")                           \
    X(BAD_CODE, "bad_code", 403, false, "The code does not let anybody in",                        \
      "It was used already, holds no longer, or is none. Ask for another link at "                 \
      "/v1/sign-in-links.")                                                                        \
    X(NOT_FOUND, "not_found", 404, false, "There is no such thing",                                \
      "There is nothing at this address, or it is not for this caller to know.")                   \
    X(METHOD_NOT_ALLOWED, "method_not_allowed", 405, false,                                        \
      "This address does not know that method", "The header Allow lists the methods it knows.")    \
    X(NOT_ACCEPTABLE, "not_acceptable", 406, false, "No reply of an accepted type",                \
      "Kring answers in application/json; the header Accept excludes it.")                         \
    X(CONFLICT, "conflict", 409, false, "The present state does not allow it",                     \
      "Somebody else may have changed the same thing. Read it again, then decide.")                \
    X(BUSY, "busy", 409, true, "Somebody else is at it",                                           \
      "Such work is done for one at a time. Try again after the time in Retry-After.")             \
    X(LENGTH_REQUIRED, "length_required", 411, false, "The length of the body must be told",       \
      "Send a JSON body with a Content-Length; only imports may be sent in chunks.")               \
    X(CONDITION_FAILED, "condition_failed", 412, false, "It has changed meanwhile",                \
      "What the request is about is not, or not any more, the version that its condition names. "  \
      "Read it again, look at what changed, and send the change with the new ETag.")               \
    X(TOO_LARGE, "too_large", 413, false, "The body is too large",                                 \
      "A stated limit is exceeded; api/README.md lists the limits.")                               \
    X(TARGET_TOO_LONG, "target_too_long", 414, false, "The request target is too long",            \
      "Shorten the query.")                                                                        \
    X(UNSUPPORTED_TYPE, "unsupported_media_type", 415, false,                                      \
      "A body of this type is not taken here",                                                     \
      "The description at /openapi.json lists the types that each operation takes.")               \
    X(INVALID, "invalid", 422, false, "The input breaks a rule",                                   \
      "The body can be read, but its meaning is not allowed. The errors name each place.")         \
    X(KEY_REUSED, "key_reused", 422, false, "The key was used for another request",                \
      "An Idempotency-Key belongs to one method, address and body, for a day. Take a new one for " \
      "another request; to repeat one, send its very bytes.")                                      \
    X(CONDITION_MISSING, "condition_missing", 428, false, "A change must say of which version",    \
      "Read it first, and send its ETag in If-Match, so that no change of somebody else is lost. " \
      "If-Match: * changes whatever is there.")                                                    \
    X(RATE_LIMITED, "rate_limited", 429, true, "Too many requests",                                \
      "This token, or without a valid token this address, asked more often than it may. Wait the " \
      "seconds in Retry-After, then ask at a steady pace.")                                        \
    X(HEADERS_TOO_LARGE, "headers_too_large", 431, false, "There are too many headers",            \
      "Send fewer or shorter header lines.")                                                       \
    X(INTERNAL, "internal", 500, false, "Something broke inside Kring",                            \
      "This is a fault of Kring's. Tell its makers the request_id; nothing was changed.")          \
    X(NOT_IMPLEMENTED, "not_implemented", 501, false, "This method is unknown",                    \
      "Kring knows GET, HEAD, POST, PATCH and OPTIONS.")                                           \
    X(OVERLOADED, "overloaded", 503, true, "Too much is asked at once",                            \
      "All workers are busy and the queue is full. Try again after the time in Retry-After.")      \
    X(UNAVAILABLE, "unavailable", 503, true, "A part of the service is away",                      \
      "The database cannot be reached just now, or the service is starting or stopping. Try "      \
      "again after the time in Retry-After.")                                                      \
    X(TIMEOUT, "timeout", 504, true, "The work was not done in time",                              \
      "The deadline of the request passed. It may have been done or not: read before trying "      \
      "again.")

enum problem {
#define PROBLEM_ENUM(name, code, http, retryable, title, advice) PROBLEM_##name,
    PROBLEMS(PROBLEM_ENUM)
#undef PROBLEM_ENUM
        PROBLEM_COUNT
};

struct problem_row {
    const char *code;
    int http;
    bool retryable;
    const char *title;
    const char *advice;
};

/* The row of a problem. */
const struct problem_row *problem_row(enum problem problem);

/* The problem called code; false when there is none. */
bool problem_find(const char *code, enum problem *ret_problem);

/* What a status other than OK is to a client. */
enum problem problem_of_status(enum status status);

/* Appends problem+json. instance: the path asked for, or NULL; detail: a sentence, NULL takes the
 * row's advice; faults may be NULL or empty. Failure shows in the text. */
void problem_to_json(enum problem problem, const char *detail, const char *instance,
                     const char *request_id, const struct faults *faults, struct text *text);

/* Appends the page of a problem as plain HTML. */
void problem_to_html(enum problem problem, struct text *text);

#endif
