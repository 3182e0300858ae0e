#include "api/wire/sign_in.h"

#define ID_SIZE        36
#define EMAIL_SIZE_MAX 254
#define CODE_SIZE_MAX  100
#define SHAPE_OF(name, type, fields)                                                               \
    {                                                                                              \
        name, sizeof(type), fields, SHAPE_COUNT(fields)                                            \
    }

static const struct shape_field invitation_order_fields[] = {
    SHAPE_FIELD_TEXTS(struct invitation_order, person_ids, 0, INVITED_MAX, "ids of people"),
    SHAPE_FIELD_TEXTS(struct invitation_order, external_ids, 0, INVITED_MAX,
                      "external ids of people"),
    SHAPE_FIELD_BOOL(struct invitation_order, all_without_account, 0,
                     "everybody who never signed in and has no valid token"),
};
const struct shape invitation_order_shape =
    SHAPE_OF("InvitationOrder", struct invitation_order, invitation_order_fields);

static const struct shape_field invitation_report_fields[] = {
    SHAPE_FIELD_INT(struct invitation_report, queued, SHAPE_READ_ONLY, 0, INT32_MAX,
                    "who are sent a mail now"),
    SHAPE_FIELD_INT(struct invitation_report, no_email, SHAPE_READ_ONLY, 0, INT32_MAX,
                    "of whom no e-mail address is known"),
    SHAPE_FIELD_INT(struct invitation_report, no_basis, SHAPE_READ_ONLY, 0, INT32_MAX,
                    "who may not be written to: they objected, or there is no basis to"),
    SHAPE_FIELD_INT(struct invitation_report, already_open, SHAPE_READ_ONLY, 0, INT32_MAX,
                    "who have an invitation that still holds, or were written to just now"),
    SHAPE_FIELD_INT(struct invitation_report, later, SHAPE_READ_ONLY, 0, INT32_MAX,
                    "who are left for the next order: one queues 5000 at most"),
    SHAPE_FIELD_TEXTS(struct invitation_report, not_found, SHAPE_READ_ONLY | SHAPE_NULL_OUT,
                      INVITED_MAX, "the ids of nobody"),
};
const struct shape invitation_report_shape =
    SHAPE_OF("InvitationReport", struct invitation_report, invitation_report_fields);

static const struct shape_field sign_in_link_order_fields[] = {
    SHAPE_FIELD_TEXT(struct sign_in_link_order, email, SHAPE_REQUIRED, 3, EMAIL_SIZE_MAX,
                     "one's e-mail address, in any case"),
};
const struct shape sign_in_link_order_shape =
    SHAPE_OF("SignInLinkOrder", struct sign_in_link_order, sign_in_link_order_fields);

static const struct shape_field sign_in_link_reply_fields[] = {
    SHAPE_FIELD_INT(struct sign_in_link_reply, valid_hours, SHAPE_READ_ONLY, 1, SIGN_IN_HOURS,
                    "how long a link holds, if one is sent"),
};
const struct shape sign_in_link_reply_shape =
    SHAPE_OF("SignInLinkReply", struct sign_in_link_reply, sign_in_link_reply_fields);

static const struct shape_field sign_in_order_fields[] = {
    SHAPE_FIELD_TEXT(struct sign_in_order, code, SHAPE_REQUIRED, 1, CODE_SIZE_MAX,
                     "the code of an invitation or a sign-in link"),
};
const struct shape sign_in_order_shape =
    SHAPE_OF("SignInOrder", struct sign_in_order, sign_in_order_fields);

static const struct shape_field sign_in_reply_fields[] = {
    SHAPE_FIELD_TEXT(struct sign_in_reply, token, SHAPE_READ_ONLY, 1, 100,
                     "a bearer token, shown this once"),
    SHAPE_FIELD_TIME(struct sign_in_reply, expires_at, SHAPE_READ_ONLY, "until when it is valid"),
    SHAPE_FIELD_TEXT(struct sign_in_reply, person_id, SHAPE_READ_ONLY, ID_SIZE, ID_SIZE,
                     "whose it is"),
};
const struct shape sign_in_reply_shape =
    SHAPE_OF("SignIn", struct sign_in_reply, sign_in_reply_fields);
