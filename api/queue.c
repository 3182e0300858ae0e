#include "api/queue.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t capacity;
    size_t reserved; /* places promised but not yet filled */
    size_t first, count;
    bool closed;
    void *items[];
};

enum status queue_new(size_t capacity, struct queue **ret_queue)
{
    assert(capacity > 0);
    struct queue *queue = calloc(1, sizeof *queue + capacity * sizeof queue->items[0]);
    if (queue == NULL)
        return STATUS_MEMORY;
    queue->capacity = capacity;
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, NULL);
    *ret_queue = queue;
    return STATUS_OK;
}

void queue_free(struct queue *queue)
{
    if (queue == NULL)
        return;
    pthread_cond_destroy(&queue->changed);
    pthread_mutex_destroy(&queue->lock);
    free(queue);
}

bool queue_reserve(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    bool free_place = !queue->closed && queue->count + queue->reserved < queue->capacity;
    if (free_place)
        queue->reserved++;
    pthread_mutex_unlock(&queue->lock);
    return free_place;
}

void queue_put(struct queue *queue, void *item)
{
    pthread_mutex_lock(&queue->lock);
    assert(queue->reserved > 0);
    queue->reserved--;
    queue->items[(queue->first + queue->count) % queue->capacity] = item;
    queue->count++;
    pthread_cond_signal(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

void *queue_take(struct queue *queue)
{
    void *item = NULL;
    pthread_mutex_lock(&queue->lock);
    while (queue->count == 0 && (!queue->closed || queue->reserved > 0))
        pthread_cond_wait(&queue->changed, &queue->lock);
    if (queue->count > 0) {
        item = queue->items[queue->first];
        queue->first = (queue->first + 1) % queue->capacity;
        queue->count--;
    }
    if (queue->closed)
        pthread_cond_broadcast(&queue->changed); /* the others may be waiting for the end */
    pthread_mutex_unlock(&queue->lock);
    return item;
}

void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->closed = true;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

size_t queue_depth(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    size_t depth = queue->count;
    pthread_mutex_unlock(&queue->lock);
    return depth;
}
