#include "api/lead_words.h"

#include "scoring/base/arena.h"
#include "scoring/phrases.h"

#define NAMED_MAX 3 /* of what is looked for */

static const char *const this_lead[LABEL_LANGUAGE_COUNT] = {
    "deze stage: {1}",       "den här praktiken: {1}", "denne praksisplassen: {1}",
    "dieses Praktikum: {1}", "ce stage\u00a0: {1}",    "this internship: {1}"};
static const char *const not_told[LABEL_LANGUAGE_COUNT] = {
    "niet vermeld", "inte angivet", "ikke oppgitt", "nicht angegeben", "non précisé", "not told"};
static const char *const remotely[LABEL_LANGUAGE_COUNT] = {
    "op afstand", "på distans", "på avstand", "aus der Ferne", "à distance", "remote"};

struct naming {
    const struct taxonomies *taxonomies;
    struct audience audience;
    struct arena *arena;
    const char *text; /* so far; NULL: nothing */
    size_t count;
};

static void name_text(struct naming *naming, const char *label)
{
    if (naming->count++ < NAMED_MAX && label != NULL)
        naming->text = naming->text == NULL
                           ? label
                           : arena_printf(naming->arena, "%s, %s", naming->text, label);
}

static void name_node(struct naming *naming, enum scheme scheme, node_id node)
{
    if (node == NODE_NONE)
        return;
    enum label_language language = naming->audience.language;
    const char *label = taxonomy_label(naming->taxonomies->of[scheme], node, language);
    bool proper = scheme == SCHEME_PLACE;
    name_text(naming, proper ? label : phrase_label(naming->arena, language, label));
}

static void name_nodes(struct naming *naming, enum scheme scheme, const node_id *nodes,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        name_node(naming, scheme, nodes[i]);
}

static void name_language(struct naming *naming, node_id node, int32_t level)
{
    enum label_language language = naming->audience.language;
    const char *label = taxonomy_label(naming->taxonomies->of[SCHEME_LANGUAGE], node, language);
    bool known = level > LEVEL_UNKNOWN && level < LEVEL_NATIVE;
    if (node != NODE_NONE)
        name_text(naming, known ? arena_printf(naming->arena, "%s (%s)", label, level_words[level])
                                : label);
}

static void name_wish(struct naming *naming, enum criterion_id criterion, const struct wish *wish)
{
    switch (criterion) {
    case CRITERION_FIELD: name_nodes(naming, SCHEME_ISCED, wish->fields, wish->fields_count); break;
    case CRITERION_CAREER:
        name_nodes(naming, SCHEME_ISCO, wish->occupations, wish->occupations_count);
        name_nodes(naming, SCHEME_NACE, wish->industries, wish->industries_count);
        break;
    case CRITERION_LANGUAGE:
        for (size_t i = 0; i < wish->languages_count; i++)
            name_language(naming, wish->languages[i].language, wish->languages[i].level);
        break;
    default:
        name_nodes(naming, SCHEME_PLACE, wish->places, wish->places_count);
        if (wish->places_count == 0)
            name_node(naming, SCHEME_PLACE, wish->home);
    }
}

static void name_lead(struct naming *naming, enum criterion_id criterion, const struct person *lead)
{
    switch (criterion) {
    case CRITERION_FIELD: name_node(naming, SCHEME_ISCED, lead->affiliations[0].field.node); break;
    case CRITERION_CAREER:
        name_node(naming, SCHEME_ISCO, lead->employments[0].occupation.node);
        name_node(naming, SCHEME_NACE, lead->employments[0].industry.node);
        break;
    case CRITERION_LANGUAGE:
        for (size_t i = 0; i < lead->languages_count; i++)
            name_language(naming, lead->languages[i].language.node, lead->languages[i].level);
        break;
    default:
        name_node(naming, SCHEME_PLACE, person_place(lead));
        if (lead->remote)
            name_text(naming, remotely[naming->audience.language]);
    }
}

/* What one looks for, or is: of a language what one speaks; of a home the place alone. */
static enum phrase phrase_of(enum criterion_id criterion, const struct wish *wish)
{
    if (criterion == CRITERION_LANGUAGE)
        return PHRASE_LANGUAGE_SPOKEN_STUDENT;
    return criterion == CRITERION_FIELD && wish->fields_own ? PHRASE_FIELD_OWN
                                                            : PHRASE_FIELD_WISHED;
}

static const char *fill(struct arena *arena, const char *template, const char *argument)
{
    return phrase_fill(arena, template, (const char *const[PHRASE_ARGUMENTS_MAX]){argument});
}

const char *lead_reason(const struct taxonomies *taxonomies, enum criterion_id criterion,
                        const struct wish *wish, const struct person *lead,
                        struct audience audience, struct arena *arena)
{
    struct naming wished = {.taxonomies = taxonomies, .audience = audience, .arena = arena};
    struct naming told = wished;
    const char *nothing = not_told[audience.language];
    name_wish(&wished, criterion, wish);
    name_lead(&told, criterion, lead);
    bool home = criterion == CRITERION_PLACE && wish->places_count == 0;
    const char *student = wished.text;
    if (student != NULL && !home)
        student = fill(arena, phrase_template(phrase_of(criterion, wish), audience), student);
    const char *lead_text =
        fill(arena, this_lead[audience.language], told.text == NULL ? nothing : told.text);
    if (lead_text == NULL)
        return NULL;
    return student == NULL ? lead_text : arena_printf(arena, "%s; %s", student, lead_text);
}
