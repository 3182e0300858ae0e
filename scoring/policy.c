#include "scoring/policy.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/policy_tables.h"
#include "scoring/tsv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PERMILLE_MAX 1000
#define ROOT_DEPTH   1

/* A row being added. */
struct row {
    struct policy *policy;
    enum policy_table table;
    const struct tsv *tsv;
    struct faults *faults;
};

static const char *const files[POLICY_TABLE_COUNT] = {
#define POLICY_TABLE_FILE(name, file, header) file,
    POLICY_TABLES(POLICY_TABLE_FILE)
#undef POLICY_TABLE_FILE
};

static const char *const headers[POLICY_TABLE_COUNT] = {
#define POLICY_TABLE_HEADER(name, file, header) header,
    POLICY_TABLES(POLICY_TABLE_HEADER)
#undef POLICY_TABLE_HEADER
};

static const char *const value_names[POLICY_VALUE_COUNT] = {
#define POLICY_VALUE_NAME(name, word) word,
    POLICY_VALUES_LIST(POLICY_VALUE_NAME)
#undef POLICY_VALUE_NAME
};

const char *policy_table_file(enum policy_table table)
{
    assert(table < POLICY_TABLE_COUNT);
    return files[table];
}

enum status policy_new(const struct taxonomies *taxonomies, struct policy **ret_policy)
{
    struct policy *policy = calloc(1, sizeof *policy);
    if (policy == NULL)
        return STATUS_MEMORY;
    policy->taxonomies = taxonomies;
    policy->recency_years = policy->distance_km = -1;
    if (arena_new(0, &policy->arena) != STATUS_OK) {
        free(policy);
        return STATUS_MEMORY;
    }
    *ret_policy = policy;
    return STATUS_OK;
}

void policy_free(struct policy *policy)
{
    if (policy == NULL)
        return;
    for (size_t i = 0; i < PAIR_TABLE_COUNT; i++)
        free(policy->pairs[i].items);
    arena_free(policy->arena);
    free(policy);
}

/* ---- rows */

static enum status read_int(const struct row *row, size_t column, int64_t max, int32_t *ret_value)
{
    struct tsv_cell cell = row->tsv->cells[column];
    int64_t value = 0;
    if (text_to_int(cell.bytes, cell.size, 0, max, &value) != STATUS_OK)
        return fault_add(row->faults, row->tsv->line, files[row->table], "out_of_range",
                         "\"%.*s\" is no whole number within 0 and %lld", (int)cell.size,
                         cell.bytes, (long long)max);
    *ret_value = (int32_t)value;
    return STATUS_OK;
}

static enum status double_row(const struct row *row)
{
    struct tsv_cell cell = row->tsv->cells[0];
    return fault_add(row->faults, row->tsv->line, files[row->table], "double_row",
                     "an earlier line settles \"%.*s\" already", (int)cell.size, cell.bytes);
}

static enum status add_value(const struct row *row)
{
    int32_t number = 0;
    for (size_t value = 0; value < POLICY_VALUE_COUNT; value++) {
        if (!tsv_cell_is(row->tsv->cells[0], value_names[value]))
            continue;
        if (row->policy->has_value[value])
            return double_row(row);
        if (read_int(row, 1, PART_MAX, &number) != STATUS_OK)
            return STATUS_INVALID;
        row->policy->values[value] = number;
        row->policy->has_value[value] = true;
        return STATUS_OK;
    }
    return fault_add(row->faults, row->tsv->line, files[row->table], "unknown_name",
                     "there is no value \"%.*s\"", (int)row->tsv->cells[0].size,
                     row->tsv->cells[0].bytes);
}

