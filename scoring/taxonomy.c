#include "scoring/taxonomy.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/tsv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A city's own name stands for every language that has no other name for it. */
#define LABEL_NEUTRAL ((size_t)LABEL_LANGUAGE_COUNT)
#define LABEL_SLOTS   (LABEL_NEUTRAL + 1)
#define DEGREE_1E5    INT64_C(100000)
#define DEPTH_MAX     16

struct concept {
    const char *code;
    const char *labels[LABEL_SLOTS]; /* NULL: none */
    struct place_point point;
    bool has_point;
    uint8_t depth;
    node_id parent;
};

struct taxonomy {
    enum scheme scheme;
    struct arena *arena;      /* codes and labels */
    struct concept *concepts; /* element i is node i; 0 is no concept */
    size_t count, capacity;
    node_id *slots; /* open addressing by code without case; a power of two, at most half full */
    size_t slot_count;
};

/* What the columns of the file being added mean; -1 where it has no such column. */
struct columns {
    size_t count;
    int code, parent;
    int labels[LABEL_SLOTS];
    int country, region, lat, lon, population; /* cities */
};

struct addition {
    struct taxonomy *taxonomy;
    struct tsv tsv;
    struct columns columns;
    struct faults *faults;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_without_case(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

/* ---- codes to nodes */

static size_t code_hash(const char *code, size_t size)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)lower(code[i])) * 16777619U;
    return hash;
}

/* The slot that holds the code, or the free one where it belongs. */
static size_t slot_of(const struct taxonomy *taxonomy, const char *code, size_t size)
{
    size_t mask = taxonomy->slot_count - 1;
    size_t slot = code_hash(code, size) & mask;
    for (; taxonomy->slots[slot] != NODE_NONE; slot = (slot + 1) & mask) {
        const char *other = taxonomy->concepts[taxonomy->slots[slot]].code;
        if (strlen(other) == size && same_without_case(other, code, size))
            break;
    }
    return slot;
}

static node_id find_exactly(const struct taxonomy *taxonomy, const char *code, size_t size)
{
    if (size == 0 || size > CODE_SIZE_MAX)
        return NODE_NONE;
    return taxonomy->slots[slot_of(taxonomy, code, size)];
}

node_id taxonomy_find(const struct taxonomy *taxonomy, const char *code, size_t size)
{
    node_id node = find_exactly(taxonomy, code, size);
    if (taxonomy->scheme != SCHEME_ISCED || size > 4)
        return node;
    while (node == NODE_NONE && size > 2 && code[size - 1] == '0')
        node = find_exactly(taxonomy, code, --size);
    return node;
}

/* ---- birth and growth */

static bool grow_slots(struct taxonomy *taxonomy)
{
    size_t slot_count = taxonomy->capacity * 2;
    node_id *slots = calloc(slot_count, sizeof *slots);
    if (slots == NULL)
        return false;
    free(taxonomy->slots);
    taxonomy->slots = slots;
    taxonomy->slot_count = slot_count;
    for (size_t i = 1; i <= taxonomy->count; i++) {
        const char *code = taxonomy->concepts[i].code;
        slots[slot_of(taxonomy, code, strlen(code))] = (node_id)i;
    }
    return true;
}

static bool grow(struct taxonomy *taxonomy)
{
    if (taxonomy->count + 1 < taxonomy->capacity)
        return true;
    size_t capacity = taxonomy->capacity == 0 ? 64 : taxonomy->capacity * 2;
    struct concept *concepts = realloc(taxonomy->concepts, capacity * sizeof *concepts);
    if (concepts == NULL)
        return false;
    if (taxonomy->capacity == 0)
        concepts[0] = (struct concept){.code = ""};
    taxonomy->concepts = concepts;
    taxonomy->capacity = capacity;
    return grow_slots(taxonomy);
}

enum status taxonomy_new(enum scheme scheme, struct taxonomy **ret_taxonomy)
{
    assert(scheme < SCHEME_COUNT);
    struct taxonomy *taxonomy = calloc(1, sizeof *taxonomy);
    if (taxonomy == NULL)
        return STATUS_MEMORY;
    taxonomy->scheme = scheme;
    if (arena_new(0, &taxonomy->arena) != STATUS_OK || !grow(taxonomy)) {
        taxonomy_free(taxonomy);
        return STATUS_MEMORY;
    }
    *ret_taxonomy = taxonomy;
    return STATUS_OK;
}

