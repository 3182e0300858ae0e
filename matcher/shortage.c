/* What sets each group of a shortage apart, and students without any mentor taken together. */
#include "matcher/shortage.h"

#include "matcher/round.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A quarter of a group must have what names it, and two students, or the only one. */
#define SHARE_MIN 4
#define NAMED_MIN ((size_t)2)

#define FIELD_DEPTH_MAX 2 /* broad, narrow */
#define PLACE_DEPTH_MAX 3 /* country, region, city */
#define VALUES_MAX      ((size_t)((WISH_ITEMS_MAX + 1) * PLACE_DEPTH_MAX))

static const enum scheme schemes[SHORTAGE_KIND_COUNT] = {
#define SHORTAGE_KIND_SCHEME(name, scheme) scheme,
    SHORTAGE_KINDS(SHORTAGE_KIND_SCHEME)
#undef SHORTAGE_KIND_SCHEME
};

enum scheme shortage_scheme(enum shortage_kind kind)
{
    return schemes[kind];
}

int32_t shortage_level(const struct problem *problem)
{
    return problem->minimum_bp > 0 ? problem->minimum_bp : SHORTAGE_LEVEL_BP;
}

struct naming {
    const struct round *round;
    const struct taxonomies *taxonomies;
    uint32_t students;
    int32_t *cohort[SHORTAGE_KIND_COUNT]; /* element n: students who have node n */
    int32_t *inside[SHORTAGE_KIND_COUNT]; /* of the group in hand; otherwise 0 */
    uint32_t *alone; /* element n: the students alone who look for field n, as a list … */
    uint32_t *next;  /* … that goes on here, by student */
};

/* ---- the values of a student */

struct values {
    node_id nodes[VALUES_MAX]; /* no doubles */
    size_t count;
};

static void add_value(struct values *values, node_id node)
{
    for (size_t v = 0; v < values->count; v++)
        if (values->nodes[v] == node)
            return;
    if (node != NODE_NONE)
        values->nodes[values->count++] = node;
}

/* The node and what is above it, down to that depth. */
static void add_value_and_above(const struct taxonomy *taxonomy, node_id node, unsigned depth_max,
                                struct values *values)
{
    for (unsigned depth = 1; node != NODE_NONE && depth <= depth_max; depth++)
        add_value(values, taxonomy_at_depth(taxonomy, node, depth));
}

static struct values values_of(const struct naming *naming, uint32_t student,
                               enum shortage_kind kind)
{
    const struct taxonomy *taxonomy = naming->taxonomies->of[schemes[kind]];
    struct wish wish = round_wish(naming->round, student);
    struct values values = {.count = 0};
    switch (kind) {
    case SHORTAGE_FIELD:
        for (size_t f = 0; f < wish.fields_count; f++)
            add_value_and_above(taxonomy, wish.fields[f], FIELD_DEPTH_MAX, &values);
        break;
    case SHORTAGE_LANGUAGE:
        for (size_t l = 0; l < wish.languages_count; l++)
            add_value(&values, wish.languages[l].language);
        break;
    case SHORTAGE_PLACE:
        add_value_and_above(taxonomy, wish.home, PLACE_DEPTH_MAX, &values);
        for (size_t p = 0; p < wish.places_count; p++)
            add_value_and_above(taxonomy, wish.places[p], PLACE_DEPTH_MAX, &values);
        break;
    case SHORTAGE_KIND_COUNT: break;
    }
    return values;
}

static void count_values(const struct naming *naming, uint32_t student, enum shortage_kind kind,
                         int32_t *counts)
{
    struct values values = values_of(naming, student, kind);
    for (size_t v = 0; v < values.count; v++)
        counts[values.nodes[v]]++;
}

/* ---- over-representation */

/* The share inside minus the share in the cohort, times both numbers of students (the leverage of
 * Piatetsky-Shapiro 1991, but for the scale): what is common in the group and not elsewhere wins
 * over what one of it has alone. */
static int64_t excess(const struct naming *naming, size_t students, struct shortage_value value)
{
    return (int64_t)value.inside * naming->students - (int64_t)value.cohort * (int64_t)students;
}