static enum status read_node(const struct row *row, size_t column, node_id *ret_node)
{
    struct tsv_cell cell = row->tsv->cells[column];
    const struct taxonomy *taxonomy = row->policy->taxonomies->of[policy_scheme(row->table)];
    *ret_node = taxonomy_find(taxonomy, cell.bytes, cell.size);
    if (*ret_node != NODE_NONE)
        return STATUS_OK;
    return fault_add(row->faults, row->tsv->line, files[row->table], "unknown_code",
                     "there is no %s code \"%.*s\"", scheme_word(policy_scheme(row->table)),
                     (int)cell.size, cell.bytes);
}

static bool pairs_grow(struct pairs *pairs)
{
    if (pairs->count + 2 <= pairs->capacity)
        return true;
    size_t capacity = pairs->capacity == 0 ? 128 : pairs->capacity * 2;
    struct policy_pair *items = realloc(pairs->items, capacity * sizeof *items);
    if (items == NULL)
        return false;
    pairs->items = items;
    pairs->capacity = capacity;
    return true;
}

static enum status add_pair(const struct row *row)
{
    node_id a = NODE_NONE, b = NODE_NONE;
    int32_t part = 0;
    if (read_node(row, 0, &a) != STATUS_OK || read_node(row, 1, &b) != STATUS_OK ||
        read_int(row, 2, PART_MAX, &part) != STATUS_OK)
        return STATUS_INVALID;
    if (a == b)
        return fault_add(row->faults, row->tsv->line, files[row->table], "same_code",
                         "a code is not paired with itself");
    struct pairs *pairs = &row->policy->pairs[row->table - PAIR_TABLE_FIRST];
    for (size_t i = 0; i < pairs->count; i++)
        if (pairs->items[i].from == a && pairs->items[i].to == b)
            return double_row(row);
    if (!pairs_grow(pairs))
        return STATUS_MEMORY;
    pairs->items[pairs->count++] = (struct policy_pair){a, b, part};
    pairs->items[pairs->count++] = (struct policy_pair){b, a, part};
    return STATUS_OK;
}

static enum status add_level(const struct row *row)
{
    const struct tsv_cell *cells = row->tsv->cells;
    int32_t level = shape_word_index(level_words, cells[0].bytes, cells[0].size);
    if (level <= LEVEL_UNKNOWN)
        return fault_add(row->faults, row->tsv->line, files[row->table], "unknown_code",
                         "there is no level \"%.*s\"", (int)cells[0].size, cells[0].bytes);
    const char **labels = row->policy->level_labels[level];
    if (labels[0] != NULL)
        return double_row(row);
    int32_t part = 0;
    if (read_int(row, 1, PART_MAX, &part) != STATUS_OK)
        return STATUS_INVALID;
    for (size_t i = 0; i < LABEL_LANGUAGE_COUNT; i++) {
        labels[i] = arena_copy(row->policy->arena, cells[2 + i].bytes, cells[2 + i].size);
        if (labels[i] == NULL)
            return STATUS_MEMORY;
    }
    row->policy->level_parts[level] = part;
    return STATUS_OK;
}

/* Tables by rising key and falling value start at key 0. */
static enum status check_order(const struct row *row, int32_t key, int32_t key_before,
                               int32_t value, int32_t value_before)
{
    if (key_before < 0 ? key == 0 : key > key_before && value <= value_before)
        return STATUS_OK;
    return fault_add(row->faults, row->tsv->line, files[row->table], "order",
                     "the first row is 0; then the first column rises, the second never does");
}

static enum status add_recency(const struct row *row)
{
    struct policy *policy = row->policy;
    int32_t years = 0, permille = 0, last = policy->recency_years;
    if (read_int(row, 0, POLICY_RECENCY_YEARS_MAX, &years) != STATUS_OK ||
        read_int(row, 1, PERMILLE_MAX, &permille) != STATUS_OK ||
        check_order(row, years, last, permille, last < 0 ? 0 : policy->permille[last]) != STATUS_OK)
        return STATUS_INVALID;
    for (int32_t i = last + 1; i < years; i++)
        policy->permille[i] = policy->permille[last];
    policy->permille[years] = permille;
    policy->recency_years = years;
    return STATUS_OK;
}

