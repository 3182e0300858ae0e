#include "scoring/base/arena.h"
#include "scoring/base/text.h"
#include "scoring/closeness.h"
#include "scoring/criterion.h"
#include "scoring/reason.h"

#include <assert.h>
#include <string.h>

static struct found language_part(const struct scorer *, const struct wish *,
                                  const struct person *);
static const char *language_reason(const struct reasoning *, const struct found *);
static size_t language_facts(const struct scorer *, const struct person *, date, struct fact *);
static size_t language_table_size(const struct scorer *);
static int32_t language_fill(const struct scorer *, const struct wish *, void *);
static int32_t language_look(const void *, const struct fact *, size_t);

/* What both speak: ISO 639 and CEFR. The best over pairs of languages, each pair the least of the
 * two levels and the closeness of the languages. */
const struct criterion language_criterion = {
    .word = "language",
    .summary = "how well the two can speak with each other, ISO 639 and CEFR",
    .weight = VALUE_LANGUAGE_WEIGHT,
    .neutral = VALUE_LANGUAGE_NEUTRAL,
    .label = PHRASE_LABEL_LANGUAGE,
    .part = language_part,
    .reason = language_reason,
    .facts = language_facts,
    .table_size = language_table_size,
    .fill = language_fill,
    .look = language_look,
};

#define NAMES_MAX 3 /* languages named where none is shared */

