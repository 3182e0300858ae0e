/* One look at one text: is it a code, a label, a label once rules have changed it, or close to
 * one by its parts? Each step is taken only when those before it found nothing, or not enough. */
#include "scoring/reading_inner.h"

#include "scoring/fold.h"

#include <stdlib.h>
#include <string.h>

/* Confidences are shares of right first answers, measured on national title lists. */
#define CONFIDENCE_CODE     100
#define CONFIDENCE_OFFICIAL 99
#define CONFIDENCE_OWN      97
#define CONFIDENCE_ADDED    90
#define LESS_BY_RULE        4 /* the text had to be changed first */
#define LESS_BY_TONGUE      6 /* the label is of a language that is not the hinted one */

/* A closest label with a cosine below this leaves it unsure: labels of all languages are asked. */
#define COSINE_UNSURE 3500
/* A label this close differs in endings only. */
#define COSINE_AS_EQUAL 9700
/* Below these there is no candidate. */
#define COSINE_MIN          2800
#define CONFIDENCE_MIN      9
#define CONFIDENCE_NEXT_MIN 3           /* of candidates after the first */
#define CLOSE_SIZE_MIN      ((size_t)3) /* bytes; what is shorter is equal or nothing */

#define COSINE_ONE    10000
#define MARGIN_MAX    4000 /* scores further ahead of the next are no surer */
#define HALVED_BEHIND 1500 /* so far behind the first, a candidate is half as likely */

#define FOREIGN_PERCENT 80

static const struct effort home_effort = {4000, 96}, foreign_effort = {1500, 24};
#define INNER_PENALTY 6000 /* of a cosine of 10000 */

void look_add(struct look *look, node_id node, int confidence, enum reading_evidence evidence,
              const char *matched)
{
    if (look->count >= look->max)
        return;
    for (size_t i = 0; i < look->count; i++)
        if (look->found[i].node == node)
            return;
    if (look->count > 0 && confidence > look->found[look->count - 1].confidence)
        confidence = look->found[look->count - 1].confidence;
    confidence = confidence < 1 ? 1 : confidence > 100 ? 100 : confidence;
    look->found[look->count++] =
        (struct reading_candidate){node, (uint8_t)confidence, evidence, matched};
}

/* ---- labels that are equal */

struct match {
    node_id node;
    uint8_t grade; /* how far the label's language is from the hint, then whose it is; 0 best */
    uint8_t kind;
    int32_t score; /* from the index, between matches of equal grade */
    const char *text;
};

#define MATCHES_MAX 64

struct matches {
    struct match items[MATCHES_MAX];
    size_t count;
};

/* 0: the hinted language, none hinted, or a label of no language; 1: its family; 2: another. */
static unsigned foreignness(enum tongue hint, enum tongue tongue)
{
    if (hint == TONGUE_OTHER || tongue == TONGUE_OTHER || hint == tongue)
        return 0;
    return tongue_family(hint) == tongue_family(tongue) ? 1 : 2;
}

static void add_match(struct matches *matches, struct match match)
{
    for (size_t i = 0; i < matches->count; i++)
        if (matches->items[i].node == match.node) {
            if (match.grade < matches->items[i].grade)
                matches->items[i] = match;
            return;
        }
    if (matches->count < MATCHES_MAX)
        matches->items[matches->count++] = match;
}

static void find_equal(const struct look *look, const char *folded, size_t size,
                       struct matches *ret_matches)
{
    const struct labels *labels = &look->reader->schemes[look->scheme].labels;
    ret_matches->count = 0;
    for (const struct label *label = labels_find(labels, folded, size, NULL); label != NULL;
         label = labels_find(labels, folded, size, label)) {
        unsigned far = foreignness(look->tongue, (enum tongue)label->tongue);
        uint8_t grade = (uint8_t)(far * 2 + (label->kind == LABEL_KIND_ADDED));
        add_match(ret_matches,
                  (struct match){label->node, grade, label->kind, INT32_MIN, label->text});
    }
}

static int compare_matches(const void *left, const void *right)
{
    const struct match *a = left, *b = right;
    if (a->grade != b->grade)
        return (int)a->grade - (int)b->grade;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (int)a->node - (int)b->node;
}

