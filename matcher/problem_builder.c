#include "matcher/problem_builder.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* An edge or a rule about a pair, as it was added. */
struct item {
    uint32_t student, mentor;
    uint32_t value; /* of an edge: its score */
    uint32_t line;
};

struct items {
    struct item *items;
    size_t count, capacity;
};

struct span {
    size_t start;
    uint32_t count;
    bool listed;
};

/* The lists of one side as they were added; all NULL until the first. */
struct list_builder {
    struct span *spans; /* element i: where the list of owner i is */
    uint32_t *items;
    size_t count, capacity;
    uint32_t *seen; /* element j: the last list that named j, by the order of adding from 1 */
    uint32_t added;
};

struct problem_builder {
    uint32_t student_count, mentor_count;
    uint32_t *seats; /* element j: seats + 1, or 0 where nothing was said */
    bool *first;
    size_t first_count;
    int32_t minimum_bp; /* -1: nothing was said */
    struct items edges, never, must, pin;
    struct list_builder wishes, priorities;
};

static bool before(uint32_t student, uint32_t mentor, uint32_t other_student, uint32_t other_mentor)
{
    return student < other_student || (student == other_student && mentor < other_mentor);
}

enum status problem_builder_new(uint32_t student_count, uint32_t mentor_count,
                                struct problem_builder **ret_builder)
{
    assert(student_count <= PROBLEM_STUDENTS_MAX && mentor_count <= PROBLEM_MENTORS_MAX);
    struct problem_builder *builder = calloc(1, sizeof *builder);
    if (builder == NULL)
        return STATUS_MEMORY;
    *builder = (struct problem_builder){
        .student_count = student_count, .mentor_count = mentor_count, .minimum_bp = -1};
    builder->seats = calloc((size_t)mentor_count + 1, sizeof *builder->seats);
    builder->first = calloc((size_t)student_count + 1, sizeof *builder->first);
    if (builder->seats == NULL || builder->first == NULL) {
        problem_builder_free(builder);
        return STATUS_MEMORY;
    }
    *ret_builder = builder;
    return STATUS_OK;
}

static void list_builder_clear(struct list_builder *lists)
{
    free(lists->spans);
    free(lists->items);
    free(lists->seen);
    *lists = (struct list_builder){0};
}

void problem_builder_free(struct problem_builder *builder)
{
    if (builder == NULL)
        return;
    free(builder->seats);
    free(builder->first);
    free(builder->edges.items);
    free(builder->never.items);
    free(builder->must.items);
    free(builder->pin.items);
    list_builder_clear(&builder->wishes);
    list_builder_clear(&builder->priorities);
    free(builder);
}

/* Room for more items of item_size bytes, beyond count, in what *memory points to. */
static enum status reserve(void **memory, size_t *capacity, size_t count, size_t more,
                           size_t item_size)
{
    if (more > PROBLEM_ITEMS_MAX - count)
        return STATUS_TOO_LARGE;
    if (count + more <= *capacity)
        return STATUS_OK;
    size_t wanted = *capacity < 64 ? 64 : *capacity * 2;
    wanted = wanted < count + more ? count + more : wanted;
    wanted = wanted > PROBLEM_ITEMS_MAX ? PROBLEM_ITEMS_MAX : wanted;
    void *grown = realloc(*memory, wanted * item_size);
    if (grown == NULL)
        return STATUS_MEMORY;
    *memory = grown;
    *capacity = wanted;
    return STATUS_OK;
}

static enum status add_item(struct items *items, struct item item)
{
    if (items->count == items->capacity) {
        void *memory = items->items;
        enum status status =
            reserve(&memory, &items->capacity, items->count, 1, sizeof *items->items);
        if (status != STATUS_OK)
            return status;
        items->items = memory;
    }
    items->items[items->count++] = item;
    return STATUS_OK;
}