static enum status add_distance(const struct row *row)
{
    struct policy *policy = row->policy;
    int32_t km = 0, part = 0;
    int32_t part_before = policy->step_count == 0 ? 0 : policy->steps[policy->step_count - 1].part;
    if (read_int(row, 0, GEO_KM_MAX - 1, &km) != STATUS_OK ||
        read_int(row, 1, PART_MAX, &part) != STATUS_OK ||
        check_order(row, km, policy->distance_km, part, part_before) != STATUS_OK)
        return STATUS_INVALID;
    policy->distance_km = km;
    policy->chord2_end = geo_chord2_from(km + 1);
    if (policy->step_count == 0 || part < part_before)
        policy->steps[policy->step_count++] = (struct step){geo_chord2_from(km), part};
    return STATUS_OK;
}

typedef enum status row_function(const struct row *row);
static row_function *const row_functions[POLICY_TABLE_COUNT] = {
    [POLICY_VALUES] = add_value,
    [POLICY_FIELD_NEIGHBOURS] = add_pair,
    [POLICY_OCCUPATION_RELATED] = add_pair,
    [POLICY_LANGUAGE_CLOSENESS] = add_pair,
    [POLICY_LEVELS] = add_level,
    [POLICY_RECENCY] = add_recency,
    [POLICY_DISTANCE] = add_distance,
};

/* ---- files */

/* The number of columns that the words of a header name, or 0 when the row is not that header. */
static size_t match_header(const struct tsv *tsv, const char *header)
{
    size_t count = 0;
    while (*header != '\0') {
        size_t size = strcspn(header, " ");
        if (count >= tsv->count || tsv->cells[count].size != size ||
            memcmp(tsv->cells[count].bytes, header, size) != 0)
            return 0;
        count++;
        header += size + (header[size] == ' ');
    }
    return count == tsv->count ? count : 0;
}

/* Every cell is filled: no number without its source, no level without its names. */
static enum status check_cells(const struct row *row, size_t count)
{
    if (row->tsv->count != count)
        return fault_add(row->faults, row->tsv->line, files[row->table], "cell_count",
                         "%zu cells where the header has %zu", row->tsv->count, count);
    for (size_t i = 0; i < count; i++)
        if (row->tsv->cells[i].size == 0)
            return fault_add(row->faults, row->tsv->line, files[row->table], "empty_cell",
                             "every cell must be filled, the source too");
    return STATUS_OK;
}

enum status policy_add(struct policy *policy, enum policy_table table, const char *bytes,
                       size_t size, struct faults *faults)
{
    assert(table < POLICY_TABLE_COUNT && !policy->added[table]);
    struct tsv tsv = tsv_start(bytes, size);
    struct row row = {policy, table, &tsv, faults};
    size_t columns = tsv_next(&tsv) ? match_header(&tsv, headers[table]) : 0;
    if (text_utf8_fault(bytes, size) < size)
        return fault_add(faults, 0, files[table], "not_utf8", "the file is not UTF-8");
    if (columns == 0)
        return fault_add(faults, tsv.line, files[table], "header", "the header must be `%s`",
                         headers[table]);
    enum status result = STATUS_OK;
    while (tsv_next(&tsv)) {
        enum status status = check_cells(&row, columns);
        if (status == STATUS_OK)
            status = row_functions[table](&row);
        if (status == STATUS_INVALID)
            result = status;
        else if (status != STATUS_OK)
            return status;
    }
    policy->added[table] = true;
    policy->digests[table] = digest_of(bytes, size);
    return result;
}

/* ---- finishing */

static int compare_pairs(const void *left, const void *right)
{
    const struct policy_pair *a = left, *b = right;
    return a->from != b->from ? a->from - b->from : a->to - b->to;
}

