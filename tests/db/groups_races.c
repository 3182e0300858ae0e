/* Groups recomputed by many at once, and while people change and leave. */
#include "tests/db/group_world.h"

#include <pthread.h>

TestSuite(groups_races, .init = start, .fini = end, .timeout = 120);

#define RACERS 8

struct racer {
    struct store *store;
    const char *membership;
    struct group_count count;
    enum status status;
};

static enum status recompute_race(struct store *store, void *context)
{
    struct racer *racer = context;
    struct arena *own = NULL;
    size_t count = 0;
    if (arena_new(0, &own) != STATUS_OK)
        return STATUS_MEMORY;
    enum status status =
        group_recompute_all(store, &seeds->taxonomies, step_now, own, &count, &racer->count);
    arena_free(own);
    return status;
}

static enum status leave_race(struct store *store, void *context)
{
    struct racer *racer = context;
    struct step step = {
        .lifecycle = lifecycle_find("membership"), .id = racer->membership, .event = "leave"};
    return store_step(store, &deed, &step, NULL);
}

static void *race(void *context)
{
    struct racer *racer = context;
    racer->status = store_transaction(
        racer->store, racer->membership == NULL ? recompute_race : leave_race, racer);
    return NULL;
}

Test(groups_races,
     recomputed_by_many_at_once_while_people_leave_each_is_in_once_and_who_left_is_out)
{
    settle();
    struct id group = degrees(false);
    (void)recomputed(&group);
    struct id of_ann = member_of(&group, &ann);
    affiliate(&dag, 0, "degree", "", "", "", "");
    struct racer racers[RACERS] = {{.membership = NULL}};
    pthread_t threads[RACERS];
    racers[0].membership = of_ann.text;
    for (size_t i = 0; i < RACERS; i++)
        cr_assert(eq(int, store_open(db.url, &racers[i].store), STATUS_OK));
    for (size_t i = 0; i < RACERS; i++)
        cr_assert(eq(int, pthread_create(&threads[i], NULL, race, &racers[i]), 0));
    int joined = 0;
    for (size_t i = 0; i < RACERS; i++) {
        pthread_join(threads[i], NULL);
        cr_expect(eq(int, racers[i].status, STATUS_OK), "%s", store_error(racers[i].store));
        joined += racers[i].count.joined;
        store_close(racers[i].store);
    }
    cr_expect(eq(int, joined, 1));
    EXPECT_IN(&group, "ann:left bo dag");
}

Test(groups_races, who_is_changed_while_groups_are_recomputed_does_not_fall_between)
{
    settle();
    struct id group = degrees(false);
    (void)recomputed(&group);
    struct racer racer = {.membership = NULL};
    pthread_t thread;
    cr_assert(eq(int, store_open(db.url, &racer.store), STATUS_OK));
    /* As one who changes people begins; the key is that of store_group.c. */
    sql("BEGIN");
    sql("SELECT pg_advisory_xact_lock_shared(118049275213573)");
    cr_assert(eq(int, pthread_create(&thread, NULL, race, &racer), 0));
    while (strcmp(sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"),
                  "0") == 0)
        usleep(1000);
    affiliate(&dag, 0, "degree", "", "", "", "");
    sql("COMMIT");
    pthread_join(thread, NULL);
    cr_expect(eq(int, racer.status, STATUS_OK), "%s", store_error(racer.store));
    store_close(racer.store);
    EXPECT_IN(&group, "ann bo dag");
}
