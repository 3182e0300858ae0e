/* Consents and objections, as the database keeps them and the API shows them: what may be done with
 * a person's data, why, and until when. The members are the columns of the statements consent_get
 * and consent_page. The schema (seeds/schema/0012) says what must hold, api/CONSENT.md what it is
 * for. */
#ifndef API_WIRE_CONSENT_H
#define API_WIRE_CONSENT_H

#include "api/wire/object.h"

enum consent_purpose { PURPOSE_MATCHING, PURPOSE_MENTORING_MAIL, PURPOSE_EVENTS, PURPOSE_NEWS };
enum consent_channel { CHANNEL_NONE, CHANNEL_EMAIL };
enum consent_basis {
    BASIS_CONSENT,
    BASIS_LEGITIMATE_INTEREST,
    BASIS_CONTRACT,
    BASIS_OBJECTION /* no basis: against all others of its purpose */
};

/* Each in the order of its enum, ended by NULL. */
extern const char *const consent_purpose_words[];
extern const char *const consent_channel_words[];
extern const char *const consent_basis_words[];

struct consent {
    const char *id, *person_id;
    int32_t purpose;             /* enum consent_purpose */
    int32_t channel;             /* enum consent_channel */
    int32_t basis;               /* enum consent_basis */
    const char *text_version;    /* NULL: there is no wording */
    moment given_at, expires_at; /* expires_at 0: no end */
    OBJECT_LIFE;
};

extern const struct shape consent_shape, consent_list_shape, consent_list_uncounted_shape;

#endif
