#include "scoring/base/arena.h"
#include "scoring/closeness.h"
#include "scoring/criterion.h"
#include "scoring/reason.h"

#include <assert.h>
#include <string.h>

static struct found career_part(const struct scorer *, const struct wish *, const struct person *);
static const char *career_reason(const struct reasoning *, const struct found *);
static size_t career_facts(const struct scorer *, const struct person *, date, struct fact *);
static size_t career_table_size(const struct scorer *);
static int32_t career_fill(const struct scorer *, const struct wish *, void *);
static int32_t career_look(const void *, const struct fact *, size_t);

/* What is or was the work: ISCO-08 and NACE. The best over the alumnus's employments. */
const struct criterion career_criterion = {
    .word = "career",
    .summary = "how close the alumnus's work is to the wished one, ISCO-08 and NACE Rev. 2, "
               "and how recent",
    .weight = VALUE_CAREER_WEIGHT,
    .neutral = VALUE_CAREER_NEUTRAL,
    .label = PHRASE_LABEL_CAREER,
    .part = career_part,
    .reason = career_reason,
    .facts = career_facts,
    .table_size = career_table_size,
    .fill = career_fill,
    .look = career_look,
};

#define PERCENT_FULL    100
#define PERMILLE_FULL   1000
#define RECENCY_CURRENT 0 /* otherwise 1 + whole years since the end */
#define NO_INDUSTRY     (-1)

static struct closeness occupations_in(const struct scorer *scorer)
{
    const struct policy *policy = scorer->policy;
    int32_t full = policy_value(policy, VALUE_CAREER_SAME_UNIT);
    return (struct closeness){
        .taxonomy = scorer->taxonomies->of[SCHEME_ISCO],
        .policy = policy,
        .table = POLICY_OCCUPATION_RELATED,
        .full = full,
        .by_depth = {0, policy_value(policy, VALUE_CAREER_SAME_MAJOR),
                     policy_value(policy, VALUE_CAREER_SAME_SUBMAJOR),
                     policy_value(policy, VALUE_CAREER_SAME_MINOR), full},
    };
}

static struct closeness industries_in(const struct scorer *scorer)
{
    const struct policy *policy = scorer->policy;
    int32_t full = policy_value(policy, VALUE_INDUSTRY_SAME_DIVISION);
    return (struct closeness){
        .taxonomy = scorer->taxonomies->of[SCHEME_NACE],
        .policy = policy,
        .table = POLICY_TABLE_COUNT,
        .full = full,
        .by_depth = {0, policy_value(policy, VALUE_INDUSTRY_SAME_SECTION), full, full, full},
    };
}

struct shares {
    int32_t occupation, industry; /* percent, summing to 100 */
};

static struct shares shares_in(const struct scorer *scorer)
{
    return (struct shares){policy_value(scorer->policy, VALUE_CAREER_OCCUPATION_SHARE),
                           policy_value(scorer->policy, VALUE_CAREER_INDUSTRY_SHARE)};
}

/* Percent of a part times permille, half up. */
static int32_t round_part(int32_t percent, int32_t permille)
{
    const int32_t whole = PERCENT_FULL * PERMILLE_FULL;
    return (percent * permille + whole / 2) / whole;
}

/* The part of one employment, rounded once, half up. industry may be NO_INDUSTRY: then the
 * occupation counts alone. */
static int32_t combine(struct shares shares, int32_t occupation, int32_t industry, int32_t permille)
{
    int32_t percent = industry == NO_INDUSTRY
                          ? 100 * occupation
                          : shares.occupation * occupation + shares.industry * industry;
    return (percent * permille + 50000) / 100000;
}

static uint8_t recency_index(const struct scorer *scorer, const struct employment *employment,
                             date as_of)
{
    if (employment->to == 0)
        return RECENCY_CURRENT;
    int32_t years = date_years_between(employment->to, as_of);
    int32_t last = policy_recency_years(scorer->policy);
    return (uint8_t)(1 + (years < last ? years : last));
}

static int32_t permille_of(const struct scorer *scorer, uint8_t recency)
{
    return recency == RECENCY_CURRENT ? PERMILLE_FULL
                                      : policy_recency_permille(scorer->policy, recency - 1);
}

