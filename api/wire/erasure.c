#include "api/wire/erasure.h"

#include "api/wire/object_fields.h"

#define EXTERNAL_ID_MAX 100
#define NAME_MAX_BYTES  200
#define ROLES_MAX       16

static const struct shape_field erasure_fields[] = {
    SHAPE_FIELD_TIME(struct erasure, erase_at, SHAPE_READ_ONLY,
                     "when all that is kept about them will be gone"),
};
const struct shape erasure_shape = SHAPE_OF("Erasure", struct erasure, erasure_fields);

static const struct shape_field readmission_fields[] = {
    SHAPE_FIELD_TEXT(struct readmission, external_id, SHAPE_REQUIRED, 1, EXTERNAL_ID_MAX,
                     "of somebody who was erased"),
    SHAPE_FIELD_BOOL(struct readmission, readmitted, SHAPE_READ_ONLY,
                     "false: nobody with this external id was erased"),
};
const struct shape readmission_shape =
    SHAPE_OF("Readmission", struct readmission, readmission_fields);

static const struct shape_field role_fields[] = {
    SHAPE_FIELD_TEXT(struct me_role, role, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "student, alumnus, teacher, coordinator, career_centre or admin"),
    FIELD_RELATION(struct me_role, unit_id, SHAPE_READ_ONLY,
                   "for this unit and all below it; absent: for no unit in particular"),
};
static const struct shape role_shape = SHAPE_OF("MeRole", struct me_role, role_fields);

static const struct shape_field me_fields[] = {
    FIELD_RELATION(struct me, person_id, SHAPE_READ_ONLY, "who; absent: a program"),
    SHAPE_FIELD_TEXT(struct me, name, SHAPE_READ_ONLY, 0, NAME_MAX_BYTES, "of the person"),
    SHAPE_FIELD_LIST(struct me, roles, SHAPE_READ_ONLY | SHAPE_NULL_OUT, &role_shape, ROLES_MAX,
                     "what the caller may act as"),
    FIELD_RELATION(struct me, token_id, SHAPE_READ_ONLY,
                   "of the token that was sent; absent: none was, a proxy vouched"),
    SHAPE_FIELD_TEXT(struct me, scope, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "all, or read: looking only"),
    SHAPE_FIELD_TIME(struct me, token_expires_at, SHAPE_READ_ONLY, "until when it opens"),
};
const struct shape me_shape = SHAPE_OF("Me", struct me, me_fields);