void taxonomy_free(struct taxonomy *taxonomy)
{
    if (taxonomy == NULL)
        return;
    arena_free(taxonomy->arena);
    free(taxonomy->concepts);
    free(taxonomy->slots);
    free(taxonomy);
}

/* ---- adding a file */

static struct columns columns_of(const struct tsv *header)
{
    struct columns columns = {
        .count = header->count,
        .code = tsv_column(header, "code"),
        .parent = tsv_column(header, "parent"),
        .country = tsv_column(header, "country"),
        .region = tsv_column(header, "region"),
        .lat = tsv_column(header, "lat"),
        .lon = tsv_column(header, "lon"),
        .population = tsv_column(header, "population"),
    };
    for (size_t i = 0; i < LABEL_LANGUAGE_COUNT; i++)
        columns.labels[i] = tsv_column(header, label_language_code((enum label_language)i));
    columns.labels[LABEL_NEUTRAL] = tsv_column(header, "name");
    return columns;
}

static bool columns_are_cities(const struct columns *columns)
{
    return columns->labels[LABEL_NEUTRAL] >= 0 && columns->country >= 0 && columns->region >= 0 &&
           columns->lat >= 0 && columns->lon >= 0 && columns->population >= 0;
}

static struct tsv_cell cell_at(const struct addition *addition, int column)
{
    return column < 0 ? (struct tsv_cell){"", 0} : addition->tsv.cells[column];
}

/* The first of the columns that is filled names the parent: a city's region, else its country. */
static enum status find_parent(const struct addition *addition, node_id *ret_parent)
{
    const struct columns *columns = &addition->columns;
    const int order[] = {columns->parent, columns->region, columns->country};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        struct tsv_cell cell = cell_at(addition, order[i]);
        if (cell.size == 0)
            continue;
        *ret_parent = find_exactly(addition->taxonomy, cell.bytes, cell.size);
        if (*ret_parent == NODE_NONE)
            return fault_add(addition->faults, addition->tsv.line, "parent", "unknown_parent",
                             "no concept with the code \"%.*s\" comes before this line",
                             (int)cell.size, cell.bytes);
        return STATUS_OK;
    }
    *ret_parent = NODE_NONE;
    return STATUS_OK;
}

static enum status read_number(const struct addition *addition, int column, const char *name,
                               int64_t min, int64_t max, int64_t *ret_value)
{
    struct tsv_cell cell = cell_at(addition, column);
    if (text_to_int(cell.bytes, cell.size, min, max, ret_value) == STATUS_OK)
        return STATUS_OK;
    return fault_add(addition->faults, addition->tsv.line, name, "no_number",
                     "\"%.*s\" is no whole number within %lld and %lld", (int)cell.size, cell.bytes,
                     (long long)min, (long long)max);
}

static enum status read_point(const struct addition *addition, struct concept *concept)
{
    const struct columns *columns = &addition->columns;
    if (!columns_are_cities(columns))
        return STATUS_OK;
    int64_t lat = 0, lon = 0, population = 0;
    if (read_number(addition, columns->lat, "lat", -90 * DEGREE_1E5, 90 * DEGREE_1E5, &lat) !=
            STATUS_OK ||
        read_number(addition, columns->lon, "lon", -180 * DEGREE_1E5, 180 * DEGREE_1E5, &lon) !=
            STATUS_OK ||
        read_number(addition, columns->population, "population", 0, UINT32_MAX, &population) !=
            STATUS_OK)
        return STATUS_INVALID;
    concept->point = (struct place_point){(int32_t)lat, (int32_t)lon, (uint32_t)population};
    concept->has_point = true;
    return STATUS_OK;
}

static bool copy_texts(const struct addition *addition, struct concept *concept)
{
    struct arena *arena = addition->taxonomy->arena;
    struct tsv_cell code = cell_at(addition, addition->columns.code);
    concept->code = arena_copy(arena, code.bytes, code.size);
    if (concept->code == NULL)
        return false;
    for (size_t i = 0; i < LABEL_SLOTS; i++) {
        struct tsv_cell label = cell_at(addition, addition->columns.labels[i]);
        if (label.size == 0)
            continue;
        concept->labels[i] = arena_copy(arena, label.bytes, label.size);
        if (concept->labels[i] == NULL)
            return false;
    }
    return true;
}

