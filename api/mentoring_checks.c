#include "api/mentoring_checks.h"

#include "api/accept.h"
#include "api/files/files_seeds.h"
#include "api/live.h"
#include "api/person_patch.h"
#include "api/request.h"
#include "api/resources.h"
#include "api/service.h"
#include "api/store/store_people.h"
#include "api/store/store_role.h"
#include "api/typed.h"
#include "api/wire/mentoring.h"
#include "api/wire/people_check.h"
#include "api/wire/people_read.h"
#include "matcher/eligible.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <stdio.h>
#include <string.h>

#define WHERE_SIZE  64
#define PERCENT_SUM 100

/* ---- programmes */

static bool is_whole_day(date day)
{
    return day % 100 != 0;
}

static enum status check_days(struct faults *faults, const struct programme *programme)
{
    static const char detail[] = "must be a whole day such as 2026-09-01";
    enum status status = STATUS_OK;
    if (!is_whole_day(programme->starts_on))
        status = fault_add(faults, 0, "/starts_on", "bad_date", "%s", detail);
    if (!is_whole_day(programme->ends_on))
        status = fault_add(faults, 0, "/ends_on", "bad_date", "%s", detail);
    if (status == STATUS_OK && programme->ends_on < programme->starts_on)
        status = fault_add(faults, 0, "/ends_on", "bad_date", "ends before it starts");
    return status;
}

static int32_t sum_of(const struct own_weights *weights)
{
    return weights->field + weights->career + weights->language + weights->place;
}

static enum status check_weights(struct faults *faults, const struct own_weights *weights)
{
    int32_t sum = sum_of(weights);
    if (sum == 0 || sum == PERCENT_SUM)
        return STATUS_OK;
    return fault_add(faults, 0, "/weights", "sum", "the weights sum to %d; they must sum to %d",
                     (int)sum, PERCENT_SUM);
}

static enum status check_id(struct faults *faults, const char *where, const char *id)
{
    if (store_id_valid(id))
        return STATUS_OK;
    return fault_add(faults, 0, where, "bad_id",
                     "must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057");
}

static enum status check_rule(struct faults *faults, const struct programme_rule *rule,
                              size_t index)
{
    char where[WHERE_SIZE];
    (void)snprintf(where, sizeof where, "/rules/%zu/student_id", index);
    enum status student = check_id(faults, where, rule->student_id);
    (void)snprintf(where, sizeof where, "/rules/%zu/mentor_id", index);
    enum status mentor = check_id(faults, where, rule->mentor_id);
    if (student != STATUS_OK || mentor != STATUS_OK)
        return STATUS_INVALID;
    if (strcmp(rule->student_id, rule->mentor_id) == 0)
        return fault_add(faults, 0, where, "same_person", "names the student of the rule");
    return STATUS_OK;
}

enum status mentoring_check_programme(struct request *request, const void *object)
{
    const struct programme *programme = object;
    struct faults *faults = &request->faults;
    enum status worst = check_days(faults, programme);
    if (check_weights(faults, &programme->weights) != STATUS_OK)
        worst = STATUS_INVALID;
    for (size_t i = 0; i < programme->rules_count; i++)
        if (check_rule(faults, &programme->rules[i], i) != STATUS_OK)
            worst = STATUS_INVALID;
    return worst;
}

enum status mentoring_check_programme_change(struct request *request, const void *before,
                                             const void *after)
{
    (void)before;
    return mentoring_check_programme(request, after);
}

/* ---- offers */

enum status mentoring_check_offer_change(struct request *request, const void *before,
                                         const void *after)
{
    const struct mentor_offer *was = before;
    const struct mentor_offer *offer = after;
    struct person old = {.conditions = was->conditions};
    struct person new = {.conditions = offer->conditions};
    return typed_read(request, offer->mentor_id, &old, &new);
}

enum status mentoring_check_offer(struct request *request, const void *object)
{
    static const struct mentor_offer none;
    return mentoring_check_offer_change(request, &none, object);
}

/* ---- needs */

