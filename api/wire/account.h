/* Accounts as the API shows them: appointments to roles, and tokens. */
#ifndef API_WIRE_ACCOUNT_H
#define API_WIRE_ACCOUNT_H

#include "api/wire/object.h"

#define TOKEN_DAYS_MAX 3660

/* A role of a person, for a unit and all below it. */
struct appointment {
    const char *id, *person_id;
    const char *unit_id; /* NULL: the whole installation */
    int32_t role;        /* index into appointment_role_words */
    moment created_at, ended_at;
    int32_t version;
};
extern const char *const appointment_role_words[]; /* "teacher" …, NULL */
extern const char *const program_role_words[];     /* "", "coordinator" …, NULL */

/* A token as it is listed: never what opens anything. */
struct token_entry {
    const char *id, *person_id; /* NULL: a program's */
    const char *role, *unit_id; /* of a program's */
    const char *scope, *label;
    moment created_at, expires_at, revoked_at;
};

/* What to make a token of. */
struct token_wish {
    const char *unit_id, *label;
    int32_t role;  /* index into program_role_words; 0: none, so the caller's own token */
    int32_t scope; /* enum token_scope */
    int32_t days;
};

/* The one time that its text is told. */
struct token_made {
    const char *token, *id;
    moment expires_at;
};

extern const struct shape appointment_shape, appointment_list_shape,
    appointment_list_uncounted_shape;
extern const struct shape token_shape, token_list_shape, token_list_uncounted_shape;
extern const struct shape token_wish_shape, token_made_shape;

/* The body of what is done without further words: {} or nothing at all. */
extern const struct shape nothing_shape;

#endif