enum status problem_add_seats(struct problem_builder *builder, uint32_t mentor, uint32_t seats)
{
    assert(mentor < builder->mentor_count && seats <= PROBLEM_SEATS_MAX);
    if (builder->seats[mentor] != 0 && builder->seats[mentor] != seats + 1)
        return STATUS_CONFLICT;
    builder->seats[mentor] = seats + 1;
    return STATUS_OK;
}

enum status problem_add_edge(struct problem_builder *builder, struct pair pair, int32_t score_bp,
                             size_t line)
{
    assert(pair.student < builder->student_count && pair.mentor < builder->mentor_count);
    assert(score_bp >= 0 && score_bp <= SCORE_BP_MAX && line <= UINT32_MAX);
    return add_item(&builder->edges,
                    (struct item){pair.student, pair.mentor, (uint32_t)score_bp, (uint32_t)line});
}

enum status problem_add_rule(struct problem_builder *builder, enum rule kind, struct pair pair)
{
    assert(pair.student < builder->student_count && pair.mentor < builder->mentor_count);
    assert(kind == RULE_NEVER || kind == RULE_MUST || kind == RULE_PIN);
    struct items *items = kind == RULE_NEVER  ? &builder->never
                          : kind == RULE_MUST ? &builder->must
                                              : &builder->pin;
    return add_item(items, (struct item){pair.student, pair.mentor, 0, 0});
}

enum status problem_add_first(struct problem_builder *builder, uint32_t student)
{
    assert(student < builder->student_count);
    builder->first_count += builder->first[student] ? 0 : 1;
    builder->first[student] = true;
    return STATUS_OK;
}

enum status problem_add_minimum(struct problem_builder *builder, int32_t minimum_bp)
{
    assert(minimum_bp >= 0 && minimum_bp <= SCORE_BP_MAX);
    if (builder->minimum_bp >= 0 && builder->minimum_bp != minimum_bp)
        return STATUS_CONFLICT;
    builder->minimum_bp = minimum_bp;
    return STATUS_OK;
}

static enum status lists_start(struct list_builder *lists, uint32_t owners, uint32_t others)
{
    if (lists->spans == NULL)
        lists->spans = calloc((size_t)owners + 1, sizeof *lists->spans);
    if (lists->seen == NULL)
        lists->seen = calloc((size_t)others + 1, sizeof *lists->seen);
    return lists->spans == NULL || lists->seen == NULL ? STATUS_MEMORY : STATUS_OK;
}

static bool same_list(const struct list_builder *lists, const struct span *span,
                      const uint32_t *items, size_t count)
{
    return span->count == count &&
           (count == 0 || memcmp(lists->items + span->start, items, count * sizeof *items) == 0);
}

static bool has_doubles(struct list_builder *lists, const uint32_t *items, size_t count)
{
    lists->added++;
    for (size_t i = 0; i < count; i++) {
        if (lists->seen[items[i]] == lists->added)
            return true;
        lists->seen[items[i]] = lists->added;
    }
    return false;
}

enum status problem_add_list(struct problem_builder *builder, enum rule kind, uint32_t owner,
                             const uint32_t *items, size_t count)
{
    assert(kind == RULE_WISH || kind == RULE_PRIORITY);
    bool wish = kind == RULE_WISH;
    struct list_builder *lists = wish ? &builder->wishes : &builder->priorities;
    uint32_t owners = wish ? builder->student_count : builder->mentor_count;
    uint32_t others = wish ? builder->mentor_count : builder->student_count;
    assert(owner < owners);
    for (size_t i = 0; i < count; i++)
        assert(items[i] < others);
    if (lists_start(lists, owners, others) != STATUS_OK)
        return STATUS_MEMORY;
    if (has_doubles(lists, items, count))
        return STATUS_INVALID;
    struct span *span = &lists->spans[owner];
    if (span->listed)
        return same_list(lists, span, items, count) ? STATUS_OK : STATUS_CONFLICT;
    void *memory = lists->items;
    enum status status =
        reserve(&memory, &lists->capacity, lists->count, count, sizeof *lists->items);
    lists->items = memory;
    if (status != STATUS_OK)
        return status;
    if (count > 0)
        memcpy(lists->items + lists->count, items, count * sizeof *items);
    *span = (struct span){lists->count, (uint32_t)count, true};
    lists->count += count;
    return STATUS_OK;
}

