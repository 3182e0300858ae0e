/* The way of a request through the house, apart from libmicrohttpd: head, body, run. Each step
 * either answers (request->reply.http is then not 0) or leaves it to the next. */
#ifndef API_DISPATCH_H
#define API_DISPATCH_H

#include <stdbool.h>
#include <stddef.h>

struct request;

/* The head is there and has passed the guard: target, route, caller, Accept, query and what the
 * head says of the body are checked. Sets request->job to JOB_TOKEN when the caller's token must be
 * looked up by a worker first: then it is to be called again. */
void dispatch_head(struct request *request);

/* Some bytes of the body. What is beyond the limit is dropped, and answered at the end. */
void dispatch_body(struct request *request, const char *bytes, size_t size);

/* The body is complete. Runs a handler that may run at once; else sets request->job to JOB_RUN. */
void dispatch_complete(struct request *request);

/* On a worker: does request->job, and clears it. request->store is the worker's. */
void dispatch_work(struct request *request);

#endif
