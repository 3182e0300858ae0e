/* Counters and a histogram of latency, by route; told as Prometheus text (format 0.0.4). Holds no
 * personal data: a route is its pattern. Any thread may count. */
#ifndef API_METRICS_H
#define API_METRICS_H

#include "api/limit.h"
#include "scoring/base/status.h"

#include <stddef.h>
#include <stdint.h>

struct metrics;
struct text;

/* What is asked of the other parts when the metrics are told. */
struct gauges {
    size_t queue_depth;
    size_t connections;
    uint64_t roster_version; /* 0: none published yet */
    size_t roster_alumni;
    size_t roster_students;
    double roster_age_s; /* since it was published */
    double feed_age_s;   /* since the database was heard last; -1: never */
    int store_up;
    uint64_t clock_steps;
    double clock_age_s; /* since nothing was due; -1: never, or off */
    int runs_running;   /* 0 or 1 */
    uint64_t runs_ended, runs_failed, runs_lost;
    uint64_t mails_sent;
    uint64_t mails_failed; /* tries */
    int64_t mails_waiting; /* -1: not known, or off */
    uint64_t notices_sent, notices_failed;
    int64_t notices_waiting; /* the same */
};

enum status MUST_CHECK metrics_new(struct metrics **ret_metrics);
void metrics_free(struct metrics *metrics);

/* Counts a request: the route's index in routes[], or route_count for none; its HTTP status (0: the
 * connection was lost before a reply); how long it took. */
void metrics_count(struct metrics *metrics, size_t route, int http, int64_t elapsed_us);

/* Counts a request that was told 429: what was too much, not LIMIT_NONE. */
void metrics_limited(struct metrics *metrics, enum limit limit);

/* Appends all as Prometheus text. */
void metrics_to_text(const struct metrics *metrics, const struct gauges *gauges, struct text *text);

#endif