/* Several concepts share the label: how much of the confidence the first of them keeps. */
static int ambiguous(int confidence, size_t equals)
{
    static const int percents[] = {100, 100, 68, 55, 48};
    size_t last = sizeof percents / sizeof percents[0] - 1;
    return confidence * percents[equals < last ? equals : last] / 100;
}

static void add_matches(struct look *look, struct matches *matches, bool by_rule)
{
    static const int confidences[] = {CONFIDENCE_OFFICIAL, CONFIDENCE_OWN, CONFIDENCE_ADDED};
    static const enum reading_evidence evidences[] = {READING_LABEL, READING_ALIAS, READING_ALIAS};
    size_t equals = 0;
    while (equals < matches->count && matches->items[equals].grade == matches->items[0].grade)
        equals++;
    for (size_t i = 0; i < matches->count; i++) {
        const struct match *match = &matches->items[i];
        int confidence = confidences[match->kind] - match->grade / 2 * LESS_BY_TONGUE -
                         (by_rule ? LESS_BY_RULE : 0);
        confidence = ambiguous(confidence, equals);
        if (i > 0)
            confidence = confidence * 2 / 3;
        look_add(look, match->node, confidence, by_rule ? READING_RULE : evidences[match->kind],
                 match->text);
    }
}

/* ---- labels that are close */

static void weigh_tongues(enum tongue hint, unsigned percent, uint8_t ret_weights[TONGUE_COUNT])
{
    for (int i = 0; i < TONGUE_COUNT; i++) {
        unsigned weight = foreignness(hint, (enum tongue)i) == 0 ? 100 : 90;
        ret_weights[i] = (uint8_t)(weight * percent / 100);
    }
}

/* What is only close to the label of an inner concept rarely means no more than that concept. */
static int32_t inner_penalty(const struct look *look, node_id node)
{
    const struct reader *reader = look->reader;
    unsigned depth = taxonomy_depth(reader->taxonomies->of[look->scheme], node);
    return depth < reader->schemes[look->scheme].deepest ? INNER_PENALTY : 0;
}

static void merge_hits(const struct look *look, struct hits *hits, struct hits *more)
{
    for (size_t i = 0; i < more->count; i++) {
        struct hit *hit = &more->items[i];
        hit->score -= inner_penalty(look, hit->node);
        size_t at = 0;
        while (at < hits->count && hits->items[at].node != hit->node)
            at++;
        if (at == HITS_MAX || (at < hits->count && hits->items[at].score >= hit->score))
            continue;
        hits->items[at] = *hit;
        hits->count += at == hits->count;
    }
}

static int compare_hits(const void *left, const void *right)
{
    const struct hit *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (int)a->node - (int)b->node;
}

/* home: of the hinted language, or all are asked as equals; else the family only helps out. */
static void search_family(struct look *look, enum family family, bool home, const char *folded,
                          size_t size)
{
    const struct index *index = look->reader->schemes[look->scheme].indexes[family];
    struct reader_scratch *scratch = look->scratch;
    uint8_t weights[TONGUE_COUNT];
    if (index == NULL)
        return;
    bool hinted = family == tongue_family(look->tongue);
    weigh_tongues(hinted ? look->tongue : TONGUE_OTHER, home ? 100 : FOREIGN_PERCENT, weights);
    search_index(index, scratch->search, folded, size, weights, home ? home_effort : foreign_effort,
                 &scratch->more_hits);
    if (index->by_label)
        scratch->hits = scratch->more_hits; /* there is no other index */
    else
        merge_hits(look, &scratch->hits, &scratch->more_hits);
}

static uint16_t best_cosine(const struct hits *hits)
{
    uint16_t best = 0;
    for (size_t i = 0; i < hits->count; i++)
        best = hits->items[i].cosine > best ? hits->items[i].cosine : best;
    return best;
}

