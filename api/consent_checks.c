#include "api/consent_checks.h"

#include "api/request.h"
#include "api/rights.h"
#include "api/routes.h"
#include "api/store/lifecycle.h"
#include "api/wire/consent.h"
#include "scoring/base/faults.h"

#include <string.h>

enum status consent_check(struct request *request, const void *object)
{
    const struct consent *consent = object;
    bool own_word = consent->basis == BASIS_CONSENT || consent->basis == BASIS_OBJECTION;
    unsigned hats = 0;
    enum status status =
        rights_to(request, request->right, request->route->resource, object, &hats);
    if (status != STATUS_OK || own_word || (hats & BY_STAFF) != 0)
        return status;
    return fault_add(&request->faults, 0, "/basis", "not_yours",
                     "Must be consent or objection: other bases are staff's to record.");
}

bool consent_self_only(const char *operation, const void *object)
{
    const struct consent *consent = object;
    return consent->basis == BASIS_OBJECTION && strcmp(operation, "withdraw_consent") == 0;
}
