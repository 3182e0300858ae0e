#include "scoring/closeness.h"
#include "scoring/criterion.h"
#include "scoring/reason.h"

#include <assert.h>
#include <string.h>

static struct found field_part(const struct scorer *, const struct wish *, const struct person *);
static const char *field_reason(const struct reasoning *, const struct found *);
static size_t field_facts(const struct scorer *, const struct person *, date, struct fact *);
static size_t field_table_size(const struct scorer *);
static int32_t field_fill(const struct scorer *, const struct wish *, void *);
static int32_t field_look(const void *, const struct fact *, size_t);

/* What was studied: ISCED-F 2013. The best over wished fields and the alumnus's fields. */
const struct criterion field_criterion = {
    .word = "field",
    .summary = "how close the alumnus's field of study is to the wished one, ISCED-F 2013",
    .weight = VALUE_FIELD_WEIGHT,
    .neutral = VALUE_FIELD_NEUTRAL,
    .label = PHRASE_LABEL_FIELD,
    .part = field_part,
    .reason = field_reason,
    .facts = field_facts,
    .table_size = field_table_size,
    .fill = field_fill,
    .look = field_look,
};

static struct closeness closeness_in(const struct scorer *scorer)
{
    const struct policy *policy = scorer->policy;
    int32_t full = policy_value(policy, VALUE_FIELD_SAME_DETAILED);
    return (struct closeness){
        .taxonomy = scorer->taxonomies->of[SCHEME_ISCED],
        .policy = policy,
        .table = POLICY_FIELD_NEIGHBOURS,
        .full = full,
        .by_depth = {0, policy_value(policy, VALUE_FIELD_SAME_BROAD),
                     policy_value(policy, VALUE_FIELD_SAME_NARROW), full, full},
    };
}

/* ---- one pair, plainly */

static struct found pair_part(const struct scorer *scorer, const struct closeness *closeness,
                              node_id wished, node_id field)
{
    if (wished == NODE_NONE || field == NODE_NONE)
        return (struct found){.part = policy_value(scorer->policy, VALUE_FIELD_NEUTRAL),
                              .unknown = true};
    return (struct found){.part = closeness_of(closeness, wished, field)};
}

static struct found field_part(const struct scorer *scorer, const struct wish *wish,
                               const struct person *alumnus)
{
    struct closeness closeness = closeness_in(scorer);
    struct found best = {.part = -1};
    for (size_t w = 0; w < wish->fields_count; w++)
        for (size_t a = 0; a < alumnus->affiliations_count; a++) {
            struct found found =
                pair_part(scorer, &closeness, wish->fields[w], alumnus->affiliations[a].field.node);
            found.evidence = (struct evidence){.wished = (uint8_t)w, .fact = (uint8_t)a};
            best = found_better(best, found);
        }
    if (best.part < 0) {
        best = pair_part(scorer, &closeness, NODE_NONE, NODE_NONE);
        best.evidence.wished = wish->fields_count == 0 ? INDEX_NONE : 0;
        best.evidence.fact = INDEX_NONE;
    }
    return best;
}

/* ---- in words */

/* What the student typed for a wished field, or NULL where the wish is not the student's own. */
static const struct reading *typed_wish(const struct reasoning *reasoning, size_t index)
{
    const struct person *student = reasoning->student;
    if (reasoning->wish->fields_own)
        return index < student->affiliations_count ? &student->affiliations[index].field : NULL;
    return index < student->wishes.fields_count ? &student->wishes.fields[index] : NULL;
}

static const char *unknown_reason(const struct reasoning *reasoning, const struct found *found)
{
    const struct evidence *evidence = &found->evidence;
    struct reason_unknown unknown = {.student_unknown = PHRASE_FIELD_UNKNOWN_STUDENT,
                                     .mentor_unknown = PHRASE_FIELD_UNKNOWN_MENTOR};
    if (evidence->wished != INDEX_NONE && reasoning->wish->fields[evidence->wished] == NODE_NONE)
        unknown.student = typed_wish(reasoning, evidence->wished);
    if (evidence->fact != INDEX_NONE)
        unknown.mentor = &reasoning->alumnus->affiliations[evidence->fact].field;
    return reason_unknown(reasoning, found, &unknown);
}

