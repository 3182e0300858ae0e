#include "api/routes.h"

#include "api/cursor.h"
#include "api/handlers.h"
#include "api/replies.h"
#include "api/reply.h"
#include "api/request.h"
#include "api/resources.h"
#include "api/rights.h"
#include "api/store/lifecycle_rows.h"
#include "api/wire/account.h"
#include "api/wire/consent.h"
#include "api/wire/erasure.h"
#include "api/wire/mentoring.h"
#include "api/wire/sign_in.h"
#include "matcher/search.h"
#include "scoring/person.h"
#include "scoring/reading.h"
#include "scoring/score.h"

#include <string.h>

#define PAGE_MAX     ((int64_t)SEARCH_LIMIT_MAX)
#define PAGE_DEFAULT 50
#define HITS_DEFAULT 10

static const char *const scheme_words[] = {
#define SCHEME_WORD(name, word) word,
    SCHEMES(SCHEME_WORD)
#undef SCHEME_WORD
        NULL};

/* ---- query parameters, a table an operation, each ended by a NULL name */

#define PARAM_END                                                                                  \
    {                                                                                              \
        .name = NULL                                                                               \
    }
#define PARAM_WEIGHTS                                                                              \
    {                                                                                              \
        .name = "weights", .type = PARAM_TEXT, .min = 1, .max = 200,                               \
        .summary = "own weights in percent, summing to 100: "                                      \
                   "field=40,career=30,language=15,place=15"                                       \
    }
#define PARAM_HITS                                                                                 \
    {                                                                                              \
        .name = "limit", .type = PARAM_INT, .min = 1, .max = PAGE_MAX, .preset = HITS_DEFAULT,     \
        .summary = "how many at most"                                                              \
    }
#define PARAM_LANG                                                                                 \
    {                                                                                              \
        .name = "lang", .type = PARAM_TEXT, .min = 2, .max = 35,                                   \
        .summary = "language of the text and the answer, such as nl, sv, nb, de, fr or en; "       \
                   "without it Accept-Language decides"                                            \
    }

static const struct query_param mentors_query[] = {
    PARAM_HITS,
    PARAM_WEIGHTS,
    {.name = "filter",
     .type = PARAM_TEXTS,
     .min = 1,
     .max = 1000,
     .summary = "only alumni of whom it is known, such as language=nl:B2, field=07, "
                "occupation=2142,214, industry=F, place=BE, remote=yes, programme=ID (a free seat "
                "there) or minimum=35.00; seats=any finds also who is full, paused or past their "
                "hours, and says so; may be repeated"},
    PARAM_END,
};
static const struct query_param mentor_query[] = {PARAM_WEIGHTS, PARAM_END};
static const struct query_param students_query[] = {PARAM_HITS, PARAM_WEIGHTS, PARAM_END};
static const char *const count_words[] = {"exact", NULL};
#define PARAMS_PAGE(what)                                                                          \
    {.name = "limit",                                                                              \
     .type = PARAM_INT,                                                                            \
     .min = 1,                                                                                     \
     .max = PAGE_MAX,                                                                              \
     .preset = PAGE_DEFAULT,                                                                       \
     .paging = true,                                                                               \
     .summary = what " on a page"},                                                                \
        {.name = "cursor",                                                                         \
         .type = PARAM_TEXT,                                                                       \
         .min = 1,                                                                                 \
         .max = (int64_t)CURSOR_SIZE - 1,                                                          \
         .paging = true,                                                                           \
         .summary = "next_cursor of the page before, in the same query"},                          \
    {                                                                                              \
        .name = "count", .type = PARAM_WORD, .paging = true, .words = count_words,                 \
        .summary = "exact: tell how many there are in all; it looks at everybody"                  \
    }
