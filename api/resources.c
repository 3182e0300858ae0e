#include "api/resources.h"

#include "api/consent_checks.h"
#include "api/mentoring_checks.h"
#include "api/privacy.h"
#include "api/request.h"
#include "api/wire/account.h"
#include "api/wire/consent.h"
#include "api/wire/mentoring.h"

#include <assert.h>
#include <string.h>

static void defaults_of_programme(void *object)
{
    programme_defaults(object);
}

static void defaults_of_need(void *object)
{
    need_defaults(object);
}

#define KIND(name)                                                                                 \
    .kind = {#name, &name##_shape}, .collection = COLLECTION_##name, .list = &name##_list_shape,   \
    .list_uncounted = &name##_list_uncounted_shape

const struct resource resources[RESOURCE_COUNT] = {
    [RESOURCE_unit] = {KIND(unit), .made = true},
    [RESOURCE_programme] = {KIND(programme), .made = true, .defaults = defaults_of_programme,
                            .blank = privacy_blank_programme,
                            .check_create = mentoring_check_programme,
                            .check_change = mentoring_check_programme_change},
    [RESOURCE_mentor_offer] = {KIND(mentor_offer), .made = true, .lifecycle = &lifecycles[0],
                               .check_create = mentoring_check_offer,
                               .check_change = mentoring_check_offer_change},
    [RESOURCE_need] = {KIND(need), .made = true, .defaults = defaults_of_need,
                       .check_create = mentoring_check_need,
                       .check_change = mentoring_check_need_change},
    [RESOURCE_mentoring_request] = {KIND(mentoring_request), .made = true,
                                    .lifecycle = &lifecycles[1],
                                    .check_create = mentoring_check_request,
                                    .check_event = mentoring_check_request_event},
    [RESOURCE_appointment] = {KIND(appointment), .made = true},
    [RESOURCE_token] = {KIND(token)},
    [RESOURCE_consent] = {KIND(consent), .made = true, .lifecycle = &lifecycles[3],
                          .check_create = consent_check},
    [RESOURCE_mentorship] = {KIND(mentorship), .lifecycle = &lifecycles[2],
                             .blank = privacy_blank_mentorship},
};

static const struct shape_field *find_member(const struct resource *resource, const char *member)
{
    return shape_find(resource->kind.shape, member, strlen(member));
}

bool resource_has(const struct resource *resource, const char *member)
{
    return find_member(resource, member) != NULL;
}

const char *resource_text(const struct resource *resource, const void *object, const char *member)
{
    const struct shape_field *field = find_member(resource, member);
    return field == NULL ? NULL : *(const char *const *)shape_at(object, field);
}

int32_t resource_version(const struct resource *resource, const void *object)
{
    const struct shape_field *field = find_member(resource, "version");
    assert(field != NULL);
    return *(const int32_t *)shape_at(object, field);
}
