#include "api/files/demo_tables.h"

#include "api/files/files_demo.h"
#include "api/files/files_read.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/tsv.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEIGHT_MAX      1000000
#define OTHERS_MAX      8  /* languages a country's people may speak beside their own */
#define OTHER_SHARE_MIN 1  /* percent */
#define ENGLISH_SHARE   80 /* percent */
#define COLUMNS_MAX     8

/* ---- weights */

static bool weights_reserve(struct arena *arena, size_t count, struct demo_weights *weights)
{
    weights->sums = arena_array(arena, count == 0 ? 1 : count, sizeof *weights->sums);
    return weights->sums != NULL;
}

static void weights_add(struct demo_weights *weights, uint64_t weight)
{
    uint64_t before = weights->count == 0 ? 0 : weights->sums[weights->count - 1];
    weights->sums[weights->count++] = before + weight;
}

/* ---- reading tables by column name */

struct table {
    struct demo *demo;
    const char *path;
    char *bytes;
    struct tsv tsv;
    int columns[COLUMNS_MAX]; /* of the names asked for */
    struct faults *faults;
};

/* Opens FOLDER/file and reads its header, which must have the columns, ended by NULL. */
static enum status table_open(struct demo *demo, const char *folder, const char *file,
                              const char *const *columns, struct faults *faults,
                              struct table *ret_table)
{
    struct table table = {.demo = demo, .faults = faults};
    table.path = arena_printf(demo->arena, "%s/%s", folder, file);
    if (table.path == NULL)
        return STATUS_MEMORY;
    size_t size = 0;
    enum status status = files_read(table.path, FILES_SEED_SIZE_MAX, faults, &table.bytes, &size);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_IO : status;
    table.tsv = tsv_start(table.bytes, size);
    bool header = tsv_next(&table.tsv);
    for (size_t i = 0; columns[i] != NULL; i++) {
        table.columns[i] = header ? tsv_column(&table.tsv, columns[i]) : -1;
        if (table.columns[i] < 0) {
            free(table.bytes);
            return fault_add(faults, 1, table.path, "missing", "has no column %s", columns[i]);
        }
    }
    *ret_table = table;
    return STATUS_OK;
}

static struct tsv_cell cell_of(const struct table *table, size_t column)
{
    size_t at = (size_t)table->columns[column];
    return at < table->tsv.count ? table->tsv.cells[at] : (struct tsv_cell){"", 0};
}

static char *text_of(const struct table *table, size_t column)
{
    struct tsv_cell cell = cell_of(table, column);
    return arena_copy(table->demo->arena, cell.bytes, cell.size);
}

static enum status bad_row(const struct table *table, const char *what)
{
    return fault_add(table->faults, table->tsv.line, table->path, "invalid", "%s", what);
}

static enum status weight_of(const struct table *table, size_t column, int64_t *ret_weight)
{
    struct tsv_cell cell = cell_of(table, column);
    if (text_to_int(cell.bytes, cell.size, 1, WEIGHT_MAX, ret_weight) != STATUS_OK)
        return bad_row(table, "the weight is no whole number above 0");
    return STATUS_OK;
}

static enum status node_of(const struct table *table, size_t column, enum scheme scheme,
                           node_id *ret_node)
{
    struct tsv_cell cell = cell_of(table, column);
    *ret_node = taxonomy_find(table->demo->taxonomies->of[scheme], cell.bytes, cell.size);
    return *ret_node == NODE_NONE ? bad_row(table, "a code is unknown") : STATUS_OK;
}

/* Rows left, as an upper limit for arrays. */
static size_t rows_left(const struct table *table)
{
    size_t rows = 1;
    for (size_t i = table->tsv.at; i < table->tsv.size; i++)
        rows += table->bytes[i] == '\n';
    return rows;
}

/* ---- aliases */

static enum status read_aliases(struct table *table, enum scheme scheme,
                                struct demo_aliases *aliases)
{
    aliases->items = arena_array(table->demo->arena, rows_left(table), sizeof *aliases->items);
    if (aliases->items == NULL)
        return STATUS_MEMORY;
    while (tsv_next(&table->tsv)) {
        struct demo_alias *alias = &aliases->items[aliases->count];
        struct tsv_cell language = cell_of(table, 1);
        if (language.size != 2 || !label_language_find(language.bytes, 2, &alias->language) ||
            tsv_cell_is(language, "nn"))
            continue;
        enum status status = node_of(table, 0, scheme, &alias->node);
        alias->text = text_of(table, 2);
        if (status != STATUS_OK || alias->text == NULL)
            return status != STATUS_OK ? status : STATUS_MEMORY;
        alias->order = (uint32_t)aliases->count++;
    }
    qsort(aliases->items, aliases->count, sizeof *aliases->items, demo_compare_aliases);
    return STATUS_OK;
}

