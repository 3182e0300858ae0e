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
#include "api/wire/group.h"
#include "api/wire/internship.h"
#include "api/wire/lecture.h"
#include "api/wire/mentoring.h"
#include "api/wire/peer.h"
#include "api/wire/report.h"
#include "api/wire/round.h"
#include "api/wire/run_reply.h"
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
static const struct query_param report_query[] = {
    PARAM_ID("unit_id", "only of this unit and those in it"), PARAM_LANG, PARAM_END};
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
    PARAMS_PAGE("programmes"),
    PARAM_ID("unit_id", "only those that this unit runs"),
    {.name = "kind",
     .type = PARAM_WORD,
     .words = programme_kind_words,
     .summary = "only those of this kind"},
    PARAM_NAME,
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

static const char *const round_words[] = {"draft",     "open",   "frozen",    "review",
                                          "published", "closed", "cancelled", NULL};
static const char *const run_words[] = {"queued", "running",   "done", "infeasible",
                                        "failed", "cancelled", NULL};
static const char *const pair_words[] = {
    "proposed",         "approved",        "released", "vetoed",  "swapped_out", "confirmed",
    "declined_student", "declined_mentor", "lapsed",   "dropped", NULL};
#define PARAM_ROUND PARAM_ID("round_id", "only those of this round")
static const struct query_param round_query[] = {PARAMS_PAGE("rounds"), PARAM_PROGRAMME,
                                                 PARAM_STATE(round_words), PARAM_END};
static const struct query_param run_query[] = {PARAMS_PAGE("runs"), PARAM_ROUND,
                                               PARAM_STATE(run_words), PARAM_END};
static const struct query_param run_shortages_query[] = {PARAM_LANG, PARAM_END};
#define PARAM_NEEDED(name_, summary_)                                                              \
    {                                                                                              \
        .name = (name_), .type = PARAM_TEXT, .required = true, .min = 36, .max = 36,               \
        .summary = (summary_)                                                                      \
    }
static const struct query_param run_why_query[] = {
    PARAM_NEEDED("student_id", "the student"),
    PARAM_ID("mentor_id", "the mentor; without it whom the student has, or why nobody"), PARAM_LANG,
    PARAM_END};
static const struct query_param run_diff_query[] = {
    PARAM_NEEDED("with", "the run to compare with, of the same round"), PARAM_END};
static const struct query_param pair_query[] = {PARAMS_PAGE("pairs"),
                                                PARAM_ROUND,
                                                PARAM_ID("run_id", "only those of this run"),
                                                PARAM_STUDENT,
                                                PARAM_MENTOR,
                                                PARAM_STATE(pair_words),
                                                PARAM_END};

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

static const char *const internship_lead_words[] = {
    "draft",  "submitted", "changes_requested", "published", "rejected",
    "filled", "closed",    "expired",           "withdrawn", NULL};
static const char *const application_words[] = {
    "draft",     "submitted",  "shortlisted", "offered",   "accepted", "agreed", "started",
    "completed", "broken_off", "rejected",    "withdrawn", "lapsed",   NULL};
#define PARAM_HOST PARAM_ID("host_id", "only those of this host")
static const struct query_param leads_query[] = {PARAM_HITS, PARAM_WEIGHTS, PARAM_END};
static const struct query_param internship_lead_query[] = {
    PARAMS_PAGE("leads"), PARAM_PROGRAMME, PARAM_HOST, PARAM_STATE(internship_lead_words),
    PARAM_END};
static const struct query_param application_query[] = {
    PARAMS_PAGE("applications"),
    PARAM_PROGRAMME,
    PARAM_ID("lead_id", "only those to this lead"),
    PARAM_STUDENT,
    PARAM_HOST,
    PARAM_STATE(application_words),
    PARAM_END};

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

