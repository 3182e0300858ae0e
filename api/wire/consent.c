#include "api/wire/consent.h"

#include "api/wire/object_fields.h"

#define TEXT_VERSION_SIZE_MAX 40

const char *const consent_purpose_words[] = {"matching", "mentoring_mail", "events", "news", NULL};
const char *const consent_channel_words[] = {"none", "email", NULL};
const char *const consent_basis_words[] = {"consent", "legitimate_interest", "contract",
                                           "objection", NULL};

static const struct shape_field consent_fields[] = {
    FIELD_ID(struct consent),
    FIELD_RELATION(struct consent, person_id, RELATION, "whose data"),
    SHAPE_FIELD_WORD(struct consent, purpose, RELATION, consent_purpose_words,
                     "what for: to be matched, messages about one's own mentoring, invitations to "
                     "events, news"),
    SHAPE_FIELD_WORD(struct consent, channel, SHAPE_FIXED, consent_channel_words,
                     "how they are reached; none for matching, and only for that"),
    SHAPE_FIELD_WORD(struct consent, basis, RELATION, consent_basis_words,
                     "why it may be done; objection: it may not, whatever else is said"),
    SHAPE_FIELD_TEXT(struct consent, text_version, SHAPE_FIXED, 1, TEXT_VERSION_SIZE_MAX,
                     "which wording was agreed to, a name such as 2026-09; a consent has one"),
    SHAPE_FIELD_TIME(struct consent, given_at, SHAPE_FIXED,
                     "when it was said, on paper for example; now unless given"),
    SHAPE_FIELD_TIME(struct consent, expires_at, SHAPE_FIXED, "when it ends; absent: no end"),
    FIELDS_LIFE(struct consent),
};
const struct shape consent_shape = SHAPE_OF("Consent", struct consent, consent_fields);

LIST_SHAPES(consent, "Consent");
