#include "api/live_view.h"

#include <stdlib.h>
#include <string.h>

static void people_free(struct live_people *people)
{
    for (size_t i = 0; i < people->count; i++)
        held_person_drop(people->held[i]);
    roster_free(people->roster);
    free(people->held);
    free(people->people);
    free(people->matched);
    free(people->named);
    free(people->students);
    free(people);
}

static int by_external_id(const void *a, const void *b)
{
    const struct person *left = *(const struct person *const *)a;
    const struct person *right = *(const struct person *const *)b;
    return strcmp(left->external_id, right->external_id);
}

static void fill_people(struct live_people *people, struct held_person *const *held, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct person *person = &held[i]->person;
        held_person_hold(held[i]);
        people->held[i] = held[i];
        people->people[i] = person;
        people->named[i] = person;
        if (!person->matched)
            continue;
        people->matched[people->matched_count++] = person;
        if (person_is_student(person))
            people->students[people->students_count++] = person;
    }
    people->count = count;
    qsort(people->named, count, sizeof(struct person *), by_external_id);
    qsort(people->students, people->students_count, sizeof(struct person *), by_external_id);
}

enum status live_people_new(const struct scorer *scorer, struct held_person *const *held,
                            size_t count, date as_of, uint64_t version,
                            struct live_people **ret_people)
{
    struct live_people *people = calloc(1, sizeof *people);
    if (people == NULL)
        return STATUS_MEMORY;
    atomic_init(&people->holders, 1);
    people->held = calloc(count + 1, sizeof(struct held_person *));
    people->people = calloc(count + 1, sizeof(struct person *));
    people->matched = calloc(count + 1, sizeof(struct person *));
    people->named = calloc(count + 1, sizeof(struct person *));
    people->students = calloc(count + 1, sizeof(struct person *));
    people->as_of = as_of;
    people->version = version;
    enum status status = STATUS_MEMORY;
    if (people->held != NULL && people->people != NULL && people->named != NULL &&
        people->matched != NULL && people->students != NULL) {
        fill_people(people, held, count);
        status = roster_new(scorer, people->matched, people->matched_count, as_of, &people->roster);
    }
    if (status != STATUS_OK) {
        people_free(people);
        return status;
    }
    *ret_people = people;
    return STATUS_OK;
}

void live_people_drop(struct live_people *people)
{
    if (people != NULL && atomic_fetch_sub(&people->holders, 1) == 1)
        people_free(people);
}

static void show(struct view *view, const struct scorer *scorer)
{
    const struct live_people *people = view->people;
    view->shown = (struct live_view){.scorer = scorer,
                                     .roster = people->roster,
                                     .people = people->people,
                                     .people_count = people->count,
                                     .named = people->named,
                                     .students = people->students,
                                     .students_count = people->students_count,
                                     .accounts = &view->accounts,
                                     .as_of = people->as_of,
                                     .version = people->version};
}

enum status view_new(struct live *live, const struct scorer *scorer, struct live_people *people,
                     const struct accounts *accounts, struct view **ret_view)
{
    struct view *view = calloc(1, sizeof *view);
    if (view == NULL)
        return STATUS_MEMORY;
    if (accounts_copy(accounts, &view->accounts) != STATUS_OK) {
        free(view);
        return STATUS_MEMORY;
    }
    atomic_init(&view->holders, 1);
    atomic_fetch_add(&people->holders, 1);
    view->people = people;
    view->live = live;
    show(view, scorer);
    *ret_view = view;
    return STATUS_OK;
}

void view_free(struct view *view)
{
    if (view == NULL)
        return;
    live_people_drop(view->people);
    accounts_clear(&view->accounts);
    free(view);
}

const struct person *live_person(const struct live_view *view, const char *id)
{
    size_t low = 0;
    size_t high = view->people_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(view->people[middle]->id, id);
        if (order == 0)
            return view->people[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct person *live_person_named(const struct live_view *view, const char *external_id)
{
    const struct person wanted = {.external_id = external_id};
    const struct person *key = &wanted;
    const struct person *const *found =
        bsearch(&key, view->named, view->people_count, sizeof key, by_external_id);
    return found == NULL ? NULL : *found;
}
