/* What a running server is made of; built by cmd_serve.c (and tests), handed to every request.
 * Its parts guard themselves; the rest does not change after the start. */
#ifndef API_SERVICE_H
#define API_SERVICE_H

#include "api/routes.h"
#include "api/settings.h"
#include "scoring/base/text.h"

#include <stdatomic.h>
#include <stdbool.h>

struct faults;
struct limits;
struct live;
struct log;
struct mailer;
struct metrics;
struct queue;
struct refusals;
struct run_cache;
struct runner;
struct seeds;
struct server;
struct server_admin;
struct ticker;
struct workers;

struct service {
    struct settings settings;
    struct route_list routes; /* of the modules that are on */
    struct seeds *seeds;
    struct log *log;
    struct metrics *metrics;
    struct live *live;
    struct ticker *ticker; /* NULL: off */
    struct runner *runner; /* NULL: off */
    struct mailer *mailer; /* NULL: off */
    struct limits *limits;
    struct refusals *refusals;
    struct queue *queue;    /* of struct request *, for the workers */
    struct run_cache *runs; /* those that were read last */
    struct workers *workers;
    struct server *server;
    struct server_admin *admin;
    struct text openapi, docs;    /* made once, at the start */
    atomic_bool stopping;         /* not ready any more: new requests are told 503 */
    _Atomic int64_t drain_end_ms; /* after it what waits is told 503; 0: not stopping */
    atomic_size_t connections;
    atomic_size_t requests; /* under way */
};

/* Starts all parts over seeds (loaded with a reader for every scheme; it must outlive the service)
 * and log (may be NULL), database and schema unchecked. INVALID with faults for an address that
 * cannot be served on. */
enum status MUST_CHECK service_start(const struct settings *settings, struct seeds *seeds,
                                     struct log *log, struct faults *faults,
                                     struct service **ret_service);

/* Not ready; new requests are told 503; what is under way is finished, or told 503 when
 * drain_ms_max is over; then all ends. NULL is fine. */
void service_stop(struct service *service);

#endif
