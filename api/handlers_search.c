#include "api/accept.h"
#include "api/handlers.h"
#include "api/live.h"
#include "api/privacy.h"
#include "api/replies.h"
#include "api/request.h"
#include "api/store/lifecycle.h"
#include "api/wire/shape_json.h"
#include "matcher/search.h"
#include "scoring/base/arena.h"

#include <string.h>

#define DEADLINE_LOOK_EVERY 1024

/* The weights of ?weights=, or the policy's. INVALID with faults. */
static enum status take_weights(struct request *request, struct weights *ret_weights)
{
    const char *text = request_text(request, "weights");
    if (text != NULL)
        return weights_parse(text, "?weights", &request->faults, ret_weights);
    *ret_weights = weights_default(request->view->scorer->policy);
    return STATUS_OK;
}

static enum status take_filters(struct request *request, struct filter *filter)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < request->query_count; i++)
        if (strcmp(request->query[i].name, "filter") == 0 &&
            filter_parse(request->view->scorer->taxonomies, request->query[i].value, "?filter",
                         &request->faults, filter) != STATUS_OK)
            worst = STATUS_INVALID;
    return worst;
}

static enum status refuse_query(struct request *request)
{
    reply_problem(request, PROBLEM_BAD_PARAMETER, "The query breaks a rule.");
    return STATUS_OK;
}

/* What the caller sees of those who are not the person of the path. */
static const struct live_edition *edition_of(const struct request *request)
{
    return &request->view->editions[privacy_edition(request)];
}

/* The person of the path, who must be a student (or an alumnus); NULL when answered. */
static const struct person *path_person(struct request *request, bool student)
{
    const char *id = request->params[0];
    const struct person *person = live_person(request->view, privacy_edition_of(request, id), id);
    if (person == NULL)
        reply_status(request, STATUS_NOT_FOUND);
    else if (student ? !person_is_student(person) : !person_is_alumnus(person))
        reply_problem(request, PROBLEM_CONFLICT,
                      student ? "Mentors are searched for students; this person is none."
                              : "Students are searched for alumni; this person is none.");
    else if (!person->matched)
        reply_problem(request, PROBLEM_CONFLICT, lifecycle_refusal("not_matching"));
    else
        return person;
    return NULL;
}

/* Staff read of "the student" and "this mentor"; whoever asks about themself is addressed. The
 * role of the route lets nobody else in. own: what the person of the path is. */
static struct audience audience_of(const struct request *request, enum voice own)
{
    return (struct audience){.language = accept_language(request->accept_language),
                             .voice = request->by_self ? own : VOICE_STAFF};
}

/* Explains one pair as the hit of `shown`: the mentor to the student, or the other way round. */
static enum status explain_hit(struct request *request, const struct wish *wish,
                               const struct person *student, const struct person *alumnus,
                               const struct person *shown, int32_t rank, struct hit_reply *ret_hit)
{
    struct explanation explanation;
    enum voice own = shown == alumnus ? VOICE_STUDENT : VOICE_MENTOR;
    enum status status = score_explain(request->view->scorer, wish, student, alumnus,
                                       audience_of(request, own), request->arena, &explanation);
    if (status != STATUS_OK)
        return status;
    return hit_reply_of(&explanation, shown, rank, request->arena, ret_hit);
}

static void write_hits(struct request *request, const struct hit_reply *items, size_t count)
{
    struct hit_list list = {.items = items, .items_count = count, .as_of = request->view->as_of};
    shape_to_json(&hit_list_shape, &list, SHAPE_PRIVATE, &request->reply.body);
}

enum status handle_mentors(struct request *request)
{
    const struct live_view *view = request->view;
    const struct roster *roster = edition_of(request)->roster;
    const struct person *student = path_person(request, true);
    struct weights weights;
    struct filter filter = {0};
    struct search_hit hits[SEARCH_LIMIT_MAX];
    size_t count = 0;
    if (student == NULL)
        return STATUS_OK;
    enum status status = take_weights(request, &weights);
    if (take_filters(request, &filter) != STATUS_OK || status != STATUS_OK)
        return refuse_query(request);
    struct wish wish = wish_of_person(view->scorer, student, weights, view->as_of);
    struct search search = {.wish = &wish,
                            .student = student,
                            .filter = &filter,
                            .limit = (size_t)request_int(request, "limit")};
    status = search_scan(view->scorer, roster, &search, hits, &count);
    struct hit_reply *items = arena_array(request->arena, count, sizeof *items);
    if (status == STATUS_OK && items == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        const struct person *alumnus = roster_person(roster, hits[i].index);
        status = explain_hit(request, &wish, student, alumnus, alumnus, (int32_t)i + 1, &items[i]);
        items[i].availability = (int32_t)availability_of(alumnus, view->as_of, filter.programmes,
                                                         filter.programmes_count);
    }
    if (status == STATUS_OK)
        write_hits(request, items, count);
    return status;
}