/* ---- sorting: by mentor, then, keeping that order, by student (counting sort twice) */

static bool is_rising(const struct items *items)
{
    for (size_t i = 1; i < items->count; i++)
        if (before(items->items[i].student, items->items[i].mentor, items->items[i - 1].student,
                   items->items[i - 1].mentor))
            return false;
    return true;
}

static inline uint32_t item_key(const struct item *item, bool by_student)
{
    return by_student ? item->student : item->mentor;
}

/* Stable; places has key_count + 1 elements. */
static void counting_sort(const struct item *from, size_t count, bool by_student,
                          uint32_t key_count, uint32_t *places, struct item *ret_to)
{
    memset(places, 0, ((size_t)key_count + 1) * sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[item_key(&from[i], by_student) + 1]++;
    for (size_t key = 0; key < key_count; key++)
        places[key + 1] += places[key];
    for (size_t i = 0; i < count; i++)
        ret_to[places[item_key(&from[i], by_student)]++] = from[i];
}

static enum status sort_items(const struct problem_builder *builder, struct items *items)
{
    if (is_rising(items))
        return STATUS_OK;
    uint32_t keys = builder->student_count > builder->mentor_count ? builder->student_count
                                                                   : builder->mentor_count;
    struct item *other = malloc(items->count * sizeof *other);
    uint32_t *places = malloc(((size_t)keys + 1) * sizeof *places);
    if (other != NULL && places != NULL) {
        counting_sort(items->items, items->count, false, builder->mentor_count, places, other);
        counting_sort(other, items->count, true, builder->student_count, places, items->items);
    }
    bool sorted = other != NULL && places != NULL;
    free(other);
    free(places);
    return sorted ? STATUS_OK : STATUS_MEMORY;
}

static bool same_pair(const struct item *a, const struct item *b)
{
    return a->student == b->student && a->mentor == b->mentor;
}

/* Of equal items the first one added stays. */
static enum status drop_doubles(struct items *items, struct faults *faults)
{
    enum status status = STATUS_OK;
    size_t kept = 0;
    for (size_t i = 0; i < items->count; i++) {
        const struct item *item = &items->items[i];
        const struct item *last = kept == 0 ? NULL : &items->items[kept - 1];
        if (last == NULL || !same_pair(last, item))
            items->items[kept++] = *item;
        else if (last->value != item->value)
            status = fault_add(faults, item->line, "e", "conflict",
                               "student %u and mentor %u score %u here and %u on line %u",
                               item->student + 1, item->mentor + 1, item->value, last->value,
                               last->line);
    }
    items->count = kept;
    return status;
}

/* ---- building */

static enum status build_edges(const struct problem_builder *builder, struct arena *arena,
                               struct graph *ret_graph)
{
    const struct items *edges = &builder->edges;
    size_t *start = arena_array(arena, (size_t)builder->student_count + 1, sizeof *start);
    uint32_t *mentor = arena_array(arena, edges->count, sizeof *mentor);
    int16_t *score = arena_array(arena, edges->count, sizeof *score);
    if (start == NULL || mentor == NULL || score == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < edges->count; i++) {
        start[edges->items[i].student + 1]++;
        mentor[i] = edges->items[i].mentor;
        score[i] = (int16_t)edges->items[i].value;
    }
    for (size_t i = 0; i < builder->student_count; i++)
        start[i + 1] += start[i];
    *ret_graph =
        (struct graph){builder->student_count, builder->mentor_count, start, mentor, score};
    return STATUS_OK;
}

static enum status build_pairs(const struct items *items, struct arena *arena,
                               struct pairs *ret_pairs)
{
    if (items->count == 0)
        return STATUS_OK;
    struct pair *pairs = arena_array(arena, items->count, sizeof *pairs);
    if (pairs == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < items->count; i++)
        pairs[i] = (struct pair){items->items[i].student, items->items[i].mentor};
    *ret_pairs = (struct pairs){pairs, items->count};
    return STATUS_OK;
}

static enum status build_lists(const struct list_builder *lists, uint32_t owners,
                               struct arena *arena, struct lists *ret_lists)
{
    if (lists->spans == NULL)
        return STATUS_OK;
    bool *listed = arena_array(arena, owners, sizeof *listed);
    size_t *start = arena_array(arena, (size_t)owners + 1, sizeof *start);
    uint32_t *items = arena_array(arena, lists->count, sizeof *items);
    if (listed == NULL || start == NULL || items == NULL)
        return STATUS_MEMORY;
    bool any = false;
    for (uint32_t i = 0; i < owners; i++) {
        const struct span *span = &lists->spans[i];
        listed[i] = span->listed;
        any = any || span->listed;
        start[i + 1] = start[i] + span->count;
        if (span->count > 0)
            memcpy(items + start[i], lists->items + span->start, span->count * sizeof *items);
    }
    if (any)
        *ret_lists = (struct lists){listed, start, items};
    return STATUS_OK;
}

static enum status build_singles(const struct problem_builder *builder, struct arena *arena,
                                 struct problem *problem)
{
    uint32_t *seats = arena_array(arena, builder->mentor_count, sizeof *seats);
    bool *first = arena_array(arena, builder->student_count, sizeof *first);
    if (seats == NULL || first == NULL)
        return STATUS_MEMORY;
    for (size_t j = 0; j < builder->mentor_count; j++)
        seats[j] = builder->seats[j] == 0 ? 1 : builder->seats[j] - 1;
    if (builder->student_count > 0)
        memcpy(first, builder->first, builder->student_count * sizeof *first);
    problem->seats = seats;
    problem->first = builder->first_count == 0 ? NULL : first;
    problem->minimum_bp = builder->minimum_bp < 0 ? 0 : builder->minimum_bp;
    return STATUS_OK;
}

static enum status sort_all(struct problem_builder *builder, struct faults *faults)
{
    struct items *const all[] = {&builder->edges, &builder->never, &builder->must, &builder->pin};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (sort_items(builder, all[i]) != STATUS_OK)
            return STATUS_MEMORY;
        if (drop_doubles(all[i], faults) != STATUS_OK)
            status = STATUS_INVALID;
    }
    return status;
}

