/* Guest lectures beyond their objects: who fits which course, and a lecture as a file for
 * calendars. */
#include "api/accept.h"
#include "api/clock.h"
#include "api/condition.h"
#include "api/files/files_seeds.h"
#include "api/handlers.h"
#include "api/lecture_rank.h"
#include "api/live.h"
#include "api/object.h"
#include "api/request.h"
#include "api/service.h"
#include "api/store/store_lecture.h"
#include "api/wire/calendar.h"
#include "scoring/base/arena.h"

#include <stdlib.h>
#include <string.h>

#define PAGE_SIZE ((size_t)1000)

/* ---- ranking */

struct candidate {
    const struct lecture_request *asked;
    const struct lecture_offer *offer;
    const struct person *speaker;
    struct lecture_pair *pair;
    int32_t turns, rank_bp;
};

struct ranking {
    struct request *request;
    struct weights weights;
    moment now;
    struct lecture_turns *turns;
    size_t turns_count;
    struct candidate *items; /* the best first, at most limit */
    size_t count, limit;
};

static struct weights weights_of(const struct request *request, const struct programme *programme)
{
    const struct own_weights *own = &programme->weights;
    if (own->field + own->career + own->language + own->place == 0)
        return weights_default(request->view->scorer->policy);
    return (struct weights){.percent = {own->field, own->career, own->language, own->place}};
}

static enum status begin(struct request *request, const char *programme_id, date first_day,
                         struct ranking *ret_ranking)
{
    struct programme programme = {0};
    struct ranking ranking = {
        .request = request, .now = clock_utc_ms(), .limit = (size_t)request_int(request, "limit")};
    enum status status = store_object_get(request->store, &resources[RESOURCE_programme].kind,
                                          programme_id, request->arena, &programme);
    if (status == STATUS_OK)
        status = store_lecture_turns(request->store, programme_id, date_year(first_day),
                                     request->arena, &ranking.turns, &ranking.turns_count);
    if (status != STATUS_OK)
        return status;
    ranking.weights = weights_of(request, &programme);
    ranking.items = arena_array(request->arena, ranking.limit, sizeof *ranking.items);
    if (ranking.items == NULL)
        return STATUS_MEMORY;
    *ret_ranking = ranking;
    return STATUS_OK;
}

static int32_t turns_of(const struct ranking *ranking, const char *speaker_id)
{
    for (size_t i = 0; i < ranking->turns_count; i++)
        if (strcmp(ranking->turns[i].speaker_id, speaker_id) == 0)
            return ranking->turns[i].turns;
    return 0;
}

/* By rank, then who spoke less, then in order of ids. */
static bool is_better(const struct candidate *a, const struct candidate *b)
{
    if (a->rank_bp != b->rank_bp)
        return a->rank_bp > b->rank_bp;
    if (a->turns != b->turns)
        return a->turns < b->turns;
    int order = strcmp(a->offer->id, b->offer->id);
    return order != 0 ? order < 0 : strcmp(a->asked->id, b->asked->id) < 0;
}

static void put_in(struct ranking *ranking, struct candidate candidate)
{
    size_t at = ranking->count;
    while (at > 0 && is_better(&candidate, &ranking->items[at - 1]))
        at--;
    if (at == ranking->limit)
        return;
    size_t last = ranking->count < ranking->limit ? ranking->count++ : ranking->limit - 1;
    memmove(&ranking->items[at + 1], &ranking->items[at], (last - at) * sizeof candidate);
    ranking->items[at] = candidate;
}

