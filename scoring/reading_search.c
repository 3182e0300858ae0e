#include "scoring/reading_search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Fitted on halves of national title lists, confirmed on the other halves. In 1/10000 of a
 * cosine: what the concept with most votes gets; what one natural log counts of the likeliness of
 * the text's parts, of those of its head, and of the concept's parts at large. */
#define VOTE_SHARE     2000
#define LIKELY_SHARE   1700
#define HEAD_SHARE     370
#define UNLIKELY_SHARE 1700
#define VOICE_UNIT     16 /* of voices and of the sums they give, for rounding */

#define VOTERS_MAX  48
#define BUCKETS     1024
#define COSINE_ONE  10000
#define QUERY_BITS  12
#define SUM_BITS    15
#define LN2_IN_1000 693

/* A part of the text that the index knows. */
struct asked {
    uint32_t part;
    uint32_t postings;
    uint32_t weight; /* in sixteenths, then times rarity, then scaled to QUERY_BITS */
    uint32_t times;  /* the weight in sixteenths kept */
    uint32_t voice;  /* of its likeliness for a concept */
};

struct close_label {
    uint32_t label;
    uint32_t cosine; /* 0..10000, the tongue's weight included */
};

struct search_scratch {
    struct words words;
    struct text_parts parts;
    struct asked asked[PARTS_MAX];
    size_t asked_count;
    struct close_label close[SEARCH_CLOSE_MAX];
    size_t close_count;
    uint16_t *sums;    /* by label, 1 << SUM_BITS is a cosine of one; 0 between searches */
    uint32_t *touched; /* labels whose sum is not 0 */
    size_t touched_count;
    uint16_t *of_part;  /* by part, the text's weight; 0 between searches */
    uint16_t *of_head;  /* by part, the weight in the text's head; 0 between searches */
    uint32_t *likeness; /* by node */
    uint32_t *votes;    /* by node; 0 between searches */
};

enum status search_scratch_new(struct index *const *indexes, size_t count,
                               struct search_scratch **ret_scratch)
{
    size_t labels = 0, parts = 0, nodes = 0;
    for (size_t i = 0; i < count; i++) {
        if (indexes[i] == NULL)
            continue;
        labels = labels > indexes[i]->label_count ? labels : indexes[i]->label_count;
        parts = parts > indexes[i]->part_count ? parts : indexes[i]->part_count;
        nodes = nodes > indexes[i]->node_count ? nodes : indexes[i]->node_count;
    }
    struct search_scratch *scratch = calloc(1, sizeof *scratch);
    if (scratch == NULL)
        return STATUS_MEMORY;
    scratch->sums = calloc(labels + 1, sizeof *scratch->sums);
    scratch->touched = calloc(labels + 1, sizeof *scratch->touched);
    scratch->of_part = calloc(parts + 1, sizeof *scratch->of_part);
    scratch->of_head = calloc(parts + 1, sizeof *scratch->of_head);
    scratch->likeness = calloc(nodes + 1, sizeof *scratch->likeness);
    scratch->votes = calloc(nodes + 1, sizeof *scratch->votes);
    if (scratch->sums == NULL || scratch->touched == NULL || scratch->of_part == NULL ||
        scratch->of_head == NULL || scratch->likeness == NULL || scratch->votes == NULL) {
        search_scratch_free(scratch);
        return STATUS_MEMORY;
    }
    *ret_scratch = scratch;
    return STATUS_OK;
}

void search_scratch_free(struct search_scratch *scratch)
{
    if (scratch == NULL)
        return;
    free(scratch->sums);
    free(scratch->touched);
    free(scratch->of_part);
    free(scratch->of_head);
    free(scratch->likeness);
    free(scratch->votes);
    free(scratch);
}

/* ---- what is asked */

static int compare_asked(const void *left, const void *right)
{
    const struct asked *a = left, *b = right;
    if (a->postings != b->postings)
        return a->postings < b->postings ? -1 : 1;
    return a->part < b->part ? -1 : a->part > b->part;
}

