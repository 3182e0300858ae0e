#include "api/live_view.h"

#include <stdlib.h>
#include <string.h>

/* ---- an edition */

/* True when an edition shows everybody as the one before it does, which has fewer readers. */
static bool is_like_before(const struct live_people *people, enum edition edition)
{
    if (edition == EDITION_SELF || people->editions[edition - 1].roster == NULL)
        return false;
    for (size_t i = 0; i < people->count; i++)
        if (people->held[i]->shown[edition] != people->held[i]->shown[edition - 1])
            return false;
    return true;
}

static void free_editions(struct live_people *people)
{
    for (enum edition edition = 0; edition < EDITION_COUNT; edition++) {
        struct live_edition *own = &people->editions[edition];
        if (edition > 0 && own->people == own[-1].people)
            continue;
        free((void *)(uintptr_t)own->people);
        free((void *)(uintptr_t)own->students);
        roster_free((struct roster *)(uintptr_t)own->roster);
    }
}

static int by_external_id(const void *a, const void *b)
{
    const struct person *left = *(const struct person *const *)a;
    const struct person *right = *(const struct person *const *)b;
    return strcmp(left->external_id, right->external_id);
}

/* Those among people[0..count) that take part in matching; and the students of them. */
static size_t list_matched(const struct person *const *people, size_t count,
                           const struct person **matched, const struct person **students,
                           size_t *ret_students_count)
{
    size_t matched_count = 0;
    size_t students_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!people[i]->matched)
            continue;
        matched[matched_count++] = people[i];
        if (person_is_student(people[i]))
            students[students_count++] = people[i];
    }
    qsort(students, students_count, sizeof *students, by_external_id);
    *ret_students_count = students_count;
    return matched_count;
}

static enum status make_roster(const struct scorer *scorer, const struct live_people *people,
                               struct live_edition *edition)
{
    const struct person **matched = calloc(people->count + 1, sizeof *matched);
    const struct person **students = calloc(people->count + 1, sizeof *students);
    struct roster *roster = NULL;
    enum status status = matched == NULL || students == NULL ? STATUS_MEMORY : STATUS_OK;
    edition->students = students;
    if (status == STATUS_OK) {
        size_t count = list_matched(edition->people, people->count, matched, students,
                                    &edition->students_count);
        status = roster_new(scorer, matched, count, people->as_of, &roster);
    }
    free(matched);
    edition->roster = roster;
    return status;
}

static enum status make_edition(const struct scorer *scorer, struct live_people *people,
                                enum edition index)
{
    struct live_edition *edition = &people->editions[index];
    if (is_like_before(people, index)) {
        *edition = edition[-1];
        return STATUS_OK;
    }
    const struct person **list = calloc(people->count + 1, sizeof *list);
    edition->people = list;
    if (list == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < people->count; i++)
        list[i] = &people->held[i]->shown[index]->person;
    edition->people_count = people->count;
    return index == EDITION_SELF ? STATUS_OK : make_roster(scorer, people, edition);
}

/* ---- the people of a view */

static void people_free(struct live_people *people)
{
    free_editions(people);
    for (size_t i = 0; i < people->count; i++)
        held_person_drop(people->held[i]);
    free(people->held);
    free(people->named);
    free(people);
}

static void hold_people(struct live_people *people, struct held_person *const *held, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        held_person_hold(held[i]);
        people->held[i] = held[i];
        people->named[i] = &held[i]->person;
    }
    people->count = count;
    qsort(people->named, count, sizeof(struct person *), by_external_id);
}

enum status live_people_new(const struct scorer *scorer, struct held_person *const *held,
                            size_t count, date as_of, uint64_t version,
                            struct live_people **ret_people)
{
    struct live_people *people = calloc(1, sizeof *people);
    if (people == NULL)
        return STATUS_MEMORY;
    atomic_init(&people->holders, 1);
    people->as_of = as_of;
    people->version = version;
    people->held = calloc(count + 1, sizeof(struct held_person *));
    people->named = calloc(count + 1, sizeof(struct person *));
    enum status status = people->held == NULL || people->named == NULL ? STATUS_MEMORY : STATUS_OK;
    if (status == STATUS_OK)
        hold_people(people, held, count);
    for (enum edition edition = 0; edition < EDITION_COUNT && status == STATUS_OK; edition++)
        status = make_edition(scorer, people, edition);
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
                                     .named = people->named,
                                     .accounts = &view->accounts,
                                     .as_of = people->as_of,
                                     .version = people->version};
    memcpy(view->shown.editions, people->editions, sizeof people->editions);
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

const struct person *live_person(const struct live_view *view, enum edition edition, const char *id)
{
    const struct live_edition *from = &view->editions[edition];
    size_t low = 0;
    size_t high = from->people_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(from->people[middle]->id, id);
        if (order == 0)
            return from->people[middle];
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
    const struct person *const *found = bsearch(
        &key, view->named, view->editions[EDITION_SELF].people_count, sizeof key, by_external_id);
    return found == NULL ? NULL : *found;
}