static void check_complete(const struct policy *policy, struct faults *faults)
{
    for (size_t i = 0; i < POLICY_TABLE_COUNT; i++)
        if (!policy->added[i])
            (void)fault_add(faults, 0, files[i], "missing_table", "the table is missing");
    for (size_t i = 0; i < POLICY_VALUE_COUNT; i++)
        if (!policy->has_value[i])
            (void)fault_add(faults, 0, files[POLICY_VALUES], "missing_value",
                            "the value \"%s\" is missing", value_names[i]);
    for (size_t i = LEVEL_UNKNOWN + 1; i < LEVEL_COUNT; i++)
        if (policy->level_labels[i][0] == NULL)
            (void)fault_add(faults, 0, files[POLICY_LEVELS], "missing_value",
                            "the level \"%s\" is missing", level_words[i]);
    if (policy->recency_years < 0)
        (void)fault_add(faults, 0, files[POLICY_RECENCY], "missing_value", "there are no rows");
    if (policy->distance_km < 0)
        (void)fault_add(faults, 0, files[POLICY_DISTANCE], "missing_value", "there are no rows");
}

static void check_sums(const struct policy *policy, struct faults *faults)
{
    const int32_t *values = policy->values;
    if (values[VALUE_FIELD_WEIGHT] + values[VALUE_CAREER_WEIGHT] + values[VALUE_LANGUAGE_WEIGHT] +
            values[VALUE_PLACE_WEIGHT] !=
        100)
        (void)fault_add(faults, 0, files[POLICY_VALUES], "sum", "the weights must sum to 100");
    if (values[VALUE_CAREER_OCCUPATION_SHARE] + values[VALUE_CAREER_INDUSTRY_SHARE] != 100)
        (void)fault_add(faults, 0, files[POLICY_VALUES], "sum",
                        "career.occupation_share and career.industry_share must sum to 100");
}

/* Distances are asked for by the thousand a search: a hint finds the step, or one shortly before.
 */
static void hint_steps(struct policy *policy)
{
    while (policy->chord2_end >> policy->hint_shift >= HINT_COUNT)
        policy->hint_shift++;
    size_t step = 0;
    for (int64_t hint = 0; hint < HINT_COUNT; hint++) {
        while (step + 1 < policy->step_count &&
               policy->steps[step + 1].chord2 <= hint << policy->hint_shift)
            step++;
        policy->hints[hint] = (uint8_t)step;
    }
}

static enum status survey_places(struct policy *policy)
{
    const struct taxonomy *places = policy->taxonomies->of[SCHEME_PLACE];
    size_t count = taxonomy_count(places) + 1;
    struct geo_vector *vectors = arena_array(policy->arena, count, sizeof *vectors);
    bool *cities = arena_array(policy->arena, count, sizeof *cities);
    node_id *countries = arena_array(policy->arena, count, sizeof *countries);
    if (vectors == NULL || cities == NULL || countries == NULL)
        return STATUS_MEMORY;
    for (size_t i = 1; i < count; i++) {
        struct place_point point;
        countries[i] = taxonomy_at_depth(places, (node_id)i, ROOT_DEPTH);
        cities[i] = taxonomy_point(places, (node_id)i, &point);
        if (cities[i])
            vectors[i] = geo_vector(point.lat, point.lon);
    }
    policy->places = (struct policy_places){vectors, cities, countries, count};
    return STATUS_OK;
}

enum status policy_finish(struct policy *policy, struct faults *faults)
{
    size_t total = faults->total;
    check_complete(policy, faults);
    if (faults->total == total)
        check_sums(policy, faults);
    if (faults->total != total)
        return STATUS_INVALID;
    for (size_t i = 0; i < PAIR_TABLE_COUNT; i++)
        if (policy->pairs[i].count > 0)
            qsort(policy->pairs[i].items, policy->pairs[i].count, sizeof *policy->pairs[i].items,
                  compare_pairs);
    hint_steps(policy);
    return survey_places(policy);
}

struct digest policy_digest(const struct policy *policy)
{
    return digest_of(policy->digests, sizeof policy->digests);
}