static bool lists(const char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

/* By memory, else by the database: somebody may have become one a moment ago. */
static enum status check_alumnus(struct request *request, const char *where, const char *id)
{
    enum person_role role = ROLE_STUDENT;
    const struct person *person = live_person(request->view, EDITION_SELF, id);
    if (person != NULL && person_is_alumnus(person))
        return STATUS_OK;
    enum status status = store_role(request->store, id, &role);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    return role == ROLE_STUDENT
               ? fault_add(&request->faults, 0, where, "no_alumnus", "is no alumnus of this place")
               : STATUS_OK;
}

/* A list of ids, and the list in which none of them may be. */
struct naming {
    const char *member;
    const char *const *ids;
    size_t count;
    const char *const *others;
    size_t others_count;
};

/* A rematch avoids a mentor who stays ranked: what stood in both lists may stand there still. */
static bool stood_in_both(const struct need *was, const char *id)
{
    return lists(was->ranked, was->ranked_count, id) && lists(was->avoided, was->avoided_count, id);
}

/* Who was an alumnus when they were named may be none any more: that is no fault of the patch. */
static bool named_before(const struct need *was, const char *id)
{
    return lists(was->ranked, was->ranked_count, id) || lists(was->avoided, was->avoided_count, id);
}

static enum status check_mentor(struct request *request, const struct need *was,
                                const struct need *need, const struct naming *naming, size_t index)
{
    struct faults *faults = &request->faults;
    const char *id = naming->ids[index];
    char where[WHERE_SIZE];
    (void)snprintf(where, sizeof where, "/%s/%zu", naming->member, index);
    if (check_id(faults, where, id) != STATUS_OK)
        return STATUS_INVALID;
    if (strcmp(id, need->student_id) == 0)
        return fault_add(faults, 0, where, "same_person", "is the student");
    if (lists(naming->ids, index, id))
        return fault_add(faults, 0, where, "double", "is named before");
    if (lists(naming->others, naming->others_count, id) && !stood_in_both(was, id))
        return fault_add(faults, 0, where, "both", "is ranked and avoided");
    return named_before(was, id) ? STATUS_OK : check_alumnus(request, where, id);
}

/* A store that failed is worse than a fault. */
static void take_worse(enum status status, enum status *worst)
{
    if (*worst == STATUS_OK || *worst == STATUS_INVALID)
        *worst = status == STATUS_OK ? *worst : status;
}

static enum status check_mentors(struct request *request, const struct need *was,
                                 const struct need *need)
{
    const struct naming namings[] = {
        {"ranked", need->ranked, need->ranked_count, NULL, 0},
        {"avoided", need->avoided, need->avoided_count, need->ranked, need->ranked_count}};
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < sizeof namings / sizeof namings[0]; i++)
        for (size_t j = 0; j < namings[i].count; j++)
            take_worse(check_mentor(request, was, need, &namings[i], j), &worst);
    return worst;
}

enum status mentoring_check_need_change(struct request *request, const void *before,
                                        const void *after)
{
    const struct need *was = before;
    const struct need *need = after;
    struct person old = {.wishes = was->wishes};
    struct person new = {.wishes = need->wishes};
    enum status worst = check_weights(&request->faults, &need->weights);
    take_worse(check_mentors(request, was, need), &worst);
    take_worse(typed_read(request, need->student_id, &old, &new), &worst);
    return worst;
}

enum status mentoring_check_need(struct request *request, const void *object)
{
    static const struct need none;
    return mentoring_check_need_change(request, &none, object);
}

/* ---- may these two meet? */

/* All of a request; need and offer are zero where there is none. */
struct meeting {
    struct programme programme;
    struct need need;
    struct mentor_offer offer;
    const struct person *student, *mentor;
};

/* Copies the one object that filters find, in a programme; leaves it as it is when there is none.
 */
static enum status find_object(struct request *request, enum resource_index index,
                               const char *filters, void *object)
{
    const struct object_kind *kind = &resources[index].kind;
    const struct object_page page = {.limit = 1, .filters = filters};
    void *items = NULL;
    size_t count = 0;
    if (filters == NULL)
        return STATUS_MEMORY;
    enum status status =
        store_object_page(request->store, kind, &page, request->arena, &items, &count);
    if (status == STATUS_OK && count > 0)
        memcpy(object, items, kind->shape->size);
    return status;
}

static void resolve(const struct taxonomies *taxonomies, struct meeting *meeting)
{
    struct person typed = {.wishes = meeting->need.wishes, .conditions = meeting->offer.conditions};
    person_resolve(taxonomies, &typed);
}

/* Both parties learn what comes of it: so it goes by what each may see of the other. */
static enum status find_meeting(struct request *request, const struct mentoring_request *asked,
                                struct meeting *meeting)
{
    struct arena *arena = request->arena;
    enum status status = store_object_get(request->store, &resources[RESOURCE_programme].kind,
                                          asked->programme_id, arena, &meeting->programme);
    if (status == STATUS_OK)
        status = find_object(request, RESOURCE_need,
                             arena_printf(arena, "{\"programme_id\":\"%s\",\"student_id\":\"%s\"}",
                                          asked->programme_id, asked->student_id),
                             &meeting->need);
    if (status == STATUS_OK)
        status = find_object(request, RESOURCE_mentor_offer,
                             arena_printf(arena,
                                          "{\"programme_id\":\"%s\",\"mentor_id\":\"%s\","
                                          "\"state\":\"active\"}",
                                          asked->programme_id, asked->mentor_id),
                             &meeting->offer);
    if (status == STATUS_OK)
        status = typed_person(request, EDITION_MEMBERS, asked->student_id, &meeting->student);
    if (status == STATUS_OK)
        status = typed_person(request, EDITION_MEMBERS, asked->mentor_id, &meeting->mentor);
    if (status == STATUS_OK)
        resolve((&request->service->seeds->taxonomies), meeting);
    return status;
}