static enum status load_aliases(struct demo *demo, const char *folder, const char *file,
                                enum scheme scheme, struct faults *faults,
                                struct demo_aliases *aliases)
{
    static const char *const columns[] = {"code", "language", "label", NULL};
    struct table table;
    enum status status = table_open(demo, folder, file, columns, faults, &table);
    if (status != STATUS_OK)
        return status;
    status = read_aliases(&table, scheme, aliases);
    free(table.bytes);
    return status;
}

/* ---- careers */

/* The field of a row: the last one, or a new one. Rows are in order of field. */
static struct demo_field *field_of_row(struct demo *demo, node_id node, size_t rows, size_t *count)
{
    struct demo_field *last = *count == 0 ? NULL : &demo->fields[*count - 1];
    if (last != NULL && last->field == node)
        return last;
    struct demo_field *field = &demo->fields[*count];
    field->field = node;
    field->careers = arena_array(demo->arena, rows, sizeof *field->careers);
    if (field->careers == NULL || !weights_reserve(demo->arena, rows, &field->career_weights))
        return NULL;
    ++*count;
    return field;
}

#define CAREERS_OF_FIELD_MAX ((size_t)64)

static enum status read_career(struct table *table, size_t *count)
{
    node_id node = NODE_NONE;
    struct demo_career career;
    int64_t weight = 0;
    enum status status = node_of(table, 0, SCHEME_ISCED, &node);
    if (status == STATUS_OK)
        status = node_of(table, 1, SCHEME_ISCO, &career.occupation);
    if (status == STATUS_OK)
        status = node_of(table, 2, SCHEME_NACE, &career.industry);
    if (status == STATUS_OK)
        status = weight_of(table, 3, &weight);
    if (status != STATUS_OK)
        return status;
    struct demo_field *field = field_of_row(table->demo, node, CAREERS_OF_FIELD_MAX, count);
    if (field == NULL)
        return STATUS_MEMORY;
    if (field->career_weights.count == CAREERS_OF_FIELD_MAX)
        return bad_row(table, "the field has too many rows");
    field->careers[field->career_weights.count] = career;
    weights_add(&field->career_weights, (uint64_t)weight);
    return STATUS_OK;
}

static enum status read_careers(struct table *table)
{
    struct demo *demo = table->demo;
    size_t rows = rows_left(table);
    demo->fields = arena_array(demo->arena, rows, sizeof *demo->fields);
    if (demo->fields == NULL || !weights_reserve(demo->arena, rows, &demo->field_weights))
        return STATUS_MEMORY;
    size_t count = 0;
    while (tsv_next(&table->tsv)) {
        enum status status = read_career(table, &count);
        if (status != STATUS_OK)
            return status;
    }
    for (size_t i = 0; i < count; i++) {
        const struct demo_weights *careers = &demo->fields[i].career_weights;
        weights_add(&demo->field_weights, careers->sums[careers->count - 1]);
    }
    return count == 0 ? bad_row(table, "holds no row") : STATUS_OK;
}

static enum status load_careers(struct demo *demo, const char *folder, struct faults *faults)
{
    static const char *const columns[] = {"field", "occupation", "industry", "weight", NULL};
    struct table table;
    enum status status = table_open(demo, folder, "demo/careers.tsv", columns, faults, &table);
    if (status != STATUS_OK)
        return status;
    status = read_careers(&table);
    free(table.bytes);
    return status;
}

/* ---- homes: cities, languages, names */

/* True when the city lies in the country and in one of the regions, told by their first letters
 * ("BE-V|BE-BRU"; empty: anywhere). */
static bool lives_in(const struct taxonomy *places, node_id city, const char *country,
                     const char *regions)
{
    node_id root = taxonomy_at_depth(places, city, 1);
    if (strcmp(taxonomy_code(places, root), country) != 0)
        return false;
    const char *region = taxonomy_code(places, taxonomy_parent(places, city));
    for (const char *at = regions; *at != '\0';) {
        size_t size = strcspn(at, "|");
        if (strncmp(region, at, size) == 0)
            return true;
        at += size + (at[size] == '|');
    }
    return regions[0] == '\0';
}