static const struct query_param people_query[] = {
    PARAMS_PAGE("people"),
    {.name = "role",
     .type = PARAM_WORD,
     .words = person_role_words,
     .summary = "only these; those who are both are students and alumni too"},
    {.name = "q",
     .type = PARAM_TEXT,
     .min = 1,
     .max = 100,
     .summary = "part of the name, external id or e-mail address"},
    {.name = "external_id",
     .type = PARAM_TEXT,
     .min = 1,
     .max = 100,
     .summary = "only the person with this external id"},
    PARAM_END,
};
static const struct query_param imports_query[] = {
    {.name = "dry_run",
     .type = PARAM_FLAG,
     .summary = "true: report what would happen, write nothing"},
    PARAM_END,
};
static const struct query_param concepts_query[] = {
    {.name = "q",
     .type = PARAM_TEXT,
     .min = 1,
     .max = 100,
     .summary = "a code, or part of a name, in any case and with or without accents; without it "
                "the roots"},
    PARAM_LANG,
    {.name = "limit",
     .type = PARAM_INT,
     .min = 1,
     .max = PAGE_MAX,
     .preset = PAGE_DEFAULT,
     .summary = "how many at most"},
    PARAM_END,
};
static const struct query_param readings_query[] = {
    {.name = "scheme",
     .type = PARAM_WORD,
     .required = true,
     .words = scheme_words,
     .summary = "which codes"},
    {.name = "text",
     .type = PARAM_TEXT,
     .required = true,
     .min = 1,
     .max = (int64_t)READING_TEXT_SIZE_MAX,
     .summary = "what somebody typed"},
    PARAM_LANG,
    {.name = "limit",
     .type = PARAM_INT,
     .min = 1,
     .max = (int64_t)READING_CANDIDATES_MAX,
     .preset = 5,
     .summary = "how many at most"},
    PARAM_END,
};

/* ---- resources */

#define PARAM_ID(name_, summary_)                                                                  \
    {                                                                                              \
        .name = (name_), .type = PARAM_TEXT, .min = 36, .max = 36, .summary = (summary_)           \
    }
#define PARAM_NAME                                                                                 \
    {                                                                                              \
        .name = "q", .type = PARAM_TEXT, .min = 1, .max = 100, .summary = "part of the name"       \
    }
#define PARAM_STATE(words_)                                                                        \
    {                                                                                              \
        .name = "state", .type = PARAM_WORD, .words = (words_),                                    \
        .summary = "only those that stand there now"                                               \
    }
#define PARAM_PROGRAMME PARAM_ID("programme_id", "only those of this programme")
#define PARAM_STUDENT   PARAM_ID("student_id", "only those of this student")
#define PARAM_MENTOR    PARAM_ID("mentor_id", "only those of this mentor")

/* The states of the lifecycles; a test compares them. */
static const char *const mentor_offer_words[] = {"draft",     "active",  "paused",
                                                 "withdrawn", "expired", NULL};
static const char *const mentoring_request_words[] = {
    "draft",    "pending",   "info_requested", "waitlisted", "accepted",
    "declined", "withdrawn", "expired",        "superseded", NULL};
static const char *const mentorship_words[] = {"proposed",    "active", "paused", "completed",
                                               "ended_early", "void",   NULL};

static const struct query_param unit_query[] = {
    PARAMS_PAGE("units"), PARAM_ID("parent_id", "only those that lie in this unit"), PARAM_NAME,
    PARAM_END};
static const struct query_param programme_query[] = {
    PARAMS_PAGE("programmes"), PARAM_ID("unit_id", "only those that this unit runs"), PARAM_NAME,
    PARAM_END};
static const struct query_param mentor_offer_query[] = {PARAMS_PAGE("offers"), PARAM_PROGRAMME,
                                                        PARAM_MENTOR,
                                                        PARAM_STATE(mentor_offer_words), PARAM_END};
static const struct query_param need_query[] = {PARAMS_PAGE("needs"), PARAM_PROGRAMME,
                                                PARAM_STUDENT, PARAM_END};
static const struct query_param mentoring_request_query[] = {PARAMS_PAGE("requests"),
                                                             PARAM_PROGRAMME,
                                                             PARAM_STUDENT,
                                                             PARAM_MENTOR,
                                                             PARAM_STATE(mentoring_request_words),
                                                             PARAM_END};
