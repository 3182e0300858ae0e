#include "api/queue.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <pthread.h>

Test(queue, a_full_queue_is_known_at_once_and_order_is_kept)
{
    struct queue *queue = NULL;
    int items[3];
    cr_assert(eq(int, queue_new(2, &queue), STATUS_OK));
    for (size_t round = 0; round < 3; round++) {
        cr_assert(queue_reserve(queue));
        cr_assert(queue_reserve(queue));
        cr_expect(not(queue_reserve(queue)), "reserved places count");
        queue_put(queue, &items[0]);
        queue_put(queue, &items[1]);
        cr_expect(not(queue_reserve(queue)));
        cr_expect(eq(sz, queue_depth(queue), 2));
        cr_expect(eq(ptr, queue_take(queue), &items[0]));
        cr_assert(queue_reserve(queue));
        queue_put(queue, &items[2]);
        cr_expect(eq(ptr, queue_take(queue), &items[1]));
        cr_expect(eq(ptr, queue_take(queue), &items[2]));
    }
    queue_free(queue);
}

static void *take_all(void *context)
{
    size_t taken = 0;
    while (queue_take(context) != NULL)
        taken++;
    return (void *)taken;
}

Test(queue, closing_gives_out_what_is_left_and_what_is_still_promised)
{
    struct queue *queue = NULL;
    int item = 0;
    void *first = NULL;
    void *second = NULL;
    pthread_t threads[2];
    cr_assert(eq(int, queue_new(4, &queue), STATUS_OK));
    cr_assert(queue_reserve(queue) && queue_reserve(queue));
    queue_put(queue, &item);
    queue_close(queue);
    cr_expect(not(queue_reserve(queue)));
    pthread_create(&threads[0], NULL, take_all, queue);
    pthread_create(&threads[1], NULL, take_all, queue);
    queue_put(queue, &item);
    pthread_join(threads[0], &first);
    pthread_join(threads[1], &second);
    cr_expect(eq(sz, (size_t)first + (size_t)second, 2));
    queue_free(queue);
}
