/* Erasure as the API shows it, and who the caller is (/v1/me). */
#ifndef API_WIRE_ERASURE_H
#define API_WIRE_ERASURE_H

#include "api/wire/object.h"

/* What became of a wish to be erased. */
struct erasure {
    moment erase_at;
};

/* Who may be imported again. */
struct readmission {
    const char *external_id;
    bool readmitted; /* false: nobody with that external id was erased */
};

/* A role of the caller's. */
struct me_role {
    const char *role, *unit_id; /* unit_id NULL: for no unit, or the whole installation */
};

/* Whose token it is, and what it opens. */
struct me {
    const char *person_id, *name; /* NULL: a program's */
    const struct me_role *roles;
    size_t roles_count;
    const char *token_id, *scope; /* NULL: vouched for by a proxy, without a token */
    moment token_expires_at;
};

extern const struct shape erasure_shape, readmission_shape, me_shape;

#endif
