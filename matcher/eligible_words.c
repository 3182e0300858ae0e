#include "matcher/eligible.h"

#include "scoring/base/arena.h"
#include "scoring/phrases.h"

#include <assert.h>

enum sentence {
#define PHRASE(name, ...)           SENTENCE_##name,
#define PHRASE_OF(about, name, ...) SENTENCE_##name,
#include "matcher/eligible_phrases.h"
#undef PHRASE_OF
#undef PHRASE
    SENTENCE_COUNT
};

static const struct phrase_texts sentences[SENTENCE_COUNT] = {
#define PHRASE_LIST "matcher/eligible_phrases.h"
#include "scoring/phrases_table.h"
};

_Static_assert((int)SENTENCE_SELF + 1 == (int)INELIGIBLE_SELF &&
                   (int)SENTENCE_FILTER_REMOTE + 1 == (int)INELIGIBLE_FILTER_REMOTE,
               "sentences stand in the order of INELIGIBILITIES");

static const char *const words[INELIGIBILITY_COUNT] = {
#define INELIGIBILITY_WORD(name, word) word,
    INELIGIBILITIES(INELIGIBILITY_WORD)
#undef INELIGIBILITY_WORD
};

const char *ineligibility_word(enum ineligibility ineligibility)
{
    assert(ineligibility < INELIGIBILITY_COUNT);
    return words[ineligibility];
}

struct writing {
    const struct taxonomies *taxonomies;
    struct audience audience;
    struct arena *arena;
};

static const char *fill(const struct writing *writing, enum sentence sentence, const char *first,
                        const char *second)
{
    return phrase_fill(writing->arena, phrase_for(&sentences[sentence], writing->audience),
                       (const char *const[PHRASE_ARGUMENTS_MAX]){first, second});
}

static const char *unread(const struct writing *writing, const struct reading *reading)
{
    return fill(writing, SENTENCE_ASK_UNREAD, reading->text == NULL ? "" : reading->text, NULL);
}

static const char *field_name(const struct writing *writing, const struct reading *field)
{
    const struct taxonomy *taxonomy = writing->taxonomies->of[SCHEME_ISCED];
    if (field->node == NODE_NONE)
        return unread(writing, field);
    const char *label =
        phrase_label(writing->arena, writing->audience.language,
                     taxonomy_label(taxonomy, field->node, writing->audience.language));
    return label == NULL
               ? NULL
               : arena_printf(writing->arena, "%s %s", taxonomy_code(taxonomy, field->node), label);
}

static const char *skill_name(const struct writing *writing, const struct language_skill *skill)
{
    if (skill->language.node == NODE_NONE)
        return unread(writing, &skill->language);
    const char *name = taxonomy_label(writing->taxonomies->of[SCHEME_LANGUAGE],
                                      skill->language.node, writing->audience.language);
    if (skill->level == LEVEL_UNKNOWN)
        return name;
    if (skill->level == LEVEL_NATIVE)
        return fill(writing, SENTENCE_ASK_NATIVE, name, NULL);
    return fill(writing, SENTENCE_ASK_LEVEL, name, level_words[skill->level]);
}

/* "a", "a or b", "a or b or c". */
static const char *add_name(const struct writing *writing, const char *names, size_t index,
                            const char *name)
{
    return index == 0 ? name : fill(writing, SENTENCE_ASK_OR, names, name);
}

static const char *asked(const struct writing *writing, enum ineligibility reason,
                         const struct conditions *conditions)
{
    const char *names = "";
    if (reason == INELIGIBLE_CONDITION_FIELD)
        for (size_t i = 0; i < conditions->fields_count; i++)
            names = add_name(writing, names, i, field_name(writing, &conditions->fields[i]));
    if (reason == INELIGIBLE_CONDITION_LANGUAGE)
        for (size_t i = 0; i < conditions->languages_count; i++)
            names = add_name(writing, names, i, skill_name(writing, &conditions->languages[i]));
    return names;
}

const char *eligibility_sentence(const struct taxonomies *taxonomies, enum ineligibility reason,
                                 const struct person *alumnus, struct audience audience,
                                 struct arena *arena)
{
    assert(reason > INELIGIBLE_NONE && reason < INELIGIBILITY_COUNT);
    struct writing writing = {taxonomies, audience, arena};
    return fill(&writing, (enum sentence)(reason - 1),
                asked(&writing, reason, &alumnus->conditions), NULL);
}
