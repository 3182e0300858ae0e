/* What hiding costs: people of `kring demo` (40 000 alumni, 10 000 students) held in memory and
 * published, while none, some or half of them hide their employments from members; bytes by
 * mallinfo2, processor time. Figures, never pass or fail. */
#include "api/files/files_demo.h"
#include "api/files/files_people.h"
#include "api/live_view.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define AS_OF    ((date)20261122)
#define ALUMNI   40000
#define STUDENTS 10000

static struct arena *arena;
static struct faults faults;
static struct seeds *seeds;
static const char *folder;

/* A benchmark that cannot be set up says why, and ends. */
static void need(enum status status)
{
    if (status == STATUS_OK)
        return;
    for (size_t i = 0; i < faults.count; i++)
        fprintf(stderr, "%s: %s\n", faults.items[i].where, faults.items[i].detail);
    fprintf(stderr, "%s\n", status_word(status));
    exit(3);
}

static double now_ms(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double used_mb(void)
{
    struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd) / 1e6;
}

static struct people *make_people(void)
{
    char path[] = "/tmp/kring-bench-XXXXXX";
    struct demo_request request = {
        .alumni = ALUMNI, .students = STUDENTS, .seed = 1, .codes = true};
    struct demo *demo = NULL;
    struct people *people = NULL;
    int file = mkstemp(path);
    need(file < 0 ? STATUS_IO : STATUS_OK);
    (void)close(file);
    need(files_demo_load(folder, &seeds->taxonomies, &faults, &demo));
    need(files_demo_write(demo, &request, path, &faults));
    need(files_people_load(path, seeds, folder, NULL, &faults, &people));
    (void)unlink(path);
    files_demo_free(demo);
    return people;
}

/* Of each hundred people the first `percent` hide. */
static void measure(const struct people *people, size_t percent)
{
    static const struct visibility hidden[] = {{PERSON_FIELD_EMPLOYMENTS, EDITION_STAFF}};
    size_t count = people->count;
    struct held_person **held = calloc(count, sizeof(struct held_person *));
    struct live_people *published = NULL;
    need(held == NULL ? STATUS_MEMORY : STATUS_OK);
    double before_mb = used_mb(), began_ms = now_ms();
    for (size_t i = 0; i < count; i++) {
        struct person person = people->items[i];
        person.id = person.external_id;
        person.matched = true;
        person.visibility = hidden;
        person.visibility_count = i % 100 < percent;
        held[i] = held_person_new(&seeds->taxonomies, &person);
        need(held[i] == NULL ? STATUS_MEMORY : STATUS_OK);
    }
    double held_ms = now_ms() - began_ms, held_mb = used_mb() - before_mb;
    began_ms = now_ms();
    need(live_people_new(&seeds->scorer, held, count, AS_OF, 1, &published));
    printf("%zu people, %zu %% hide: held %.1f MB in %.0f ms, published %.1f MB in %.0f ms\n",
           count, percent, held_mb, held_ms, used_mb() - before_mb - held_mb, now_ms() - began_ms);
    live_people_drop(published);
    for (size_t i = 0; i < count; i++)
        held_person_drop(held[i]);
    free(held);
}

int main(void)
{
    need(arena_new(0, &arena));
    faults = faults_in(arena);
    need(seeds_folder(arena, &faults, &folder));
    need(seeds_load(folder, &faults, &seeds));
    struct people *people = make_people();
    static const size_t percents[] = {0, 5, 50, 100};
    for (size_t i = 0; i < sizeof percents / sizeof percents[0]; i++)
        measure(people, percents[i]);
    files_people_free(people);
    seeds_free(seeds);
    arena_free(arena);
    return 0;
}