static enum status find_cities(struct demo *demo, const char *regions, struct demo_home *home)
{
    const struct taxonomy *places = demo->taxonomies->of[SCHEME_PLACE];
    size_t count = taxonomy_count(places);
    node_id *cities = arena_array(demo->arena, count, sizeof *cities);
    if (cities == NULL || !weights_reserve(demo->arena, count, &home->city_weights))
        return STATUS_MEMORY;
    struct place_point point;
    for (size_t i = 1; i <= count; i++) {
        node_id city = (node_id)i;
        if (!taxonomy_point(places, city, &point) || point.population == 0 ||
            !lives_in(places, city, home->country, regions))
            continue;
        cities[home->city_weights.count] = city;
        weights_add(&home->city_weights, point.population);
    }
    home->cities = cities;
    return STATUS_OK;
}

static enum status read_home(struct table *table, struct demo_home *home, char **ret_locale)
{
    struct demo *demo = table->demo;
    int64_t weight = 0;
    enum status status = weight_of(table, 2, &weight);
    if (status != STATUS_OK)
        return status;
    home->country = text_of(table, 0);
    home->language = text_of(table, 1);
    const char *regions = text_of(table, 3);
    *ret_locale = text_of(table, 4);
    home->form = text_of(table, 5);
    home->others = arena_array(demo->arena, OTHERS_MAX, sizeof *home->others);
    home->percents = arena_array(demo->arena, OTHERS_MAX, sizeof *home->percents);
    if (home->country == NULL || home->language == NULL || regions == NULL || *ret_locale == NULL ||
        home->form == NULL || home->others == NULL || home->percents == NULL)
        return STATUS_MEMORY;
    home->words = LABEL_EN;
    (void)label_language_find(home->language, strlen(home->language), &home->words);
    status = find_cities(demo, regions, home);
    if (status == STATUS_OK && home->city_weights.count == 0)
        return bad_row(table, "nobody can live there: no city");
    weights_add(&demo->home_weights, (uint64_t)weight);
    return status;
}

/* The names of a locale, from a table that is in order of locale; kinds first_f, first_m, first_x
 * and last. */
static enum status read_names(struct table *table, const char *locale, struct demo_home *home)
{
    size_t rows = rows_left(table);
    struct arena *arena = table->demo->arena;
    home->first.items = arena_array(arena, rows, sizeof *home->first.items);
    home->last.items = arena_array(arena, rows, sizeof *home->last.items);
    if (home->first.items == NULL || home->last.items == NULL)
        return STATUS_MEMORY;
    while (tsv_next(&table->tsv)) {
        if (!tsv_cell_is(cell_of(table, 0), locale))
            continue;
        bool last = tsv_cell_is(cell_of(table, 1), "last");
        struct demo_names *names = last ? &home->last : &home->first;
        const char *name = text_of(table, 2);
        if (name == NULL)
            return STATUS_MEMORY;
        names->items[names->count++] = name;
    }
    bool found = home->first.count > 0 && home->last.count > 0;
    return found ? STATUS_OK : bad_row(table, "has no names of a locale in countries.tsv");
}

static enum status load_names(struct demo *demo, const char *folder, const char *locale,
                              struct faults *faults, struct demo_home *home)
{
    static const char *const columns[] = {"locale", "kind", "name", NULL};
    struct table table;
    enum status status = table_open(demo, folder, "demo/person-names.tsv", columns, faults, &table);
    if (status != STATUS_OK)
        return status;
    status = read_names(&table, locale, home);
    free(table.bytes);
    return status;
}

/* The languages of two letters that a hundredth of the country speaks; the percentage is taken
 * whole ("4.3" is 4). Norwegian as such is passed over: bokmål and nynorsk are what is spoken. */
