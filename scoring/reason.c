#include "scoring/reason.h"

#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <assert.h>

const char *reason_label(const struct reasoning *reasoning, enum scheme scheme, node_id node)
{
    const struct taxonomy *taxonomy = reasoning->scorer->taxonomies->of[scheme];
    return taxonomy_label(taxonomy, node, reasoning->language);
}

const char *reason_concept(const struct reasoning *reasoning, enum scheme scheme, node_id node)
{
    const char *code = taxonomy_code(reasoning->scorer->taxonomies->of[scheme], node);
    const char *label =
        phrase_label(reasoning->arena, reasoning->language, reason_label(reasoning, scheme, node));
    return label == NULL ? NULL : arena_printf(reasoning->arena, "%s %s", code, label);
}

const char *reason_typed(const struct reading *reading)
{
    if (reading == NULL || reading->text == NULL || reading->text[0] == '\0' ||
        text_equal(reading->text, reading->code))
        return NULL;
    return reading->text;
}

const char *reason_unknown(const struct reasoning *reasoning, const struct found *found,
                           const struct reason_unknown *unknown)
{
    assert(found->unknown);
    const struct reading *yours = unknown->yours, *theirs = unknown->theirs;
    bool yours_unread = yours != NULL && yours->node == NODE_NONE;
    if (yours_unread && reason_typed(yours) != NULL)
        return REASON_TEXT(reasoning, PHRASE_UNREAD_YOURS, reason_typed(yours));
    if (yours_unread || found->evidence.wished == INDEX_NONE)
        return REASON_TEXT(reasoning, unknown->yours_unknown, NULL);
    if (theirs != NULL && theirs->node == NODE_NONE && reason_typed(theirs) != NULL)
        return REASON_TEXT(reasoning, PHRASE_UNREAD_THEIRS, reason_typed(theirs));
    return REASON_TEXT(reasoning, unknown->theirs_unknown, NULL);
}
