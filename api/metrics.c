#include "api/metrics.h"

#include "api/routes.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>

/* The statuses that Kring answers; anything else is counted as the last. How to add one: here. */
static const int codes[] = {0,   200, 201, 204, 304, 400, 401, 403, 404, 405, 406, 409, 411,
                            412, 413, 414, 415, 422, 428, 429, 431, 500, 501, 503, 504, -1};
#define CODE_COUNT (sizeof codes / sizeof codes[0])

/* Upper bounds in µs: 20 ms is the p99 that is promised. */
static const int64_t bounds_us[] = {500,   1000,   2500,   5000,   10000,   20000,
                                    50000, 100000, 250000, 500000, 1000000, 5000000};
#define BOUND_COUNT (sizeof bounds_us / sizeof bounds_us[0])

struct route_metrics {
    _Atomic uint64_t by_code[CODE_COUNT];
    _Atomic uint64_t by_bound[BOUND_COUNT + 1]; /* each request in one bucket; summed when told */
    _Atomic uint64_t elapsed_us;
};

struct metrics {
    struct route_metrics routes[ROUTES_MAX + 1]; /* the last: no route */
    _Atomic uint64_t limited[LIMIT_COUNT];
};

enum status metrics_new(struct metrics **ret_metrics)
{
    assert(route_count <= ROUTES_MAX);
    struct metrics *metrics = calloc(1, sizeof *metrics);
    if (metrics == NULL)
        return STATUS_MEMORY;
    *ret_metrics = metrics;
    return STATUS_OK;
}

void metrics_free(struct metrics *metrics)
{
    free(metrics);
}

static void add(_Atomic uint64_t *counter, uint64_t value)
{
    atomic_fetch_add_explicit(counter, value, memory_order_relaxed);
}