enum status handle_mentor(struct request *request)
{
    const struct live_view *view = request->view;
    const struct person *student = path_person(request, true);
    struct weights weights;
    if (student == NULL)
        return STATUS_OK;
    const struct person *alumnus = live_person(view, privacy_edition(request), request->params[1]);
    if (alumnus == NULL || !person_is_alumnus(alumnus) || !alumnus->matched)
        return STATUS_NOT_FOUND;
    if (take_weights(request, &weights) != STATUS_OK)
        return refuse_query(request);
    const struct taxonomies *taxonomies = view->scorer->taxonomies;
    struct wish wish = wish_of_person(view->scorer, student, weights, view->as_of);
    const struct filter today = {.as_of = view->as_of};
    enum ineligibility why = eligibility(taxonomies, student, alumnus, &today);
    struct pair_reply pair = {.student_external_id = student->external_id,
                              .mentor_external_id = alumnus->external_id,
                              .eligible = why == INELIGIBLE_NONE};
    if (!pair.eligible) {
        pair.reason_code = ineligibility_word(why);
        pair.reason = eligibility_sentence(taxonomies, why, alumnus,
                                           audience_of(request, VOICE_STUDENT), request->arena);
        if (pair.reason == NULL)
            return STATUS_MEMORY;
    }
    enum status status = explain_hit(request, &wish, student, alumnus, alumnus, 0, &pair.score);
    pair.score.availability = (int32_t)availability_of(alumnus, view->as_of, NULL, 0);
    if (status == STATUS_OK)
        shape_to_json(&pair_reply_shape, &pair, SHAPE_PRIVATE, &request->reply.body);
    return status;
}

/* ---- who needs me */

struct student_hit {
    const struct person *student;
    int32_t score_bp;
};

struct student_search {
    const struct live_view *view;
    const struct person *alumnus;
    struct weights weights;
    size_t limit, count;
    struct student_hit hits[SEARCH_LIMIT_MAX]; /* best first; equals in order of external id */
};

/* Students come in order of external id, so an equal score goes behind those before it. */
static void offer_student(struct student_search *search, const struct person *student)
{
    const struct live_view *view = search->view;
    if (eligibility(view->scorer->taxonomies, student, search->alumnus, NULL) != INELIGIBLE_NONE)
        return;
    struct wish wish = wish_of_person(view->scorer, student, search->weights, view->as_of);
    int32_t score_bp = score_pair(view->scorer, &wish, search->alumnus).score_bp;
    size_t at = search->count;
    while (at > 0 && search->hits[at - 1].score_bp < score_bp)
        at--;
    if (at == search->limit)
        return;
    size_t last = search->count < search->limit ? search->count++ : search->limit - 1;
    memmove(&search->hits[at + 1], &search->hits[at], (last - at) * sizeof search->hits[0]);
    search->hits[at] = (struct student_hit){student, score_bp};
}

static enum status search_students(struct student_search *search, const struct request *request)
{
    const struct live_edition *edition = edition_of(request);
    for (size_t i = 0; i < edition->students_count; i++) {
        enum status status = i % DEADLINE_LOOK_EVERY == 0 ? request_in_time(request) : STATUS_OK;
        if (status != STATUS_OK)
            return status;
        offer_student(search, edition->students[i]);
    }
    return STATUS_OK;
}

static enum status write_students(struct request *request, const struct student_search *search)
{
    const struct live_view *view = search->view;
    struct hit_reply *items = arena_array(request->arena, search->count, sizeof *items);
    enum status status = items == NULL ? STATUS_MEMORY : STATUS_OK;
    for (size_t i = 0; i < search->count && status == STATUS_OK; i++) {
        const struct person *student = search->hits[i].student;
        struct wish wish = wish_of_person(view->scorer, student, search->weights, view->as_of);
        status = explain_hit(request, &wish, student, search->alumnus, student, (int32_t)i + 1,
                             &items[i]);
    }
    if (status == STATUS_OK)
        write_hits(request, items, search->count);
    return status;
}

enum status handle_students(struct request *request)
{
    struct student_search search = {.view = request->view,
                                    .alumnus = path_person(request, false),
                                    .limit = (size_t)request_int(request, "limit")};
    if (search.alumnus == NULL)
        return STATUS_OK;
    if (take_weights(request, &search.weights) != STATUS_OK)
        return refuse_query(request);
    enum status status = search_students(&search, request);
    return status == STATUS_OK ? write_students(request, &search) : status;
}