/* The word that says what a title is: the last before a remark in English, the first elsewhere. */
static size_t head_of(const struct words *words, enum family family)
{
    size_t head = 0;
    if (family == FAMILY_EN)
        while (head + 1 < words->count && words->items[head + 1].remark == 0)
            head++;
    return head;
}

/* The square of the weights of parts no label has: they count in the text's length. */
static uint64_t collect_asked(const struct index *index, struct search_scratch *scratch)
{
    uint64_t unseen = 0;
    size_t head = head_of(&scratch->words, index->family);
    scratch->asked_count = 0;
    for (size_t i = 0; i < scratch->parts.count; i++) {
        struct text_part part = scratch->parts.items[i];
        if (part.id == PART_UNKNOWN && part.whole && index->by_label)
            continue; /* a misspelt name is no known stem, and need not be */
        if (part.id == PART_UNKNOWN) {
            uint64_t weight = (uint64_t)part.weight * index->rarity_unseen;
            unseen += weight * weight;
            continue;
        }
        if (scratch->of_part[part.id] == 0)
            scratch->asked[scratch->asked_count++] = (struct asked){
                .part = part.id,
                .postings = index->posting_starts[part.id + 1] - index->posting_starts[part.id]};
        scratch->of_part[part.id] = (uint16_t)(scratch->of_part[part.id] + part.weight);
        if (part.word == head)
            scratch->of_head[part.id] = (uint16_t)(scratch->of_head[part.id] + part.weight);
    }
    return unseen;
}

/* Each part's share in the likeliness of the text and in that of its head. */
static void give_voices(struct search_scratch *scratch)
{
    uint64_t text = 0, head = 0;
    for (size_t i = 0; i < scratch->asked_count; i++) {
        text += scratch->asked[i].times;
        head += scratch->of_head[scratch->asked[i].part];
    }
    for (size_t i = 0; i < scratch->asked_count; i++) {
        struct asked *asked = &scratch->asked[i];
        uint64_t of_head = scratch->of_head[asked->part];
        uint64_t voice = asked->times * (uint64_t)(LIKELY_SHARE * VOICE_UNIT) / text;
        voice += head == 0 ? 0 : of_head * (uint64_t)(HEAD_SHARE * VOICE_UNIT) / head;
        asked->voice = (uint32_t)voice;
        scratch->of_head[asked->part] = 0;
    }
}

static void weigh_asked(const struct index *index, struct search_scratch *scratch, uint64_t unseen)
{
    uint64_t square = unseen;
    for (size_t i = 0; i < scratch->asked_count; i++) {
        struct asked *asked = &scratch->asked[i];
        asked->times = scratch->of_part[asked->part];
        asked->weight = asked->times * index->rarities[asked->part];
        square += (uint64_t)asked->weight * asked->weight;
    }
    uint64_t length = index_root(square);
    for (size_t i = 0; i < scratch->asked_count; i++) {
        struct asked *asked = &scratch->asked[i];
        uint64_t scaled = length == 0 ? 0 : ((uint64_t)asked->weight << QUERY_BITS) / length;
        asked->weight = scaled == 0 ? 1 : (uint32_t)scaled;
        scratch->of_part[asked->part] = (uint16_t)asked->weight;
    }
    qsort(scratch->asked, scratch->asked_count, sizeof scratch->asked[0], compare_asked);
}

/* ---- labels that share the rarest parts, then those closest among them */

static void sum_postings(const struct index *index, struct search_scratch *scratch,
                         const struct asked *asked)
{
    uint16_t *sums = scratch->sums;
    uint32_t *touched = scratch->touched, weight = asked->weight;
    size_t touched_count = scratch->touched_count;
    const uint32_t *at = index->postings + index->posting_starts[asked->part];
    const uint32_t *end = index->postings + index->posting_starts[asked->part + 1];
    const uint32_t mask = (1u << WEIGHT_BITS) - 1;
    for (; at < end; at++) {
        uint32_t label = *at >> WEIGHT_BITS;
        uint32_t product = weight * (*at & mask) >> (QUERY_BITS + WEIGHT_BITS - SUM_BITS);
        touched[touched_count] = label; /* kept only when it is new */
        touched_count += sums[label] == 0;
        sums[label] = (uint16_t)(sums[label] + (product | 1));
    }
    scratch->touched_count = touched_count;
}

