#include "api/store/group_codes.h"

#include "api/store/store_object.h"
#include "api/wire/shape_json.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/geo.h"

#include <stdio.h>
#include <string.h>

#define ISCED_SIZE 4 /* of a detailed field: 0732 */

static const struct object_kind kind = {"member_group", &member_group_shape};

/* ---- the lists of a rule that are codes */

struct part {
    const char *name; /* of the member */
    enum scheme scheme;
    const char *const *codes;
    size_t count;
};

#define PARTS 3

static void parts_of(const struct group_rule *rule, struct part ret_parts[PARTS])
{
    ret_parts[0] = (struct part){"fields", SCHEME_ISCED, rule->fields, rule->fields_count};
    ret_parts[1] =
        (struct part){"languages", SCHEME_LANGUAGE, rule->languages, rule->languages_count};
    ret_parts[2] = (struct part){"places", SCHEME_PLACE, rule->places, rule->places_count};
}

static node_id find(const struct taxonomies *taxonomies, const struct part *part, size_t i)
{
    return taxonomy_find(taxonomies->of[part->scheme], part->codes[i], strlen(part->codes[i]));
}

static enum status check_part(const struct taxonomies *taxonomies, const struct part *part,
                              struct faults *faults)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < part->count; i++) {
        char where[60];
        snprintf(where, sizeof where, "/rule/%s/%zu", part->name, i);
        if (find(taxonomies, part, i) == NODE_NONE)
            status = fault_add(faults, 0, where, "unknown_code", "Must be a code of %s.",
                               scheme_word(part->scheme));
    }
    return status;
}

static bool has_city(const struct taxonomies *taxonomies, const struct part *places)
{
    struct place_point point;
    for (size_t i = 0; i < places->count; i++)
        if (taxonomy_point(taxonomies->of[SCHEME_PLACE], find(taxonomies, places, i), &point))
            return true;
    return false;
}

enum status group_codes_check(const struct taxonomies *taxonomies, const struct group_rule *rule,
                              struct faults *faults)
{
    struct part parts[PARTS];
    enum status worst = STATUS_OK;
    parts_of(rule, parts);
    for (size_t i = 0; i < PARTS; i++) {
        enum status status = check_part(taxonomies, &parts[i], faults);
        worst = status != STATUS_OK ? status : worst;
    }
    if (worst == STATUS_OK && rule->radius_km > 0 && !has_city(taxonomies, &parts[2]))
        worst = fault_add(faults, 0, "/rule/radius_km", "not_together",
                          "Is around a city: name one in places.");
    return worst;
}

/* ---- what they mean */

static void add_code(const char *code, const char **comma, struct text *text)
{
    text_add(text, *comma);
    json_add_string(text, code);
    *comma = ",";
}

/* Inner fields may have been given with zeros behind them: 073 as 0730. */
static void add_padded(const struct taxonomy *taxonomy, node_id node, const char **comma,
                       struct text *text)
{
    char code[CODE_SIZE_MAX + 1];
    snprintf(code, sizeof code, "%s", taxonomy_code(taxonomy, node));
    for (size_t size = strlen(code); size < ISCED_SIZE; size++) {
        code[size] = '0';
        code[size + 1] = '\0';
        if (taxonomy_find(taxonomy, code, size + 1) == node)
            add_code(code, comma, text);
    }
}

/* What a code reaches beyond what lies below it: chord2 is the first that is too far. */
struct reach {
    bool around;
    struct geo_vector centre;
    int64_t chord2;
};

static struct reach reach_of(const struct taxonomy *taxonomy, node_id node, int32_t radius_km)
{
    struct reach reach = {.around = false};
    struct place_point point;
    if (radius_km == 0 || !taxonomy_point(taxonomy, node, &point))
        return reach;
    return (struct reach){true, geo_vector(point.lat, point.lon), geo_chord2_from(radius_km + 1)};
}