/* Languages share nothing but what the table says, or being the same. */
static struct closeness closeness_in(const struct scorer *scorer)
{
    return (struct closeness){
        .taxonomy = scorer->taxonomies->of[SCHEME_LANGUAGE],
        .policy = scorer->policy,
        .table = POLICY_LANGUAGE_CLOSENESS,
        .full = PART_FULL,
    };
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* ---- one pair, plainly */

/* Languages that are known to be far apart give 0, whatever the levels. */
static struct found pair_part(const struct scorer *scorer, const struct closeness *closeness,
                              struct wish_language wished, node_id language, int32_t level)
{
    struct found neutral = {.part = policy_value(scorer->policy, VALUE_LANGUAGE_NEUTRAL),
                            .unknown = true};
    if (wished.language == NODE_NONE || language == NODE_NONE)
        return neutral;
    int32_t close = closeness_of(closeness, wished.language, language);
    if (close == 0)
        return (struct found){.part = 0};
    if (wished.level == LEVEL_UNKNOWN || level == LEVEL_UNKNOWN)
        return neutral;
    int32_t levels = least(policy_level_part(scorer->policy, wished.level),
                           policy_level_part(scorer->policy, level));
    return (struct found){.part = least(levels, close)};
}

static struct found language_part(const struct scorer *scorer, const struct wish *wish,
                                  const struct person *alumnus)
{
    struct closeness closeness = closeness_in(scorer);
    struct found best = {.part = -1};
    for (size_t w = 0; w < wish->languages_count; w++)
        for (size_t a = 0; a < alumnus->languages_count; a++) {
            const struct language_skill *skill = &alumnus->languages[a];
            struct found found = pair_part(scorer, &closeness, wish->languages[w],
                                           skill->language.node, skill->level);
            found.evidence = (struct evidence){.wished = (uint8_t)w, .fact = (uint8_t)a};
            best = found_better(best, found);
        }
    if (best.part < 0) {
        best = pair_part(scorer, &closeness, (struct wish_language){NODE_NONE, LEVEL_UNKNOWN},
                         NODE_NONE, LEVEL_UNKNOWN);
        best.evidence.wished = wish->languages_count == 0 ? INDEX_NONE : 0;
        best.evidence.fact = INDEX_NONE;
    }
    return best;
}

/* ---- in words */

static const char *level_name(const struct reasoning *reasoning, int32_t level)
{
    if (level == LEVEL_UNKNOWN)
        return phrase_template(PHRASE_LANGUAGE_LEVEL_UNKNOWN, reasoning->audience);
    return policy_level_label(reasoning->scorer->policy, level, reasoning->audience.language);
}

/* Where the level stands in no brackets of its own, an unknown one is put in them. */
static const char *level_alone(const struct reasoning *reasoning, int32_t level)
{
    const char *name = level_name(reasoning, level);
    return level == LEVEL_UNKNOWN ? arena_printf(reasoning->arena, "(%s)", name) : name;
}

/* Adds a language to a list of names, "…" after NAMES_MAX of them. */
static const char *add_name(const struct reasoning *reasoning, const char *names, size_t index,
                            node_id node)
{
    if (names == NULL || index > NAMES_MAX)
        return names;
    const char *name = index == NAMES_MAX || node == NODE_NONE
                           ? "…"
                           : reason_label(reasoning, SCHEME_LANGUAGE, node);
    return arena_printf(reasoning->arena, "%s%s%s", names, index == 0 ? "" : ", ", name);
}

/* phrase: of what each of the two speaks. */
static const char *spoken_reason(const struct reasoning *reasoning, enum phrase phrase,
                                 const char *student, const char *mentor)
{
    return REASON_TEXT(reasoning, phrase,
                       REASON_TEXT(reasoning, PHRASE_LANGUAGE_SPOKEN_STUDENT, student),
                       REASON_TEXT(reasoning, PHRASE_LANGUAGE_SPOKEN_MENTOR, mentor));
}

static const char *none_reason(const struct reasoning *reasoning)
{
    const char *student = "", *mentor = "";
    for (size_t i = 0; i < reasoning->wish->languages_count; i++)
        student = add_name(reasoning, student, i, reasoning->wish->languages[i].language);
    for (size_t i = 0; i < reasoning->alumnus->languages_count; i++)
        mentor = add_name(reasoning, mentor, i, reasoning->alumnus->languages[i].language.node);
    return spoken_reason(reasoning, PHRASE_LANGUAGE_NONE, student, mentor);
}

/* "Swedish (C1)" */
static const char *skill_name(const struct reasoning *reasoning, node_id language, int32_t level)
{
    return arena_printf(reasoning->arena, "%s (%s)",
                        reason_label(reasoning, SCHEME_LANGUAGE, language),
                        level_name(reasoning, level));
}

/* Both languages are known, and the same or close. */
static const char *shared_reason(const struct reasoning *reasoning, struct wish_language wished,
                                 const struct language_skill *skill)
{
    if (wished.language != skill->language.node)
        return spoken_reason(reasoning, PHRASE_LANGUAGE_CLOSE,
                             skill_name(reasoning, wished.language, wished.level),
                             skill_name(reasoning, skill->language.node, skill->level));
    const char *student = level_alone(reasoning, wished.level);
    const char *mentor = level_alone(reasoning, skill->level);
    return REASON_TEXT(reasoning, PHRASE_LANGUAGE_SAME,
                       reason_label(reasoning, SCHEME_LANGUAGE, wished.language),
                       REASON_TEXT(reasoning, PHRASE_LANGUAGE_LEVEL_STUDENT, student),
                       REASON_TEXT(reasoning, PHRASE_LANGUAGE_LEVEL_MENTOR, mentor));
}

static const char *unknown_reason(const struct reasoning *reasoning, const struct found *found)
{
    const struct evidence *evidence = &found->evidence;
    const struct person *student = reasoning->student;
    struct reason_unknown unknown = {.student_unknown = PHRASE_LANGUAGE_UNKNOWN_STUDENT,
                                     .mentor_unknown = PHRASE_LANGUAGE_UNKNOWN_MENTOR};
    if (evidence->wished < student->languages_count &&
        reasoning->wish->languages[evidence->wished].language == NODE_NONE)
        unknown.student = &student->languages[evidence->wished].language;
    if (evidence->fact != INDEX_NONE)
        unknown.mentor = &reasoning->alumnus->languages[evidence->fact].language;
    return reason_unknown(reasoning, found, &unknown);
}

static const char *language_reason(const struct reasoning *reasoning, const struct found *found)
{
    const struct evidence *evidence = &found->evidence;
    if (evidence->wished == INDEX_NONE || evidence->fact == INDEX_NONE)
        return unknown_reason(reasoning, found);
    struct wish_language wished = reasoning->wish->languages[evidence->wished];
    const struct language_skill *skill = &reasoning->alumnus->languages[evidence->fact];
    if (wished.language == NODE_NONE || skill->language.node == NODE_NONE)
        return unknown_reason(reasoning, found);
    if (!found->unknown && found->part == 0)
        return none_reason(reasoning);
    return shared_reason(reasoning, wished, skill);
}

/* ---- by table: the part of each language at each level */

struct language_table {
    uint8_t parts[LEVEL_COUNT];
};

static size_t language_facts(const struct scorer *scorer, const struct person *alumnus, date as_of,
                             struct fact *ret_facts)
{
    (void)scorer;
    (void)as_of;
    assert(alumnus->languages_count <= FACTS_MAX);
    for (size_t i = 0; i < alumnus->languages_count; i++)
        ret_facts[i] = (struct fact){.node = alumnus->languages[i].language.node,
                                     .grade = (uint8_t)alumnus->languages[i].level};
    if (alumnus->languages_count > 0)
        return alumnus->languages_count;
    ret_facts[0] = (struct fact){.node = NODE_NONE};
    return 1;
}

/* An element a language; NODE_NONE is the unknown one. */
static size_t language_table_size(const struct scorer *scorer)
{
    return (taxonomy_count(scorer->taxonomies->of[SCHEME_LANGUAGE]) + 1) *
           sizeof(struct language_table);
}

/* The parts that one wished language gives a language so close to it, by level. */
static struct language_table parts_of(const struct scorer *scorer, int32_t wished_level,
                                      int32_t close)
{
    struct language_table table;
    uint8_t neutral = (uint8_t)policy_value(scorer->policy, VALUE_LANGUAGE_NEUTRAL);
    table.parts[LEVEL_UNKNOWN] = neutral;
    for (int32_t level = LEVEL_UNKNOWN + 1; level < LEVEL_COUNT; level++) {
        int32_t both = wished_level == LEVEL_UNKNOWN
                           ? neutral
                           : least(close, least(policy_level_part(scorer->policy, wished_level),
                                                policy_level_part(scorer->policy, level)));
        table.parts[level] = (uint8_t)both;
    }
    return table;
}

/* Lifts the languages that are close to one wished. */
static void fill_wished(const struct scorer *scorer, struct wish_language wished,
                        struct language_table *table)
{
    uint8_t closeness[NODE_COUNT_MAX + 1];
    struct closeness rule = closeness_in(scorer);
    size_t count = taxonomy_count(rule.taxonomy) + 1;
    memset(closeness, 0, count);
    closeness_fill(&rule, wished.language, closeness);
    for (size_t i = 1; i < count; i++) {
        if (closeness[i] == 0)
            continue;
        struct language_table lift = parts_of(scorer, wished.level, closeness[i]);
        for (size_t level = 0; level < LEVEL_COUNT; level++)
            table[i].parts[level] = (uint8_t)part_greater(table[i].parts[level], lift.parts[level]);
    }
}

static int32_t language_fill(const struct scorer *scorer, const struct wish *wish, void *ret_table)
{
    struct language_table *table = ret_table;
    size_t count = taxonomy_count(scorer->taxonomies->of[SCHEME_LANGUAGE]) + 1;
    int32_t neutral = policy_value(scorer->policy, VALUE_LANGUAGE_NEUTRAL);
    bool unread = wish->languages_count == 0;
    for (size_t w = 0; w < wish->languages_count; w++)
        unread = unread || wish->languages[w].language == NODE_NONE;
    memset(table, unread ? neutral : 0, count * sizeof *table);
    memset(&table[NODE_NONE], neutral, sizeof *table);
    for (size_t w = 0; w < wish->languages_count; w++)
        if (wish->languages[w].language != NODE_NONE)
            fill_wished(scorer, wish->languages[w], table);
    int32_t best = neutral;
    for (size_t i = 0; i < count; i++)
        for (size_t level = 0; level < LEVEL_COUNT; level++)
            best = part_greater(best, table[i].parts[level]);
    return best;
}

static int32_t language_look(const void *opaque, const struct fact *facts, size_t count)
{
    const struct language_table *table = opaque;
    int32_t best = 0;
    for (size_t i = 0; i < count; i++)
        best = part_greater(best, table[facts[i].node].parts[facts[i].grade]);
    return best;
}