/* True when a names a group of so many students better than b does. */
static bool names_better(const struct naming *naming, size_t students, enum shortage_kind kind,
                         struct shortage_value a, struct shortage_value b)
{
    const struct taxonomy *taxonomy = naming->taxonomies->of[schemes[kind]];
    int64_t excess_a = excess(naming, students, a), excess_b = excess(naming, students, b);
    if (b.node == NODE_NONE || excess_a != excess_b)
        return excess_a > (b.node == NODE_NONE ? 0 : excess_b);
    unsigned depth_a = taxonomy_depth(taxonomy, a.node), depth_b = taxonomy_depth(taxonomy, b.node);
    if (depth_a != depth_b)
        return depth_a > depth_b;
    return strcmp(taxonomy_code(taxonomy, a.node), taxonomy_code(taxonomy, b.node)) < 0;
}

static bool is_common(const struct shortage_group *group, struct shortage_value value)
{
    size_t count = group->students_count, least = count < NAMED_MIN ? count : NAMED_MIN;
    size_t inside = (size_t)value.inside;
    return inside >= least && inside * SHARE_MIN >= count && inside > 0;
}

/* Takes the counts of a student's values out again, and keeps the best of them. */
static void weigh_values(const struct naming *naming, const struct shortage_group *group,
                         uint32_t student, enum shortage_kind kind, struct shortage_value *best)
{
    struct values values = values_of(naming, student, kind);
    for (size_t v = 0; v < values.count; v++) {
        node_id node = values.nodes[v];
        struct shortage_value value = {node, naming->inside[kind][node],
                                       naming->cohort[kind][node]};
        naming->inside[kind][node] = 0;
        if (is_common(group, value) &&
            names_better(naming, group->students_count, kind, value, *best))
            *best = value;
    }
}

static struct shortage_value find_value(const struct naming *naming,
                                        const struct shortage_group *group, enum shortage_kind kind)
{
    struct shortage_value best = {NODE_NONE, 0, 0};
    for (size_t k = 0; k < group->students_count; k++)
        count_values(naming, group->students[k], kind, naming->inside[kind]);
    for (size_t k = 0; k < group->students_count; k++)
        weigh_values(naming, group, group->students[k], kind, &best);
    return best;
}

static struct shortage name_group(const struct naming *naming, struct shortage_group group)
{
    struct shortage shortage = {.group = group,
                                .short_of = (int64_t)group.students_count - group.seats};
    for (enum shortage_kind kind = 0; kind < SHORTAGE_KIND_COUNT; kind++)
        shortage.values[kind] = find_value(naming, &group, kind);
    return shortage;
}

/* ---- students without any mentor */

/* The field by which a student alone is taken together with others: the rarest, as of several the
 * narrow one is never less rare; NODE_NONE: no field is known. */
static node_id field_alone(const struct naming *naming, uint32_t student)
{
    struct values values = values_of(naming, student, SHORTAGE_FIELD);
    struct shortage_value best = {NODE_NONE, 0, 0};
    for (size_t v = 0; v < values.count; v++) {
        node_id node = values.nodes[v];
        struct shortage_value value = {node, 1, naming->cohort[SHORTAGE_FIELD][node]};
        if (best.node == NODE_NONE || names_better(naming, 1, SHORTAGE_FIELD, value, best))
            best = value;
    }
    return best.node;
}

/* Lists the students alone by field, each list rising; returns how many lists there are. */
static size_t list_alone(const struct naming *naming, const struct shortage_cut *cut)
{
    size_t lists = 0, fields = taxonomy_count(naming->taxonomies->of[SCHEME_ISCED]) + 1;
    for (size_t n = 0; n < fields; n++)
        naming->alone[n] = NOBODY;
    for (size_t g = cut->groups_count; g-- > 0;) {
        if (cut->groups[g].mentors_count > 0)
            continue;
        uint32_t student = cut->groups[g].students[0];
        node_id field = field_alone(naming, student);
        lists += naming->alone[field] == NOBODY;
        naming->next[student] = naming->alone[field];
        naming->alone[field] = student;
    }
    return lists;
}

/* A group of all who are in one list; room is for them. */
static struct shortage_group gather(const struct naming *naming, uint32_t first, uint32_t *room)
{
    struct shortage_group group = {.students = room};
    for (uint32_t student = first; student != NOBODY; student = naming->next[student])
        room[group.students_count++] = student;
    return group;
}

