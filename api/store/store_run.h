/* Runs as their server sees them: taken, kept, ended. A server that takes a run (start) gets the
 * version that it then has: the fence. Whoever ends the run must have that version still; when its
 * lease passed, or staff cancelled it, it is another one, and the server commits nothing. */
#ifndef API_STORE_STORE_RUN_H
#define API_STORE_STORE_RUN_H

#include "api/store/store_step.h"

#include <stddef.h>

struct arena;
struct run;

/* What a run is made of, and nothing else is. */
struct run_order {
    char id[STORE_ID_SIZE];
    char server[STORE_ID_SIZE];
    int32_t fence;         /* the version it has while it is this server's */
    const char *objective; /* a word of objective_words */
    const char *weights;   /* JSON, or NULL: the policy's */
    const char *orders;    /* JSON (seeds/schema/0014_rounds.sql) */
    int32_t minimum_bp;
    int64_t seed;
    const char *snapshot; /* the bytes of snapshot.tsv */
    size_t snapshot_size;
};

/* How far it is; stage NULL: nothing is known. */
struct run_stage {
    const char *stage;
    uint64_t done, total;
};

/* How it ends. */
struct run_end {
    const char *event;      /* "finish", "refute", "fail" or "requeue" */
    const struct run *made; /* of finish and refute: proven; its figures and files are kept */
    const char *failure;    /* of fail: why, at most RUN_FAILURE_MAX bytes; otherwise NULL */
};

#define RUN_FAILURE_MAX ((size_t)1000)

/* Starts the run that has waited longest, in a transaction of its own. deed->actor is the server.
 * NOT_FOUND: none waits; CONFLICT: another server was faster, ask again. Texts are in arena. */
enum status MUST_CHECK store_run_claim(struct store *store, const struct deed *deed,
                                       const char server[STORE_ID_SIZE], struct arena *arena,
                                       struct run_order *ret_order);

/* Makes its lease count from now, and tells how far it is. CONFLICT: it is not this server's any
 * more, or was cancelled. */
enum status MUST_CHECK store_run_beat(struct store *store, const struct run_order *order,
                                      store_time now, const struct run_stage *stage);

/* Ends it in a transaction of its own: figures, files and step, or nothing. CONFLICT: it is not
 * this server's any more, and nothing was changed; that, too, when it is tried again after a
 * TIMEOUT whose commit had happened. */
enum status MUST_CHECK store_run_end(struct store *store, const struct deed *deed,
                                     const struct run_order *order, const struct run_end *end);

#endif