static enum status refuse(struct request *request, const char *word, const char *detail)
{
    (void)fault_add(&request->faults, 0, "", word, "%s", detail);
    return STATUS_CONFLICT;
}

/* By the one rule there is: never. */
static bool kept_apart(const struct programme *programme, const struct mentoring_request *asked)
{
    for (size_t i = 0; i < programme->rules_count; i++)
        if (strcmp(programme->rules[i].student_id, asked->student_id) == 0 &&
            strcmp(programme->rules[i].mentor_id, asked->mentor_id) == 0)
            return true;
    return false;
}

/* By the conditions of alumnus; seats are counted by those who take them. */
static enum status check_eligible(struct request *request, const struct person *student,
                                  const struct person *alumnus)
{
    static const struct filter any_seats = {.without_seats = true};
    const struct taxonomies *taxonomies = (&request->service->seeds->taxonomies);
    enum ineligibility why = eligibility(taxonomies, student, alumnus, &any_seats);
    if (why == INELIGIBLE_NONE)
        return STATUS_OK;
    struct audience audience = {.language = accept_language(request->accept_language),
                                .voice = request->caller.person_id[0] == '\0' ? VOICE_STAFF
                                                                              : VOICE_STUDENT};
    const char *sentence = eligibility_sentence(taxonomies, why, alumnus, audience, request->arena);
    return sentence == NULL ? STATUS_MEMORY : refuse(request, "not_eligible", sentence);
}

static enum status check_conditions(struct request *request, const struct meeting *meeting)
{
    struct person offering = *meeting->mentor;
    enum status status = check_eligible(request, meeting->student, &offering);
    offering.conditions = meeting->offer.conditions;
    return status == STATUS_OK ? check_eligible(request, meeting->student, &offering) : status;
}

/* The need's, else the programme's, else the policy's. */
static struct weights weights_of(const struct scorer *scorer, const struct meeting *meeting)
{
    const struct own_weights *own =
        sum_of(&meeting->need.weights) > 0 ? &meeting->need.weights : &meeting->programme.weights;
    if (sum_of(own) == 0)
        return weights_default(scorer->policy);
    struct weights weights;
    weights.percent[CRITERION_FIELD] = own->field;
    weights.percent[CRITERION_CAREER] = own->career;
    weights.percent[CRITERION_LANGUAGE] = own->language;
    weights.percent[CRITERION_PLACE] = own->place;
    return weights;
}

static bool has_wishes(const struct wishes *wishes)
{
    return wishes->fields_count + wishes->occupations_count + wishes->industries_count +
               wishes->places_count >
           0;
}

static enum status check_score(struct request *request, const struct meeting *meeting)
{
    const struct scorer *scorer = &request->service->seeds->scorer;
    struct person student = *meeting->student;
    if (has_wishes(&meeting->need.wishes))
        student.wishes = meeting->need.wishes;
    struct wish wish =
        wish_of_person(scorer, &student, weights_of(scorer, meeting), request->view->as_of);
    int score_bp = score_pair(scorer, &wish, meeting->mentor).score_bp;
    int minimum_bp = meeting->programme.minimum_bp;
    if (score_bp >= minimum_bp)
        return STATUS_OK;
    const char *sentence = arena_printf(request->arena, "%s It is %d.%02d; the least is %d.%02d.",
                                        lifecycle_refusal("below_minimum"), score_bp / 100,
                                        score_bp % 100, minimum_bp / 100, minimum_bp % 100);
    return sentence == NULL ? STATUS_MEMORY : refuse(request, "below_minimum", sentence);
}

static enum status check_meeting(struct request *request, const struct mentoring_request *asked,
                                 const struct meeting *meeting)
{
    const struct need *need = &meeting->need;
    if (kept_apart(&meeting->programme, asked))
        return refuse(request, "never", lifecycle_refusal("never"));
    if (lists(need->avoided, need->avoided_count, asked->mentor_id))
        return refuse(request, "avoided", lifecycle_refusal("avoided"));
    enum status status = check_conditions(request, meeting);
    return status == STATUS_OK ? check_score(request, meeting) : status;
}

enum status mentoring_check_request(struct request *request, const void *object)
{
    const struct mentoring_request *asked = object;
    struct meeting meeting = {0};
    if (!store_id_valid(asked->programme_id) || !store_id_valid(asked->student_id) ||
        !store_id_valid(asked->mentor_id) || strcmp(asked->student_id, asked->mentor_id) == 0)
        return STATUS_OK; /* the statement's to refuse */
    enum status status = find_meeting(request, asked, &meeting);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK || meeting.student == NULL || meeting.mentor == NULL)
        return status;
    return check_meeting(request, asked, &meeting);
}

enum status mentoring_check_request_event(struct request *request, const struct lifecycle_row *row,
                                          const void *object)
{
    const struct mentoring_request *asked = object;
    if (strcmp(row->event, "submit") != 0 || strcmp(asked->state, "draft") != 0)
        return STATUS_OK;
    return mentoring_check_request(request, object);
}