static const struct query_param mentorship_query[] = {
    PARAMS_PAGE("mentorships"),    PARAM_PROGRAMME, PARAM_STUDENT, PARAM_MENTOR,
    PARAM_STATE(mentorship_words), PARAM_END};

static const struct query_param appointment_query[] = {
    PARAMS_PAGE("appointments"),
    PARAM_ID("person_id", "only those of this person"),
    PARAM_ID("unit_id", "only those for this unit itself"),
    {.name = "role",
     .type = PARAM_WORD,
     .words = appointment_role_words,
     .summary = "only those to this role"},
    PARAM_END};
static const struct query_param token_query[] = {
    PARAMS_PAGE("tokens"), PARAM_ID("person_id", "only those of this person"), PARAM_END};

static const char *const consent_words[] = {"given", "withdrawn", "expired", "superseded", NULL};
#define PARAM_WORDS(name_, words_, summary_)                                                       \
    {                                                                                              \
        .name = (name_), .type = PARAM_WORD, .words = (words_), .summary = (summary_)              \
    }
static const struct query_param consent_query[] = {
    PARAMS_PAGE("consents"),
    PARAM_ID("person_id", "only those of this person"),
    PARAM_WORDS("purpose", consent_purpose_words, "only those of this purpose"),
    PARAM_WORDS("channel", consent_channel_words, "only those of this channel"),
    PARAM_WORDS("basis", consent_basis_words, "only those of this basis"),
    PARAM_STATE(consent_words),
    PARAM_END};

static const char *const grace_words[] = {"skip", NULL};
static const struct query_param erase_query[] = {
    {.name = "grace",
     .type = PARAM_WORD,
     .words = grace_words,
     .summary = "skip: at once, and for good, answered 204"},
    PARAM_END};

#define PATH_OF(kind) "/v1/" COLLECTION_##kind
#define LIST(kind, plural, summary)                                                                \
    {                                                                                              \
        "list_" #plural, "GET", PATH_OF(kind), NEEDS_STORE, BODY_NONE, kind##_query, NULL,         \
            &kind##_list_shape, NULL, handle_objects, summary, &resources[RESOURCE_##kind], NULL   \
    }
#define GET(kind, summary)                                                                         \
    {                                                                                              \
        "get_" #kind, "GET", PATH_OF(kind) "/{id}", NEEDS_STORE, BODY_NONE, NULL, NULL,            \
            &kind##_shape, NULL, handle_object, summary, &resources[RESOURCE_##kind], NULL         \
    }
#define CREATE(kind, summary)                                                                      \
    {                                                                                              \
        "create_" #kind, "POST", PATH_OF(kind), WRITES_STORE, BODY_OBJECT, NULL, &kind##_shape,    \
            &kind##_shape, NULL, handle_object_create, summary, &resources[RESOURCE_##kind], NULL  \
    }