enum status problem_build(struct problem_builder *builder, struct arena *arena,
                          struct faults *faults, struct problem **ret_problem)
{
    enum status status = sort_all(builder, faults);
    struct problem *problem = arena_alloc(arena, sizeof *problem);
    if (status == STATUS_OK && problem == NULL)
        status = STATUS_MEMORY;
    if (status != STATUS_OK)
        return status;
    problem->student_count = builder->student_count;
    problem->mentor_count = builder->mentor_count;
    status = build_singles(builder, arena, problem);
    if (status == STATUS_OK)
        status = build_edges(builder, arena, &problem->edges);
    if (status == STATUS_OK)
        status = build_pairs(&builder->never, arena, &problem->never);
    if (status == STATUS_OK)
        status = build_pairs(&builder->must, arena, &problem->must);
    if (status == STATUS_OK)
        status = build_pairs(&builder->pin, arena, &problem->pin);
    if (status == STATUS_OK)
        status = build_lists(&builder->wishes, builder->student_count, arena, &problem->wishes);
    if (status == STATUS_OK)
        status =
            build_lists(&builder->priorities, builder->mentor_count, arena, &problem->priorities);
    if (status != STATUS_OK)
        return status;
    problem->hash = problem_digest(problem);
    *ret_problem = problem;
    return STATUS_OK;
}
