/* How long a search takes: the table scan and the plain loop, k = 10, for students of `kring demo`
 * among its alumni (codes, one seed), with the default weights, each criterion alone, and filters;
 * then with offers of all alumni in some of 12 programmes. One thread, processor time. Figures,
 * never pass or fail. */
#include "api/files/files_demo.h"
#include "api/files/files_people.h"
#include "matcher/search.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define AS_OF         ((date)20261122)
#define STUDENTS      400
#define PLAIN_QUERIES 21
#define PROGRAMMES    12

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

static double now_us(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static struct people *make_people(size_t alumni)
{
    char path[] = "/tmp/kring-bench-XXXXXX";
    struct demo_request request = {
        .alumni = alumni, .students = STUDENTS, .seed = 1, .codes = true};
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

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

typedef enum status search_function(const struct scorer *, const struct roster *,
                                    const struct search *, struct search_hit *, size_t *);

struct run {
    const struct roster *roster;
    const struct person *const *students;
    struct weights weights;
    const struct filter *filter;
};

/* Median and 99th percentile in microseconds of the searches of the first count students. */
static void measure(const struct run *run, search_function *function, size_t count,
                    double ret_us[2])
{
    double times[STUDENTS];
    for (size_t q = 0; q < count; q++) {
        struct search_hit hits[10];
        size_t found = 0;
        struct wish wish = wish_of_person(&seeds->scorer, run->students[q], run->weights, AS_OF);
        struct search search = {&wish, run->students[q], run->filter, 10};
        double start = now_us();
        need(function(&seeds->scorer, run->roster, &search, hits, &found));
        times[q] = now_us() - start;
    }
    qsort(times, count, sizeof *times, compare_doubles);
    ret_us[0] = times[count / 2];
    ret_us[1] = times[count * 99 / 100];
}

static void report(const char *name, const struct run *run)
{
    double scan[2], plain[2];
    measure(run, search_scan, STUDENTS, scan);
    measure(run, search_plain, PLAIN_QUERIES, plain);
    printf("%8zu  %-14s  scan %6.0f us (p99 %6.0f)  plain %8.0f us  %5.0f times\n",
           roster_count(run->roster), name, scan[0], scan[1], plain[0], plain[0] / scan[0]);
}

static void report_all(const struct roster *roster, const struct person *const *students)
{
    static const struct {
        const char *name;
        struct weights weights;
    } rows[] = {
        {"35,35,15,15", {{35, 35, 15, 15}}}, {"field alone", {{100, 0, 0, 0}}},
        {"career alone", {{0, 100, 0, 0}}},  {"language alone", {{0, 0, 100, 0}}},
        {"place alone", {{0, 0, 0, 100}}},
    };
    struct run run = {roster, students, {{0}}, NULL};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        run.weights = rows[i].weights;
        report(rows[i].name, &run);
    }
    struct filter filter = {.places_count = 1, .remote = true};
    filter.places[0] = taxonomy_find(seeds->taxonomies.of[SCHEME_PLACE], "NL", 2);
    run = (struct run){roster, students, rows[0].weights, &filter};
    report("NL and remote", &run);
}

static struct uuid programme(size_t number)
{
    return (struct uuid){{1, (unsigned char)number}};
}

/* Offers in two programmes each; some are full or paused. */
static void offer_seats(struct people *people)
{
    for (size_t i = 0; i < people->count; i++) {
        struct seat_offer *offers = arena_array(arena, 2, sizeof *offers);
        need(offers == NULL ? STATUS_MEMORY : STATUS_OK);
        for (size_t o = 0; o < 2; o++)
            offers[o] = (struct seat_offer){programme((i * 7 + o * 5) % PROGRAMMES),
                                            (int32_t)(i % 4), i % 9 != 0};
        people->items[i].load.offers = offers;
        people->items[i].load.offers_count = 2;
    }
}

/* The same people, whose seats are in programmes. */
static void report_offers(struct people *people, const struct person *const *all,
                          const struct person *const *students)
{
    struct roster *roster = NULL;
    struct run run = {.students = students, .weights = {{35, 35, 15, 15}}};
    struct filter filter = {.programmes = {programme(3)}, .programmes_count = 1};
    offer_seats(people);
    need(roster_new(&seeds->scorer, all, people->count, AS_OF, &roster));
    run.roster = roster;
    report("with offers", &run);
    run.filter = &filter;
    report("one programme", &run);
    roster_free(roster);
}

static void bench(size_t alumni)
{
    struct people *people = make_people(alumni);
    const struct person **all = calloc(people->count, sizeof *all);
    const struct person *students[STUDENTS];
    struct roster *roster = NULL;
    size_t student_count = 0;
    need(all == NULL ? STATUS_MEMORY : STATUS_OK);
    for (size_t i = 0; i < people->count; i++) {
        all[i] = &people->items[i];
        if (all[i]->role == ROLE_STUDENT && student_count < STUDENTS)
            students[student_count++] = all[i];
    }
    double start = now_us();
    need(roster_new(&seeds->scorer, all, people->count, AS_OF, &roster));
    printf("%8zu  roster made in %.0f ms\n", roster_count(roster), (now_us() - start) / 1000);
    report_all(roster, students);
    roster_free(roster);
    report_offers(people, all, students);
    free(all);
    files_people_free(people);
}

int main(void)
{
    folder = getenv("KRING_SEEDS") != NULL ? getenv("KRING_SEEDS") : "seeds";
    if (arena_new(0, &arena) != STATUS_OK)
        return 3;
    faults = faults_in(arena);
    need(seeds_load(folder, &faults, &seeds));
    bench(10000);
    bench(40000);
    bench(200000);
    seeds_free(seeds);
    arena_free(arena);
    return 0;
}
