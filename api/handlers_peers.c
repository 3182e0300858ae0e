/* People like oneself: the score of the search for mentors, among alumni for an alumnus and among
 * students for a student; and those who studied with one. Answered from memory, in the edition of
 * the caller. */
#include "api/accept.h"
#include "api/handlers.h"
#include "api/live.h"
#include "api/peers.h"
#include "api/privacy.h"
#include "api/request.h"
#include "api/store/lifecycle.h"
#include "api/wire/peer.h"
#include "api/wire/shape_json.h"
#include "matcher/search.h"
#include "scoring/base/arena.h"

#include <string.h>

#define LOOK_EVERY 1024 /* people between looks at the deadline */

struct peer_hit {
    const struct person *person;
    int32_t score_bp;
};

struct peer_search {
    struct request *request;
    const struct live_edition *edition;
    const struct person *person;
    bool students; /* among students, not alumni */
    struct wish wish;
    struct peer_filter filter;
    bool fellows;
    size_t limit, count;
    struct peer_hit hits[SEARCH_LIMIT_MAX]; /* best first; equals in order of external id */
};

/* ---- who it is about */

/* False when answered. */
static bool take_person(struct peer_search *search)
{
    struct request *request = search->request;
    const char *id = request->params[0];
    const char *role = request_text(request, "role");
    const struct person *person = live_person(request->view, privacy_edition_of(request, id), id);
    bool asked_students = role != NULL && strcmp(role, "student") == 0;
    if (person == NULL)
        reply_status(request, STATUS_NOT_FOUND);
    else if (!person->matched)
        reply_problem(request, PROBLEM_CONFLICT, lifecycle_refusal("not_matching"));
    else if (role != NULL && !(asked_students ? person_is_student : person_is_alumnus)(person))
        reply_problem(request, PROBLEM_CONFLICT,
                      "The person is none of these: no peers of theirs.");
    else {
        search->person = person;
        search->students = asked_students || !person_is_alumnus(person);
        return true;
    }
    return false;
}

static enum status take_query(struct peer_search *search)
{
    struct request *request = search->request;
    const char *text = request_text(request, "weights");
    struct weights weights = weights_default(request->view->scorer->policy);
    search->limit = (size_t)request_int(request, "limit");
    search->fellows = request_flag(request, "fellows");
    search->filter = (struct peer_filter){.programme = request_text(request, "programme"),
                                          .unit = request_text(request, "unit"),
                                          .from = (int32_t)request_int(request, "from"),
                                          .to = (int32_t)request_int(request, "to")};
    enum status status =
        text == NULL ? STATUS_OK : weights_parse(text, "?weights", &request->faults, &weights);
    if (status == STATUS_OK && search->filter.to != 0 && search->filter.from > search->filter.to)
        status = fault_add(&request->faults, 0, "?from", "not_in_order", "Must not be after to.");
    search->wish =
        wish_of_person(request->view->scorer, search->person, weights, request->view->as_of);
    return status;
}

/* ---- the search */

static bool is_fellow(const struct peer_search *search, const struct affiliation *theirs)
{
    const struct person *person = search->person;
    for (size_t i = 0; i < person->affiliations_count; i++)
        if (peers_are_fellows(&person->affiliations[i], theirs, search->request->view->as_of))
            return true;
    return false;
}

/* By one affiliation, when anything is asked of it. */
static bool fits(const struct peer_search *search, const struct person *other)
{
    date as_of = search->request->view->as_of;
    if (!search->fellows && peer_filter_is_any(&search->filter))
        return true;
    for (size_t i = 0; i < other->affiliations_count; i++)
        if (peer_filter_fits(&search->filter, &other->affiliations[i], as_of) &&
            (!search->fellows || is_fellow(search, &other->affiliations[i])))
            return true;
    return false;
}

static void offer(struct peer_search *search, const struct person *other)
{
    if (strcmp(other->id, search->person->id) == 0 || !fits(search, other))
        return;
    int32_t score_bp = score_pair(search->request->view->scorer, &search->wish, other).score_bp;
    size_t at = search->count;
    while (at > 0 && search->hits[at - 1].score_bp < score_bp)
        at--;
    if (at == search->limit)
        return;
    size_t last = search->count < search->limit ? search->count++ : search->limit - 1;
    memmove(&search->hits[at + 1], &search->hits[at], (last - at) * sizeof search->hits[0]);
    search->hits[at] = (struct peer_hit){other, score_bp};
}

static enum status look(struct peer_search *search)
{
    const struct live_edition *edition = search->edition;
    size_t count = search->students ? edition->students_count : roster_count(edition->roster);
    for (size_t i = 0; i < count; i++) {
        enum status status = i % LOOK_EVERY == 0 ? request_in_time(search->request) : STATUS_OK;
        if (status != STATUS_OK)
            return status;
        offer(search, search->students ? edition->students[i]
                                       : roster_person(edition->roster, (uint32_t)i));
    }
    return STATUS_OK;
}

/* ---- the reply */

static enum status share(const struct peer_search *search, const struct person *other,
                         struct peer_reply *peer)
{
    struct affiliation *shared =
        arena_array(search->request->arena, other->affiliations_count, sizeof *shared);
    if (shared == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < other->affiliations_count; i++)
        if (is_fellow(search, &other->affiliations[i]))
            shared[peer->shared_count++] = other->affiliations[i];
    peer->shared = shared;
    return STATUS_OK;
}

/* The reasons of a score are words of mentoring, which peers are not: the parts tell enough. */
static enum status tell(const struct peer_search *search, const struct person *other, int32_t rank,
                        struct peer_reply *ret_peer)
{
    struct request *request = search->request;
    const struct audience audience = {.language = accept_language(request->accept_language),
                                      .voice = VOICE_STAFF};
    struct explanation explanation;
    struct hit_reply hit;
    enum status status = score_explain(request->view->scorer, &search->wish, search->person, other,
                                       audience, request->arena, &explanation);
    if (status == STATUS_OK)
        status = hit_reply_of(&explanation, other, rank, request->arena, &hit);
    if (status != STATUS_OK)
        return status;
    *ret_peer = (struct peer_reply){.rank = rank,
                                    .id = other->id,
                                    .name = other->name,
                                    .score_bp = hit.score_bp,
                                    .parts = hit.parts,
                                    .parts_count = hit.parts_count};
    return share(search, other, ret_peer);
}

static enum status write_peers(const struct peer_search *search)
{
    struct request *request = search->request;
    struct peer_reply *items = arena_array(request->arena, search->count, sizeof *items);
    enum status status = items == NULL ? STATUS_MEMORY : STATUS_OK;
    for (size_t i = 0; i < search->count && status == STATUS_OK; i++)
        status = tell(search, search->hits[i].person, (int32_t)i + 1, &items[i]);
    struct peer_list list = {items, search->count, request->view->as_of};
    if (status == STATUS_OK)
        shape_to_json(&peer_list_shape, &list, SHAPE_PRIVATE, &request->reply.body);
    return status;
}

enum status handle_peers(struct request *request)
{
    struct peer_search search = {.request = request,
                                 .edition = &request->view->editions[privacy_edition(request)]};
    if (!take_person(&search))
        return STATUS_OK;
    if (take_query(&search) != STATUS_OK) {
        reply_problem(request, PROBLEM_BAD_PARAMETER, "The query breaks a rule.");
        return STATUS_OK;
    }
    enum status status = look(&search);
    return status == STATUS_OK ? write_peers(&search) : status;
}