/* Speakers are seen as members see them, and only who takes part in matching. */
static enum status consider(struct ranking *ranking, const struct lecture_request *asked,
                            const struct lecture_offer *offer)
{
    struct request *request = ranking->request;
    const struct scorer *scorer = request->view->scorer;
    struct candidate candidate = {.asked = asked, .offer = offer};
    candidate.speaker = live_person(request->view, EDITION_MEMBERS, offer->speaker_id);
    if (candidate.speaker == NULL || !candidate.speaker->matched || candidate.speaker->paused ||
        strcmp(asked->teacher_id, offer->speaker_id) == 0)
        return STATUS_OK;
    candidate.pair = arena_alloc(request->arena, sizeof *candidate.pair);
    if (candidate.pair == NULL)
        return STATUS_MEMORY;
    enum status status = lecture_pair_of(scorer, asked, offer, candidate.speaker, ranking->weights,
                                         request->view->as_of, request->arena, candidate.pair);
    if (status != STATUS_OK || !lecture_fits(scorer, asked, offer, candidate.pair, ranking->now))
        return status;
    candidate.turns = turns_of(ranking, offer->speaker_id);
    candidate.rank_bp = candidate.pair->score.score_bp - candidate.turns * LECTURE_TURN_BP;
    put_in(ranking, candidate);
    return STATUS_OK;
}

/* ---- what is on the other side, all of it, a page at a time */

static void resolve_offer(const struct request *request, struct lecture_offer *offer)
{
    struct person typed = {.conditions = offer->topics};
    person_resolve(&request->service->seeds->taxonomies, &typed);
}

static void resolve_asked(const struct request *request, struct lecture_request *asked)
{
    struct person typed = {.wishes = asked->wishes,
                           .languages = asked->languages,
                           .languages_count = asked->languages_count};
    person_resolve(&request->service->seeds->taxonomies, &typed);
}

static enum status next_page(struct request *request, enum resource_index index,
                             const char *filters, const char *after, void **ret_items,
                             size_t *ret_count)
{
    const struct object_page page = {.after = after, .limit = PAGE_SIZE, .filters = filters};
    enum status status = request_in_time(request);
    if (status == STATUS_OK && filters == NULL)
        status = STATUS_MEMORY;
    if (status != STATUS_OK)
        return status;
    return store_object_page(request->store, &resources[index].kind, &page, request->arena,
                             ret_items, ret_count);
}

static enum status consider_offers(struct ranking *ranking, const struct lecture_request *asked)
{
    struct request *request = ranking->request;
    const char *filters = arena_printf(
        request->arena, "{\"programme_id\":\"%s\",\"state\":\"published\"}", asked->programme_id);
    const char *after = NULL;
    size_t count = PAGE_SIZE;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && count == PAGE_SIZE) {
        void *items = NULL;
        status = next_page(request, RESOURCE_lecture_offer, filters, after, &items, &count);
        struct lecture_offer *offers = items;
        for (size_t i = 0; status == STATUS_OK && i < count; i++) {
            resolve_offer(request, &offers[i]);
            status = consider(ranking, asked, &offers[i]);
            after = offers[i].id;
        }
    }
    return status;
}

static enum status consider_requests(struct ranking *ranking, const struct lecture_offer *offer)
{
    struct request *request = ranking->request;
    const char *filters = arena_printf(
        request->arena, "{\"programme_id\":\"%s\",\"state\":\"open\"}", offer->programme_id);
    const char *after = NULL;
    size_t count = PAGE_SIZE;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && count == PAGE_SIZE) {
        void *items = NULL;
        status = next_page(request, RESOURCE_lecture_request, filters, after, &items, &count);
        struct lecture_request *asked = items;
        for (size_t i = 0; status == STATUS_OK && i < count; i++) {
            resolve_asked(request, &asked[i]);
            status = consider(ranking, &asked[i], offer);
            after = asked[i].id;
        }
    }
    return status;
}

/* ---- telling */

/* A teacher reads as a student does of a mentor, a speaker as the mentor; staff of both. */
static struct audience audience_of(const struct request *request, const struct candidate *candidate)
{
    const char *own = request->caller.person_id;
    enum voice voice = strcmp(own, candidate->asked->teacher_id) == 0   ? VOICE_STUDENT
                       : strcmp(own, candidate->offer->speaker_id) == 0 ? VOICE_MENTOR
                                                                        : VOICE_STAFF;
    return (struct audience){.language = request_language(request), .voice = voice};
}

