#include "api/files/files_seeds.h"
#include "api/handlers.h"
#include "api/replies.h"
#include "api/request.h"
#include "api/service.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/fold.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_SIZE_MAX ((size_t)500)
#define FOLDED_SIZE    (LABEL_SIZE_MAX * FOLD_GROWTH + 1)

/* How well a concept fits what is looked for; the least is the best. */
enum fit { FIT_CODE, FIT_WHOLE, FIT_START, FIT_WORD, FIT_PART, FIT_NONE };

struct match {
    enum fit fit;
    uint32_t population; /* of a city; larger ones first */
    node_id node;
};

struct concept_search {
    const struct taxonomy *taxonomy;
    enum label_language language;
    const char *code;   /* as typed, NULL: roots are looked for */
    const char *wanted; /* folded */
    struct match *matches;
    size_t count;
};

static enum fit fit_label(const char *label, const char *wanted)
{
    const char *found = strstr(label, wanted);
    if (found == label)
        return label[strlen(wanted)] == '\0' ? FIT_WHOLE : FIT_START;
    while (found != NULL && found[-1] != ' ')
        found = strstr(found + 1, wanted);
    if (found != NULL)
        return FIT_WORD;
    return strstr(label, wanted) != NULL ? FIT_PART : FIT_NONE;
}

static enum fit fit_node(const struct concept_search *search, node_id node,
                         char folded[FOLDED_SIZE])
{
    if (search->code == NULL)
        return taxonomy_depth(search->taxonomy, node) == 1 ? FIT_WHOLE : FIT_NONE;
    const char *code = taxonomy_code(search->taxonomy, node);
    size_t size = strlen(search->code);
    if (strncasecmp(code, search->code, size) == 0)
        return code[size] == '\0' ? FIT_CODE : FIT_START;
    const char *label = taxonomy_label(search->taxonomy, node, search->language);
    if (search->wanted[0] == '\0' || strlen(label) > LABEL_SIZE_MAX)
        return FIT_NONE;
    (void)fold_plain(label, strlen(label), folded);
    return fit_label(folded, search->wanted);
}

static int by_fit(const void *a, const void *b)
{
    const struct match *left = a;
    const struct match *right = b;
    if (left->fit != right->fit)
        return left->fit < right->fit ? -1 : 1;
    if (left->population != right->population)
        return left->population > right->population ? -1 : 1;
    return (left->node > right->node) - (left->node < right->node);
}

static void find_matches(struct concept_search *search)
{
    char folded[FOLDED_SIZE];
    size_t count = taxonomy_count(search->taxonomy);
    for (size_t i = 1; i <= count; i++) {
        node_id node = (node_id)i;
        struct place_point point = {0};
        enum fit fit = fit_node(search, node, folded);
        if (fit == FIT_NONE)
            continue;
        (void)taxonomy_point(search->taxonomy, node, &point);
        search->matches[search->count++] = (struct match){fit, point.population, node};
    }
    qsort(search->matches, search->count, sizeof search->matches[0], by_fit);
}

static struct concept_item item_of(const struct concept_search *search, node_id node)
{
    const struct taxonomy *taxonomy = search->taxonomy;
    node_id parent = taxonomy_parent(taxonomy, node);
    return (struct concept_item){
        .code = taxonomy_code(taxonomy, node),
        .label = taxonomy_label(taxonomy, node, search->language),
        .parent = parent == NODE_NONE ? NULL : taxonomy_code(taxonomy, parent),
        .depth = (int32_t)taxonomy_depth(taxonomy, node),
    };
}

static enum status write_matches(struct request *request, const struct concept_search *search)
{
    size_t limit = (size_t)request_int(request, "limit");
    size_t count = search->count < limit ? search->count : limit;
    struct concept_item *items = arena_array(request->arena, count, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++)
        items[i] = item_of(search, search->matches[i].node);
    struct concept_list list = {items, count};
    shape_to_json(&concept_list_shape, &list, 0, &request->reply.body);
    return STATUS_OK;
}

enum status handle_concepts(struct request *request)
{
    enum scheme scheme = SCHEME_ISCED;
    if (!scheme_find(request->params[0], &scheme))
        return STATUS_NOT_FOUND;
    struct concept_search search = {.taxonomy = request->service->seeds->taxonomies.of[scheme],
                                    .language = request_language(request),
                                    .code = request_text(request, "q")};
    size_t size = search.code == NULL ? 0 : strlen(search.code);
    char *wanted = arena_alloc(request->arena, size * FOLD_GROWTH + 1);
    search.matches =
        arena_array(request->arena, taxonomy_count(search.taxonomy), sizeof *search.matches);
    if (wanted == NULL || search.matches == NULL)
        return STATUS_MEMORY;
    (void)fold_plain(size == 0 ? "" : search.code, size, wanted);
    search.wanted = wanted;
    find_matches(&search);
    return write_matches(request, &search);
}

enum status handle_readings(struct request *request)
{
    const struct seeds *seeds = request->service->seeds;
    struct reading_candidate candidates[READING_CANDIDATES_MAX];
    size_t count = 0;
    enum scheme scheme = SCHEME_ISCED;
    const char *text = request_text(request, "text");
    if (!scheme_find(request_text(request, "scheme"), &scheme))
        return STATUS_BROKEN; /* the query was checked */
    enum status status = reader_read(seeds->reader, scheme, request_text(request, "lang"), text,
                                     (size_t)request_int(request, "limit"), candidates, &count);
    struct reading_item *items = arena_array(request->arena, count, sizeof *items);
    if (status != STATUS_OK || items == NULL)
        return status != STATUS_OK ? status : STATUS_MEMORY;
    const struct taxonomy *taxonomy = seeds->taxonomies.of[scheme];
    for (size_t i = 0; i < count; i++)
        items[i] = (struct reading_item){
            .code = taxonomy_code(taxonomy, candidates[i].node),
            .label = taxonomy_label(taxonomy, candidates[i].node, request_language(request)),
            .confidence = candidates[i].confidence,
            .evidence = reading_evidence_word(candidates[i].evidence),
            .matched = candidates[i].matched};
    struct reading_list list = {text, items, count};
    shape_to_json(&reading_list_shape, &list, 0, &request->reply.body);
    return STATUS_OK;
}