static enum status check_row(const struct addition *addition)
{
    const struct tsv *tsv = &addition->tsv;
    if (tsv->count != addition->columns.count)
        return fault_add(addition->faults, tsv->line, "", "cell_count",
                         "%zu cells where the header has %zu", tsv->count, addition->columns.count);
    struct tsv_cell code = cell_at(addition, addition->columns.code);
    if (code.size == 0 || code.size > CODE_SIZE_MAX)
        return fault_add(addition->faults, tsv->line, "code", "code_size",
                         "a code has 1 to %zu bytes", CODE_SIZE_MAX);
    if (find_exactly(addition->taxonomy, code.bytes, code.size) != NODE_NONE)
        return fault_add(addition->faults, tsv->line, "code", "double_code",
                         "the code \"%.*s\" is there already", (int)code.size, code.bytes);
    return STATUS_OK;
}

static enum status add_row(struct addition *addition)
{
    struct taxonomy *taxonomy = addition->taxonomy;
    struct concept concept = {0};
    if (check_row(addition) != STATUS_OK || find_parent(addition, &concept.parent) != STATUS_OK ||
        read_point(addition, &concept) != STATUS_OK)
        return STATUS_INVALID;
    if (taxonomy->concepts[concept.parent].depth == DEPTH_MAX)
        return fault_add(addition->faults, addition->tsv.line, "parent", "too_deep",
                         "concepts nest at most %d deep", DEPTH_MAX);
    if (taxonomy->count >= NODE_COUNT_MAX) {
        (void)fault_add(addition->faults, addition->tsv.line, "", "too_many",
                        "a taxonomy holds at most %zu concepts", NODE_COUNT_MAX);
        return STATUS_TOO_LARGE;
    }
    if (!grow(taxonomy) || !copy_texts(addition, &concept))
        return STATUS_MEMORY;
    concept.depth = (uint8_t)(taxonomy->concepts[concept.parent].depth + 1);
    size_t slot = slot_of(taxonomy, concept.code, strlen(concept.code));
    taxonomy->concepts[++taxonomy->count] = concept;
    taxonomy->slots[slot] = (node_id)taxonomy->count;
    return STATUS_OK;
}

static enum status read_header(struct addition *addition)
{
    if (!tsv_next(&addition->tsv))
        return fault_add(addition->faults, 0, "", "empty", "there is no header line");
    addition->columns = columns_of(&addition->tsv);
    const struct columns *columns = &addition->columns;
    if (columns->count > TSV_CELLS_MAX)
        return fault_add(addition->faults, addition->tsv.line, "", "cell_count",
                         "at most %zu columns are read", TSV_CELLS_MAX);
    if (columns->code < 0 || (columns->parent < 0 && !columns_are_cities(columns)))
        return fault_add(addition->faults, addition->tsv.line, "", "header",
                         "the header must have `code parent` or `code name country region lat lon "
                         "population`");
    return STATUS_OK;
}

/* INVALID, named by the line, when the bytes are not UTF-8. */
static enum status check_utf8(const char *bytes, size_t size, struct faults *faults)
{
    size_t fault = text_utf8_fault(bytes, size);
    if (fault == size)
        return STATUS_OK;
    size_t line = 1;
    for (size_t i = 0; i < fault; i++)
        line += bytes[i] == '\n';
    return fault_add(faults, line, "", "not_utf8", "the byte at offset %zu is not UTF-8", fault);
}

enum status taxonomy_add(struct taxonomy *taxonomy, const char *bytes, size_t size,
                         struct faults *faults)
{
    struct addition addition = {
        .taxonomy = taxonomy, .tsv = tsv_start(bytes, size), .faults = faults};
    if (check_utf8(bytes, size, faults) != STATUS_OK || read_header(&addition) != STATUS_OK)
        return STATUS_INVALID;
    enum status result = STATUS_OK;
    while (tsv_next(&addition.tsv)) {
        enum status status = add_row(&addition);
        if (status == STATUS_INVALID)
            result = status;
        else if (status != STATUS_OK)
            return status;
    }
    return result;
}

