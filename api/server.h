/* HTTP behind a thin interface: server*.c, guard.c and reaper.c are all that know libmicrohttpd.
 * What the rest sees of a request is request.h; what it may wait for, queue.h. */
#ifndef API_SERVER_H
#define API_SERVER_H

#include "scoring/base/status.h"

#include <stdint.h>

struct faults;
struct request;
struct server;
struct service;
struct text;

/* Binds service->settings.listen and serves: http_threads threads in epoll mode, and the reaper.
 * INVALID with a fault for an address that cannot be read or bound. */
enum status MUST_CHECK server_start(struct service *service, struct faults *faults,
                                    struct server **ret_server);

/* The port in use, for an address that asked for port 0. */
uint16_t server_port(const struct server *server);

/* Ends the threads and closes all connections. The workers must have ended: no request may be
 * waiting for one. Until then new connections are taken, and told 503 (service.h): libmicrohttpd
 * 0.9.75 can abort when it is told to take no more (MHD_quiesce_daemon) while a thread of its epoll
 * pool is awake: both remove the listening socket from the same set. */
void server_stop(struct server *server);

/* On a worker: the work of a request is done; from here on it is the server's again. */
void server_resume(struct request *request);

/* The workers: service->settings.workers threads that take requests from service->queue, each with
 * a store of its own. They end when the queue is closed and empty; workers_join waits for that. */
struct workers;
enum status MUST_CHECK workers_start(struct service *service, struct workers **ret_workers);
void workers_join(struct workers *workers);

/* /live, /ready and /metrics on service->settings.admin_listen, one thread. */
struct server_admin;
enum status MUST_CHECK server_admin_start(struct service *service, struct faults *faults,
                                          struct server_admin **ret_admin);
uint16_t server_admin_port(const struct server_admin *admin);
void server_admin_stop(struct server_admin *admin);

#endif
