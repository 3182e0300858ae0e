#include "api/internship_checks.h"

#include "api/files/files_seeds.h"
#include "api/request.h"
#include "api/service.h"
#include "api/wire/internship.h"
#include "scoring/base/faults.h"

#include <string.h>

static enum status check_day(struct faults *faults, const char *where, date day)
{
    if (day % 100 != 0)
        return STATUS_OK;
    return fault_add(faults, 0, where, "bad_date", "must be a whole day such as 2026-09-01");
}

static enum status check_days(struct faults *faults, const struct internship_lead *lead)
{
    enum status starts = check_day(faults, "/starts_on", lead->starts_on);
    enum status ends = check_day(faults, "/ends_on", lead->ends_on);
    enum status apply = check_day(faults, "/apply_until", lead->apply_until);
    if (starts != STATUS_OK || ends != STATUS_OK || apply != STATUS_OK)
        return STATUS_INVALID;
    if (lead->ends_on < lead->starts_on)
        return fault_add(faults, 0, "/ends_on", "bad_date", "ends before it starts");
    if (lead->apply_until > lead->ends_on)
        return fault_add(faults, 0, "/apply_until", "bad_date", "is after the internship's end");
    return STATUS_OK;
}

static enum status check_code(struct request *request, enum scheme scheme, const char *where,
                              const char *code)
{
    const struct taxonomies *taxonomies = &request->service->seeds->taxonomies;
    if (code == NULL || code[0] == '\0' ||
        taxonomy_find(taxonomies->of[scheme], code, strlen(code)) != NODE_NONE)
        return STATUS_OK;
    return fault_add(&request->faults, 0, where, "unknown_code",
                     "is no code of %s: GET /v1/concepts/%s finds them", scheme_word(scheme),
                     scheme_word(scheme));
}

enum status internship_check_lead(struct request *request, const void *object)
{
    const struct internship_lead *lead = object;
    const struct {
        enum scheme scheme;
        const char *where, *code;
    } codes[] = {{SCHEME_ISCED, "/field_code", lead->field_code},
                 {SCHEME_ISCO, "/occupation_code", lead->occupation_code},
                 {SCHEME_NACE, "/industry_code", lead->industry_code},
                 {SCHEME_PLACE, "/place_code", lead->place_code},
                 {SCHEME_LANGUAGE, "/language_code", lead->language_code}};
    enum status worst = check_days(&request->faults, lead);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (check_code(request, codes[i].scheme, codes[i].where, codes[i].code) != STATUS_OK)
            worst = STATUS_INVALID;
    return worst;
}

enum status internship_check_lead_change(struct request *request, const void *before,
                                         const void *after)
{
    (void)before;
    return internship_check_lead(request, after);
}
