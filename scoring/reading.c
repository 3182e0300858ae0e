#include "scoring/reading_inner.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/fold.h"
#include "scoring/tsv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const evidence_words[] = {
#define EVIDENCE_WORD(name, word) [READING_##name] = word,
    READING_EVIDENCES(EVIDENCE_WORD)
#undef EVIDENCE_WORD
};

const char *reading_evidence_word(enum reading_evidence evidence)
{
    assert(evidence < READING_EVIDENCE_COUNT);
    return evidence_words[evidence];
}

/* ---- birth */

static enum status add_official(struct reader *reader, enum scheme scheme, const char *text,
                                node_id node, enum tongue tongue)
{
    return labels_add(&reader->schemes[scheme].labels, reader->arena, false, text, strlen(text),
                      node, LABEL_KIND_OFFICIAL, tongue);
}

static enum status add_concept(struct reader *reader, enum scheme scheme, node_id node)
{
    const struct taxonomy *taxonomy = reader->taxonomies->of[scheme];
    for (int i = 0; i < LABEL_LANGUAGE_COUNT; i++) {
        enum label_language language = (enum label_language)i;
        if (!taxonomy_has_label(taxonomy, node, language))
            continue;
        enum status status = add_official(reader, scheme, taxonomy_label(taxonomy, node, language),
                                          node, tongue_of(label_language_code(language), 2));
        if (status != STATUS_OK)
            return status;
    }
    const char *name = taxonomy_name(taxonomy, node);
    return name == NULL ? STATUS_OK : add_official(reader, scheme, name, node, TONGUE_OTHER);
}

