/* Names of places and of languages: short, exact, and told with something beside them: "Gent,
 * België", "3000 Leuven (BE)", "Engels C1". */
#include "scoring/reading_inner.h"

#include "scoring/fold.h"

#include <limits.h>
#include <string.h>

#define CONFIDENCE_NAME   98 /* the name of one concept only */
#define CONFIDENCE_WITHIN 97 /* one of several, in the country or region named beside it */
#define CONFIDENCE_PART   88 /* the rest of the text said nothing */
/* misspelt in one way, or in two */
#define CONFIDENCE_MISSPELT       80
#define CONFIDENCE_MISSPELT_TWICE 65

#define NAME_SIZE_MAX ((size_t)60) /* of names that may be misspelt */

/* What a country and a region weigh among cities of the same name, in people. */
#define COUNTRY_WEIGHT UINT32_MAX
#define REGION_WEIGHT  300000u

#define NAMES_MAX  64
#define SLICES_MAX 12

struct slice {
    const char *bytes;
    size_t size;
};

/* The concepts a slice of the text names. */
struct names {
    node_id nodes[NAMES_MAX];
    const char *labels[NAMES_MAX];
    size_t count;
};

static const struct taxonomy *taxonomy_of(const struct look *look)
{
    return look->reader->taxonomies->of[look->scheme];
}

static void add_name(struct names *names, node_id node, const char *label)
{
    for (size_t i = 0; i < names->count; i++)
        if (names->nodes[i] == node)
            return;
    if (names->count == NAMES_MAX)
        return;
    names->nodes[names->count] = node;
    names->labels[names->count++] = label;
}

/* In names of two letters every mark counts: "as" is no Ås, nor "no" NÖ. */
static bool has_more_marks(const struct look *look, const struct label *label)
{
    return label->folded_size <= 2 && strlen(label->text) > look->text_size;
}

/* Concepts with a label equal to the slice; beside a name, codes of countries count too. */
static void find_names(const struct look *look, struct slice slice, bool codes,
                       struct names *ret_names)
{
    const struct labels *labels = &look->reader->schemes[look->scheme].labels;
    ret_names->count = 0;
    for (const struct label *label = labels_find(labels, slice.bytes, slice.size, NULL);
         label != NULL; label = labels_find(labels, slice.bytes, slice.size, label))
        if (!has_more_marks(look, label))
            add_name(ret_names, label->node, label->text);
    node_id node = codes ? taxonomy_find(taxonomy_of(look), slice.bytes, slice.size) : NODE_NONE;
    if (node != NODE_NONE && taxonomy_depth(taxonomy_of(look), node) == 1)
        add_name(ret_names, node, "");
}

/* ---- which of several concepts of one name */

/* Where the languages of Kring are written, and how much likelier a place there is meant than one
 * elsewhere, per head of its people: policy. A tag such as "nl-BE" says more. */
static const char *const home_countries[TONGUE_COUNT][4] = {
    [TONGUE_NL] = {"NL", "BE"},
    [TONGUE_SV] = {"SE", "FI"},
    [TONGUE_NB] = {"NO"},
    [TONGUE_DA] = {"DK"},
    [TONGUE_DE] = {"DE", "AT", "CH"},
    [TONGUE_FR] = {"FR", "BE", "CH", "LU"},
    [TONGUE_EN] = {"GB", "IE"},
};
#define HOME_FACTOR 10

static bool is_of_home(const struct look *look, node_id node)
{
    const struct taxonomy *taxonomy = taxonomy_of(look);
    for (size_t i = 0; i < 4 && home_countries[look->tongue][i] != NULL; i++) {
        node_id country = taxonomy_find(taxonomy, home_countries[look->tongue][i], 2);
        if (country != NODE_NONE && taxonomy_within(taxonomy, node, country))
            return true;
    }
    return false;
}

static uint32_t people_of(const struct look *look, const struct names *names, node_id node)
{
    const struct taxonomy *taxonomy = taxonomy_of(look);
    struct place_point point;
    if (look->scheme != SCHEME_PLACE)
        return 1;
    if (taxonomy_point(taxonomy, node, &point))
        return point.population + 1;
    if (taxonomy_depth(taxonomy, node) == 1)
        return COUNTRY_WEIGHT;
    for (size_t i = 0; i < names->count; i++) /* Utrecht is the city before the province */
        if (names->nodes[i] != node && taxonomy_within(taxonomy, names->nodes[i], node))
            return 1;
    return REGION_WEIGHT;
}

