#include "scoring/reason.h"

#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <assert.h>

const char *reason_label(const struct reasoning *reasoning, enum scheme scheme, node_id node)
{
    const struct taxonomy *taxonomy = reasoning->scorer->taxonomies->of[scheme];
    return taxonomy_label(taxonomy, node, reasoning->audience.language);
}

const char *reason_concept(const struct reasoning *reasoning, enum scheme scheme, node_id node)
{
    const char *code = taxonomy_code(reasoning->scorer->taxonomies->of[scheme], node);
    const char *label = phrase_label(reasoning->arena, reasoning->audience.language,
                                     reason_label(reasoning, scheme, node));
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
    const struct reading *student = unknown->student, *mentor = unknown->mentor;
    bool student_unread = student != NULL && student->node == NODE_NONE;
    if (student_unread && reason_typed(student) != NULL)
        return REASON_TEXT(reasoning, PHRASE_UNREAD_STUDENT, reason_typed(student));
    if (student_unread || found->evidence.wished == INDEX_NONE)
        return REASON_TEXT(reasoning, unknown->student_unknown, NULL);
    if (mentor != NULL && mentor->node == NODE_NONE && reason_typed(mentor) != NULL)
        return REASON_TEXT(reasoning, PHRASE_UNREAD_MENTOR, reason_typed(mentor));
    return REASON_TEXT(reasoning, unknown->mentor_unknown, NULL);
}