static uint64_t get(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void metrics_count(struct metrics *metrics, size_t route, int http, int64_t elapsed_us)
{
    assert(route <= route_count);
    struct route_metrics *mine = &metrics->routes[route];
    size_t code = 0;
    while (code < CODE_COUNT - 1 && codes[code] != http)
        code++;
    size_t bound = 0;
    while (bound < BOUND_COUNT && elapsed_us > bounds_us[bound])
        bound++;
    add(&mine->by_code[code], 1);
    add(&mine->by_bound[bound], 1);
    add(&mine->elapsed_us, (uint64_t)elapsed_us);
}

void metrics_limited(struct metrics *metrics, enum limit limit)
{
    assert(limit > LIMIT_NONE && limit < LIMIT_COUNT);
    add(&metrics->limited[limit], 1);
}

static void add_labels(size_t route, struct text *text)
{
    text_addf(text, "method=\"%s\",route=\"%s\"", route < route_count ? routes[route].method : "",
              route < route_count ? routes[route].path : "none");
}

static void add_requests(const struct metrics *metrics, struct text *text)
{
    text_add(text, "# HELP kring_requests_total Requests by route and HTTP status; 0: lost before "
                   "a reply.\n# TYPE kring_requests_total counter\n");
    for (size_t route = 0; route <= route_count; route++)
        for (size_t code = 0; code < CODE_COUNT; code++) {
            uint64_t count = get(&metrics->routes[route].by_code[code]);
            if (count == 0)
                continue;
            text_add(text, "kring_requests_total{");
            add_labels(route, text);
            text_addf(text, ",status=\"%d\"} %" PRIu64 "\n", codes[code], count);
        }
}

static void add_histogram(const struct route_metrics *mine, size_t route, struct text *text)
{
    uint64_t sum = 0;
    for (size_t bound = 0; bound <= BOUND_COUNT; bound++) {
        sum += get(&mine->by_bound[bound]);
        text_add(text, "kring_request_seconds_bucket{");
        add_labels(route, text);
        if (bound < BOUND_COUNT)
            text_addf(text, ",le=\"%g\"} %" PRIu64 "\n", (double)bounds_us[bound] / 1e6, sum);
        else
            text_addf(text, ",le=\"+Inf\"} %" PRIu64 "\n", sum);
    }
    text_add(text, "kring_request_seconds_sum{");
    add_labels(route, text);
    text_addf(text, "} %.6f\nkring_request_seconds_count{", (double)get(&mine->elapsed_us) / 1e6);
    add_labels(route, text);
    text_addf(text, "} %" PRIu64 "\n", sum);
}

static void add_histograms(const struct metrics *metrics, struct text *text)
{
    text_add(text, "# HELP kring_request_seconds From a request's first byte to the end of its "
                   "reply.\n# TYPE kring_request_seconds histogram\n");
    for (size_t route = 0; route <= route_count; route++) {
        uint64_t any = 0;
        for (size_t code = 0; code < CODE_COUNT; code++)
            any += get(&metrics->routes[route].by_code[code]);
        if (any > 0)
            add_histogram(&metrics->routes[route], route, text);
    }
}

static void add_limited(const struct metrics *metrics, struct text *text)
{
    text_add(text, "# HELP kring_rate_limited_total Requests told 429, by what was too much.\n"
                   "# TYPE kring_rate_limited_total counter\n");
    for (int i = LIMIT_NONE + 1; i < LIMIT_COUNT; i++)
        text_addf(text, "kring_rate_limited_total{by=\"%s\"} %" PRIu64 "\n",
                  limit_word((enum limit)i), get(&metrics->limited[i]));
}

static void add_gauge(const char *name, const char *help, double value, struct text *text)
{
    text_addf(text, "# HELP kring_%s %s\n# TYPE kring_%s gauge\nkring_%s %.10g\n", name, help, name,
              name, value);
}

static void add_counter(const char *name, const char *help, uint64_t value, struct text *text)
{
    text_addf(text, "# HELP kring_%s %s\n# TYPE kring_%s counter\nkring_%s %" PRIu64 "\n", name,
              help, name, name, value);
}

void metrics_to_text(const struct metrics *metrics, const struct gauges *gauges, struct text *text)
{
    add_requests(metrics, text);
    add_histograms(metrics, text);
    add_limited(metrics, text);
    add_gauge("queue_depth", "Requests that wait for a worker.", (double)gauges->queue_depth, text);
    add_gauge("connections", "Open connections.", (double)gauges->connections, text);
    add_gauge("roster_version", "Rosters published since the start.",
              (double)gauges->roster_version, text);
    add_gauge("roster_alumni", "Alumni in the roster.", (double)gauges->roster_alumni, text);
    add_gauge("roster_students", "Students in memory.", (double)gauges->roster_students, text);
    add_gauge("roster_age_seconds", "Since the roster was published.", gauges->roster_age_s, text);
    add_gauge("feed_age_seconds", "Since the database was heard last; -1: never.",
              gauges->feed_age_s, text);
    add_counter("clock_steps_total", "Steps by the clock: expiries, reminders, promotions.",
                gauges->clock_steps, text);
    add_gauge("clock_age_seconds",
              "Since all that was due was done last; -1: not yet, or KRING_TICK_MS is 0.",
              gauges->clock_age_s, text);
    add_gauge("runs_running", "1 while this server makes a run of a round.", gauges->runs_running,
              text);
    add_counter("runs_ended_total", "Runs that this server solved and proved.", gauges->runs_ended,
                text);
    add_counter("runs_failed_total", "Runs that this server could not make.", gauges->runs_failed,
                text);
    add_counter("runs_lost_total", "Runs that were cancelled under way, or made by another server.",
                gauges->runs_lost, text);
    add_counter("mails_sent_total", "Mails that the server of mail took.", gauges->mails_sent,
                text);
    add_counter("mail_tries_failed_total", "Tries to send a mail that failed.",
                gauges->mails_failed, text);
    add_gauge("mails_waiting",
              "Mails to be sent, of all servers; -1: not known, or no mail is sent.",
              (double)gauges->mails_waiting, text);
    add_counter("notices_sent_total", "Notices that the server of mail took.", gauges->notices_sent,
                text);
    add_counter("notices_failed_total",
                "Tries to send a notice that failed, and notices given up untried.",
                gauges->notices_failed, text);
    add_gauge("notices_waiting",
              "Notices to be sent, of all servers; -1: not known, or no mail is sent.",
              (double)gauges->notices_waiting, text);
    add_gauge("store_up", "1 when the database answered last time.", gauges->store_up, text);
}
