#include "api/resources.h"

#include "api/consent_checks.h"
#include "api/group_checks.h"
#include "api/internship_checks.h"
#include "api/lecture_checks.h"
#include "api/mentoring_checks.h"
#include "api/privacy.h"
#include "api/request.h"
#include "api/round_checks.h"
#include "api/wire/account.h"
#include "api/wire/consent.h"
#include "api/wire/group.h"
#include "api/wire/internship.h"
#include "api/wire/lecture.h"
#include "api/wire/mentoring.h"
#include "api/wire/round.h"

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

static void defaults_of_run(void *object)
{
    run_defaults(object);
}

static void defaults_of_group(void *object)
{
    member_group_defaults(object);
}

static void defaults_of_lecture_offer(void *object)
{
    lecture_offer_defaults(object);
}

static void defaults_of_lecture_request(void *object)
{
    lecture_request_defaults(object);
}

#define KIND(name)                                                                                 \
    .kind = {#name, &name##_shape}, .collection = COLLECTION_##name, .list = &name##_list_shape,   \
    .list_uncounted = &name##_list_uncounted_shape
#define OF(name) .module = MODULE_##name

const struct resource resources[RESOURCE_COUNT] = {
    [RESOURCE_unit] = {KIND(unit), .made = true},
    [RESOURCE_programme] = {KIND(programme), .made = true, .defaults = defaults_of_programme,
                            .blank = privacy_blank_programme,
                            .check_create = mentoring_check_programme,
                            .check_change = mentoring_check_programme_change},
    [RESOURCE_mentor_offer] = {KIND(mentor_offer), OF(MENTORING), .made = true,
                               .lifecycle = &lifecycles[LIFECYCLE_mentor_offer],
                               .check_create = mentoring_check_offer,
                               .check_change = mentoring_check_offer_change},
    [RESOURCE_need] = {KIND(need), OF(MENTORING), .made = true, .defaults = defaults_of_need,
                       .check_create = mentoring_check_need,
                       .check_change = mentoring_check_need_change},
    [RESOURCE_mentoring_request] = {KIND(mentoring_request), OF(MENTORING), .made = true,
                                    .lifecycle = &lifecycles[LIFECYCLE_mentoring_request],
                                    .blank = privacy_blank_request,
                                    .check_create = mentoring_check_request,
                                    .check_event = mentoring_check_request_event},
    [RESOURCE_appointment] = {KIND(appointment), .made = true},
    [RESOURCE_token] = {KIND(token)},
    [RESOURCE_consent] = {KIND(consent), .made = true, .lifecycle = &lifecycles[LIFECYCLE_consent],
                          .check_create = consent_check, .self_only = consent_self_only},
    [RESOURCE_round] = {KIND(round), OF(MENTORING), .made = true,
                        .lifecycle = &lifecycles[LIFECYCLE_round],
                        .check_event = round_check_event},
    [RESOURCE_run] = {KIND(run), OF(MENTORING), .made = true,
                      .lifecycle = &lifecycles[LIFECYCLE_run], .defaults = defaults_of_run,
                      .check_create = round_check_run},
    [RESOURCE_pair] = {KIND(pair), OF(MENTORING), .made = true,
                       .lifecycle = &lifecycles[LIFECYCLE_pair], .check_create = round_check_pair},
    [RESOURCE_member_group] = {KIND(member_group), OF(GROUPS), .made = true,
                               .defaults = defaults_of_group, .check_create = group_check,
                               .check_change = group_check_change, .after = group_after},
    [RESOURCE_membership] = {KIND(membership), OF(GROUPS), .made = true,
                             .lifecycle = &lifecycles[LIFECYCLE_membership],
                             .complete = membership_complete},
    [RESOURCE_internship_lead] = {KIND(internship_lead), OF(INTERNSHIPS), .made = true,
                                  .lifecycle = &lifecycles[LIFECYCLE_internship_lead],
                                  .check_create = internship_check_lead,
                                  .check_change = internship_check_lead_change},
    [RESOURCE_application] = {KIND(application), OF(INTERNSHIPS), .made = true,
                              .lifecycle = &lifecycles[LIFECYCLE_application],
                              .blank = privacy_blank_application},
    [RESOURCE_mentorship] = {KIND(mentorship), OF(MENTORING),
                             .lifecycle = &lifecycles[LIFECYCLE_mentorship],
                             .blank = privacy_blank_mentorship},
    [RESOURCE_lecture_offer] = {KIND(lecture_offer), OF(LECTURES), .made = true,
                                .lifecycle = &lifecycles[LIFECYCLE_lecture_offer],
                                .defaults = defaults_of_lecture_offer,
                                .check_create = lecture_check_offer,
                                .check_change = lecture_check_offer_change},
    [RESOURCE_lecture_request] = {KIND(lecture_request), OF(LECTURES), .made = true,
                                  .lifecycle = &lifecycles[LIFECYCLE_lecture_request],
                                  .defaults = defaults_of_lecture_request,
                                  .check_create = lecture_check_request,
                                  .check_change = lecture_check_request_change},
    [RESOURCE_lecture_booking] = {KIND(lecture_booking), OF(LECTURES), .made = true,
                                  .lifecycle = &lifecycles[LIFECYCLE_lecture_booking],
                                  .blank = privacy_blank_booking,
                                  .check_create = lecture_check_booking},
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