/* ---- one pair, plainly */

static struct found unknown_part(const struct scorer *scorer, uint8_t wished, uint8_t fact)
{
    return (struct found){
        .part = policy_value(scorer->policy, VALUE_CAREER_NEUTRAL),
        .unknown = true,
        .evidence = {.wished = wished, .industry = INDEX_NONE, .fact = fact},
    };
}

/* The best closeness of a node to any wished one, at *ret_index; -1 where no wish is known. */
static int32_t best_closeness(const struct closeness *closeness, const node_id *wished,
                              size_t count, node_id node, uint8_t *ret_index)
{
    int32_t best = -1;
    for (size_t w = 0; w < count; w++) {
        if (wished[w] == NODE_NONE)
            continue;
        int32_t part = closeness_of(closeness, wished[w], node);
        if (part > best) {
            best = part;
            *ret_index = (uint8_t)w;
        }
    }
    return best;
}

static struct found employment_part(const struct scorer *scorer, const struct wish *wish,
                                    const struct employment *employment, uint8_t fact)
{
    struct closeness occupations = occupations_in(scorer), industries = industries_in(scorer);
    struct found found = {.evidence = {.industry = INDEX_NONE, .fact = fact}};
    int32_t occupation = best_closeness(&occupations, wish->occupations, wish->occupations_count,
                                        employment->occupation.node, &found.evidence.wished);
    if (occupation < 0)
        return unknown_part(scorer, 0, fact);
    int32_t industry = NO_INDUSTRY;
    if (employment->industry.node != NODE_NONE)
        industry = best_closeness(&industries, wish->industries, wish->industries_count,
                                  employment->industry.node, &found.evidence.industry);
    uint8_t recency = recency_index(scorer, employment, wish->as_of);
    found.part = combine(shares_in(scorer), occupation, industry, permille_of(scorer, recency));
    return found;
}

static struct found career_part(const struct scorer *scorer, const struct wish *wish,
                                const struct person *alumnus)
{
    if (wish->occupations_count == 0 || alumnus->employments_count == 0)
        return unknown_part(scorer, wish->occupations_count == 0 ? INDEX_NONE : 0, INDEX_NONE);
    struct found best = {.part = -1};
    for (size_t e = 0; e < alumnus->employments_count; e++) {
        const struct employment *employment = &alumnus->employments[e];
        bool read = employment->occupation.node != NODE_NONE;
        best = found_better(best, read ? employment_part(scorer, wish, employment, (uint8_t)e)
                                       : unknown_part(scorer, 0, (uint8_t)e));
    }
    for (size_t w = 0; w < wish->occupations_count; w++)
        if (wish->occupations[w] == NODE_NONE)
            best = found_better(best, unknown_part(scorer, (uint8_t)w, 0));
    return best;
}

/* ---- in words */

/* True when the reader's language has a name for the occupation: for unit groups few have. */
static bool is_named(const struct reasoning *reasoning, node_id node)
{
    const struct taxonomy *taxonomy = reasoning->scorer->taxonomies->of[SCHEME_ISCO];
    return taxonomy_has_label(taxonomy, node, reasoning->audience.language) ||
           taxonomy_parent(taxonomy, node) == NODE_NONE;
}

/* The occupation, or the group above it where that has a name and the occupation has not. */
static const char *group_name(const struct reasoning *reasoning, node_id node)
{
    const struct taxonomy *taxonomy = reasoning->scorer->taxonomies->of[SCHEME_ISCO];
    return reason_concept(reasoning, SCHEME_ISCO,
                          is_named(reasoning, node) ? node : taxonomy_parent(taxonomy, node));
}

/* "“Bauleiter” (2142 civil engineers)", the title as typed with its group; without a title "2142
 * civil engineers" or, where that has no name, "2142 (214 engineering professionals)". */
static const char *occupation_name(const struct reasoning *reasoning, node_id node,
                                   const char *typed)
{
    const struct taxonomy *taxonomy = reasoning->scorer->taxonomies->of[SCHEME_ISCO];
    const char *group = group_name(reasoning, node);
    if (typed != NULL)
        return REASON_TEXT(reasoning, PHRASE_CAREER_TITLE, typed, group);
    if (is_named(reasoning, node) || group == NULL)
        return group;
    return arena_printf(reasoning->arena, "%s (%s)", taxonomy_code(taxonomy, node), group);
}

