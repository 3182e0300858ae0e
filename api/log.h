/* The log: lines of logfmt on standard error, written by a thread of their own, so that a reader
 * that does not read never holds up a request: what does not fit is dropped and counted. No
 * personal data: routes are logged as patterns, never as paths. */
#ifndef API_LOG_H
#define API_LOG_H

#include "scoring/base/status.h"

#include <stddef.h>
#include <stdint.h>

struct log;

#define LOG_LINE_SIZE_MAX ((size_t)512)

/* A log that writes to the open file descriptor fd, which stays the caller's. MEMORY or IO. */
enum status MUST_CHECK log_new(int fd, struct log **ret_log);

/* Writes what is waiting, ends the thread. NULL is fine. */
void log_free(struct log *log);

/* A value for a line, at most this long; what is longer ends in "...". */
#define LOG_VALUE_SIZE_MAX ((size_t)300)

struct log_value {
    char text[LOG_VALUE_SIZE_MAX + 1];
};

/* text as a value of logfmt: bare when it is one plain word, else quoted, with quotes, backslashes
 * and control bytes escaped. For every value that Kring did not choose itself. */
struct log_value log_value(const char *text);

/* One line: time, level ("info", "warn", "error"), event (snake_case), then pairs in logfmt, as
 * formatted: `count=%zu reason=%s` with log_value(text).text. Never blocks. NULL as log: nothing is
 * logged. */
void log_event(struct log *log, const char *level, const char *event, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
