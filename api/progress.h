/* Progress of long work for people, and its end by an interrupt: what a command gives a watch. */
#ifndef API_PROGRESS_H
#define API_PROGRESS_H

#include "matcher/watch.h"

/* A watch whose progress is one line on standard error, redrawn at most ten times a second, when
 * that is a terminal and after half a second of work (nothing otherwise), and which is cancelled by
 * the first SIGINT or SIGTERM; a second one ends the process. One at a time in a process. */
struct watch progress_start(void);

/* Clears the line, puts the signals back. True when it was cancelled. */
bool progress_end(void);

#endif