static const char *field_reason(const struct reasoning *reasoning, const struct found *found)
{
    if (found->unknown)
        return unknown_reason(reasoning, found);
    struct closeness closeness = closeness_in(reasoning->scorer);
    bool own = reasoning->wish->fields_own;
    node_id wished = reasoning->wish->fields[found->evidence.wished];
    node_id field = reasoning->alumnus->affiliations[found->evidence.fact].field.node;
    const char *sought = reason_concept(reasoning, SCHEME_ISCED, wished);
    const char *offered = reason_concept(reasoning, SCHEME_ISCED, field);
    const char *clause =
        REASON_TEXT(reasoning, own ? PHRASE_FIELD_OWN : PHRASE_FIELD_WISHED, sought);
    switch (closeness_relation(&closeness, wished, field)) {
    case RELATION_EQUAL:
        return own ? REASON_TEXT(reasoning, PHRASE_FIELD_BOTH, offered)
                   : REASON_TEXT(reasoning, PHRASE_FIELD_SAME, clause);
    case RELATION_WITHIN: return REASON_TEXT(reasoning, PHRASE_FIELD_WITHIN, clause, offered);
    case RELATION_SHARED: {
        unsigned depth = taxonomy_shared_depth(closeness.taxonomy, wished, field);
        node_id shared = taxonomy_at_depth(closeness.taxonomy, wished, depth);
        if (shared == field)
            return REASON_TEXT(reasoning, PHRASE_FIELD_ABOVE, clause, offered);
        return REASON_TEXT(reasoning, PHRASE_FIELD_SHARED, clause, offered,
                           reason_concept(reasoning, SCHEME_ISCED, shared));
    }
    case RELATION_LISTED: return REASON_TEXT(reasoning, PHRASE_FIELD_LISTED, clause, offered);
    case RELATION_NONE: break;
    }
    return REASON_TEXT(reasoning, PHRASE_FIELD_NONE, clause, offered);
}

/* ---- by table: the part of each field */

static size_t field_facts(const struct scorer *scorer, const struct person *alumnus, date as_of,
                          struct fact *ret_facts)
{
    (void)scorer;
    (void)as_of;
    assert(alumnus->affiliations_count <= FACTS_MAX);
    for (size_t i = 0; i < alumnus->affiliations_count; i++)
        ret_facts[i] = (struct fact){.node = alumnus->affiliations[i].field.node};
    if (alumnus->affiliations_count > 0)
        return alumnus->affiliations_count;
    ret_facts[0] = (struct fact){.node = NODE_NONE};
    return 1;
}

static size_t field_table_size(const struct scorer *scorer)
{
    return taxonomy_count(scorer->taxonomies->of[SCHEME_ISCED]) + 1;
}

static int32_t field_fill(const struct scorer *scorer, const struct wish *wish, void *ret_table)
{
    struct closeness closeness = closeness_in(scorer);
    uint8_t neutral = (uint8_t)policy_value(scorer->policy, VALUE_FIELD_NEUTRAL);
    size_t count = field_table_size(scorer);
    uint8_t *parts = ret_table;
    bool unread = wish->fields_count == 0;
    for (size_t w = 0; w < wish->fields_count; w++)
        unread = unread || wish->fields[w] == NODE_NONE;
    memset(parts, unread ? neutral : 0, count);
    parts[NODE_NONE] = neutral;
    for (size_t w = 0; w < wish->fields_count; w++)
        if (wish->fields[w] != NODE_NONE)
            closeness_fill(&closeness, wish->fields[w], parts);
    int32_t best = 0;
    for (size_t i = 0; i < count; i++)
        best = parts[i] > best ? parts[i] : best;
    return best;
}

static int32_t field_look(const void *table, const struct fact *facts, size_t count)
{
    const uint8_t *parts = table;
    int32_t best = 0;
    for (size_t i = 0; i < count; i++)
        best = part_greater(best, parts[facts[i].node]);
    return best;
}
