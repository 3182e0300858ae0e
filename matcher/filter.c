#include "matcher/eligible.h"

#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <string.h>

#define MINIMUM_DECIMALS 2
#define MINIMUM_MAX      INT64_C(100) /* shown to people as 0.00 to 100.00 */
#define BP_IN_ONE        INT64_C(100)

/* One value of a filter being read. */
struct value {
    const struct taxonomies *taxonomies;
    const char *bytes;
    size_t size;
    const char *where;
    struct faults *faults;
    struct filter *filter;
};

static enum status read_node(const struct value *value, enum scheme scheme, size_t size,
                             node_id *ret_node)
{
    *ret_node = taxonomy_find(value->taxonomies->of[scheme], value->bytes, size);
    if (*ret_node != NODE_NONE)
        return STATUS_OK;
    return fault_add(value->faults, 0, value->where, "unknown_code", "there is no %s code \"%.*s\"",
                     scheme_word(scheme), (int)size, value->bytes);
}

static enum status check_room(const struct value *value, size_t count)
{
    if (count < FILTER_ITEMS_MAX)
        return STATUS_OK;
    return fault_add(value->faults, 0, value->where, "too_many", "at most %d values of a kind",
                     FILTER_ITEMS_MAX);
}

static enum status add_node(const struct value *value, enum scheme scheme, node_id *nodes,
                            size_t *count)
{
    node_id node = NODE_NONE;
    if (read_node(value, scheme, value->size, &node) != STATUS_OK ||
        check_room(value, *count) != STATUS_OK)
        return STATUS_INVALID;
    nodes[(*count)++] = node;
    return STATUS_OK;
}

static enum status add_field(const struct value *value)
{
    return add_node(value, SCHEME_ISCED, value->filter->fields, &value->filter->fields_count);
}

static enum status add_occupation(const struct value *value)
{
    return add_node(value, SCHEME_ISCO, value->filter->occupations,
                    &value->filter->occupations_count);
}

static enum status add_industry(const struct value *value)
{
    return add_node(value, SCHEME_NACE, value->filter->industries,
                    &value->filter->industries_count);
}

static enum status add_place(const struct value *value)
{
    return add_node(value, SCHEME_PLACE, value->filter->places, &value->filter->places_count);
}

static enum status add_country(const struct value *value)
{
    const struct taxonomy *places = value->taxonomies->of[SCHEME_PLACE];
    node_id node = taxonomy_find(places, value->bytes, value->size);
    if (node == NODE_NONE || taxonomy_parent(places, node) != NODE_NONE)
        return fault_add(value->faults, 0, value->where, "unknown_code",
                         "there is no country with the code \"%.*s\"", (int)value->size,
                         value->bytes);
    return add_place(value);
}

/* "nl" or "nl:B2". */
static enum status add_language(const struct value *value)
{
    struct filter *filter = value->filter;
    struct wish_language language = {NODE_NONE, LEVEL_UNKNOWN};
    const char *colon = memchr(value->bytes, ':', value->size);
    size_t size = colon == NULL ? value->size : (size_t)(colon - value->bytes);
    if (read_node(value, SCHEME_LANGUAGE, size, &language.language) != STATUS_OK ||
        check_room(value, filter->languages_count) != STATUS_OK)
        return STATUS_INVALID;
    if (colon != NULL) {
        language.level = shape_word_index(level_words, colon + 1, value->size - size - 1);
        if (language.level <= LEVEL_UNKNOWN)
            return fault_add(value->faults, 0, value->where, "unknown_level",
                             "a level is A1, A2, B1, B2, C1, C2 or native, as in nl:B2");
    }
    filter->languages[filter->languages_count++] = language;
    return STATUS_OK;
}

