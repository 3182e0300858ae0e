/* A bounded queue of pointers between threads. A place is reserved before anything is put, so
 * that what was promised a place always gets it, and a full queue is known at once. */
#ifndef API_QUEUE_H
#define API_QUEUE_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct queue;

/* A queue of at most capacity items (1 or more). MEMORY. */
enum status MUST_CHECK queue_new(size_t capacity, struct queue **ret_queue);

/* NULL is fine. Items still in it are not freed. */
void queue_free(struct queue *queue);

/* Takes a place; false at once when all are taken, or the queue is closed. */
bool queue_reserve(struct queue *queue);

/* Puts an item into a place that was reserved. */
void queue_put(struct queue *queue, void *item);

/* The oldest item, waiting for one; NULL once the queue is closed and empty. The place is free
 * again when this returns. */
void *queue_take(struct queue *queue);

/* No more reservations; those waiting in queue_take get what is left, then NULL. Places already
 * reserved may still be filled. */
void queue_close(struct queue *queue);

/* Items waiting now. */
size_t queue_depth(struct queue *queue);

#endif