static uint64_t weight_of(const struct look *look, const struct names *names, node_id node)
{
    bool home = look->scheme == SCHEME_PLACE && is_of_home(look, node);
    return (uint64_t)people_of(look, names, node) * (home ? HOME_FACTOR : 1);
}

static bool is_in_country(const struct look *look, node_id node)
{
    return look->country != NODE_NONE && taxonomy_within(taxonomy_of(look), node, look->country);
}

static void swap_names(struct names *names, size_t a, size_t b)
{
    node_id node = names->nodes[a];
    const char *label = names->labels[a];
    names->nodes[a] = names->nodes[b];
    names->labels[a] = names->labels[b];
    names->nodes[b] = node;
    names->labels[b] = label;
}

/* Those in the hinted country first, then the heavier; equal ones by node. */
static bool goes_before(const struct look *look, const struct names *names, size_t a, size_t b)
{
    bool a_in = is_in_country(look, names->nodes[a]), b_in = is_in_country(look, names->nodes[b]);
    uint64_t a_weight = weight_of(look, names, names->nodes[a]);
    uint64_t b_weight = weight_of(look, names, names->nodes[b]);
    if (a_in != b_in)
        return a_in;
    return a_weight != b_weight ? a_weight > b_weight : names->nodes[a] < names->nodes[b];
}

static void add_names(struct look *look, struct names *names, int confidence)
{
    uint64_t total = 0;
    for (size_t i = 0; i < names->count; i++) {
        total += weight_of(look, names, names->nodes[i]);
        for (size_t j = i; j > 0 && goes_before(look, names, j, j - 1); j--)
            swap_names(names, j, j - 1);
    }
    for (size_t i = 0; i < names->count; i++) {
        uint64_t weight = weight_of(look, names, names->nodes[i]);
        int share = (int)((uint64_t)confidence * weight / total);
        if (i == 0 && share < confidence / 2)
            share = confidence / 2;
        look_add(look, names->nodes[i], share,
                 names->labels[i][0] == '\0' ? READING_CODE : READING_LABEL, names->labels[i]);
    }
}

/* Keeps the names that lie within one of the others. */
static bool keep_within(const struct look *look, struct names *names, const struct names *others)
{
    struct names kept = {.count = 0};
    for (size_t i = 0; i < names->count; i++)
        for (size_t j = 0; j < others->count; j++)
            if (names->nodes[i] != others->nodes[j] &&
                taxonomy_within(taxonomy_of(look), names->nodes[i], others->nodes[j])) {
                add_name(&kept, names->nodes[i], names->labels[i]);
                break;
            }
    if (kept.count > 0)
        *names = kept;
    return kept.count > 0;
}

/* ---- the ways a name is told */

static bool look_whole(struct look *look, struct slice text)
{
    struct names names;
    find_names(look, text, false, &names);
    add_names(look, &names, CONFIDENCE_NAME);
    return names.count > 0;
}

/* "a, b": a in b, or b in a. */
static bool look_pair(struct look *look, struct slice a, struct slice b)
{
    struct names left, right;
    find_names(look, a, true, &left);
    find_names(look, b, true, &right);
    if (left.count == 0 || right.count == 0)
        return false;
    struct names copy = left;
    if (keep_within(look, &left, &right)) {
        add_names(look, &left, CONFIDENCE_WITHIN);
        return true;
    }
    if (!keep_within(look, &right, &copy))
        return false;
    add_names(look, &right, CONFIDENCE_WITHIN);
    return true;
}

static size_t cut_slices(struct slice text, bool at_blanks, struct slice ret_slices[SLICES_MAX])
{
    size_t count = 0;
    for (size_t start = 0; start < text.size && count < SLICES_MAX;) {
        size_t end = start;
        while (end < text.size && text.bytes[end] != ',' && text.bytes[end] != '/' &&
               !(at_blanks && text.bytes[end] == ' '))
            end++;
        ret_slices[count++] = (struct slice){text.bytes + start, end - start};
        start = end + 1;
    }
    return count;
}

static bool has_digit(struct slice slice)
{
    for (size_t i = 0; i < slice.size; i++)
        if (slice.bytes[i] >= '0' && slice.bytes[i] <= '9')
            return true;
    return false;
}

static struct slice join(struct slice first, struct slice last)
{
    return (struct slice){first.bytes, (size_t)(last.bytes + last.size - first.bytes)};
}

