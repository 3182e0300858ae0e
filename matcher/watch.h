/* What long work tells and asks while it runs: how far it is, and whether to stop. */
#ifndef MATCHER_WATCH_H
#define MATCHER_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Both functions may be NULL, and are called by the thread that started the work only, several
 * times a second. */
struct watch {
    void *context;
    bool (*cancelled)(void *context); /* true: end with CANCELLED, soon */
    /* stage: a few English words ("prices", "worst score"); done of total, total 0 where nobody
     * knows. A stage may come again. */
    void (*progress)(void *context, const char *stage, uint64_t done, uint64_t total);
};

/* watch may be NULL. */
static inline bool watch_cancelled(const struct watch *watch)
{
    return watch != NULL && watch->cancelled != NULL && watch->cancelled(watch->context);
}

static inline void watch_progress(const struct watch *watch, const char *stage, uint64_t done,
                                  uint64_t total)
{
    if (watch != NULL && watch->progress != NULL)
        watch->progress(watch->context, stage, done, total);
}

#endif