/* With the title as typed, unless the mentor's group is the very one and has a name. */
static const char *wished_name(const struct reasoning *reasoning, uint8_t wished, bool equal)
{
    const struct wishes *wishes = &reasoning->student->wishes;
    node_id node = reasoning->wish->occupations[wished];
    const char *typed = NULL;
    if (wished < wishes->occupations_count && wishes->occupations[wished].node == node &&
        !(equal && is_named(reasoning, node)))
        typed = reason_typed(&wishes->occupations[wished]);
    return occupation_name(reasoning, node, typed);
}

/* The years of an employment as texts, and which of four phrases, given in the order now, since,
 * from to, until, says them. One year alone is said as its end. */
struct span {
    const char *from, *to;
    size_t phrase;
};

static struct span span_of(const struct reasoning *reasoning, const struct employment *employment)
{
    /* An end that is still to come is none yet. */
    bool current = employment->to == 0 || employment->to > reasoning->wish->as_of;
    int from = date_year(employment->from), to = current ? 0 : date_year(employment->to);
    struct span span = {arena_printf(reasoning->arena, "%d", from),
                        arena_printf(reasoning->arena, "%d", to), 0};
    if (to == 0)
        span.phrase = from == 0 ? 0 : 1;
    else
        span.phrase = from == 0 || from >= to ? 3 : 2;
    return span;
}

/* as: CAREER_AS_TITLE or CAREER_IN_GROUP. */
static const char *job_clause(const struct reasoning *reasoning,
                              const struct employment *employment, const char *as)
{
    static const enum phrase phrases[] = {PHRASE_CAREER_JOB_NOW, PHRASE_CAREER_JOB_SINCE,
                                          PHRASE_CAREER_JOB_FROM_TO, PHRASE_CAREER_JOB_UNTIL};
    struct span span = span_of(reasoning, employment);
    return REASON_TEXT(reasoning, phrases[span.phrase], as, span.from, span.to);
}

/* The very occupation that is wished: "has been one since"; where it has no name in the reader's
 * language, so that "one" would mean nothing, the title that the mentor typed. */
static const char *same_reason(const struct reasoning *reasoning, const char *sought,
                               const struct employment *employment)
{
    static const enum phrase phrases[] = {PHRASE_CAREER_SAME_NOW, PHRASE_CAREER_SAME_SINCE,
                                          PHRASE_CAREER_SAME_FROM_TO, PHRASE_CAREER_SAME_UNTIL};
    struct span span = span_of(reasoning, employment);
    const char *typed = reason_typed(&employment->occupation);
    if (typed == NULL || is_named(reasoning, employment->occupation.node))
        return REASON_TEXT(reasoning, phrases[span.phrase], sought, span.from, span.to);
    const char *quoted = REASON_TEXT(reasoning, PHRASE_CAREER_QUOTE, typed);
    const char *as = REASON_TEXT(reasoning, PHRASE_CAREER_AS_TITLE, quoted);
    return REASON_TEXT(reasoning, PHRASE_CAREER_SAME, sought,
                       job_clause(reasoning, employment, as));
}

static const char *mentor_clause(const struct reasoning *reasoning,
                                 const struct employment *employment)
{
    const char *typed = reason_typed(&employment->occupation);
    const char *name = occupation_name(reasoning, employment->occupation.node, typed);
    const char *as = REASON_TEXT(
        reasoning, typed == NULL ? PHRASE_CAREER_IN_GROUP : PHRASE_CAREER_AS_TITLE, name);
    return job_clause(reasoning, employment, as);
}

/* Names what the two share, unless it has been named as the group of both. */
static const char *shared_reason(const struct reasoning *reasoning, const char *sought,
                                 const char *offered, node_id wished, node_id node)
{
    const struct taxonomy *taxonomy = reasoning->scorer->taxonomies->of[SCHEME_ISCO];
    unsigned depth = taxonomy_shared_depth(taxonomy, wished, node);
    node_id shared = taxonomy_at_depth(taxonomy, wished, depth);
    bool told = !is_named(reasoning, wished) && !is_named(reasoning, node) &&
                taxonomy_parent(taxonomy, wished) == shared &&
                taxonomy_parent(taxonomy, node) == shared;
    if (told)
        return REASON_TEXT(reasoning, PHRASE_CAREER_WITHIN, sought, offered);
    return REASON_TEXT(reasoning, PHRASE_CAREER_SHARED, sought, offered,
                       reason_concept(reasoning, SCHEME_ISCO, shared));
}

