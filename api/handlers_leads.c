/* The internships that suit a student: the same scoring as of mentors, of a lead read as the person
 * that it would be. */
#include "api/accept.h"
#include "api/clock.h"
#include "api/handlers.h"
#include "api/lead_words.h"
#include "api/live.h"
#include "api/privacy.h"
#include "api/replies.h"
#include "api/request.h"
#include "api/resources.h"
#include "api/service.h"
#include "api/store/store_leads.h"
#include "api/wire/internship.h"
#include "api/wire/shape_json.h"
#include "matcher/search.h"
#include "scoring/base/arena.h"

#include <string.h>

#define DEADLINE_LOOK_EVERY 256

/* A programme, read once a request. */
struct known_programme {
    const struct known_programme *next;
    struct programme programme;
};

/* A lead as a person: what one would have studied, what one does there, and where. */
struct lead_person {
    struct person person;
    struct affiliation affiliation;
    struct employment employment;
    struct language_skill language;
};

struct scored_lead {
    const struct internship_lead *lead;
    const struct programme *programme;
    int32_t score_bp;
};

struct lead_search {
    struct request *request;
    const struct person *student;
    const struct weights *asked; /* of the query; NULL: the programme's, else the policy's */
    const struct known_programme *programmes;
    size_t limit, count;
    struct scored_lead hits[SEARCH_LIMIT_MAX]; /* the best first; of equals the older one */
};

/* ---- a lead as a person */

static struct reading reading_of(const char *code)
{
    return (struct reading){.text = code, .code = code, .confidence = 100, .evidence = "given"};
}

/* Fills where it stands, since the person points into it. */
static void become_person(const struct taxonomies *taxonomies, const struct internship_lead *lead,
                          struct lead_person *ret_as)
{
    *ret_as = (struct lead_person){
        .person = {.id = lead->id, .role = ROLE_ALUMNUS, .remote = lead->remote},
        .affiliation = {.field = reading_of(lead->field_code)},
        .employment = {.occupation = reading_of(lead->occupation_code),
                       .employer = lead->employer,
                       .industry = reading_of(lead->industry_code)},
        .language = {reading_of(lead->language_code), lead->language_level},
    };
    ret_as->person.place = reading_of(lead->place_code);
    ret_as->person.affiliations = &ret_as->affiliation;
    ret_as->person.affiliations_count = 1;
    ret_as->person.employments = &ret_as->employment;
    ret_as->person.employments_count = 1;
    ret_as->person.languages = &ret_as->language;
    ret_as->person.languages_count = lead->language_code == NULL ? 0 : 1;
    person_resolve(taxonomies, &ret_as->person);
}

/* ---- what its programme says */

static enum status find_programme(struct lead_search *search, const char *id,
                                  const struct programme **ret_programme)
{
    struct request *request = search->request;
    const struct known_programme *at = search->programmes;
    while (at != NULL && strcmp(at->programme.id, id) != 0)
        at = at->next;
    if (at == NULL) {
        struct known_programme *read = arena_array(request->arena, 1, sizeof *read);
        if (read == NULL)
            return STATUS_MEMORY;
        enum status status = store_object_get(request->store, &resources[RESOURCE_programme].kind,
                                              id, request->arena, &read->programme);
        if (status != STATUS_OK)
            return status;
        read->next = search->programmes;
        search->programmes = at = read;
    }
    *ret_programme = &at->programme;
    return STATUS_OK;
}

static struct weights weights_of(const struct lead_search *search,
                                 const struct programme *programme)
{
    const struct own_weights *own = &programme->weights;
    if (search->asked != NULL)
        return *search->asked;
    if (own->field + own->career + own->language + own->place == 0)
        return weights_default(search->request->view->scorer->policy);
    return (struct weights){{[CRITERION_FIELD] = own->field,
                             [CRITERION_CAREER] = own->career,
                             [CRITERION_LANGUAGE] = own->language,
                             [CRITERION_PLACE] = own->place}};
}

static struct wish wish_in(const struct lead_search *search, const struct programme *programme)
{
    const struct live_view *view = search->request->view;
    return wish_of_person(view->scorer, search->student, weights_of(search, programme),
                          view->as_of);
}

/* ---- the best of them */

/* Leads come the newest first, so one of an equal score goes before those that are there. */
static void insert(struct lead_search *search, struct scored_lead hit)
{
    size_t at = search->count;
    while (at > 0 && search->hits[at - 1].score_bp <= hit.score_bp)
        at--;
    if (at == search->limit)
        return;
    size_t last = search->count < search->limit ? search->count++ : search->limit - 1;
    memmove(&search->hits[at + 1], &search->hits[at], (last - at) * sizeof search->hits[0]);
    search->hits[at] = hit;
}