static const char *const contact_words[] = {"none", NULL};
static const struct query_param member_group_query[] = {
    PARAMS_PAGE("groups"),
    PARAM_ID("unit_id", "only those of this unit"),
    PARAM_WORDS("kind", group_kind_words, "only those of this kind"),
    PARAM_NAME,
    PARAM_WORDS("contact", contact_words, "none: only those without a person to ask"),
    PARAM_END};
static const char *const membership_words[] = {"requested", "invited", "active",  "muted", "left",
                                               "removed",   "ended",   "expired", NULL};
static const struct query_param membership_query[] = {
    PARAMS_PAGE("memberships"),
    PARAM_ID("group_id", "only those of this group"),
    PARAM_ID("person_id", "only those of this person"),
    PARAM_WORDS("origin", membership_origin_words, "only those that came about so"),
    PARAM_STATE(membership_words),
    PARAM_END};

static const char *const peer_role_words[] = {"student", "alumnus", NULL};
#define PARAM_YEAR(name_, summary_)                                                                \
    {                                                                                              \
        .name = (name_), .type = PARAM_INT, .min = DATE_YEAR_MIN, .max = DATE_YEAR_MAX,            \
        .summary = (summary_)                                                                      \
    }
static const struct query_param peers_query[] = {
    PARAM_HITS,
    PARAM_WEIGHTS,
    PARAM_WORDS("role", peer_role_words,
                "whom to look for, of what the person is; without it alumni where they are one"),
    {.name = "fellows",
     .type = PARAM_FLAG,
     .summary = "true: only who was in the same programme in some of the same years"},
    {.name = "programme",
     .type = PARAM_TEXT,
     .min = 1,
     .max = 200,
     .summary = "only who was in this programme, as people type it"},
    {.name = "unit",
     .type = PARAM_TEXT,
     .min = 1,
     .max = 200,
     .summary = "only who was in the unit or campus of this name"},
    PARAM_YEAR("from", "only who was there in this year or later"),
    PARAM_YEAR("to", "only who was there in this year or before"),
    PARAM_END};

static const struct query_param directory_query[] = {
    {.name = "limit",
     .type = PARAM_INT,
     .min = 1,
     .max = PAGE_MAX,
     .preset = PAGE_DEFAULT,
     .paging = true,
     .summary = "people on a page"},
    {.name = "cursor",
     .type = PARAM_TEXT,
     .min = 1,
     .max = (int64_t)CURSOR_SIZE - 1,
     .paging = true,
     .summary = "next_cursor of the page before, in the same query"},
    PARAM_ID("unit_id", "only those of this unit, or of one below it"),
    {.name = "place",
     .type = PARAM_TEXT,
     .min = 1,
     .max = (int64_t)CODE_SIZE_MAX,
     .summary = "only those who are there: the code of a country, a region or a city"},
    PARAM_END};

static const char *const grace_words[] = {"skip", NULL};
static const struct query_param erase_query[] = {
    {.name = "grace",
     .type = PARAM_WORD,
     .words = grace_words,
     .summary = "skip: at once, and for good, answered 204"},
    PARAM_END};

/* ---- guest lectures */

#define PARAM_SPEAKER PARAM_ID("speaker_id", "only those of this speaker")
#define PARAM_TEACHER PARAM_ID("teacher_id", "only those of this teacher")
static const char *const lecture_offer_words[] = {"draft",     "published", "paused",
                                                  "withdrawn", "expired",   NULL};
static const char *const lecture_request_words[] = {"draft",     "open",    "filled", "closed",
                                                    "cancelled", "expired", NULL};
static const char *const lecture_booking_words[] = {
    "invited",   "tentative", "confirmed",         "delivered",      "closed",  "declined",
    "withdrawn", "expired",   "cancelled_speaker", "cancelled_host", "no_show", NULL};
static const struct query_param lecture_offer_query[] = {
    PARAMS_PAGE("offers"), PARAM_PROGRAMME, PARAM_SPEAKER, PARAM_STATE(lecture_offer_words),
    PARAM_END};
