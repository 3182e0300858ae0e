/* The minimum cut of the pairs at a level, and its connected components. */
#include "matcher/shortage.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_BETWEEN ((size_t)256) /* rows between two looks at the watch */

/* Students are numbers 0 to students - 1 of the forest, mentors come after them. */
struct cutting {
    struct market *market;
    const struct settled *settled;
    const struct watch *watch;
    uint32_t students, mentors;
    int32_t level_bp;
    uint32_t *mentor_of; /* a greatest matching at the level */
    bool *cover_students, *cover_mentors;
    size_t *mates_start; /* mentor j holds mates[mates_start[j]] to [mates_start[j + 1]] */
    uint32_t *mates;
    uint32_t *queue; /* students reached, in the order they were reached */
    size_t queue_count;
    bool *student_reached, *mentor_reached;
    uint32_t *root; /* forest: element k, another of k's group nearer its root, or k */
    int16_t *row;
};

static void cutting_free(struct cutting *cutting)
{
    free(cutting->mentor_of);
    free(cutting->cover_students);
    free(cutting->cover_mentors);
    free(cutting->mates_start);
    free(cutting->mates);
    free(cutting->queue);
    free(cutting->student_reached);
    free(cutting->mentor_reached);
    free(cutting->root);
    free(cutting->row);
}

static enum status cutting_alloc(struct cutting *cutting)
{
    size_t students = cutting->students + (size_t)1, mentors = cutting->mentors + (size_t)1;
    cutting->mentor_of = malloc(students * sizeof *cutting->mentor_of);
    cutting->cover_students = calloc(students, sizeof *cutting->cover_students);
    cutting->cover_mentors = calloc(mentors, sizeof *cutting->cover_mentors);
    cutting->mates_start = calloc(mentors + 1, sizeof *cutting->mates_start);
    cutting->mates = malloc(students * sizeof *cutting->mates);
    cutting->queue = malloc(students * sizeof *cutting->queue);
    cutting->student_reached = calloc(students, sizeof *cutting->student_reached);
    cutting->mentor_reached = calloc(mentors, sizeof *cutting->mentor_reached);
    cutting->root = malloc((students + mentors) * sizeof *cutting->root);
    cutting->row = malloc(mentors * sizeof *cutting->row);
    bool has_all = cutting->mentor_of != NULL && cutting->cover_students != NULL &&
                   cutting->cover_mentors != NULL && cutting->mates_start != NULL &&
                   cutting->mates != NULL && cutting->queue != NULL &&
                   cutting->student_reached != NULL && cutting->mentor_reached != NULL &&
                   cutting->root != NULL && cutting->row != NULL;
    return has_all ? STATUS_OK : STATUS_MEMORY;
}

/* ---- groups grow together */

static uint32_t find_root(uint32_t *root, uint32_t k)
{
    while (root[k] != k) {
        root[k] = root[root[k]];
        k = root[k];
    }
    return k;
}

/* The smaller number becomes the root, so that a group's root is its first student. */
static void join(uint32_t *root, uint32_t a, uint32_t b)
{
    a = find_root(root, a);
    b = find_root(root, b);
    if (a < b)
        root[b] = a;
    else
        root[a] = b;
}

/* ---- reaching */

static void list_mates(struct cutting *cutting)
{
    for (uint32_t i = 0; i < cutting->students; i++)
        if (cutting->mentor_of[i] != NOBODY)
            cutting->mates_start[cutting->mentor_of[i] + 2]++;
    for (uint32_t j = 0; j < cutting->mentors; j++)
        cutting->mates_start[j + 1] += cutting->mates_start[j];
    for (uint32_t i = 0; i < cutting->students; i++)
        if (cutting->mentor_of[i] != NOBODY)
            cutting->mates[cutting->mates_start[cutting->mentor_of[i] + 1]++] = i;
}

static void reach_student(struct cutting *cutting, uint32_t student)
{
    if (cutting->student_reached[student])
        return;
    cutting->student_reached[student] = true;
    cutting->queue[cutting->queue_count++] = student;
}

static void reach_mentor(struct cutting *cutting, uint32_t mentor)
{
    if (cutting->mentor_reached[mentor])
        return;
    cutting->mentor_reached[mentor] = true;
    size_t start = cutting->mates_start[mentor], end = cutting->mates_start[mentor + 1];
    assert(end - start == market_seats(cutting->market)[mentor]); /* else one more were matched */
    for (size_t k = start; k < end; k++)
        reach_student(cutting, cutting->mates[k]);
}

static void reach_from(struct cutting *cutting, uint32_t student)
{
    market_row(cutting->market, 0, student, cutting->row);
    uint32_t group = find_root(cutting->root, student);
    for (uint32_t j = 0; j < cutting->mentors; j++) {
        if (cutting->row[j] == ROW_IMPOSSIBLE || cutting->row[j] < cutting->level_bp)
            continue;
        reach_mentor(cutting, j);
        if (cutting->root[cutting->students + j] == group)
            continue;
        join(cutting->root, student, cutting->students + j);
        group = find_root(cutting->root, student);
    }
}

static enum status reach_all(struct cutting *cutting)
{
    for (uint32_t k = 0; k < cutting->students + cutting->mentors; k++)
        cutting->root[k] = k;
    for (uint32_t i = 0; i < cutting->students; i++)
        if (cutting->mentor_of[i] == NOBODY && cutting->settled->mentor_of[i] == NOBODY)
            reach_student(cutting, i);
    for (size_t k = 0; k < cutting->queue_count; k++) {
        if (k % LOOK_BETWEEN == 0) {
            watch_progress(cutting->watch, "shortages", k, cutting->queue_count);
            if (watch_cancelled(cutting->watch))
                return STATUS_CANCELLED;
        }
        reach_from(cutting, cutting->queue[k]);
    }
    return STATUS_OK;
}