static enum status add_programme(const struct value *value)
{
    struct filter *filter = value->filter;
    struct uuid id;
    if (uuid_parse(value->bytes, value->size, &id) != STATUS_OK)
        return fault_add(value->faults, 0, value->where, "unknown_value",
                         "a programme is given by its id, a UUID");
    if (check_room(value, filter->programmes_count) != STATUS_OK)
        return STATUS_INVALID;
    filter->programmes[filter->programmes_count++] = id;
    return STATUS_OK;
}

static enum status read_word(const struct value *value, const char *word, bool *ret_flag)
{
    if (value->size != strlen(word) || memcmp(value->bytes, word, value->size) != 0)
        return fault_add(value->faults, 0, value->where, "unknown_value",
                         "the only value here is \"%s\"", word);
    *ret_flag = true;
    return STATUS_OK;
}

static enum status set_remote(const struct value *value)
{
    return read_word(value, "yes", &value->filter->remote);
}

static enum status set_seats(const struct value *value)
{
    return read_word(value, "any", &value->filter->without_seats);
}

/* "35", "35.5" or "35.00". */
static enum status set_minimum(const struct value *value)
{
    const char *point = memchr(value->bytes, '.', value->size);
    size_t size = point == NULL ? value->size : (size_t)(point - value->bytes);
    size_t decimals = point == NULL ? 0 : value->size - size - 1;
    int64_t whole = 0, fraction = 0;
    bool good = text_to_int(value->bytes, size, 0, MINIMUM_MAX, &whole) == STATUS_OK;
    if (point != NULL)
        good = good && decimals <= MINIMUM_DECIMALS && point[1] != '-' &&
               text_to_int(point + 1, decimals, 0, BP_IN_ONE - 1, &fraction) == STATUS_OK;
    int64_t bp = whole * BP_IN_ONE + (decimals == 1 ? 10 * fraction : fraction);
    if (!good || bp > MINIMUM_MAX * BP_IN_ONE)
        return fault_add(value->faults, 0, value->where, "out_of_range",
                         "the minimum is a number within 0 and 100 of at most two decimals");
    /* Of several the highest: every one that is given holds. */
    if (bp > value->filter->score_bp_min)
        value->filter->score_bp_min = (int32_t)bp;
    return STATUS_OK;
}

/* How to add a kind: a function and a row. */
static const struct {
    const char *word;
    enum status (*read)(const struct value *value);
} kinds[] = {
    {"field", add_field},         {"occupation", add_occupation}, {"industry", add_industry},
    {"language", add_language},   {"place", add_place},           {"country", add_country},
    {"programme", add_programme}, {"remote", set_remote},         {"seats", set_seats},
    {"minimum", set_minimum},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

static size_t find_kind(const char *word, size_t size)
{
    size_t kind = 0;
    while (kind < KIND_COUNT &&
           (strlen(kinds[kind].word) != size || memcmp(kinds[kind].word, word, size) != 0))
        kind++;
    return kind;
}

enum status filter_parse(const struct taxonomies *taxonomies, const char *text, const char *where,
                         struct faults *faults, struct filter *filter)
{
    size_t word_size = strcspn(text, "=");
    size_t kind = find_kind(text, word_size);
    if (kind == KIND_COUNT || text[word_size] != '=')
        return fault_add(faults, 0, where, "unknown_filter",
                         "\"%.*s\" is no filter: give one of field, occupation, industry, "
                         "language, place, country, programme, remote, seats, minimum, as in "
                         "language=nl:B2",
                         (int)word_size, text);
    struct filter changed = *filter;
    struct value value = {taxonomies, text + word_size + 1, 0, where, faults, &changed};
    enum status status = STATUS_OK;
    for (;;) {
        value.size = strcspn(value.bytes, ",");
        if (kinds[kind].read(&value) != STATUS_OK)
            status = STATUS_INVALID;
        if (value.bytes[value.size] == '\0')
            break;
        value.bytes += value.size + 1;
    }
    if (status == STATUS_OK)
        *filter = changed;
    return status;
}