static const struct query_param lecture_request_query[] = {
    PARAMS_PAGE("requests"), PARAM_PROGRAMME, PARAM_TEACHER, PARAM_STATE(lecture_request_words),
    PARAM_END};
static const struct query_param lecture_booking_query[] = {
    PARAMS_PAGE("bookings"),
    PARAM_PROGRAMME,
    PARAM_ID("request_id", "only those for this request"),
    PARAM_ID("offer_id", "only those of this offer"),
    PARAM_SPEAKER,
    PARAM_TEACHER,
    PARAM_STATE(lecture_booking_words),
    PARAM_END};
static const struct query_param suggestions_query[] = {PARAM_HITS, PARAM_LANG, PARAM_END};

#define PATH_OF(kind) "/v1/" COLLECTION_##kind
#define LIST(kind, plural, summary)                                                                \
    {                                                                                              \
        "list_" #plural, "GET", PATH_OF(kind), NEEDS_STORE, BODY_NONE, kind##_query, NULL,         \
            &kind##_list_shape, NULL, handle_objects, summary, ABOUT(kind)                         \
    }
#define GET(kind, summary)                                                                         \
    {                                                                                              \
        "get_" #kind, "GET", PATH_OF(kind) "/{id}", NEEDS_STORE, BODY_NONE, NULL, NULL,            \
            &kind##_shape, NULL, handle_object, summary, ABOUT(kind)                               \
    }
#define CREATE(kind, summary)                                                                      \
    {                                                                                              \
        "create_" #kind, "POST", PATH_OF(kind), WRITES_STORE, BODY_OBJECT, NULL, &kind##_shape,    \
            &kind##_shape, NULL, handle_object_create, summary, ABOUT(kind)                        \
    }
#define CHANGE(kind, summary)                                                                      \
    {                                                                                              \
        "patch_" #kind, "PATCH", PATH_OF(kind) "/{id}", WRITES_STORE, BODY_PATCH, NULL,            \
            &kind##_shape, &kind##_shape, NULL, handle_object_patch, summary, ABOUT(kind)          \
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
     #event,                                                                                       \
     MODULE_ALWAYS},
#define NO_ROUTE(kind, event, from, to, who, summary, ...)

/* About no resource. */
#define PLAIN          NULL, NULL, MODULE_ALWAYS
#define PLAIN_OF(name) NULL, NULL, MODULE_##name
/* About a resource, whose module it is of. */
#define ABOUT(kind) &resources[RESOURCE_##kind], NULL, MODULE_ALWAYS

/* As JSON, and for a spreadsheet. */
#define REPORT(name, module_, summary)                                                             \
    {"report_" #name,                                                                              \
     "GET",                                                                                        \
     "/v1/reports/" #name,                                                                         \
     NEEDS_STORE,                                                                                  \
     BODY_NONE,                                                                                    \
     report_query,                                                                                 \
     NULL,                                                                                         \
     &name##_report_shape,                                                                         \
     NULL,                                                                                         \
     handle_report_##name,                                                                         \
     summary,                                                                                      \
     PLAIN_OF(module_)},                                                                           \
    {                                                                                              \
        "report_" #name "_csv", "GET", "/v1/reports/" #name ".csv", NEEDS_STORE, BODY_NONE,        \
            report_query, NULL, NULL, REPLY_CSV, handle_report_##name, summary " (CSV)",           \
            PLAIN_OF(module_)                                                                      \
    }

/* name, method, path, where it runs, body, query, in, out, type, handler, summary. In
 * the order of the documentation; the first match of a path counts. */