static bool is_reached(const struct taxonomy *taxonomy, const struct reach *reach, node_id node)
{
    struct place_point point;
    return reach->around && taxonomy_point(taxonomy, node, &point) &&
           geo_chord2(reach->centre, geo_vector(point.lat, point.lon)) < reach->chord2;
}

static void write_below(const struct taxonomy *taxonomy, node_id above, int32_t radius_km,
                        bool padded, const char **comma, struct text *text)
{
    struct reach reach = reach_of(taxonomy, above, radius_km);
    for (size_t i = 1; i <= taxonomy_count(taxonomy); i++) {
        node_id node = (node_id)i;
        if (!taxonomy_within(taxonomy, node, above) && !is_reached(taxonomy, &reach, node))
            continue;
        add_code(taxonomy_code(taxonomy, node), comma, text);
        if (padded)
            add_padded(taxonomy, node, comma, text);
    }
}

void group_codes_write(const struct taxonomies *taxonomies, const struct group_rule *rule,
                       struct text *text)
{
    struct part parts[PARTS];
    parts_of(rule, parts);
    for (size_t i = 0; i < PARTS; i++) {
        const struct part *part = &parts[i];
        const char *comma = "";
        text_addf(text, "%c\"%s\":[", i == 0 ? '{' : ',', part->name);
        for (size_t j = 0; j < part->count; j++) {
            node_id node = find(taxonomies, part, j);
            if (node != NODE_NONE)
                write_below(taxonomies->of[part->scheme], node,
                            part->scheme == SCHEME_PLACE ? rule->radius_km : 0,
                            part->scheme == SCHEME_ISCED, &comma, text);
        }
        text_add_char(text, ']');
    }
    text_add_char(text, '}');
}

/* ---- recomputing */

static enum status keep_words(struct store *store, const struct taxonomies *taxonomies,
                              const struct member_group *group)
{
    struct text codes = {0};
    group_codes_write(taxonomies, &group->rule, &codes);
    enum status status = text_status(&codes);
    if (status == STATUS_OK)
        status = store_group_words(store, group->id, codes.bytes);
    text_free(&codes);
    return status;
}

enum status group_recompute(struct store *store, const struct taxonomies *taxonomies,
                            const char *id, store_time now, struct arena *arena,
                            struct group_count *ret_count)
{
    struct member_group group = {.id = NULL};
    enum status status = store_groups_alone(store);
    if (status == STATUS_OK)
        status = store_object_get(store, &kind, id, arena, &group);
    if (status == STATUS_OK)
        status = keep_words(store, taxonomies, &group);
    if (status == STATUS_OK)
        status = store_group_derive(
            store, &(struct group_scope){.group_id = id, .limit = GROUP_JOIN_MAX}, now, ret_count);
    return status;
}

static enum status keep_page(struct store *store, const struct taxonomies *taxonomies,
                             struct object_page *page, struct arena *arena, size_t *ret_count)
{
    void *items = NULL;
    enum status status = store_object_page(store, &kind, page, arena, &items, ret_count);
    const struct member_group *groups = items;
    for (size_t i = 0; i < *ret_count && status == STATUS_OK; i++)
        status = keep_words(store, taxonomies, &groups[i]);
    if (status == STATUS_OK && *ret_count > 0)
        page->after = groups[*ret_count - 1].id;
    return status;
}

enum status group_recompute_all(struct store *store, const struct taxonomies *taxonomies,
                                store_time now, struct arena *arena, size_t *ret_groups,
                                struct group_count *ret_count)
{
    struct object_page page = {.limit = STORE_OBJECT_LIMIT_MAX, .filters = "{}"};
    size_t groups = 0;
    enum status status = store_groups_alone(store);
    for (size_t count = page.limit; count == page.limit && status == STATUS_OK;) {
        count = 0;
        status = keep_page(store, taxonomies, &page, arena, &count);
        groups += count;
    }
    if (status == STATUS_OK)
        status = store_group_derive(store, &(struct group_scope){.limit = 0}, now, ret_count);
    if (status == STATUS_OK)
        *ret_groups = groups;
    return status;
}
