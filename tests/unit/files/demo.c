#include "api/files/files_demo.h"

#include "api/files/files_people.h"
#include "api/files/files_read.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static const char *folder;
static struct seeds *seeds;
static struct demo *demo;
static char path[] = "/tmp/kring-demo-XXXXXX";

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    cr_assert(eq(int, seeds_folder(arena, &faults, &folder), STATUS_OK), "set KRING_SEEDS");
    cr_assert(eq(int, seeds_load(folder, &faults, &seeds), STATUS_OK));
    cr_assert(eq(int, files_demo_load(folder, &seeds->taxonomies, &faults, &demo), STATUS_OK));
    int fd = mkstemp(path);
    cr_assert(ge(int, fd, 0));
    close(fd);
}

static void close_all(void)
{
    unlink(path);
    files_demo_free(demo);
    seeds_free(seeds);
    arena_free(arena);
}

TestSuite(demo, .init = open_all, .fini = close_all);

/* The file of a request; the caller frees it. */
static char *written(struct demo_request request)
{
    char *bytes = NULL;
    size_t size = 0;
    cr_assert(eq(int, files_demo_write(demo, &request, path, &faults), STATUS_OK));
    cr_assert(eq(int, files_read(path, (size_t)1 << 30, &faults, &bytes, &size), STATUS_OK));
    return bytes;
}

Test(demo, the_same_seed_gives_the_same_bytes_and_another_seed_others)
{
    char *first = written((struct demo_request){.alumni = 50, .students = 20, .seed = 4});
    char *again = written((struct demo_request){.alumni = 50, .students = 20, .seed = 4});
    char *other = written((struct demo_request){.alumni = 50, .students = 20, .seed = 5});
    cr_expect(eq(str, first, again));
    cr_expect(ne(str, first, other));
    free(first);
    free(again);
    free(other);
}

Test(demo, a_person_is_the_same_in_a_file_of_any_size)
{
    char *few = written((struct demo_request){.alumni = 3, .seed = 1});
    char *many = written((struct demo_request){.alumni = 3000, .seed = 1});
    cr_expect(zero(int, strncmp(few, many, strlen(few))));
    free(few);
    free(many);
}

/* Every row is good, everyone plainly made up, and what is in codes is known. */
static struct people *loaded(bool codes)
{
    struct people *people = NULL;
    free(
        written((struct demo_request){.alumni = 2000, .students = 500, .seed = 3, .codes = codes}));
    cr_assert(eq(int, files_people_load(path, seeds, folder, NULL, &faults, &people), STATUS_OK));
    cr_assert(eq(sz, faults.total, 0), "line %zu, %s: %s", faults.items[0].line,
              faults.items[0].where, faults.items[0].detail);
    cr_assert(eq(sz, people->count, 2500));
    return people;
}

static const char *mail_end(const struct person *person)
{
    const char *at = strchr(person->email, '@');
    return at == NULL ? "" : at;
}

Test(demo, everyone_is_plainly_made_up)
{
    struct people *people = loaded(true);
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->items[i];
        const char *start = i < 2000 ? "demo-a-" : "demo-s-";
        cr_expect(zero(int, strncmp(person->external_id, start, strlen(start))));
        cr_expect(eq(str, T(mail_end(person)), "@example.org"));
        cr_expect(eq(int, person_is_student(person), i >= 2000 || person->role == ROLE_BOTH));
    }
    files_people_free(people);
}

Test(demo, a_file_of_codes_takes_no_reader_and_leaves_nothing_unread)
{
    struct people *people = loaded(true);
    cr_expect(eq(ptr, seeds->reader, NULL));
    size_t jobs = 0;
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->items[i];
        cr_expect(ne(int, person->place.node, NODE_NONE));
        cr_expect(ne(int, person->country.node, NODE_NONE));
        for (size_t k = 0; k < person->affiliations_count; k++)
            cr_expect(ne(int, person->affiliations[k].field.node, NODE_NONE));
        for (size_t k = 0; k < person->languages_count; k++)
            cr_expect(ne(int, person->languages[k].language.node, NODE_NONE));
        for (size_t k = 0; k < person->employments_count; k++, jobs++)
            cr_expect(ne(int, person->employments[k].occupation.node, NODE_NONE));
    }
    cr_expect(gt(sz, jobs, 2000));
    files_people_free(people);
}

/* The words are noisy, yet most are read, and read right: both files hold the same people. */
Test(demo, the_words_of_most_people_are_read_as_the_codes_they_stand_for)
{
    struct people *coded = loaded(true);
    struct people *typed = loaded(false);
    size_t fields = 0, fields_right = 0, jobs = 0, jobs_right = 0, places = 0, places_right = 0;
    for (size_t i = 0; i < coded->count; i++) {
        const struct person *a = &coded->items[i];
        const struct person *b = &typed->items[i];
        cr_assert(eq(str, T(a->external_id), T(b->external_id)));
        cr_assert(eq(str, T(a->name), T(b->name)));
        cr_assert(eq(sz, a->employments_count, b->employments_count));
        places++;
        places_right += a->place.node == b->place.node;
        for (size_t k = 0; k < a->affiliations_count; k++, fields++)
            fields_right += a->affiliations[k].field.node == b->affiliations[k].field.node;
        for (size_t k = 0; k < a->employments_count; k++, jobs++)
            jobs_right += a->employments[k].occupation.node == b->employments[k].occupation.node;
    }
    cr_expect(gt(sz, fields_right * 100, fields * 90), "%zu of %zu", fields_right, fields);
    cr_expect(gt(sz, jobs_right * 100, jobs * 90), "%zu of %zu", jobs_right, jobs);
    cr_expect(gt(sz, places_right * 100, places * 90), "%zu of %zu", places_right, places);
    files_people_free(coded);
    files_people_free(typed);
}
