/* Mentors propose: how much a stable result depends on who asks. And the index of priorities. */
#include "matcher/stable_inner.h"

#include <assert.h>
#include <stdlib.h>

/* ---- priorities by student */

static void places_fill(const struct problem *problem, struct places *places, size_t *next)
{
    const struct lists *lists = &problem->priorities;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        for (size_t l = lists->start[j]; l < lists->start[j + 1]; l++) {
            size_t at = next[lists->items[l]]++;
            places->mentor[at] = j;
            places->rank[at] = (uint32_t)(l - lists->start[j]);
        }
}

static void places_count(const struct problem *problem, struct places *places)
{
    const struct lists *lists = &problem->priorities;
    for (size_t l = 0; l < lists->start[problem->mentor_count]; l++)
        places->start[lists->items[l] + 1]++;
    for (uint32_t i = 0; i < problem->student_count; i++)
        places->start[i + 1] += places->start[i];
}

enum status places_new(const struct problem *problem, struct places *ret_places)
{
    struct places places = {NULL, NULL, NULL};
    enum status status = STATUS_OK;
    if (problem->priorities.listed != NULL) {
        size_t students = problem->student_count;
        size_t items = problem->priorities.start[problem->mentor_count] + 1;
        size_t *next = malloc((students + 1) * sizeof *next);
        places.start = calloc(students + 1, sizeof *places.start);
        places.mentor = malloc(items * sizeof *places.mentor);
        places.rank = malloc(items * sizeof *places.rank);
        if (next == NULL || places.start == NULL || places.mentor == NULL || places.rank == NULL) {
            status = STATUS_MEMORY;
        } else {
            places_count(problem, &places);
            for (size_t i = 0; i < students; i++)
                next[i] = places.start[i];
            places_fill(problem, &places, next);
        }
        free(next);
    }
    if (status != STATUS_OK)
        places_free(&places);
    else
        *ret_places = places;
    return status;
}

void places_free(struct places *places)
{
    free(places->start);
    free(places->mentor);
    free(places->rank);
}

static uint32_t places_rank(const struct places *places, uint32_t student, uint32_t mentor)
{
    size_t low = places->start[student], high = places->start[student + 1];
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (places->mentor[middle] <= mentor)
            low = middle;
        else
            high = middle;
    }
    assert(low < high && places->mentor[low] == mentor); /* else the pair were not possible */
    return places->rank[low];
}

preference places_prefer(const struct problem *problem, const struct places *places,
                         uint32_t student, uint32_t mentor, int32_t score_bp)
{
    uint32_t rank = lists_have(&problem->priorities, mentor) ? places_rank(places, student, mentor)
                                                             : (uint32_t)(SCORE_BP_MAX - score_bp);
    return preference_of(rank, student);
}

/* ---- mentors propose */

/* A student a mentor may ask. */
struct prospect {
    preference student; /* how the mentor prefers them */
    uint32_t rank;      /* the mentor's rank for the student */
};

struct proposing {
    size_t *start;              /* mentor j: prospects start[j] to start[j + 1], best first */
    struct prospect *prospects; /* of all mentors */
    size_t *next;               /* element j: whom mentor j asks next */
    uint32_t *free_seats;
    uint32_t *waiting; /* mentors with a free seat who may ask somebody */
    size_t waiting_count;
    preference *held; /* element i: how student i prefers the mentor they hold */
};

static int compare_prospects(const void *a, const void *b)
{
    preference x = ((const struct prospect *)a)->student;
    preference y = ((const struct prospect *)b)->student;
    return (x > y) - (x < y);
}

/* rank: element j, the place of mentor j in the list of the student in hand. */
static void turn_edges(const struct problem *problem, const struct places *places,
                       const struct graph *graph, struct proposing *proposing, uint32_t *rank)
{
    const struct lists *wishes = &problem->wishes;
    for (uint32_t i = 0; i < graph->student_count; i++) {
        bool listed = lists_have(wishes, i);
        for (size_t l = listed ? wishes->start[i] : 0; listed && l < wishes->start[i + 1]; l++)
            rank[wishes->items[l]] = (uint32_t)(l - wishes->start[i]);
        for (size_t e = graph->start[i]; e < graph->start[i + 1]; e++) {
            uint32_t j = graph->mentor[e];
            int32_t score_bp = graph->score[e];
            proposing->prospects[proposing->next[j]++] =
                (struct prospect){places_prefer(problem, places, i, j, score_bp),
                                  listed ? rank[j] : (uint32_t)(SCORE_BP_MAX - score_bp)};
        }
    }
}