#define CHANGE(kind, summary)                                                                      \
    {                                                                                              \
        "patch_" #kind, "PATCH", PATH_OF(kind) "/{id}", WRITES_STORE, BODY_PATCH, NULL,            \
            &kind##_shape, &kind##_shape, NULL, handle_object_patch, summary,                      \
            &resources[RESOURCE_##kind], NULL                                                      \
    }
/* The rows of lifecycle_rows.h that somebody may ask for. */
#define EVENT(kind, event, path, from, to, who, summary, ...)                                      \
    {#event "_" #kind,                                                                             \
     "POST",                                                                                       \
     PATH_OF(kind) "/{id}/" path,                                                                  \
     WRITES_STORE,                                                                                 \
     BODY_EVENT,                                                                                   \
     NULL,                                                                                         \
     &event_order_shape,                                                                           \
     &kind##_shape,                                                                                \
     NULL,                                                                                         \
     handle_object_event,                                                                          \
     summary,                                                                                      \
     &resources[RESOURCE_##kind],                                                                  \
     #event},
#define NO_ROUTE(kind, event, from, to, who, summary, ...)

/* About no resource. */
#define PLAIN NULL, NULL

/* name, method, path, where it runs, body, query, in, out, type, handler, summary. In
 * the order of the documentation; the first match of a path counts. */
const struct route routes[] = {
    {"search_mentors", "GET", "/v1/people/{id}/mentors", ON_HTTP, BODY_NONE, mentors_query, NULL,
     &hit_list_shape, NULL, handle_mentors, "The best mentors for a student, ranked and explained",
     PLAIN},
    {"explain_mentor", "GET", "/v1/people/{id}/mentors/{mentor_id}", ON_HTTP, BODY_NONE,
     mentor_query, NULL, &pair_reply_shape, NULL, handle_mentor,
     "One pair in full: why, or why not", PLAIN},
    {"search_students", "GET", "/v1/people/{id}/students", ON_WORKER, BODY_NONE, students_query,
     NULL, &hit_list_shape, NULL, handle_students, "The students who need this alumnus most",
     PLAIN},
    {"list_people", "GET", "/v1/people", NEEDS_STORE, BODY_NONE, people_query, NULL,
     &person_list_shape, NULL, handle_people, "People, a page at a time", PLAIN},
    {"get_person", "GET", "/v1/people/{id}", NEEDS_STORE, BODY_NONE, NULL, NULL, &person_shape,
     NULL, handle_person, "A person, as typed and as read", PLAIN},
    {"patch_person", "PATCH", "/v1/people/{id}", NEEDS_STORE, BODY_PATCH, NULL, &person_shape,
     &person_shape, NULL, handle_person_patch,
     "Change a person by a merge patch; what was typed anew is read anew", PLAIN},
    {"erase_person", "DELETE", "/v1/people/{id}", WRITES_STORE, BODY_NONE, erase_query, NULL,
     &erasure_shape, NULL, handle_person_erase,
     "Take away all that is kept about a person, once the time to change one's mind is over",
     PLAIN},
    {"keep_person", "POST", "/v1/people/{id}/keep", WRITES_STORE, BODY_EVENT, NULL, &nothing_shape,
     &person_shape, NULL, handle_person_keep, "Take back that a person is to be erased", PLAIN},
    {"readmit_person", "POST", "/v1/readmissions", WRITES_STORE, BODY_OBJECT, NULL,
     &readmission_shape, &readmission_shape, NULL, handle_readmission,
     "Let imports bring somebody anew who was erased", PLAIN},
    {"get_me", "GET", "/v1/me", NEEDS_STORE, BODY_NONE, NULL, NULL, &me_shape, NULL, handle_me,
     "Who the caller is, and may act as", PLAIN},
    {"export_me", "GET", "/v1/me/export", NEEDS_STORE, BODY_NONE, NULL, NULL, NULL, NULL,
     handle_me_export, "All that is kept about the caller, a member a kind of record", PLAIN},
    {"list_hours", "GET", "/v1/people/{id}/hours", NEEDS_STORE, BODY_NONE, NULL, NULL,
     &hours_list_shape, NULL, handle_hours,
     "The hours that a mentor gave or promised, by year, the latest first", PLAIN},
    {"import_people", "POST", "/v1/imports", NEEDS_STORE, BODY_PEOPLE, imports_query, NULL,
     &import_report_shape, NULL, handle_import, "Add and change people from CSV or JSON Lines",
     PLAIN},
    LIST(unit, units, "Units of the university, a page at a time"),
    GET(unit, "A unit"),
    CREATE(unit, "Add a unit: a university, or what lies in one"),
    CHANGE(unit, "Change a unit by a merge patch"),
    LIST(programme, programmes, "Mentoring programmes, a page at a time"),
    GET(programme, "A programme: its days, limits, weights and rules"),
    CREATE(programme, "Add a programme of a unit"),
    CHANGE(programme, "Change a programme by a merge patch"),
    LIST(mentor_offer, mentor_offers, "One's own offers, for staff everybody's, a page at a time"),
    GET(mentor_offer, "An offer of seats in a programme, and what happened to it"),
    CREATE(mentor_offer, "Offer seats in a programme, as a draft"),
    CHANGE(mentor_offer, "Change an offer by a merge patch"),
    MENTOR_OFFER_ROWS(EVENT, NO_ROUTE)

        LIST(need, needs, "One's own needs, for staff everybody's, a page at a time"),
    GET(need, "What a student needs in a programme, and whom they would like"),
    CREATE(need, "Tell what one needs in a programme"),
    CHANGE(need, "Change a need by a merge patch"),
    LIST(mentoring_request, mentoring_requests,
         "Requests one has part in, for staff everybody's, a page at a time"),
    GET(mentoring_request, "A request, its place on the waiting list, and what happened to it"),
    CREATE(mentoring_request, "Write a request to a mentor, as a draft"),
    CHANGE(mentoring_request, "Change the message of a draft by a merge patch"),
    MENTORING_REQUEST_ROWS(EVENT, NO_ROUTE)

        LIST(mentorship, mentorships,
             "Mentorships one has part in, for staff everybody's, a page at a time"),
    GET(mentorship, "A mentorship, how to reach each other, and what happened to it"),
    MENTORSHIP_ROWS(EVENT, NO_ROUTE)

        LIST(consent, consents,
             "What one agreed and objected to, for staff everybody's, a page at a time"),
    GET(consent, "A consent or an objection, and what happened to it"),
    CREATE(consent,
           "Agree to a purpose, or object to it; what was said of it before is superseded"),
    CONSENT_ROWS(EVENT, NO_ROUTE)

        LIST(appointment, appointments, "Who has which role, a page at a time"),
    GET(appointment, "An appointment to a role"),
    CREATE(appointment, "Appoint a person to a role, for a unit and all below it"),
    {"end_appointment", "POST", PATH_OF(appointment) "/{id}/end", WRITES_STORE, BODY_EVENT, NULL,
     &nothing_shape, &appointment_shape, NULL, handle_appointment_end,
     "End it: within a second its rights are gone", &resources[RESOURCE_appointment], NULL},
    LIST(token, tokens, "One's own tokens, for admins their units' too, a page at a time"),
    GET(token, "What a token is for, and until when"),
    {"create_token", "POST", PATH_OF(token), WRITES_STORE, BODY_OBJECT, NULL, &token_wish_shape,
     &token_made_shape, NULL, handle_token_create,
     "Make a token for oneself or for a program; it is told this once", &resources[RESOURCE_token],
     NULL},
    {"revoke_token", "POST", PATH_OF(token) "/{id}/revoke", WRITES_STORE, BODY_EVENT, NULL,
     &nothing_shape, &token_shape, NULL, handle_token_revoke,
     "Revoke it: within a second it opens nothing", &resources[RESOURCE_token], NULL},
    {"list_concepts", "GET", "/v1/concepts/{scheme}", ON_WORKER, BODY_NONE, concepts_query, NULL,
     &concept_list_shape, NULL, handle_concepts,
     "Fields, occupations, industries, languages and places by name or code", PLAIN},
    {"read_text", "GET", "/v1/readings", ON_HTTP, BODY_NONE, readings_query, NULL,
     &reading_list_shape, NULL, handle_readings, "What a typed text means, with the evidence",
     PLAIN},
    {"create_invitations", "POST", "/v1/invitations", WRITES_STORE, BODY_OBJECT, NULL,
     &invitation_order_shape, &invitation_report_shape, NULL, handle_invitations,
     "Invite people by mail to sign in", PLAIN},
    {"ask_sign_in_link", "POST", "/v1/sign-in-links", ON_HTTP, BODY_OBJECT, NULL,
     &sign_in_link_order_shape, &sign_in_link_reply_shape, NULL, handle_sign_in_link,
     "Ask for a link by mail; the answer does not tell whether the address is known", PLAIN},
    {"sign_in", "POST", "/v1/sign-ins", WRITES_STORE, BODY_OBJECT, NULL, &sign_in_order_shape,
     &sign_in_reply_shape, NULL, handle_sign_in,
     "Exchange the code of an invitation or a link, once, for a token", PLAIN},
    {"describe_api", "GET", "/openapi.json", ON_HTTP, BODY_NONE, NULL, NULL, NULL, NULL,
     handle_openapi, "This description (OpenAPI 3.1)", PLAIN},
    {"show_docs", "GET", "/docs", ON_HTTP, BODY_NONE, NULL, NULL, NULL, REPLY_HTML, handle_docs,
     "The same as a page for people, with an example of each operation", PLAIN},
    {"explain_problem", "GET", "/problems/{code}", ON_HTTP, BODY_NONE, NULL, NULL, NULL, REPLY_HTML,
     handle_problem_page, "What a problem means and what to do about it", PLAIN},
};
const size_t route_count = sizeof routes / sizeof routes[0];

bool route_takes_match(const struct route *route)
{
    return route->body == BODY_PATCH || strcmp(route->method, "DELETE") == 0;
}

const char *const *route_body_types(enum route_body body)
{
    static const char *const none[] = {NULL};
    static const char *const patch[] = {"application/merge-patch+json", "application/json", NULL};
    static const char *const json[] = {"application/json", NULL};
    static const char *const people[] = {"text/csv", "application/x-ndjson", "application/jsonl",
                                         NULL};
    static const char *const *const types[] = {[BODY_NONE] = none,
                                               [BODY_PATCH] = patch,
                                               [BODY_OBJECT] = json,
                                               [BODY_EVENT] = json,
                                               [BODY_PEOPLE] = people};
    return types[body];
}

/* Matches a path's segments one by one; {…} takes any that is not empty. */
static bool path_matches(const char *path, const char *const *segments, size_t count,
                         const char **params)
{
    size_t taken = 0;
    for (size_t i = 0; i < count; i++) {
        if (*path != '/')
            return false;
        size_t size = strcspn(++path, "/");
        bool open = *path == '{';
        if (open && segments[i][0] == '\0')
            return false;
        if (!open && (strlen(segments[i]) != size || memcmp(path, segments[i], size) != 0))
            return false;
        if (open && params != NULL && taken < REQUEST_PARAMS_MAX)
            params[taken++] = segments[i];
        path += size;
    }
    return *path == '\0' && count > 0;
}

static bool method_matches(const struct route *route, const char *method)
{
    return strcmp(route->method, strcmp(method, "HEAD") == 0 ? "GET" : method) == 0;
}

enum status routes_find(const char *method, const char *const *segments, size_t count,
                        const struct route **ret_route, const char **ret_params)
{
    enum status status = STATUS_NOT_FOUND;
    for (size_t i = 0; i < route_count; i++) {
        if (!path_matches(routes[i].path, segments, count, NULL))
            continue;
        status = STATUS_REFUSED;
        if (!method_matches(&routes[i], method))
            continue;
        (void)path_matches(routes[i].path, segments, count, ret_params);
        *ret_route = &routes[i];
        return STATUS_OK;
    }
    return status;
}

static bool method_seen_before(size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(routes[i].method, routes[index].method) == 0)
            return true;
    return false;
}

static void add_method(const struct route *route, struct text *text)
{
    text_addf(text, "%s, %s", route->method, strcmp(route->method, "GET") == 0 ? "HEAD, " : "");
}

void routes_allow(const char *const *segments, size_t count, struct text *text)
{
    for (size_t i = 0; i < route_count; i++)
        if (path_matches(routes[i].path, segments, count, NULL))
            add_method(&routes[i], text);
    text_add(text, "OPTIONS");
}

void routes_allow_all(struct text *text)
{
    for (size_t i = 0; i < route_count; i++)
        if (!method_seen_before(i))
            add_method(&routes[i], text);
    text_add(text, "OPTIONS");
}

void routes_markdown(struct text *text)
{
    static const char *const places[] = {"memory, at once", "memory, by a worker",
                                         "the database, by a worker", "the database, by a worker"};
    text_add(text, "| Method and path | For | Answered from | What |\n|---|---|---|---|\n");
    for (size_t i = 0; i < route_count; i++) {
        text_addf(text, "| `%s %s` | ", routes[i].method, routes[i].path);
        right_words(rights_of(routes[i].name), text);
        text_addf(text, " | %s | %s |\n", places[routes[i].place], routes[i].summary);
    }
}