/* Parts between marks: two that fit together, else the first that names something. */
static bool look_parts(struct look *look, struct slice text)
{
    struct slice parts[SLICES_MAX];
    size_t count = cut_slices(text, false, parts);
    for (size_t i = 0; look->scheme == SCHEME_PLACE && i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (look_pair(look, parts[i], parts[j]))
                return true;
    for (size_t i = 0; count > 1 && i < count; i++) {
        struct names names;
        find_names(look, parts[i], false, &names);
        add_names(look, &names, CONFIDENCE_PART);
        if (names.count > 0)
            return true;
    }
    return false;
}

/* Words without marks: a name and what it lies in ("Antwerpen België"), else the longest run of
 * words that names something ("3000 Leuven", "Engels C1", "native English"). */
static bool look_words(struct look *look, struct slice text)
{
    struct slice words[SLICES_MAX];
    size_t count = cut_slices(text, true, words);
    size_t from = 0;
    while (from < count && has_digit(words[from]))
        from++;
    for (size_t i = from + 1; look->scheme == SCHEME_PLACE && i < count; i++)
        if (look_pair(look, join(words[from], words[i - 1]), join(words[i], words[count - 1])))
            return true;
    for (size_t length = count; length-- > 1;)
        for (size_t i = 0; i + length <= count; i++) {
            struct slice run = join(words[i], words[i + length - 1]);
            struct names names;
            if (run.size < 4 && length < count && look->scheme == SCHEME_PLACE)
                continue; /* "de", "la", "Au": parts of other names */
            find_names(look, run, false, &names);
            add_names(look, &names, CONFIDENCE_PART);
            if (names.count > 0)
                return true;
        }
    return false;
}

/* ---- misspelt names */

static unsigned least_of(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* How many letters were left out, put in, changed or swapped with the next: Damerau's distance,
 * as optimal string alignment; bytes of folded text. Both at most NAME_SIZE_MAX. O(a × b). */
static unsigned misspellings(const char *a, size_t a_size, const char *b, size_t b_size)
{
    unsigned rows[3][NAME_SIZE_MAX + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_size; j++)
        last[j] = (unsigned)j;
    for (size_t i = 1; i <= a_size; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_size; j++) {
            row[j] =
                least_of(last[j - 1] + (a[i - 1] != b[j - 1]), least_of(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least_of(row[j], before[j - 2] + 1);
        }
        unsigned *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b_size];
}

/* How many are forgiven: none in the shortest names, which are all like one another. */
static unsigned forgiven(size_t size)
{
    return size < 5 ? 0 : size < 9 ? 1 : 2;
}

static unsigned distance_to(const char *folded, size_t size, const char *label)
{
    char other[NAME_SIZE_MAX * FOLD_GROWTH + 1];
    size_t label_size = strlen(label);
    if (size > NAME_SIZE_MAX || label_size > NAME_SIZE_MAX)
        return UINT_MAX;
    size_t other_size = fold_plain(label, label_size, other);
    if (other_size > NAME_SIZE_MAX)
        return UINT_MAX;
    return misspellings(folded, size, other, other_size);
}

/* Among the names that share most 3-grams, those with the fewest misspellings. */
static void look_misspelt(struct look *look, const char *folded, size_t size)
{
    unsigned least = forgiven(size);
    struct names names = {.count = 0};
    if (least == 0 || size > NAME_SIZE_MAX)
        return;
    search_all(look, folded, size);
    const struct hits *hits = &look->scratch->hits;
    for (size_t i = 0; i < hits->count; i++) {
        unsigned distance = distance_to(folded, size, hits->items[i].label);
        if (distance > least)
            continue;
        if (distance < least)
            names.count = 0;
        least = distance;
        add_name(&names, hits->items[i].node, hits->items[i].label);
    }
    add_names(look, &names, least < 2 ? CONFIDENCE_MISSPELT : CONFIDENCE_MISSPELT_TWICE);
    for (size_t i = 0; i < look->count; i++)
        look->found[i].evidence = READING_NGRAMS;
}

void look_up_name(struct look *look, const char *text, size_t size)
{
    struct reader_scratch *scratch = look->scratch;
    const char *changed = NULL;
    struct slice folded = {scratch->folded, fold_marked(text, size, scratch->folded)};
    if (look_whole(look, folded) || look_parts(look, folded))
        return;
    if (rules_apply(look->reader->rules, scratch->rules, look->scheme, look->tongue, text, size,
                    &changed, &size)) {
        folded = (struct slice){scratch->changed, fold_marked(changed, size, scratch->changed)};
        if (look_whole(look, folded) || look_parts(look, folded))
            return;
    }
    if (!look_words(look, folded))
        look_misspelt(look, folded.bytes, folded.size);
}