/* ---- the whole */

static int compare_shortages(const void *a, const void *b)
{
    const struct shortage *x = a, *y = b;
    if (x->short_of != y->short_of)
        return x->short_of < y->short_of ? 1 : -1;
    if (x->group.students_count != y->group.students_count)
        return x->group.students_count < y->group.students_count ? 1 : -1;
    return x->group.students[0] < y->group.students[0] ? -1 : 1;
}

static enum status name_all(const struct naming *naming, const struct shortage_cut *cut,
                            struct arena *arena, struct shortages *shortages)
{
    size_t alone = 0, count = 0, fields = taxonomy_count(naming->taxonomies->of[SCHEME_ISCED]) + 1;
    for (size_t g = 0; g < cut->groups_count; g++)
        alone += cut->groups[g].mentors_count == 0;
    size_t lists = list_alone(naming, cut);
    uint32_t *room = arena_array(arena, alone, sizeof *room);
    struct shortage *items = arena_array(arena, cut->groups_count - alone + lists, sizeof *items);
    if (room == NULL || items == NULL)
        return STATUS_MEMORY;
    for (size_t g = 0; g < cut->groups_count; g++)
        if (cut->groups[g].mentors_count > 0)
            items[count++] = name_group(naming, cut->groups[g]);
    for (size_t n = 0; n < fields; n++)
        if (naming->alone[n] != NOBODY) {
            items[count] = name_group(naming, gather(naming, naming->alone[n], room));
            items[count].field_unknown = n == NODE_NONE;
            room += items[count++].group.students_count;
        }
    qsort(items, count, sizeof *items, compare_shortages);
    shortages->items = items;
    shortages->count = count;
    return STATUS_OK;
}

static void naming_free(struct naming *naming)
{
    for (enum shortage_kind kind = 0; kind < SHORTAGE_KIND_COUNT; kind++) {
        free(naming->cohort[kind]);
        free(naming->inside[kind]);
    }
    free(naming->alone);
    free(naming->next);
}

static enum status naming_new(const struct round *round, struct naming *naming)
{
    *naming = (struct naming){.round = round,
                              .taxonomies = round_scorer(round)->taxonomies,
                              .students = round_problem(round)->student_count};
    size_t fields = taxonomy_count(naming->taxonomies->of[SCHEME_ISCED]) + 1;
    naming->alone = malloc(fields * sizeof *naming->alone);
    naming->next = malloc((naming->students + (size_t)1) * sizeof *naming->next);
    bool has_all = naming->alone != NULL && naming->next != NULL;
    for (enum shortage_kind kind = 0; kind < SHORTAGE_KIND_COUNT; kind++) {
        size_t nodes = taxonomy_count(naming->taxonomies->of[schemes[kind]]) + 1;
        naming->cohort[kind] = calloc(nodes, sizeof *naming->cohort[kind]);
        naming->inside[kind] = calloc(nodes, sizeof *naming->inside[kind]);
        has_all = has_all && naming->cohort[kind] != NULL && naming->inside[kind] != NULL;
    }
    if (!has_all)
        return STATUS_MEMORY;
    for (enum shortage_kind kind = 0; kind < SHORTAGE_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < naming->students; i++)
            count_values(naming, i, kind, naming->cohort[kind]);
    return STATUS_OK;
}

enum status shortages_find(const struct round *round, struct market *market,
                           const struct settled *settled, const struct watch *watch,
                           struct arena *arena, struct shortages *ret_shortages)
{
    struct naming naming;
    struct shortage_cut cut;
    enum status status = shortage_find_cut(market, settled, shortage_level(round_problem(round)),
                                           watch, arena, &cut);
    if (status != STATUS_OK)
        return status;
    struct shortages shortages = {.level_bp = cut.level_bp, .unmatched = cut.unmatched};
    status = naming_new(round, &naming);
    if (status == STATUS_OK)
        status = name_all(&naming, &cut, arena, &shortages);
    naming_free(&naming);
    if (status == STATUS_OK)
        *ret_shortages = shortages;
    return status;
}