static void sum_rarest(const struct index *index, struct search_scratch *scratch,
                       size_t postings_max)
{
    size_t spent = 0;
    scratch->touched_count = 0;
    for (size_t i = 0; i < scratch->asked_count; i++) {
        spent += scratch->asked[i].postings;
        if (spent > postings_max && i > 0)
            return;
        sum_postings(index, scratch, &scratch->asked[i]);
    }
}

/* The least sum that keeps about close_max labels, found by counting in buckets. */
static unsigned close_bucket(const struct search_scratch *scratch, unsigned shift, size_t close_max)
{
    uint32_t counts[BUCKETS] = {0};
    for (size_t i = 0; i < scratch->touched_count; i++) {
        uint32_t bucket = scratch->sums[scratch->touched[i]] >> shift;
        counts[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
    }
    size_t kept = 0;
    unsigned bucket = BUCKETS;
    while (bucket > 0 && kept + counts[bucket - 1] <= close_max)
        kept += counts[--bucket];
    return bucket == BUCKETS ? BUCKETS - 1 : bucket;
}

static uint32_t cosine_of(const struct index *index, const struct search_scratch *scratch,
                          uint32_t label)
{
    uint64_t sum = 0;
    const uint32_t mask = (1u << FINE_BITS) - 1;
    for (uint32_t at = index->label_starts[label]; at < index->label_starts[label + 1]; at++) {
        uint32_t packed = index->label_parts[at];
        sum += (uint64_t)scratch->of_part[packed >> FINE_BITS] * (packed & mask);
    }
    uint64_t cosine = sum * COSINE_ONE >> (QUERY_BITS + FINE_BITS);
    return cosine > COSINE_ONE ? COSINE_ONE : (uint32_t)cosine;
}

static bool is_closer(struct close_label a, struct close_label b)
{
    return a.cosine != b.cosine ? a.cosine > b.cosine : a.label < b.label;
}

/* Shell's sort: qsort's calls took a tenth of a search. */
static void sort_close(struct close_label *items, size_t count)
{
    static const size_t gaps[] = {23, 10, 4, 1};
    for (size_t g = 0; g < sizeof gaps / sizeof gaps[0]; g++)
        for (size_t i = gaps[g]; i < count; i++) {
            struct close_label item = items[i];
            size_t at = i;
            for (; at >= gaps[g] && is_closer(item, items[at - gaps[g]]); at -= gaps[g])
                items[at] = items[at - gaps[g]];
            items[at] = item;
        }
}

/* Labels lie far apart in memory: the next ones are asked for while one is looked at. */
#define PREFETCHED 4

static void find_close(const struct index *index, struct search_scratch *scratch,
                       const uint8_t tongue_weights[TONGUE_COUNT], size_t close_max)
{
    const unsigned shift = SUM_BITS - 10;
    unsigned least = close_bucket(scratch, shift, close_max);
    size_t count = 0;
    for (size_t i = 0; i < scratch->touched_count && count < close_max; i++)
        if ((unsigned)scratch->sums[scratch->touched[i]] >> shift >= least)
            scratch->close[count++].label = scratch->touched[i];
    for (size_t i = 0; i < count; i++) {
        struct close_label *close = &scratch->close[i];
        if (i + PREFETCHED < count)
            __builtin_prefetch(index->label_parts +
                               index->label_starts[scratch->close[i + PREFETCHED].label]);
        close->cosine = cosine_of(index, scratch, close->label) *
                        tongue_weights[index->labels[close->label].tongue] / 100;
    }
    scratch->close_count = count;
    sort_close(scratch->close, count);
}

/* ---- from labels to concepts */

static void add_likeness(const struct index *index, struct search_scratch *scratch)
{
    memset(scratch->likeness, 0, index->node_count * sizeof *scratch->likeness);
    for (size_t i = 0; i < scratch->asked_count; i++) {
        const struct asked *asked = &scratch->asked[i];
        const uint32_t *at = index->likelies + index->likely_starts[asked->part];
        const uint32_t *end = index->likelies + index->likely_starts[asked->part + 1];
        for (; at < end; at++)
            scratch->likeness[*at >> 16] += asked->voice * (*at & UINT16_MAX);
    }
}

/* The greatest sum of votes of a concept: the cubes of its labels' cosines. */
static uint32_t count_votes(const struct index *index, struct search_scratch *scratch)
{
    uint32_t most = 1;
    for (size_t i = 0; i < scratch->close_count && i < VOTERS_MAX; i++) {
        uint64_t cosine = scratch->close[i].cosine;
        uint32_t *votes = &scratch->votes[index->labels[scratch->close[i].label].node];
        *votes += (uint32_t)(cosine * cosine * cosine / 1000000);
        most = *votes > most ? *votes : most;
    }
    return most;
}

/* What speaks for the node, in 1/10000 of a cosine; 0 or less the less likely. */
static int32_t likely_points(const struct index *index, const struct search_scratch *scratch,
                             node_id node)
{
    int64_t points = scratch->likeness[node] / VOICE_UNIT;
    points -= (int64_t)index->unlikely[node] * UNLIKELY_SHARE;
    return (int32_t)(points * LN2_IN_1000 / 1000 / LIKELY_UNIT);
}

static bool is_hit(const struct hits *hits, node_id node)
{
    for (size_t i = 0; i < hits->count; i++)
        if (hits->items[i].node == node)
            return true;
    return false;
}

static int compare_hits(const void *left, const void *right)
{
    const struct hit *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (int)a->node - (int)b->node;
}

static void rank(const struct index *index, struct search_scratch *scratch, struct hits *ret_hits)
{
    uint32_t most = count_votes(index, scratch);
    int32_t likeliest = INT32_MIN;
    if (!index->by_label)
        add_likeness(index, scratch);
    ret_hits->count = 0;
    for (size_t i = 0; i < scratch->close_count && ret_hits->count < HITS_MAX; i++) {
        const struct index_label *label = &index->labels[scratch->close[i].label];
        uint32_t cosine = scratch->close[i].cosine;
        if (cosine == 0 || (!index->by_label && is_hit(ret_hits, label->node)))
            continue;
        int32_t votes = (int32_t)((uint64_t)scratch->votes[label->node] * VOTE_SHARE / most);
        int32_t likely = likely_points(index, scratch, label->node);
        if (index->by_label)
            votes = likely = 0;
        likeliest = likely > likeliest ? likely : likeliest;
        ret_hits->items[ret_hits->count++] = (struct hit){
            .node = label->node,
            .tongue = label->tongue,
            .cosine = (uint16_t)cosine,
            .score = (int32_t)cosine + votes + likely,
            .label = label->text,
        };
    }
    for (size_t i = 0; i < ret_hits->count; i++) /* so that scores of two indexes compare */
        ret_hits->items[i].score -= likeliest;
    qsort(ret_hits->items, ret_hits->count, sizeof ret_hits->items[0], compare_hits);
    for (size_t i = 0; i < scratch->close_count; i++)
        scratch->votes[index->labels[scratch->close[i].label].node] = 0;
}

void search_index(const struct index *index, struct search_scratch *scratch, const char *folded,
                  size_t size, const uint8_t tongue_weights[TONGUE_COUNT], struct effort effort,
                  struct hits *ret_hits)
{
    assert(effort.close_max <= SEARCH_CLOSE_MAX);
    words_cut(folded, size, index->family, &scratch->words);
    parts_find(&index->numbering, &scratch->words, index->family, &scratch->parts);
    weigh_asked(index, scratch, collect_asked(index, scratch));
    give_voices(scratch);
    sum_rarest(index, scratch, effort.postings_max);
    find_close(index, scratch, tongue_weights, effort.close_max);
    rank(index, scratch, ret_hits);
    for (size_t i = 0; i < scratch->touched_count; i++)
        scratch->sums[scratch->touched[i]] = 0;
    for (size_t i = 0; i < scratch->asked_count; i++)
        scratch->of_part[scratch->asked[i].part] = 0;
}
