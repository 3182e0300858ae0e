#include "api/wire/account.h"

#include "api/wire/object_fields.h"

#define LABEL_SIZE_MAX 200
#define TOKEN_SIZE     55

const char *const appointment_role_words[] = {"teacher", "coordinator", "career_centre", "admin",
                                              NULL};
const char *const program_role_words[] = {"", "coordinator", "career_centre", "admin", NULL};
static const char *const scope_words[] = {"all", "read", NULL};

/* ---- appointments */

static const struct shape_field appointment_fields[] = {
    FIELD_ID(struct appointment),
    FIELD_RELATION(struct appointment, person_id, RELATION, "who has the role"),
    SHAPE_FIELD_WORD(struct appointment, role, RELATION, appointment_role_words, "which"),
    FIELD_RELATION(struct appointment, unit_id, SHAPE_FIXED,
                   "for which unit and all below it; absent: for the whole installation"),
    SHAPE_FIELD_TIME(struct appointment, created_at, SHAPE_READ_ONLY, "since when"),
    SHAPE_FIELD_TIME(struct appointment, ended_at, SHAPE_READ_ONLY,
                     "until when; absent while it holds"),
    FIELD_VERSION(struct appointment),
};
const struct shape appointment_shape =
    SHAPE_OF("Appointment", struct appointment, appointment_fields);
LIST_SHAPES(appointment, "Appointment");

/* ---- tokens */

static const struct shape_field token_fields[] = {
    FIELD_ID(struct token_entry),
    FIELD_RELATION(struct token_entry, person_id, SHAPE_READ_ONLY, "whose; absent: a program's"),
    SHAPE_FIELD_TEXT(struct token_entry, role, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "of a program's token: coordinator, career_centre or admin"),
    FIELD_RELATION(struct token_entry, unit_id, SHAPE_READ_ONLY,
                   "for which unit and all below it; absent: for the whole installation"),
    SHAPE_FIELD_TEXT(struct token_entry, scope, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "all, or read: looking only"),
    SHAPE_FIELD_TEXT(struct token_entry, label, SHAPE_READ_ONLY, 1, LABEL_SIZE_MAX,
                     "what it is for"),
    SHAPE_FIELD_TIME(struct token_entry, created_at, SHAPE_READ_ONLY, "when it was made"),
    SHAPE_FIELD_TIME(struct token_entry, expires_at, SHAPE_READ_ONLY, "until when it opens"),
    SHAPE_FIELD_TIME(struct token_entry, revoked_at, SHAPE_READ_ONLY,
                     "when it was revoked; absent: it was not"),
};
const struct shape token_shape = SHAPE_OF("Token", struct token_entry, token_fields);
LIST_SHAPES(token, "Token");

static const struct shape_field token_wish_fields[] = {
    SHAPE_FIELD_TEXT(struct token_wish, label, 0, 1, LABEL_SIZE_MAX, "what it is for"),
    SHAPE_FIELD_WORD(struct token_wish, scope, 0, scope_words, "all, or read: looking only"),
    SHAPE_FIELD_INT(struct token_wish, days, 0, 1, TOKEN_DAYS_MAX,
                    "how many days it opens; absent: 90"),
    SHAPE_FIELD_WORD(struct token_wish, role, 0, program_role_words,
                     "for a program, which acts in this role; absent: for oneself"),
    FIELD_RELATION(struct token_wish, unit_id, 0,
                   "of a role: for this unit and all below it; absent: the whole installation"),
};
const struct shape token_wish_shape = SHAPE_OF("TokenWish", struct token_wish, token_wish_fields);

static const struct shape_field token_made_fields[] = {
    SHAPE_FIELD_TEXT(struct token_made, token, SHAPE_READ_ONLY, TOKEN_SIZE, TOKEN_SIZE,
                     "the token itself, told this once; absent where the reply is a repeated one"),
    FIELD_RELATION(struct token_made, id, SHAPE_READ_ONLY, "what it is known by"),
    SHAPE_FIELD_TIME(struct token_made, expires_at, SHAPE_READ_ONLY, "until when it opens"),
};
const struct shape token_made_shape = SHAPE_OF("TokenMade", struct token_made, token_made_fields);

/* A shape has a field at least for C; this one is never allowed. */
struct nothing {
    bool nothing;
};
static const struct shape_field nothing_fields[] = {
    SHAPE_FIELD_BOOL(struct nothing, nothing, SHAPE_READ_ONLY, "never there"),
};
const struct shape nothing_shape = {"Nothing", sizeof(struct nothing), nothing_fields, 0};