static enum status tell_one(struct request *request, const struct candidate *candidate,
                            int32_t rank, struct lecture_suggestion *ret_suggestion)
{
    struct explanation explanation;
    struct lecture_suggestion told = {.offer_id = candidate->offer->id,
                                      .request_id = candidate->asked->id,
                                      .title = candidate->offer->title,
                                      .course = candidate->asked->course,
                                      .turns = candidate->turns,
                                      .rank_bp = candidate->rank_bp};
    enum status status = score_explain(
        request->view->scorer, &candidate->pair->wish, &candidate->pair->course,
        &candidate->pair->speaker, audience_of(request, candidate), request->arena, &explanation);
    if (status == STATUS_OK)
        status =
            hit_reply_of(&explanation, candidate->speaker, rank, request->arena, &told.speaker);
    if (status == STATUS_OK)
        *ret_suggestion = told;
    return status;
}

static enum status tell(const struct ranking *ranking)
{
    struct request *request = ranking->request;
    struct lecture_suggestion *items = arena_array(request->arena, ranking->count, sizeof *items);
    enum status status = items == NULL ? STATUS_MEMORY : STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < ranking->count; i++)
        status = tell_one(request, &ranking->items[i], (int32_t)i + 1, &items[i]);
    const struct lecture_suggestions list = {items, ranking->count, request->view->as_of};
    if (status == STATUS_OK)
        shape_to_json(&lecture_suggestions_shape, &list, SHAPE_PRIVATE, &request->reply.body);
    return status;
}

enum status handle_lecture_offers(struct request *request)
{
    void *object = NULL;
    struct ranking ranking;
    enum status status = object_read(request, request->params[0], &object);
    if (status != STATUS_OK)
        return status;
    struct lecture_request *asked = object;
    resolve_asked(request, asked);
    status = begin(request, asked->programme_id, asked->earliest_on, &ranking);
    if (status == STATUS_OK)
        status = consider_offers(&ranking, asked);
    return status == STATUS_OK ? tell(&ranking) : status;
}

enum status handle_lecture_requests(struct request *request)
{
    void *object = NULL;
    struct ranking ranking;
    enum status status = object_read(request, request->params[0], &object);
    if (status != STATUS_OK)
        return status;
    struct lecture_offer *offer = object;
    resolve_offer(request, offer);
    status = begin(request, offer->programme_id, moment_date(clock_utc_ms()), &ranking);
    if (status == STATUS_OK)
        status = consider_requests(&ranking, offer);
    return status == STATUS_OK ? tell(&ranking) : status;
}

/* ---- calendar */

static enum calendar_status calendar_status_of(const char *state)
{
    static const char *const sure[] = {"confirmed", "delivered", "closed", NULL};
    for (size_t i = 0; sure[i] != NULL; i++)
        if (strcmp(state, sure[i]) == 0)
            return CALENDAR_CONFIRMED;
    return strcmp(state, "invited") == 0 || strcmp(state, "tentative") == 0 ? CALENDAR_TENTATIVE
                                                                            : CALENDAR_CANCELLED;
}

enum status handle_lecture_calendar(struct request *request)
{
    void *object = NULL;
    enum status status = object_read(request, request->params[0], &object);
    if (status != STATUS_OK)
        return status;
    const struct lecture_booking *booking = object;
    if (!accept_allows(request->accept, "text/calendar")) {
        reply_problem(request, PROBLEM_NOT_ACCEPTABLE, NULL);
        return STATUS_OK;
    }
    const struct calendar_event event = {.id = booking->id,
                                         .summary = booking->title,
                                         .description = booking->course,
                                         .location = booking->location,
                                         .starts_at = booking->starts_at,
                                         .ends_at = booking->ends_at,
                                         .changed_at = booking->updated_at,
                                         .sequence = booking->version - 1,
                                         .status = calendar_status_of(booking->state)};
    calendar_write(&event, &request->reply.body);
    reply_ok(request, REPLY_CALENDAR);
    condition_settle(request);
    return STATUS_OK;
}
