/* The clocks of the server: one for durations, one for dates. */
#ifndef API_CLOCK_H
#define API_CLOCK_H

#include "scoring/base/date.h"

#include <stdint.h>
#include <time.h>

/* CLOCK_MONOTONIC in microseconds. */
static inline int64_t clock_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* CLOCK_MONOTONIC in milliseconds: what deadlines are told in. */
static inline int64_t clock_ms(void)
{
    return clock_us() / 1000;
}

/* Milliseconds since 1970 in UTC. */
static inline int64_t clock_utc_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Today in UTC. */
static inline date clock_today(void)
{
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    return (date)((utc.tm_year + 1900) * 10000 + (utc.tm_mon + 1) * 100 + utc.tm_mday);
}

#endif