/* ---- listing */

struct listing {
    struct shortage_group *groups;
    uint32_t *students, *mentors; /* of all groups, group after group */
    uint32_t *index;              /* element k, of a root: its group */
    size_t groups_count, mentors_count;
};

/* First counts, then gives each group its part of the lists. */
static void open_groups(struct cutting *cutting, struct listing *listing)
{
    for (uint32_t i = 0; i < cutting->students; i++)
        if (cutting->student_reached[i]) {
            uint32_t root = find_root(cutting->root, i);
            if (root == i)
                listing->index[i] = (uint32_t)listing->groups_count++;
            listing->groups[listing->index[root]].students_count++;
        }
    for (uint32_t j = 0; j < cutting->mentors; j++)
        if (cutting->mentor_reached[j]) {
            uint32_t root = find_root(cutting->root, cutting->students + j);
            listing->groups[listing->index[root]].mentors_count++;
        }
    uint32_t *student = listing->students, *mentor = listing->mentors;
    for (size_t g = 0; g < listing->groups_count; g++) {
        listing->groups[g].students = student;
        listing->groups[g].mentors = mentor;
        student += listing->groups[g].students_count;
        mentor += listing->groups[g].mentors_count;
        listing->groups[g].students_count = listing->groups[g].mentors_count = 0;
    }
}

static void fill_groups(struct cutting *cutting, struct listing *listing)
{
    const uint32_t *seats = market_seats(cutting->market);
    for (uint32_t i = 0; i < cutting->students; i++) {
        if (!cutting->student_reached[i])
            continue;
        struct shortage_group *group =
            &listing->groups[listing->index[find_root(cutting->root, i)]];
        size_t offset = (size_t)(group->students - listing->students);
        listing->students[offset + group->students_count++] = i;
    }
    for (uint32_t j = 0; j < cutting->mentors; j++) {
        if (!cutting->mentor_reached[j])
            continue;
        uint32_t root = find_root(cutting->root, cutting->students + j);
        struct shortage_group *group = &listing->groups[listing->index[root]];
        size_t offset = (size_t)(group->mentors - listing->mentors);
        listing->mentors[offset + group->mentors_count++] = j;
        group->seats += seats[j];
    }
}

static enum status list_groups(struct cutting *cutting, struct arena *arena,
                               struct shortage_cut *cut)
{
    struct listing listing = {0};
    size_t groups = 0;
    for (uint32_t i = 0; i < cutting->students; i++)
        groups += cutting->student_reached[i] && find_root(cutting->root, i) == i;
    for (uint32_t j = 0; j < cutting->mentors; j++)
        listing.mentors_count += cutting->mentor_reached[j];
    listing.groups = arena_array(arena, groups, sizeof *listing.groups);
    listing.students = arena_array(arena, cutting->queue_count, sizeof *listing.students);
    listing.mentors = arena_array(arena, listing.mentors_count, sizeof *listing.mentors);
    listing.index = malloc((cutting->students + (size_t)1) * sizeof *listing.index);
    bool has_all = listing.groups != NULL && listing.students != NULL && listing.mentors != NULL &&
                   listing.index != NULL;
    if (has_all) {
        open_groups(cutting, &listing);
        fill_groups(cutting, &listing);
        cut->groups = listing.groups;
        cut->groups_count = listing.groups_count;
    }
    free(listing.index);
    return has_all ? STATUS_OK : STATUS_MEMORY;
}

/* ---- the whole */

static enum status match(struct cutting *cutting, struct shortage_cut *cut)
{
    uint32_t matched = 0;
    memset(cutting->mentor_of, 0xff, cutting->students * sizeof *cutting->mentor_of); /* NOBODY */
    enum status status = market_cover(cutting->market, cutting->level_bp, cutting->mentor_of,
                                      cutting->cover_students, cutting->cover_mentors, &matched);
    if (status != STATUS_OK)
        return status;
    uint32_t free_students = 0;
    for (uint32_t i = 0; i < cutting->students; i++)
        free_students += cutting->settled->mentor_of[i] == NOBODY;
    cut->unmatched = free_students - matched;
    return STATUS_OK;
}

/* What the whole is for: whoever is unmatched is in one group, as often as it is short. */
static void check_sum(const struct shortage_cut *cut)
{
    int64_t short_of = 0;
    for (size_t g = 0; g < cut->groups_count; g++)
        short_of += (int64_t)cut->groups[g].students_count - cut->groups[g].seats;
    assert(short_of == cut->unmatched);
}

enum status shortage_find_cut(struct market *market, const struct settled *settled,
                              int32_t level_bp, const struct watch *watch, struct arena *arena,
                              struct shortage_cut *ret_cut)
{
    struct cutting cutting = {.market = market,
                              .settled = settled,
                              .watch = watch,
                              .students = market_student_count(market),
                              .mentors = market_mentor_count(market),
                              .level_bp = level_bp};
    struct shortage_cut cut = {.level_bp = level_bp};
    enum status status = cutting_alloc(&cutting);
    if (status == STATUS_OK)
        status = match(&cutting, &cut);
    if (status == STATUS_OK) {
        list_mates(&cutting);
        status = reach_all(&cutting);
    }
    if (status == STATUS_OK)
        status = list_groups(&cutting, arena, &cut);
    cutting_free(&cutting);
    if (status != STATUS_OK)
        return status;
    check_sum(&cut);
    *ret_cut = cut;
    return STATUS_OK;
}
