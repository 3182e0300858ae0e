/* What a user got wrong, collected so that all of it is told at once. A fault says where
 * (a JSON pointer "/jobs/0/title", or a column name in a file), a stable code for machines,
 * a sentence for people, and for files the line. Faults belong to the arena given at birth. */
#ifndef SCORING_BASE_FAULTS_H
#define SCORING_BASE_FAULTS_H

#include "scoring/base/status.h"

#include <stddef.h>

struct arena;

struct fault {
    const char *where;  /* JSON pointer or column; "" for the whole input */
    const char *code;   /* snake_case, stable: "too_long", "unknown_member" */
    const char *detail; /* an English sentence that says what to do */
    size_t line;        /* 1-based line of a file; 0 where lines mean nothing */
};

/* element i of items is the i-th fault in the order found; count of them are kept, total were
 * found (beyond FAULTS_KEPT_MAX they are only counted, so hostile input cannot fill memory). */
struct faults {
    struct arena *arena;
    struct fault *items;
    size_t count;
    size_t capacity;
    size_t total;
};

#define FAULTS_KEPT_MAX ((size_t)1000)

/* An empty list whose texts will live in arena. */
struct faults faults_in(struct arena *arena);

/* Adds a fault; where and code are copied, the detail is formatted; where and detail keep at most
 * 500 bytes, and of a character that was cut nothing. Always INVALID, so that
 * `return fault_add(…)` makes message and status in one breath. line 0: no line. */
enum status fault_add(struct faults *faults, size_t line, const char *where, const char *code,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