void search_all(struct look *look, const char *folded, size_t size)
{
    struct hits *hits = &look->scratch->hits;
    bool hinted = look->tongue != TONGUE_OTHER;
    enum family home = scheme_family(look->scheme, look->tongue);
    hits->count = 0;
    search_family(look, home, true, folded, size);
    if (home != FAMILY_OTHER)
        search_family(look, FAMILY_OTHER, true, folded, size);
    if (!hinted || best_cosine(hits) < COSINE_UNSURE)
        for (int family = 0; family < FAMILY_OTHER; family++)
            if ((enum family)family != home)
                search_family(look, (enum family)family, !hinted, folded, size);
    qsort(hits->items, hits->count, sizeof hits->items[0], compare_hits);
}

/* The share of right answers by cosine of the closest label and by how far the score is ahead of
 * the next concept's: a logistic curve fitted on national title lists. */
static int close_confidence(const struct hit *hit, int32_t next_score)
{
    static const uint8_t shares[] = {3,  4,  5,  6,  8,  9,  12, 15, 18, 22, 27, 32,
                                     38, 44, 50, 56, 62, 68, 73, 78, 82, 85, 88, 91};
    const int32_t last = sizeof shares / sizeof shares[0] - 1;
    int32_t margin = hit->score - next_score;
    margin = margin > MARGIN_MAX ? MARGIN_MAX : margin < 0 ? 0 : margin;
    int32_t thousandths = 100 + hit->cosine * 3650 / COSINE_ONE + margin * 1840 / MARGIN_MAX;
    int32_t at = thousandths / 250, rest = thousandths % 250; /* from -3.5 in steps of 1/4 */
    if (at >= last)
        return shares[last];
    return shares[at] + (shares[at + 1] - shares[at]) * rest / 250;
}

static void add_hits(struct look *look, int confidence_max)
{
    const struct hits *hits = &look->scratch->hits;
    if (hits->count == 0)
        return;
    int32_t next = hits->count > 1 ? hits->items[1].score : 0;
    int best = close_confidence(&hits->items[0], next);
    if (foreignness(look->tongue, (enum tongue)hits->items[0].tongue) == 2)
        best = best * 2 / 3; /* a false friend, as often as not */
    best = best > confidence_max ? confidence_max : best;
    if (best < CONFIDENCE_MIN || hits->items[0].cosine < COSINE_MIN)
        return;
    look_add(look, hits->items[0].node, best, READING_NGRAMS, hits->items[0].label);
    for (size_t i = 1; i < hits->count; i++) {
        int32_t behind = hits->items[0].score - hits->items[i].score;
        int confidence = best * 6 / 10 * HALVED_BEHIND / (HALVED_BEHIND + behind);
        if (confidence < CONFIDENCE_NEXT_MIN)
            return;
        look_add(look, hits->items[i].node, confidence, READING_NGRAMS, hits->items[i].label);
    }
}

static void look_close(struct look *look, const char *folded, size_t size, int confidence_max)
{
    if (size < CLOSE_SIZE_MIN)
        return;
    search_all(look, folded, size);
    add_hits(look, confidence_max);
}

/* ---- the steps */

static bool look_equal(struct look *look, const char *folded, size_t size, bool by_rule)
{
    struct matches matches;
    find_equal(look, folded, size, &matches);
    if (matches.count == 0)
        return false;
    bool searched = matches.count > 1 || look->max > 1;
    if (searched)
        search_all(look, folded, size);
    const struct hits *hits = &look->scratch->hits;
    for (size_t i = 0; searched && i < matches.count; i++)
        for (size_t j = 0; j < hits->count; j++)
            if (hits->items[j].node == matches.items[i].node)
                matches.items[i].score = hits->items[j].score;
    qsort(matches.items, matches.count, sizeof matches.items[0], compare_matches);
    add_matches(look, &matches, by_rule);
    if (look->count < look->max)
        add_hits(look, look->found[look->count - 1].confidence / 2);
    return true;
}

/* The label of the hit was added, and is none of Kring's own. */
static bool is_added(const struct look *look, const struct hit *hit)
{
    char folded[WORDS_SIZE_MAX * FOLD_GROWTH + 1];
    const struct labels *labels = &look->reader->schemes[look->scheme].labels;
    size_t size = fold_marked(hit->label, strlen(hit->label), folded);
    for (const struct label *label = labels_find(labels, folded, size, NULL); label != NULL;
         label = labels_find(labels, folded, size, label))
        if (label->node == hit->node && label->kind != LABEL_KIND_ADDED)
            return false;
    return true;
}

