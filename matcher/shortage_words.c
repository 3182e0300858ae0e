#include "matcher/shortage.h"

#include "scoring/base/arena.h"
#include "scoring/phrases.h"

#include <inttypes.h>

enum sentence {
#define PHRASE(name, ...) SENTENCE_##name,
#include "matcher/shortage_phrases.h"
#undef PHRASE
    SENTENCE_COUNT
};

static const struct phrase_texts sentences[SENTENCE_COUNT] = {
#define PHRASE_LIST "matcher/shortage_phrases.h"
#include "scoring/phrases_table.h"
};

static const char *template_of(enum sentence sentence, enum label_language language)
{
    return phrase_for(&sentences[sentence], (struct audience){language, VOICE_STAFF});
}

/* Fields stand with a small letter; languages and places as each language writes them. */
static const char *value_label(const struct taxonomies *taxonomies, enum shortage_kind kind,
                               node_id node, enum label_language language, struct arena *arena)
{
    const char *label = taxonomy_label(taxonomies->of[shortage_scheme(kind)], node, language);
    return kind == SHORTAGE_FIELD ? phrase_label(arena, language, label) : label;
}

const char *shortage_name(const struct taxonomies *taxonomies, const struct shortage *shortage,
                          enum label_language language, struct arena *arena)
{
    const char *name =
        shortage->field_unknown ? template_of(SENTENCE_FIELD_UNKNOWN, language) : NULL;
    for (enum shortage_kind kind = 0; kind < SHORTAGE_KIND_COUNT; kind++) {
        node_id node = shortage->values[kind].node;
        if (node == NODE_NONE)
            continue;
        const char *label = value_label(taxonomies, kind, node, language, arena);
        if (name != NULL)
            label = phrase_fill(arena, template_of(SENTENCE_LIST, language),
                                (const char *const[PHRASE_ARGUMENTS_MAX]){name, label});
        if (label == NULL)
            return NULL;
        name = label;
    }
    return name != NULL ? name : template_of(SENTENCE_MIXED, language);
}

const char *shortage_sentence(const struct taxonomies *taxonomies, const struct shortage *shortage,
                              enum label_language language, struct arena *arena)
{
    return phrase_fill(arena, template_of(SENTENCE_SHORT, language),
                       (const char *const[PHRASE_ARGUMENTS_MAX]){
                           arena_printf(arena, "%zu", shortage->group.students_count),
                           arena_printf(arena, "%" PRId64, shortage->group.seats),
                           arena_printf(arena, "%" PRId64, shortage->short_of),
                           shortage_name(taxonomies, shortage, language, arena)});
}