static enum status add_label(struct taxonomy *taxonomy, const struct tsv *tsv)
{
    enum label_language language;
    node_id node = find_exactly(taxonomy, tsv->cells[0].bytes, tsv->cells[0].size);
    if (node == NODE_NONE || tsv->cells[2].size == 0 ||
        !label_language_find(tsv->cells[1].bytes, tsv->cells[1].size, &language))
        return STATUS_OK;
    const char **label = &taxonomy->concepts[node].labels[language];
    if (*label != NULL)
        return STATUS_OK;
    *label = arena_copy(taxonomy->arena, tsv->cells[2].bytes, tsv->cells[2].size);
    return *label == NULL ? STATUS_MEMORY : STATUS_OK;
}

enum status taxonomy_add_labels(struct taxonomy *taxonomy, const char *bytes, size_t size,
                                struct faults *faults)
{
    enum status result = check_utf8(bytes, size, faults);
    if (result != STATUS_OK)
        return result;
    struct tsv tsv = tsv_start(bytes, size);
    while (tsv_next(&tsv)) {
        if (tsv.count != 3)
            result = fault_add(faults, tsv.line, "", "cell_count",
                               "%zu cells where `code language name` are 3", tsv.count);
        else if (add_label(taxonomy, &tsv) != STATUS_OK)
            return STATUS_MEMORY;
    }
    return result;
}

/* ---- asking */

static const struct concept *concept_at(const struct taxonomy *taxonomy, node_id node)
{
    assert(node <= taxonomy->count);
    return &taxonomy->concepts[node];
}

size_t taxonomy_count(const struct taxonomy *taxonomy)
{
    return taxonomy->count;
}

const char *taxonomy_code(const struct taxonomy *taxonomy, node_id node)
{
    return concept_at(taxonomy, node)->code;
}

node_id taxonomy_parent(const struct taxonomy *taxonomy, node_id node)
{
    return concept_at(taxonomy, node)->parent;
}

unsigned taxonomy_depth(const struct taxonomy *taxonomy, node_id node)
{
    return concept_at(taxonomy, node)->depth;
}

const char *taxonomy_label(const struct taxonomy *taxonomy, node_id node,
                           enum label_language language)
{
    assert(language < LABEL_LANGUAGE_COUNT);
    const struct concept *concept = concept_at(taxonomy, node);
    if (concept->labels[language] != NULL)
        return concept->labels[language];
    if (concept->labels[LABEL_NEUTRAL] != NULL)
        return concept->labels[LABEL_NEUTRAL];
    if (concept->labels[LABEL_EN] != NULL)
        return concept->labels[LABEL_EN];
    for (size_t i = 0; i < LABEL_LANGUAGE_COUNT; i++)
        if (concept->labels[i] != NULL)
            return concept->labels[i];
    return concept->code;
}

bool taxonomy_has_label(const struct taxonomy *taxonomy, node_id node, enum label_language language)
{
    assert(language < LABEL_LANGUAGE_COUNT);
    return concept_at(taxonomy, node)->labels[language] != NULL;
}

const char *taxonomy_name(const struct taxonomy *taxonomy, node_id node)
{
    return concept_at(taxonomy, node)->labels[LABEL_NEUTRAL];
}

bool taxonomy_within(const struct taxonomy *taxonomy, node_id node, node_id ancestor)
{
    if (ancestor == NODE_NONE)
        return false;
    while (node != NODE_NONE && node != ancestor)
        node = concept_at(taxonomy, node)->parent;
    return node != NODE_NONE;
}

unsigned taxonomy_shared_depth(const struct taxonomy *taxonomy, node_id a, node_id b)
{
    const struct concept *left = concept_at(taxonomy, a), *right = concept_at(taxonomy, b);
    while (left != right) {
        if (left->depth >= right->depth)
            left = &taxonomy->concepts[left->parent];
        else
            right = &taxonomy->concepts[right->parent];
    }
    return left->depth;
}

node_id taxonomy_at_depth(const struct taxonomy *taxonomy, node_id node, unsigned depth)
{
    if (depth == 0)
        return NODE_NONE;
    while (concept_at(taxonomy, node)->depth > depth)
        node = taxonomy->concepts[node].parent;
    return taxonomy->concepts[node].depth == depth ? node : NODE_NONE;
}

bool taxonomy_point(const struct taxonomy *taxonomy, node_id node, struct place_point *ret_point)
{
    const struct concept *concept = concept_at(taxonomy, node);
    if (!concept->has_point)
        return false;
    *ret_point = concept->point;
    return true;
}