static void prepare(const struct graph *graph, const uint32_t *seats, struct proposing *proposing)
{
    for (size_t e = 0; e < graph_edge_count(graph); e++)
        proposing->start[graph->mentor[e] + 1]++;
    for (uint32_t j = 0; j < graph->mentor_count; j++) {
        proposing->start[j + 1] += proposing->start[j];
        proposing->next[j] = proposing->start[j];
        proposing->free_seats[j] = seats[j];
        if (seats[j] > 0)
            proposing->waiting[proposing->waiting_count++] = j;
    }
}

static void sort_prospects(uint32_t mentor_count, struct proposing *proposing)
{
    for (uint32_t j = 0; j < mentor_count; j++) {
        size_t start = proposing->start[j], count = proposing->start[j + 1] - start;
        proposing->next[j] = start;
        if (count > 1)
            qsort(proposing->prospects + start, count, sizeof *proposing->prospects,
                  compare_prospects);
    }
}

/* Mentor j asks the next one; whoever is left by that student has a seat again. */
static void ask_next(struct proposing *proposing, uint32_t mentor, uint32_t *mentor_of)
{
    struct prospect prospect = proposing->prospects[proposing->next[mentor]++];
    uint32_t student = preference_number(prospect.student), left = mentor_of[student];
    preference offer = preference_of(prospect.rank, mentor);
    if (left != NOBODY && proposing->held[student] < offer)
        return;
    if (left != NOBODY && proposing->free_seats[left]++ == 0)
        proposing->waiting[proposing->waiting_count++] = left;
    proposing->held[student] = offer;
    proposing->free_seats[mentor]--;
    mentor_of[student] = mentor;
}

static enum status run(struct proposing *proposing, const struct watch *watch, uint32_t *mentor_of)
{
    for (size_t steps = 1; proposing->waiting_count > 0; steps++) {
        uint32_t mentor = proposing->waiting[--proposing->waiting_count];
        while (proposing->free_seats[mentor] > 0 &&
               proposing->next[mentor] < proposing->start[mentor + 1])
            ask_next(proposing, mentor, mentor_of);
        if (steps % 4096 == 0 && watch_cancelled(watch))
            return STATUS_CANCELLED;
    }
    return STATUS_OK;
}

static void proposing_free(struct proposing *proposing)
{
    free(proposing->start);
    free(proposing->prospects);
    free(proposing->next);
    free(proposing->free_seats);
    free(proposing->waiting);
    free(proposing->held);
}

static enum status proposing_new(const struct graph *graph, struct proposing *ret_proposing)
{
    size_t mentors = graph->mentor_count + (size_t)1, students = graph->student_count + (size_t)1;
    struct proposing made = {.start = calloc(mentors, sizeof *made.start),
                             .prospects =
                                 malloc((graph_edge_count(graph) + 1) * sizeof *made.prospects),
                             .next = calloc(mentors, sizeof *made.next),
                             .free_seats = calloc(mentors, sizeof *made.free_seats),
                             .waiting = malloc(mentors * sizeof *made.waiting),
                             .held = malloc(students * sizeof *made.held)};
    if (made.start == NULL || made.prospects == NULL || made.next == NULL ||
        made.free_seats == NULL || made.waiting == NULL || made.held == NULL) {
        proposing_free(&made);
        return STATUS_MEMORY;
    }
    *ret_proposing = made;
    return STATUS_OK;
}

enum status stable_mentors_propose(const struct problem *problem, const struct places *places,
                                   const struct graph *graph, const uint32_t *seats,
                                   const struct watch *watch, uint32_t *mentor_of)
{
    struct proposing proposing;
    enum status status = proposing_new(graph, &proposing);
    if (status != STATUS_OK)
        return status;
    uint32_t *rank = malloc((graph->mentor_count + (size_t)1) * sizeof *rank);
    status = rank == NULL ? STATUS_MEMORY : STATUS_OK;
    if (status == STATUS_OK) {
        prepare(graph, seats, &proposing);
        turn_edges(problem, places, graph, &proposing, rank);
        sort_prospects(graph->mentor_count, &proposing);
        status = run(&proposing, watch, mentor_of);
    }
    free(rank);
    proposing_free(&proposing);
    return status;
}
