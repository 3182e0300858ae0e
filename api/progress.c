#include "api/progress.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define QUIET_MS   500 /* work that is done before says nothing */
#define BETWEEN_MS 100
#define CLEAR_LINE "\r\x1b[K"

/* The one mutable static of the program: a signal handler is given no context, and can do nothing
 * safely but set this. */
static volatile sig_atomic_t interrupted;

/* One progress at a time in a process, and a watch outlives the function that starts it. */
static struct {
    bool terminal, drawn;
    int64_t started_ms, drawn_ms;
    struct sigaction before_int, before_term;
} progress;

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

static bool was_cancelled(void *context)
{
    (void)context;
    return interrupted != 0;
}

static void draw(void *context, const char *stage, uint64_t done, uint64_t total)
{
    int64_t now = now_ms();
    (void)context;
    if (now - progress.started_ms < QUIET_MS || now - progress.drawn_ms < BETWEEN_MS)
        return;
    fprintf(stderr, CLEAR_LINE "kring: %s", stage);
    if (total > 0 && done <= total)
        fprintf(stderr, " %3d %%", (int)(100.0 * (double)done / (double)total));
    fprintf(stderr, "  (%" PRId64 " s)", (now - progress.started_ms) / 1000);
    fflush(stderr);
    progress.drawn = true;
    progress.drawn_ms = now;
}

struct watch progress_start(void)
{
    /* The first signal asks for an end, the second one is the end. */
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_RESTART | (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    interrupted = 0;
    progress.terminal = isatty(STDERR_FILENO) == 1;
    progress.drawn = false;
    progress.started_ms = now_ms();
    progress.drawn_ms = progress.started_ms;
    sigaction(SIGINT, &action, &progress.before_int);
    sigaction(SIGTERM, &action, &progress.before_term);
    return (struct watch){.cancelled = was_cancelled, .progress = progress.terminal ? draw : NULL};
}

bool progress_end(void)
{
    if (progress.drawn)
        fputs(CLEAR_LINE, stderr);
    progress.drawn = false;
    sigaction(SIGINT, &progress.before_int, NULL);
    sigaction(SIGTERM, &progress.before_term, NULL);
    return interrupted != 0;
}