static enum status read_others(struct table *table, struct demo_home *home)
{
    while (tsv_next(&table->tsv) && home->others_count < OTHERS_MAX) {
        struct tsv_cell language = cell_of(table, 1);
        struct tsv_cell percent = cell_of(table, 2);
        const char *point = memchr(percent.bytes, '.', percent.size);
        size_t size = point == NULL ? percent.size : (size_t)(point - percent.bytes);
        int64_t share = 0;
        if (!tsv_cell_is(cell_of(table, 0), home->country) || language.size != 2 ||
            tsv_cell_is(language, home->language) || tsv_cell_is(language, "no") ||
            text_to_int(percent.bytes, size, OTHER_SHARE_MIN, 100, &share) != STATUS_OK)
            continue;
        const char *code = text_of(table, 1);
        if (code == NULL)
            return STATUS_MEMORY;
        home->percents[home->others_count] = (unsigned)share;
        home->others[home->others_count++] = code;
    }
    return STATUS_OK;
}

/* CLDR tells no share of English for some countries, such as Norway. Policy. */
static void add_english(struct demo_home *home)
{
    bool speaks = strcmp(home->language, "en") == 0 || home->others_count == OTHERS_MAX;
    for (size_t i = 0; i < home->others_count; i++)
        speaks |= strcmp(home->others[i], "en") == 0;
    if (speaks)
        return;
    home->percents[home->others_count] = ENGLISH_SHARE;
    home->others[home->others_count++] = "en";
}

static enum status load_others(struct demo *demo, const char *folder, struct faults *faults,
                               struct demo_home *home)
{
    static const char *const columns[] = {"country", "language", "percent", NULL};
    struct table table;
    enum status status =
        table_open(demo, folder, "taxonomies/country-languages.tsv", columns, faults, &table);
    if (status != STATUS_OK)
        return status;
    status = read_others(&table, home);
    add_english(home);
    free(table.bytes);
    return status;
}

static enum status read_homes(struct table *table, const char *folder)
{
    struct demo *demo = table->demo;
    size_t rows = rows_left(table);
    demo->homes = arena_array(demo->arena, rows, sizeof *demo->homes);
    if (demo->homes == NULL || !weights_reserve(demo->arena, rows, &demo->home_weights))
        return STATUS_MEMORY;
    while (tsv_next(&table->tsv)) {
        struct demo_home *home = &demo->homes[demo->home_weights.count];
        char *locale = NULL;
        enum status status = read_home(table, home, &locale);
        if (status == STATUS_OK)
            status = load_names(demo, folder, locale, table->faults, home);
        if (status == STATUS_OK)
            status = load_others(demo, folder, table->faults, home);
        if (status != STATUS_OK)
            return status;
    }
    return demo->home_weights.count == 0 ? bad_row(table, "holds no row") : STATUS_OK;
}

static enum status load_homes(struct demo *demo, const char *folder, struct faults *faults)
{
    static const char *const columns[] = {"country", "language", "weight", "regions",
                                          "names",   "form",     NULL};
    struct table table;
    enum status status = table_open(demo, folder, "demo/countries.tsv", columns, faults, &table);
    if (status != STATUS_OK)
        return status;
    status = read_homes(&table, folder);
    free(table.bytes);
    return status;
}

/* ---- all of them */

static enum status load(const char *folder, struct faults *faults, struct demo *demo)
{
    enum status status = load_homes(demo, folder, faults);
    if (status == STATUS_OK)
        status = load_careers(demo, folder, faults);
    if (status == STATUS_OK)
        status = load_aliases(demo, folder, "rules/titles.tsv", SCHEME_ISCO, faults, &demo->titles);
    if (status == STATUS_OK)
        status = load_aliases(demo, folder, "rules/programmes.tsv", SCHEME_ISCED, faults,
                              &demo->programmes);
    if (status == STATUS_OK)
        status = load_aliases(demo, folder, "rules/industries.tsv", SCHEME_NACE, faults,
                              &demo->industries);
    return status;
}

enum status files_demo_load(const char *folder, const struct taxonomies *taxonomies,
                            struct faults *faults, struct demo **ret_demo)
{
    struct demo *demo = calloc(1, sizeof *demo);
    if (demo == NULL)
        return STATUS_MEMORY;
    demo->taxonomies = taxonomies;
    enum status status = arena_new(0, &demo->arena);
    if (status == STATUS_OK)
        status = load(folder, faults, demo);
    if (status != STATUS_OK) {
        files_demo_free(demo);
        return status;
    }
    *ret_demo = demo;
    return STATUS_OK;
}

void files_demo_free(struct demo *demo)
{
    if (demo == NULL)
        return;
    arena_free(demo->arena);
    free(demo);
}