static enum status add_concepts(struct reader *reader, enum scheme scheme)
{
    const struct taxonomy *taxonomy = reader->taxonomies->of[scheme];
    unsigned *deepest = &reader->schemes[scheme].deepest;
    for (size_t i = 1; i <= taxonomy_count(taxonomy); i++) {
        unsigned depth = taxonomy_depth(taxonomy, (node_id)i);
        *deepest = depth > *deepest ? depth : *deepest;
        enum status status = add_concept(reader, scheme, (node_id)i);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status reader_new(const struct taxonomies *taxonomies, struct reader **ret_reader)
{
    struct reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return STATUS_MEMORY;
    reader->taxonomies = taxonomies;
    reader->pool = calloc(1, sizeof *reader->pool);
    if (reader->pool == NULL || arena_new(0, &reader->arena) != STATUS_OK ||
        rules_new(&reader->rules) != STATUS_OK) {
        reader_free(reader);
        return STATUS_MEMORY;
    }
    *ret_reader = reader;
    return STATUS_OK;
}

static void scratch_free(struct reader_scratch *scratch)
{
    if (scratch == NULL)
        return;
    search_scratch_free(scratch->search);
    rules_scratch_free(scratch->rules);
    free(scratch);
}

void reader_free(struct reader *reader)
{
    if (reader == NULL)
        return;
    for (size_t i = 0; i < SCHEME_COUNT; i++) {
        labels_free(&reader->schemes[i].labels);
        labels_free(&reader->schemes[i].nothings);
        free(reader->schemes[i].indexed);
        for (size_t family = 0; family < FAMILY_COUNT; family++)
            index_free(reader->schemes[i].indexes[family]);
    }
    for (size_t i = 0; reader->pool != NULL && i < POOL_SIZE; i++)
        scratch_free(atomic_load(&reader->pool->idle[i]));
    free(reader->pool);
    rules_free(reader->rules);
    arena_free(reader->arena);
    free(reader);
}

/* ---- adding */

static enum status check_row(const struct reader *reader, enum scheme scheme, const struct tsv *tsv,
                             struct faults *faults, node_id *ret_node)
{
    if (tsv->count != 3)
        return fault_add(faults, tsv->line, "", "cell_count",
                         "%zu cells where `code language label` are 3", tsv->count);
    struct tsv_cell code = tsv->cells[0], label = tsv->cells[2];
    node_id node = taxonomy_find(reader->taxonomies->of[scheme], code.bytes, code.size);
    if (node == NODE_NONE)
        return fault_add(faults, tsv->line, "code", "unknown_code", "\"%.*s\" is no code of %s",
                         (int)code.size, code.bytes, scheme_word(scheme));
    if (text_utf8_fault(label.bytes, label.size) != label.size)
        return fault_add(faults, tsv->line, "label", "not_utf8", "the label is not UTF-8");
    *ret_node = node;
    return STATUS_OK;
}

enum status reader_add_labels(struct reader *reader, enum scheme scheme, bool own,
                              const char *bytes, size_t size, struct faults *faults)
{
    enum status result = STATUS_OK;
    struct tsv tsv = tsv_start(bytes, size);
    while (tsv_next(&tsv)) {
        node_id node = NODE_NONE;
        if (tsv_cell_is(tsv.cells[0], "code"))
            continue;
        if (check_row(reader, scheme, &tsv, faults, &node) != STATUS_OK) {
            result = STATUS_INVALID;
            continue;
        }
        if (labels_add(&reader->schemes[scheme].labels, reader->arena, true, tsv.cells[2].bytes,
                       tsv.cells[2].size, node, own ? LABEL_KIND_OWN : LABEL_KIND_ADDED,
                       tongue_of(tsv.cells[1].bytes, tsv.cells[1].size)) != STATUS_OK)
            return STATUS_MEMORY;
        reader->schemes[scheme].wanted = true;
    }
    return result;
}

enum status reader_add_rules(struct reader *reader, const char *bytes, size_t size,
                             struct faults *faults)
{
    return rules_add(reader->rules, bytes, size, faults);
}

static enum status check_nothing(const struct tsv *tsv, struct faults *faults, bool *ret_any,
                                 enum scheme *ret_scheme)
{
    char word[16] = "";
    struct tsv_cell scheme = tsv->cells[0], language = tsv->cells[1], label = tsv->cells[2];
    if (tsv->count != 3)
        return fault_add(faults, tsv->line, "", "cell_count",
                         "%zu cells where `scheme language label` are 3", tsv->count);
    if (scheme.size < sizeof word)
        memcpy(word, scheme.bytes, scheme.size);
    *ret_any = tsv_cell_is(scheme, "*");
    if (!*ret_any && !scheme_find(word, ret_scheme))
        return fault_add(faults, tsv->line, "scheme", "unknown_scheme",
                         "\"%.*s\" is no scheme and not *", (int)scheme.size, scheme.bytes);
    if (tongue_of(language.bytes, language.size) == TONGUE_OTHER && !tsv_cell_is(language, "*"))
        return fault_add(faults, tsv->line, "language", "unknown_language",
                         "\"%.*s\" is no language of Kring and not *", (int)language.size,
                         language.bytes);
    if (text_utf8_fault(label.bytes, label.size) != label.size)
        return fault_add(faults, tsv->line, "label", "not_utf8", "the label is not UTF-8");
    return STATUS_OK;
}

enum status reader_add_nothings(struct reader *reader, const char *bytes, size_t size,
                                struct faults *faults)
{
    enum status result = STATUS_OK;
    struct tsv tsv = tsv_start(bytes, size);
    while (tsv_next(&tsv)) {
        bool any = false;
        enum scheme scheme = SCHEME_ISCED;
        struct tsv_cell language = tsv.cells[1], label = tsv.cells[2];
        if (tsv_cell_is(tsv.cells[0], "scheme"))
            continue;
        if (check_nothing(&tsv, faults, &any, &scheme) != STATUS_OK) {
            result = STATUS_INVALID;
            continue;
        }
        for (size_t i = 0; i < SCHEME_COUNT; i++)
            if ((any || i == scheme) &&
                labels_add(&reader->schemes[i].nothings, reader->arena, true, label.bytes,
                           label.size, NODE_NONE, LABEL_KIND_OWN,
                           tongue_of(language.bytes, language.size)) != STATUS_OK)
                return STATUS_MEMORY;
    }
    return result;
}

/* ---- finishing */

/* Names of places and languages know no borders: they are searched as one family. */
bool scheme_is_pooled(enum scheme scheme)
{
    return scheme == SCHEME_PLACE || scheme == SCHEME_LANGUAGE;
}

enum family scheme_family(enum scheme scheme, enum tongue tongue)
{
    return scheme_is_pooled(scheme) ? FAMILY_OTHER : tongue_family(tongue);
}

static enum status build_index(struct reader *reader, enum scheme scheme, enum family family,
                               struct index_label *indexed, size_t *count)
{
    struct scheme_labels *all = &reader->schemes[scheme];
    size_t start = *count, nodes = taxonomy_count(reader->taxonomies->of[scheme]) + 1;
    for (size_t i = 0; i < all->labels.count; i++) {
        const struct label *label = &all->labels.items[i];
        if (scheme_family(scheme, (enum tongue)label->tongue) != family)
            continue;
        indexed[(*count)++] = (struct index_label){.text = label->text,
                                                   .folded = label->folded,
                                                   .node = label->node,
                                                   .folded_size = label->folded_size,
                                                   .tongue = label->tongue};
    }
    if (*count == start)
        return STATUS_OK;
    enum status status =
        index_new(family, indexed + start, *count - start, nodes, &all->indexes[family]);
    if (status == STATUS_OK)
        all->indexes[family]->by_label = scheme_is_pooled(scheme);
    return status;
}

static enum status finish_scheme(struct reader *reader, enum scheme scheme)
{
    struct scheme_labels *all = &reader->schemes[scheme];
    enum status status = add_concepts(reader, scheme);
    if (status == STATUS_OK)
        status = labels_finish(&all->labels);
    if (status != STATUS_OK || all->labels.count == 0)
        return status;
    size_t count = 0;
    all->indexed = calloc(all->labels.count, sizeof *all->indexed);
    if (all->indexed == NULL)
        return STATUS_MEMORY;
    for (int family = 0; family < FAMILY_COUNT && status == STATUS_OK; family++)
        status = build_index(reader, scheme, (enum family)family, all->indexed, &count);
    return status;
}

enum status reader_finish(struct reader *reader)
{
    bool any = false;
    for (size_t i = 0; i < SCHEME_COUNT; i++)
        any = any || reader->schemes[i].wanted;
    for (size_t i = 0; i < SCHEME_COUNT; i++) {
        if (reader->taxonomies->of[i] == NULL || (any && !reader->schemes[i].wanted))
            continue;
        enum status status = labels_finish(&reader->schemes[i].nothings);
        if (status == STATUS_OK)
            status = finish_scheme(reader, (enum scheme)i);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* ---- scratch: lent by a pool, so that a read allocates only the first time a thread comes */

static enum status scratch_new(const struct reader *reader, struct reader_scratch **ret_scratch)
{
    const size_t count = (size_t)SCHEME_COUNT * FAMILY_COUNT;
    struct index *all[SCHEME_COUNT * FAMILY_COUNT];
    for (size_t i = 0; i < count; i++)
        all[i] = reader->schemes[i / FAMILY_COUNT].indexes[i % FAMILY_COUNT];
    struct reader_scratch *scratch = calloc(1, sizeof *scratch);
    if (scratch == NULL)
        return STATUS_MEMORY;
    if (search_scratch_new(all, count, &scratch->search) != STATUS_OK ||
        rules_scratch_new(&scratch->rules) != STATUS_OK) {
        scratch_free(scratch);
        return STATUS_MEMORY;
    }
    *ret_scratch = scratch;
    return STATUS_OK;
}

static enum status borrow(const struct reader *reader, struct reader_scratch **ret_scratch)
{
    for (size_t i = 0; i < POOL_SIZE; i++) {
        struct reader_scratch *scratch = atomic_exchange(&reader->pool->idle[i], NULL);
        if (scratch != NULL) {
            *ret_scratch = scratch;
            return STATUS_OK;
        }
    }
    return scratch_new(reader, ret_scratch);
}

static void give_back(const struct reader *reader, struct reader_scratch *scratch)
{
    for (size_t i = 0; i < POOL_SIZE; i++) {
        struct reader_scratch *none = NULL;
        if (atomic_compare_exchange_strong(&reader->pool->idle[i], &none, scratch))
            return;
    }
    scratch_free(scratch);
}

/* ---- reading */

/* The country of a tag such as "nl-BE". */
static node_id country_of(const struct reader *reader, enum scheme scheme, const char *language)
{
    if (scheme != SCHEME_PLACE || language == NULL || strlen(language) != 5)
        return NODE_NONE;
    return taxonomy_find(reader->taxonomies->of[scheme], language + 3, 2);
}

enum status reader_read(const struct reader *reader, enum scheme scheme, const char *language,
                        const char *text, size_t max, struct reading_candidate *ret_candidates,
                        size_t *ret_count)
{
    size_t size = strlen(text);
    text_trim(&text, &size);
    if (size > READING_TEXT_SIZE_MAX)
        return STATUS_TOO_LARGE;
    if (size == 0 || max == 0 || text_utf8_fault(text, size) != size) {
        *ret_count = 0;
        return STATUS_OK;
    }
    struct reader_scratch *scratch = NULL;
    enum status status = borrow(reader, &scratch);
    if (status != STATUS_OK)
        return status;
    struct look look = {
        .reader = reader,
        .scratch = scratch,
        .scheme = scheme,
        .tongue = tongue_of(language, language == NULL ? 0 : strlen(language)),
        .max = max < READING_CANDIDATES_MAX ? max : READING_CANDIDATES_MAX,
    };
    look.country = country_of(reader, scheme, language);
    look_up(&look, text, size);
    memcpy(ret_candidates, look.found, look.count * sizeof look.found[0]);
    *ret_count = look.count;
    give_back(reader, scratch);
    return STATUS_OK;
}