const struct route routes[] = {
    {"search_mentors", "GET", "/v1/people/{id}/mentors", ON_HTTP, BODY_NONE, mentors_query, NULL,
     &hit_list_shape, NULL, handle_mentors, "The best mentors for a student, ranked and explained",
     PLAIN_OF(MENTORING)},
    {"explain_mentor", "GET", "/v1/people/{id}/mentors/{mentor_id}", ON_HTTP, BODY_NONE,
     mentor_query, NULL, &pair_reply_shape, NULL, handle_mentor,
     "One pair in full: why, or why not", PLAIN_OF(MENTORING)},
    {"search_students", "GET", "/v1/people/{id}/students", ON_WORKER, BODY_NONE, students_query,
     NULL, &hit_list_shape, NULL, handle_students, "The students who need this alumnus most",
     PLAIN_OF(MENTORING)},
    {"search_peers", "GET", "/v1/people/{id}/peers", ON_WORKER, BODY_NONE, peers_query, NULL,
     &peer_list_shape, NULL, handle_peers,
     "Alumni like this alumnus, students like this student; and who studied with them",
     PLAIN_OF(GROUPS)},
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
    LIST(programme, programmes, "Programmes, a page at a time"),
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

        LIST(round, rounds, "Matching rounds, a page at a time"),
    GET(round, "A matching round, how many take part, and what happened to it"),
    CREATE(round, "Plan a matching round in a programme, as a draft"),
    CHANGE(round, "Rename a round, or choose the run whose pairs it takes"),
    ROUND_ROWS(EVENT, NO_ROUTE)

        LIST(run, runs, "Runs of rounds, a page at a time"),
    GET(run, "A run: what it seeks, how far it is, what it found"),
    CREATE(run, "Have a run made of a frozen round, or a repair of a published one"),
    RUN_ROWS(EVENT, NO_ROUTE)

    /* What a run that has ended found. */
    {"get_run_certificate", "GET", PATH_OF(run) "/{id}/certificate", NEEDS_STORE, BODY_NONE, NULL,
     NULL, &certificate_reply_shape, NULL, handle_run_certificate,
     "What was proven of a run, and of which bytes", ABOUT(run)},
    {"get_run_shortages", "GET", PATH_OF(run) "/{id}/shortages", NEEDS_STORE, BODY_NONE,
     run_shortages_query, NULL, &shortages_reply_shape, NULL, handle_run_shortages,
     "Who is short of what: whom to recruit", ABOUT(run)},
    {"explain_run_pair", "GET", PATH_OF(run) "/{id}/why", NEEDS_STORE, BODY_NONE, run_why_query,
     NULL, &why_reply_shape, NULL, handle_run_why,
     "Why this mentor, why not that one, or why none, and what the whole would lose", ABOUT(run)},
    {"diff_runs", "GET", PATH_OF(run) "/{id}/diff", NEEDS_STORE, BODY_NONE, run_diff_query, NULL,
     &diff_reply_shape, NULL, handle_run_diff, "What differs from another run of the round",
     ABOUT(run)},
    {"get_run_file", "GET", PATH_OF(run) "/{id}/files/{file}", NEEDS_STORE, BODY_NONE, NULL, NULL,
     NULL, REPLY_RUN_FILES, handle_run_file,
     "A file of the folder that kring verify and kring replay take", ABOUT(run)},
    LIST(pair, pairs, "One's own pairs once they are released, for staff everybody's"),
    GET(pair, "A pair, and what happened to it"),
    CREATE(pair, "Put in a pair by hand: it stands approved"),
    PAIR_ROWS(EVENT, NO_ROUTE)

        {"search_leads", "GET", "/v1/people/{id}/leads", NEEDS_STORE, BODY_NONE, leads_query, NULL,
         &lead_hit_list_shape, NULL, handle_leads,
         "The internships that suit a student best, ranked and explained", PLAIN_OF(INTERNSHIPS)},
    LIST(internship_lead, internship_leads,
         "One's own internship leads, for staff everybody's, a page at a time"),
    GET(internship_lead, "An internship lead, and what happened to it"),
    CREATE(internship_lead, "Tell of an internship, as a draft"),
    CHANGE(internship_lead, "Change a lead by a merge patch"),
    INTERNSHIP_LEAD_ROWS(EVENT, NO_ROUTE)

        LIST(application, applications,
             "Applications one has part in, for staff everybody's, a page at a time"),
    GET(application, "An application, who has signed, and what happened to it"),
    CREATE(application, "Write an application to a lead, as a draft"),
    CHANGE(application, "Change the message of a draft by a merge patch"),
    APPLICATION_ROWS(EVENT, NO_ROUTE)

        LIST(lecture_offer, lecture_offers,
             "One's own offers to lecture, for staff everybody's, a page at a time"),
    GET(lecture_offer, "An offer to lecture, and what happened to it"),
    CREATE(lecture_offer, "Offer a guest lecture, as a draft"),
    CHANGE(lecture_offer, "Change an offer to lecture by a merge patch"),
    LECTURE_OFFER_ROWS(EVENT, NO_ROUTE)

        {"suggest_lecture_requests", "GET", PATH_OF(lecture_offer) "/{id}/requests", NEEDS_STORE,
         BODY_NONE, suggestions_query, NULL, &lecture_suggestions_shape, NULL,
         handle_lecture_requests, "Courses that ask for what is offered, ranked and explained",
         ABOUT(lecture_offer)},
    LIST(lecture_request, lecture_requests,
         "One's own requests for lectures, for staff everybody's, a page at a time"),
    GET(lecture_request, "A request for a lecture, and what happened to it"),
    CREATE(lecture_request, "Ask for a guest lecture in a course, as a draft"),
    CHANGE(lecture_request, "Change a request for a lecture by a merge patch"),
    LECTURE_REQUEST_ROWS(EVENT, NO_ROUTE)

        {"suggest_lecture_offers", "GET", PATH_OF(lecture_request) "/{id}/offers", NEEDS_STORE,
         BODY_NONE, suggestions_query, NULL, &lecture_suggestions_shape, NULL,
         handle_lecture_offers,
         "Speakers for a course, ranked and explained; who spoke less this year comes first",
         ABOUT(lecture_request)},
    LIST(lecture_booking, lecture_bookings,
         "Lectures one has part in, for staff everybody's, a page at a time"),
    GET(lecture_booking, "A lecture, how to reach each other, and what happened to it"),
    CREATE(lecture_booking, "Invite a speaker to a course, at a time"),
    LECTURE_BOOKING_ROWS(EVENT, NO_ROUTE)

        {"get_lecture_calendar", "GET", PATH_OF(lecture_booking) "/{id}/calendar", NEEDS_STORE,
         BODY_NONE, NULL, NULL, NULL, REPLY_CALENDAR, handle_lecture_calendar,
         "The lecture as a file for calendars (RFC 5545)", ABOUT(lecture_booking)},
    LIST(consent, consents,
         "What one agreed and objected to, for staff everybody's, a page at a time"),
    GET(consent, "A consent or an objection, and what happened to it"),
    CREATE(consent,
           "Agree to a purpose, or object to it; what was said of it before is superseded"),
    CONSENT_ROWS(EVENT, NO_ROUTE)

        LIST(member_group, groups, "Groups: chapters, circles, subject networks, campuses"),
    GET(member_group, "A group, whom its rule takes, and whom to ask"),
    CREATE(member_group, "Add a group; whom its rule takes is in it at once"),
    CHANGE(member_group,
           "Change a group by a merge patch; whom its rule takes now is in it at once"),
    {"recompute_member_group", "POST", PATH_OF(member_group) "/{id}/recompute", WRITES_STORE,
     BODY_EVENT, NULL, &nothing_shape, &group_count_shape, NULL, handle_group_recompute,
     "Make and end memberships by the rule; again, it changes nothing", ABOUT(member_group)},
    {"list_group_members", "GET", PATH_OF(member_group) "/{id}/members", NEEDS_STORE, BODY_NONE,
     directory_query, NULL, &member_list_shape, NULL, handle_group_members,
     "The directory of a group, as members may see it", ABOUT(member_group)},
    LIST(membership, memberships, "One's own memberships, for staff those of their units' groups"),
    GET(membership, "A membership, and what happened to it"),
    CREATE(membership, "Ask to join a group, or, as staff, invite somebody"),
    MEMBERSHIP_ROWS(EVENT, NO_ROUTE)

        {"list_fellow_members", "GET", PATH_OF(membership) "/{id}/members", NEEDS_STORE, BODY_NONE,
         directory_query, NULL, &member_list_shape, NULL, handle_fellow_members,
         "The directory of the group that one is in", ABOUT(membership)},
    LIST(appointment, appointments, "Who has which role, a page at a time"),
    GET(appointment, "An appointment to a role"),
    CREATE(appointment, "Appoint a person to a role, for a unit and all below it"),
    {"end_appointment", "POST", PATH_OF(appointment) "/{id}/end", WRITES_STORE, BODY_EVENT, NULL,
     &nothing_shape, &appointment_shape, NULL, handle_appointment_end,
     "End it: within a second its rights are gone", ABOUT(appointment)},
    LIST(token, tokens, "One's own tokens, for admins their units' too, a page at a time"),
    GET(token, "What a token is for, and until when"),
    {"create_token", "POST", PATH_OF(token), WRITES_STORE, BODY_OBJECT, NULL, &token_wish_shape,
     &token_made_shape, NULL, handle_token_create,
     "Make a token for oneself or for a program; it is told this once", ABOUT(token)},
    {"revoke_token", "POST", PATH_OF(token) "/{id}/revoke", WRITES_STORE, BODY_EVENT, NULL,
     &nothing_shape, &token_shape, NULL, handle_token_revoke,
     "Revoke it: within a second it opens nothing", ABOUT(token)},
    REPORT(supply, MENTORING, "What students look for and what mentors offer: whom to recruit"),
    REPORT(answers, MENTORING, "How requests for mentoring are answered, when, and by how many"),
    REPORT(outcomes, ALWAYS, "What became of the leavers of each programme and year"),
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

enum module route_module(const struct route *route)
{
    return route->resource != NULL ? route->resource->module : route->module;
}

struct route_list routes_of(unsigned modules)
{
    struct route_list list = {.count = 0};
    for (size_t i = 0; i < route_count; i++)
        if (module_is_on(modules, route_module(&routes[i])))
            list.items[list.count++] = &routes[i];
    return list;
}

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

enum status routes_find(const struct route_list *list, const char *method,
                        const char *const *segments, size_t count, const struct route **ret_route,
                        const char **ret_params)
{
    enum status status = STATUS_NOT_FOUND;
    for (size_t i = 0; i < list->count; i++) {
        if (!path_matches(list->items[i]->path, segments, count, NULL))
            continue;
        status = STATUS_REFUSED;
        if (!method_matches(list->items[i], method))
            continue;
        (void)path_matches(list->items[i]->path, segments, count, ret_params);
        *ret_route = list->items[i];
        return STATUS_OK;
    }
    return status;
}

static bool method_seen_before(const struct route_list *list, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(list->items[i]->method, list->items[index]->method) == 0)
            return true;
    return false;
}

static void add_method(const struct route *route, struct text *text)
{
    text_addf(text, "%s, %s", route->method, strcmp(route->method, "GET") == 0 ? "HEAD, " : "");
}

void routes_allow(const struct route_list *list, const char *const *segments, size_t count,
                  struct text *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (path_matches(list->items[i]->path, segments, count, NULL))
            add_method(list->items[i], text);
    text_add(text, "OPTIONS");
}

void routes_allow_all(const struct route_list *list, struct text *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (!method_seen_before(list, i))
            add_method(list->items[i], text);
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