static const char *occupation_reason(const struct reasoning *reasoning, uint8_t wished_index,
                                     const struct employment *employment)
{
    struct closeness closeness = occupations_in(reasoning->scorer);
    node_id wished = reasoning->wish->occupations[wished_index];
    node_id node = employment->occupation.node;
    const char *sought = REASON_TEXT(reasoning, PHRASE_CAREER_WISHED,
                                     wished_name(reasoning, wished_index, wished == node));
    const char *offered = mentor_clause(reasoning, employment);
    switch (closeness_relation(&closeness, wished, node)) {
    case RELATION_EQUAL: return same_reason(reasoning, sought, employment);
    case RELATION_WITHIN: return REASON_TEXT(reasoning, PHRASE_CAREER_WITHIN, sought, offered);
    case RELATION_SHARED: return shared_reason(reasoning, sought, offered, wished, node);
    case RELATION_LISTED: return REASON_TEXT(reasoning, PHRASE_CAREER_LISTED, sought, offered);
    case RELATION_NONE: break;
    }
    return REASON_TEXT(reasoning, PHRASE_CAREER_NONE, sought, offered);
}

/* What the industry adds to a sentence about the occupation. */
static const char *industry_reason(const struct reasoning *reasoning, const char *sentence,
                                   node_id wished, node_id industry)
{
    struct closeness closeness = industries_in(reasoning->scorer);
    enum phrase phrase = PHRASE_INDUSTRY_OTHER;
    if (taxonomy_within(closeness.taxonomy, industry, wished))
        phrase = PHRASE_INDUSTRY_WISHED;
    else if (closeness_of(&closeness, wished, industry) > 0)
        phrase = PHRASE_INDUSTRY_CLOSE;
    return REASON_TEXT(reasoning, phrase, sentence,
                       reason_concept(reasoning, SCHEME_NACE, industry));
}

static const char *unknown_reason(const struct reasoning *reasoning, const struct found *found)
{
    const struct evidence *evidence = &found->evidence;
    const struct wishes *wishes = &reasoning->student->wishes;
    struct reason_unknown unknown = {.student_unknown = PHRASE_CAREER_UNKNOWN_STUDENT,
                                     .mentor_unknown = PHRASE_CAREER_UNKNOWN_MENTOR};
    if (evidence->wished < wishes->occupations_count &&
        reasoning->wish->occupations[evidence->wished] == NODE_NONE)
        unknown.student = &wishes->occupations[evidence->wished];
    if (evidence->fact != INDEX_NONE)
        unknown.mentor = &reasoning->alumnus->employments[evidence->fact].occupation;
    return reason_unknown(reasoning, found, &unknown);
}

static const char *career_reason(const struct reasoning *reasoning, const struct found *found)
{
    if (found->unknown)
        return unknown_reason(reasoning, found);
    const struct evidence *evidence = &found->evidence;
    const struct employment *employment = &reasoning->alumnus->employments[evidence->fact];
    const char *sentence = occupation_reason(reasoning, evidence->wished, employment);
    if (evidence->industry == INDEX_NONE)
        return sentence;
    return industry_reason(reasoning, sentence, reasoning->wish->industries[evidence->industry],
                           employment->industry.node);
}

/* ---- by table: the best closeness of each occupation and each industry, and recency */

/* The percent of combine() as a sum of two look-ups: the occupation's part times a share that is
 * 100 where the industry is unknown, and the industry's part times its share. */
struct career_table {
    int32_t occupation_shares[2]; /* by whether the industry is known */
    int32_t industry_share;       /* 0 where no industry is wished */
    int32_t neutral;
    int32_t floor; /* no part is below: neutral where a wished occupation is unknown, or none is */
    int32_t permille[POLICY_RECENCY_YEARS_MAX + 2]; /* by recency index */
    size_t industries_at;                           /* in parts */
    uint8_t parts[];                                /* of occupations, then of industries */
};