/* The best hit, for the text as typed, may be told instead of what rules made of the text: it is as
 * good as equal, but for endings and doubles ("Lehrer/Lehrerin"). Over one of Kring's own labels
 * only an added one is, and over an inner concept only what lies below. */
static bool goes_first(const struct look *look, const struct hit *hit, const struct match *match)
{
    const struct taxonomy *taxonomy = look->reader->taxonomies->of[look->scheme];
    if (hit->cosine < COSINE_AS_EQUAL || hit->node == match->node)
        return false;
    if (match->grade > 0)
        return true;
    return is_added(look, hit) && (inner_penalty(look, match->node) == 0 ||
                                   taxonomy_within(taxonomy, hit->node, match->node));
}

/* Labels equal to what rules made of the text, unless the text as typed says it better. */
static bool look_by_rule(struct look *look, const char *folded, size_t size, const char *changed,
                         size_t changed_size)
{
    struct matches matches;
    const struct hits *hits = &look->scratch->hits;
    find_equal(look, changed, changed_size, &matches);
    if (matches.count == 0)
        return false;
    qsort(matches.items, matches.count, sizeof matches.items[0], compare_matches);
    search_all(look, folded, size);
    if (hits->count == 0 || !goes_first(look, &hits->items[0], &matches.items[0]))
        return look_equal(look, changed, changed_size, true);
    add_hits(look, CONFIDENCE_ADDED);
    return look->count > 0;
}

/* The text is known to say nothing: "n/a", "student", "online". */
static bool says_nothing(const struct look *look, const char *folded, size_t size)
{
    const struct labels *nothings = &look->reader->schemes[look->scheme].nothings;
    for (const struct label *label = labels_find(nothings, folded, size, NULL); label != NULL;
         label = labels_find(nothings, folded, size, label))
        if (foreignness(look->tongue, (enum tongue)label->tongue) < 2)
            return true;
    return false;
}

/* How much of the text can be a code: "62.01" is division 62. Letters must be capitals where codes
 * have them and words are as short: "no" may be typed for a place, and is no Norway. */
static size_t code_size(const struct look *look, const char *text, size_t size)
{
    bool capitals = look->scheme == SCHEME_NACE || look->scheme == SCHEME_PLACE;
    for (size_t i = 0; capitals && i < size; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            return 0;
    bool is_class = look->scheme == SCHEME_NACE && size > 3 && size <= 5 && text[2] == '.';
    for (size_t i = 3; is_class && i < size; i++)
        is_class = text[i] >= '0' && text[i] <= '9';
    return is_class ? 2 : size;
}

void look_up(struct look *look, const char *text, size_t size)
{
    struct reader_scratch *scratch = look->scratch;
    const struct taxonomy *taxonomy = look->reader->taxonomies->of[look->scheme];
    size_t code = code_size(look, text, size);
    node_id node = code == 0 ? NODE_NONE : taxonomy_find(taxonomy, text, code);
    look->count = 0;
    look->text_size = size;
    if (node != NODE_NONE) {
        look_add(look, node, CONFIDENCE_CODE, READING_CODE, "");
        return;
    }
    size_t folded_size = fold_marked(text, size, scratch->folded);
    if (says_nothing(look, scratch->folded, folded_size))
        return;
    if (scheme_is_pooled(look->scheme)) {
        look_up_name(look, text, size);
        return;
    }
    if (look_equal(look, scratch->folded, folded_size, false))
        return;
    const char *changed = NULL, *folded = scratch->folded;
    if (rules_apply(look->reader->rules, scratch->rules, look->scheme, look->tongue, text, size,
                    &changed, &size)) {
        size_t changed_size = fold_marked(changed, size, scratch->changed);
        if (says_nothing(look, scratch->changed, changed_size) ||
            look_by_rule(look, folded, folded_size, scratch->changed, changed_size))
            return;
        folded = scratch->changed;
        folded_size = changed_size;
    }
    look_close(look, folded, folded_size, CONFIDENCE_ADDED - LESS_BY_RULE);
}