static enum status offer_lead(struct lead_search *search, const struct internship_lead *lead)
{
    const struct scorer *scorer = search->request->view->scorer;
    struct scored_lead hit = {.lead = lead};
    struct lead_person as;
    if (strcmp(lead->host_id, search->student->id) == 0)
        return STATUS_OK; /* nobody applies to themself */
    enum status status = find_programme(search, lead->programme_id, &hit.programme);
    if (status != STATUS_OK)
        return status;
    struct wish wish = wish_in(search, hit.programme);
    become_person(scorer->taxonomies, lead, &as);
    hit.score_bp = score_pair(scorer, &wish, &as.person).score_bp;
    if (hit.score_bp >= hit.programme->minimum_bp)
        insert(search, hit);
    return STATUS_OK;
}

static enum status search_leads(struct lead_search *search)
{
    struct request *request = search->request;
    struct internship_lead *leads = NULL;
    size_t count = 0;
    enum status status =
        store_leads_open(request->store, clock_utc_ms(), request->arena, &leads, &count);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = i % DEADLINE_LOOK_EVERY == 0 ? request_in_time(request) : STATUS_OK;
        if (status == STATUS_OK)
            status = offer_lead(search, &leads[i]);
    }
    return status;
}

/* ---- told */

static enum status explain_lead(const struct lead_search *search, size_t index,
                                struct lead_hit *ret_hit)
{
    struct request *request = search->request;
    const struct scorer *scorer = request->view->scorer;
    const struct scored_lead *hit = &search->hits[index];
    const struct audience audience = {accept_language(request->accept_language),
                                      request->by_self ? VOICE_STUDENT : VOICE_STAFF};
    struct wish wish = wish_in(search, hit->programme);
    struct explanation explanation;
    struct hit_reply reply;
    struct lead_person as;
    become_person(scorer->taxonomies, hit->lead, &as);
    enum status status = score_explain(scorer, &wish, search->student, &as.person, audience,
                                       request->arena, &explanation);
    for (enum criterion_id id = 0; id < CRITERION_COUNT && status == STATUS_OK; id++) {
        explanation.reasons[id] =
            lead_reason(scorer->taxonomies, id, &wish, &as.person, audience, request->arena);
        status = explanation.reasons[id] == NULL ? STATUS_MEMORY : STATUS_OK;
    }
    if (status == STATUS_OK)
        status = hit_reply_of(&explanation, &as.person, (int32_t)index + 1, request->arena, &reply);
    if (status != STATUS_OK)
        return status;
    *ret_hit = (struct lead_hit){.rank = reply.rank,
                                 .score_bp = reply.score_bp,
                                 .parts = reply.parts,
                                 .parts_count = reply.parts_count,
                                 .reasons = reply.reasons,
                                 .reasons_count = reply.reasons_count,
                                 .lead = *hit->lead};
    return STATUS_OK;
}

static enum status write_leads(const struct lead_search *search)
{
    struct request *request = search->request;
    struct lead_hit *items = arena_array(request->arena, search->count, sizeof *items);
    enum status status = items == NULL ? STATUS_MEMORY : STATUS_OK;
    for (size_t i = 0; i < search->count && status == STATUS_OK; i++)
        status = explain_lead(search, i, &items[i]);
    const struct lead_hit_list list = {items, search->count, request->view->as_of};
    if (status == STATUS_OK)
        shape_to_json(&lead_hit_list_shape, &list, 0, &request->reply.body);
    return status;
}

/* The student of the path; NULL when answered. */
static const struct person *path_student(struct request *request)
{
    const char *id = request->params[0];
    const struct person *person = live_person(request->view, privacy_edition_of(request, id), id);
    if (person == NULL)
        reply_status(request, STATUS_NOT_FOUND);
    else if (!person_is_student(person))
        reply_problem(request, PROBLEM_CONFLICT,
                      "Internships are searched for students; this person is none.");
    else
        return person;
    return NULL;
}

enum status handle_leads(struct request *request)
{
    struct lead_search search = {.request = request,
                                 .student = path_student(request),
                                 .limit = (size_t)request_int(request, "limit")};
    const char *text = request_text(request, "weights");
    struct weights weights;
    if (search.student == NULL)
        return STATUS_OK;
    if (text != NULL) {
        if (weights_parse(text, "?weights", &request->faults, &weights) != STATUS_OK) {
            reply_problem(request, PROBLEM_BAD_PARAMETER, "The query breaks a rule.");
            return STATUS_OK;
        }
        search.asked = &weights;
    }
    enum status status = search_leads(&search);
    return status == STATUS_OK ? write_leads(&search) : status;
}
