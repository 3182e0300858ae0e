#include "scoring/criterion.h"

/* All criteria, in the order of CRITERIA (score.h). Each row's file has its entry on top. */
const struct criterion *const criteria[CRITERION_COUNT] = {
    [CRITERION_FIELD] = &field_criterion,
    [CRITERION_CAREER] = &career_criterion,
    [CRITERION_LANGUAGE] = &language_criterion,
    [CRITERION_PLACE] = &place_criterion,
};
