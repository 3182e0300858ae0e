/* Who is let in: the bodies and replies of invitations, sign-in links and sign-ins. Plain data in
 * somebody's arena; absent texts are NULL. */
#ifndef API_WIRE_SIGN_IN_H
#define API_WIRE_SIGN_IN_H

#include "scoring/base/moment.h"
#include "scoring/base/shape.h"

#include <stdbool.h>

#define INVITED_MAX   1000 /* named in one order */
#define QUEUED_MAX    5000 /* by one order */
#define SIGN_IN_HOURS 72   /* how long a code holds, since it was mailed */

/* Exactly one of the three says who. */
struct invitation_order {
    const char *const *person_ids;
    size_t person_ids_count;
    const char *const *external_ids;
    size_t external_ids_count;
    bool all_without_account;
};

struct invitation_report {
    int32_t queued, no_email, no_basis, already_open, later;
    const char *const *not_found; /* of the ids that were given */
    size_t not_found_count;
};

struct sign_in_link_order {
    const char *email;
};

/* The same whether or not anybody has that address. */
struct sign_in_link_reply {
    int32_t valid_hours;
};

struct sign_in_order {
    const char *code;
};

struct sign_in_reply {
    const char *token;
    moment expires_at;
    const char *person_id;
};

extern const struct shape invitation_order_shape, invitation_report_shape, sign_in_link_order_shape,
    sign_in_link_reply_shape, sign_in_order_shape, sign_in_reply_shape;

#endif