static size_t career_facts(const struct scorer *scorer, const struct person *alumnus, date as_of,
                           struct fact *ret_facts)
{
    assert(alumnus->employments_count <= FACTS_MAX);
    for (size_t i = 0; i < alumnus->employments_count; i++) {
        const struct employment *employment = &alumnus->employments[i];
        ret_facts[i] = (struct fact){employment->occupation.node, employment->industry.node,
                                     recency_index(scorer, employment, as_of)};
    }
    if (alumnus->employments_count > 0)
        return alumnus->employments_count;
    ret_facts[0] = (struct fact){.node = NODE_NONE};
    return 1;
}

static size_t career_table_size(const struct scorer *scorer)
{
    return sizeof(struct career_table) + taxonomy_count(scorer->taxonomies->of[SCHEME_ISCO]) + 1 +
           taxonomy_count(scorer->taxonomies->of[SCHEME_NACE]) + 1;
}

/* Fills parts for the known ones among the wished; true if there are any. */
static bool fill_closeness(const struct closeness *closeness, const node_id *wished, size_t count,
                           uint8_t *parts)
{
    bool any = false;
    memset(parts, 0, taxonomy_count(closeness->taxonomy) + 1);
    for (size_t w = 0; w < count; w++)
        if (wished[w] != NODE_NONE) {
            closeness_fill(closeness, wished[w], parts);
            any = true;
        }
    return any;
}

static int32_t greatest(const uint8_t *parts, size_t count)
{
    int32_t best = 0;
    for (size_t i = 0; i < count; i++)
        best = part_greater(best, parts[i]);
    return best;
}

/* No employment counts more than a current one of the best occupation, in the best industry or in
 * none. */
static int32_t bound(const struct career_table *table, struct shares shares, size_t industry_count)
{
    int32_t occupation = greatest(table->parts, table->industries_at);
    int32_t industry = greatest(table->parts + table->industries_at, industry_count);
    int32_t alone = combine(shares, occupation, NO_INDUSTRY, PERMILLE_FULL);
    int32_t both = combine(shares, occupation, industry, PERMILLE_FULL);
    return part_greater(table->neutral, part_greater(alone, both));
}

static int32_t career_fill(const struct scorer *scorer, const struct wish *wish, void *ret_table)
{
    struct closeness occupations = occupations_in(scorer), industries = industries_in(scorer);
    struct shares shares = shares_in(scorer);
    struct career_table *table = ret_table;
    table->industries_at = taxonomy_count(occupations.taxonomy) + 1;
    bool known =
        fill_closeness(&occupations, wish->occupations, wish->occupations_count, table->parts);
    bool industry = fill_closeness(&industries, wish->industries, wish->industries_count,
                                   table->parts + table->industries_at);
    bool unread = !known;
    for (size_t w = 0; w < wish->occupations_count; w++)
        unread = unread || wish->occupations[w] == NODE_NONE;
    table->neutral = policy_value(scorer->policy, VALUE_CAREER_NEUTRAL);
    table->floor = unread ? table->neutral : 0;
    table->occupation_shares[0] = PERCENT_FULL;
    table->occupation_shares[1] = known && industry ? shares.occupation : PERCENT_FULL;
    table->industry_share = known && industry ? shares.industry : 0;
    for (int32_t i = 0; i <= policy_recency_years(scorer->policy) + 1; i++)
        table->permille[i] = permille_of(scorer, (uint8_t)i);
    return bound(table, shares, taxonomy_count(industries.taxonomy) + 1);
}

static int32_t career_look(const void *opaque, const struct fact *facts, size_t count)
{
    const struct career_table *table = opaque;
    const uint8_t *industries = table->parts + table->industries_at;
    int32_t best = table->floor;
    for (size_t i = 0; i < count; i++) {
        struct fact fact = facts[i];
        int32_t percent =
            table->occupation_shares[fact.second != NODE_NONE] * table->parts[fact.node] +
            table->industry_share * industries[fact.second];
        int32_t part = round_part(percent, table->permille[fact.grade]);
        best = part_greater(best, fact.node == NODE_NONE ? table->neutral : part);
    }
    return best;
}
