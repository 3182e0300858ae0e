#include "api/examples.h"

#include "api/examples_moved.h"
#include "api/replies.h"
#include "api/routes.h"
#include "api/store/lifecycle_rows.h"
#include "api/wire/account.h"
#include "api/wire/consent.h"
#include "api/wire/erasure.h"
#include "api/wire/mentoring.h"
#include "api/wire/shape_json.h"
#include "api/wire/sign_in.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

#define STUDENT_ID "01890a5d-ac96-774b-bcce-b302099a8057"
#define ALUMNA_ID  "01890a5d-b2c1-7e54-9d3a-5f1c2a7b8e90"

/* ---- the people */

static const struct affiliation student_affiliations[] = {
    {.kind = "degree",
     .programme = "bouwkunde",
     .field = {.text = "bouwkunde", .code = "073", .confidence = 97, .evidence = "alias"},
     .from = 20240900},
};
static const struct language_skill student_languages[] = {
    {{.text = "nl", .code = "nl", .confidence = 100, .evidence = "given"}, LEVEL_NATIVE},
};
static const struct reading student_occupations[] = {
    {.text = "projectleider", .code = "1219", .confidence = 97, .evidence = "alias"},
};
static const struct person student = {
    .id = STUDENT_ID,
    .external_id = "example-student",
    .role = ROLE_STUDENT,
    .name = "Example Student",
    .email = "student@example.org",
    .language = "nl",
    .affiliations = student_affiliations,
    .affiliations_count = SHAPE_COUNT(student_affiliations),
    .languages = student_languages,
    .languages_count = SHAPE_COUNT(student_languages),
    .place = {.text = "Delft", .code = "2757345", .confidence = 98, .evidence = "label"},
    .remote = true,
    .wishes = {.occupations = student_occupations,
               .occupations_count = SHAPE_COUNT(student_occupations)},
    .version = 2,
};

static const struct affiliation alumna_affiliations[] = {
    {.kind = "degree",
     .programme = "byggingeniør",
     .field = {.text = "byggingeniør", .code = "0732", .confidence = 97, .evidence = "alias"},
     .from = 20100000,
     .to = 20150600},
};
static const struct employment alumna_employments[] = {
    {.occupation = {.text = "byggingeniør", .code = "2142", .confidence = 97, .evidence = "alias"},
     .employer = "Example Bygg",
     .from = 20150800},
};
static const struct language_skill alumna_languages[] = {
    {{.text = "nb", .code = "nb", .confidence = 100, .evidence = "given"}, LEVEL_NATIVE},
    {{.text = "nl", .code = "nl", .confidence = 100, .evidence = "given"}, LEVEL_B2},
};
#define ALUMNA                                                                                     \
    {                                                                                              \
        .id = ALUMNA_ID, .external_id = "example-alumna", .role = ROLE_ALUMNUS,                    \
        .name = "Example Alumna", .email = "alumna@example.org", .language = "nb",                 \
        .affiliations = alumna_affiliations,                                                       \
        .affiliations_count = SHAPE_COUNT(alumna_affiliations), .employments = alumna_employments, \
        .employments_count = SHAPE_COUNT(alumna_employments), .languages = alumna_languages,       \
        .languages_count = SHAPE_COUNT(alumna_languages),                                          \
        .place = {.text = "Oslo", .code = "3143244", .confidence = 97, .evidence = "label"},       \
        .seats = 2, .version = 1                                                                   \
    }
static const struct person people[] = {ALUMNA};

/* ---- the scores: 35 x 100 + 35 x 45 + 15 x 75 + 15 x 0 = 6200 */

static const struct part_reply parts[] = {
    {CRITERION_FIELD, "Field of study", 100, 35, 3500, false},
    {CRITERION_CAREER, "Career", 45, 35, 1575, false},
    {CRITERION_LANGUAGE, "Language", 75, 15, 1125, false},
    {CRITERION_PLACE, "Place", 0, 15, 0, false},
};
static const char *const mentor_reasons[] = {
    "your field is 073 architecture and construction; this mentor's field is 0732 building and "
    "civil engineering, which belongs to it",
    "you wish \u201cprojectleider\u201d (1219 business services and administration managers not "
    "elsewhere classified); this mentor works as \u201cbyggingeniør\u201d (2142 civil "
    "engineers), a related occupation",
    "Dutch: you native, this mentor B2",
    "Delft to Oslo, 964 km",
};
static const char *const student_reasons[] = {
    "the student's field is 073 architecture and construction; your field is 0732 building and "
    "civil engineering, which belongs to it",
    "the student looks for \u201cprojectleider\u201d (1219 business services and administration "
    "managers not elsewhere classified); you work as \u201cbyggingeniør\u201d (2142 civil "
    "engineers), a related occupation",
    "Dutch: the student native, you B2",
    "Delft to Oslo, 964 km",
};
#define SCORE(rank_, id_, external_id_, name_, reasons_)                                           \
    {                                                                                              \
        .rank = (rank_), .id = (id_), .external_id = (external_id_), .name = (name_),              \
        .score_bp = 6200, .parts = parts, .parts_count = SHAPE_COUNT(parts),                       \
        .reasons = (reasons_), .reasons_count = SHAPE_COUNT(reasons_)                              \
    }
static const struct hit_reply mentors[] = {
    SCORE(1, ALUMNA_ID, "example-alumna", "Example Alumna", mentor_reasons),
};
static const struct hit_reply students[] = {
    SCORE(1, STUDENT_ID, "example-student", "Example Student", student_reasons),
};
static const struct hit_list mentor_list = {mentors, SHAPE_COUNT(mentors), 20261123};
static const struct hit_list student_list = {students, SHAPE_COUNT(students), 20261123};
static const struct pair_reply pair = {
    .student_external_id = "example-student",
    .mentor_external_id = "example-alumna",
    .eligible = true,
    .score = SCORE(0, ALUMNA_ID, "example-alumna", "Example Alumna", mentor_reasons),
};

/* ---- the rest */

static const struct person_list person_page = {.items = people,
                                               .items_count = SHAPE_COUNT(people),
                                               .next_cursor = "example-cursor",
                                               .count = 4000};

static const struct import_error import_errors[] = {
    {3, "role", "unknown_word", "must be one of student, alumnus, both, not \"teacher\""},
};
static const struct import_report import_report = {.dry_run = true,
                                                   .rows = 2,
                                                   .created = 1,
                                                   .refused = 1,
                                                   .errors = import_errors,
                                                   .errors_count = SHAPE_COUNT(import_errors),
                                                   .errors_total = 1};

static const struct concept_item concepts[] = {{"2611", "Lawyers", "261", 4}};
static const struct concept_list concept_page = {concepts, SHAPE_COUNT(concepts)};

static const struct reading_item readings[] = {
    {"2142", "Civil engineers", 97, "alias", "byggingeniør"},
};
static const struct reading_list reading_page = {"byggingeniør", readings, SHAPE_COUNT(readings)};

/* ---- mentoring */

#define UNIT_ID        "01990000-0000-7000-8000-0000000000a1"
#define PROGRAMME_ID   "01990000-0000-7000-8000-0000000000a2"
#define OFFER_ID       "01990000-0000-7000-8000-0000000000a3"
#define NEED_ID        "01990000-0000-7000-8000-0000000000a4"
#define REQUEST_ID     "01990000-0000-7000-8000-0000000000a5"
#define MENTORSHIP_ID  EXAMPLE_MENTORSHIP_ID
#define APPOINTMENT_ID "01890a5d-e1a2-7b3c-8d4e-9f5061728394"
#define CONSENT_ID     "01990000-0000-7000-8000-0000000000a7"
#define TOKEN_ID       "01890a5d-f2b3-7c4d-9e5f-a06172839405"
#define MONDAY_MS      ((moment)1795424400000) /* 2026-11-23T09:00:00Z */
#define LIFE(state_, days, version_, allowed)                                                      \
    .state = (state_), .state_since = MONDAY_MS, .deadline_at = MONDAY_MS + (days)*MOMENT_DAY_MS,  \
    .created_at = MONDAY_MS, .updated_at = MONDAY_MS, .version = (version_),                       \
    .allowed_events = (allowed), .allowed_events_count = SHAPE_COUNT(allowed)

static const struct unit units[] = {
    {.id = UNIT_ID, .kind = UNIT_UNIVERSITY, .name = "Example University", .version = 1}};
static const struct object_list unit_page = {units, 1, "example-cursor", 12};

static const struct programme programmes[] = {{.id = PROGRAMME_ID,
                                               .unit_id = UNIT_ID,
                                               .name = "Mentors for starters",
                                               .starts_on = 20260901,
                                               .ends_on = 20270630,
                                               .minimum_bp = 3500,
                                               .requests_live_max = 3,
                                               .hours_each = 10,
                                               .draft_days = 30,
                                               .answer_days = 14,
                                               .info_days = 7,
                                               .waiting_days = 60,
                                               .start_days = 14,
                                               .pause_days = 60,
                                               .reminder_days = 3,
                                               .version = 1}};
static const struct object_list programme_page = {programmes, 1, "example-cursor", 4};

static const char *const offer_events[] = {"pause", "withdraw"};
static const struct mentor_offer mentor_offers[] = {{.id = OFFER_ID,
                                                     .programme_id = PROGRAMME_ID,
                                                     .mentor_id = ALUMNA_ID,
                                                     .seats = 2,
                                                     .seats_taken = 1,
                                                     LIFE("active", 219, 2, offer_events)}};
static const struct object_list mentor_offer_page = {mentor_offers, 1, "example-cursor", 40};

static const char *const ranked[] = {ALUMNA_ID};
static const struct need needs[] = {{.id = NEED_ID,
                                     .programme_id = PROGRAMME_ID,
                                     .student_id = STUDENT_ID,
                                     .ranked = ranked,
                                     .ranked_count = 1,
                                     .fallback = true,
                                     .mentors_wanted = 1,
                                     .requests_live = 1,
                                     .version = 1}};
static const struct object_list need_page = {needs, 1, "example-cursor", 90};

static const char *const request_events[] = {"ask_info", "accept", "decline"};
static const struct mentoring_request requests[] = {{.id = REQUEST_ID,
                                                     .programme_id = PROGRAMME_ID,
                                                     .student_id = STUDENT_ID,
                                                     .mentor_id = ALUMNA_ID,
                                                     .message = "May I ask you about Oslo?",
                                                     .choice = 1,
                                                     LIFE("pending", 14, 2, request_events)}};
static const struct object_list mentoring_request_page = {requests, 1, "example-cursor", 70};

static const char *const mentorship_events[] = {"pause",     "complete",     "end_early", "fits",
                                                "undecided", "does_not_fit", "rematch"};
static const struct mentorship mentorships[] = {
    {.id = MENTORSHIP_ID,
     .programme_id = PROGRAMME_ID,
     .student_id = STUDENT_ID,
     .mentor_id = ALUMNA_ID,
     .request_id = REQUEST_ID,
     .student = {"Example Student", "student@example.org"},
     .mentor = {"Example Alumna", "alumna@example.org"},
     .started_at = MONDAY_MS,
     LIFE("active", 219, 2, mentorship_events)}};
static const struct object_list mentorship_page = {mentorships, 1, "example-cursor", 30};

static const struct hours_entry hours_entries[] = {{MENTORSHIP_ID, "mentoring", 10, MONDAY_MS}};
static const struct hours_year hours_years[] = {{2026, 10, 40, hours_entries, 1}};
static const struct hours_list hours = {hours_years, 1};

static const struct appointment appointments[] = {{.id = APPOINTMENT_ID,
                                                   .person_id = ALUMNA_ID,
                                                   .unit_id = UNIT_ID,
                                                   .role = 1,
                                                   .created_at = MONDAY_MS,
                                                   .version = 1}};
static const struct object_list appointment_page = {appointments, 1, "example-cursor", 12};

static const struct token_entry tokens[] = {{.id = TOKEN_ID,
                                             .role = "career_centre",
                                             .scope = "read",
                                             .label = "the nightly report",
                                             .created_at = MONDAY_MS,
                                             .expires_at = MONDAY_MS + 90 * MOMENT_DAY_MS}};
static const struct object_list token_page = {tokens, 1, "example-cursor", 2};
static const struct token_made token_made = {
    .token = "kring_0000000000000000000000000000000000000000000000000",
    .id = TOKEN_ID,
    .expires_at = MONDAY_MS + 90 * MOMENT_DAY_MS};

static const char *const consent_events[] = {"withdraw"};
static const struct consent consents[] = {{.id = CONSENT_ID,
                                           .person_id = ALUMNA_ID,
                                           .purpose = PURPOSE_NEWS,
                                           .channel = CHANNEL_EMAIL,
                                           .basis = BASIS_CONSENT,
                                           .text_version = "2026-09",
                                           .given_at = MONDAY_MS,
                                           .expires_at = MONDAY_MS + 219 * MOMENT_DAY_MS,
                                           LIFE("given", 219, 1, consent_events)}};
static const struct object_list consent_page = {consents, 1, "example-cursor", 3};
/* ---- people who leave, and the caller */

static const struct erasure erasure = {MONDAY_MS + 14 * MOMENT_DAY_MS};
#define EXPORT_TEXT                                                                                \
    "{\"person\":{\"id\":\"" STUDENT_ID "\",\"external_id\":\"example-student\"},"                 \
    "\"affiliations\":[],\"requests\":[]}"
static const struct readmission readmission = {"example-student", true};
static const struct me_role me_roles[] = {{"alumnus", NULL}, {"coordinator", UNIT_ID}};
static const struct me me = {.person_id = ALUMNA_ID,
                             .name = "Example Alumna",
                             .roles = me_roles,
                             .roles_count = SHAPE_COUNT(me_roles),
                             .token_id = TOKEN_ID,
                             .scope = "all",
                             .token_expires_at = MONDAY_MS + 90 * MOMENT_DAY_MS};

#define READ(kind, plural, id_, one)                                                               \
    {"list_" #plural, {"limit", "1", "count", "exact"}, .reply = &kind##_page},                    \
    {                                                                                              \
        "get_" #kind, {"id", id_}, .reply = (one)                                                  \
    }
#define WRITE(kind, id_, one, new, patch)                                                          \
    {"create_" #kind, {NULL}, .body = (new), .reply = (one)},                                      \
    {                                                                                              \
        "patch_" #kind, {"id", id_}, .body = (patch), .reply = (one)                               \
    }
#define EVENT_OF_mentor_offer      {"id", OFFER_ID}, .reply = mentor_offers
#define EVENT_OF_mentoring_request {"id", REQUEST_ID}, .reply = requests
#define EVENT_OF_mentorship        {"id", MENTORSHIP_ID}, .reply = mentorships
#define EVENT_OF_consent           {"id", CONSENT_ID}, .reply = consents
/* Of every event; those with more to say stand before them. */
#define EVENT(kind, event, path, from, to, who, summary, ...)                                      \
    {#event "_" #kind, EVENT_OF_##kind, .body = "{\"note\":\"As we agreed by telephone.\"}"},
#define NO_ROUTE(kind, event, from, to, who, summary, ...)

/* ---- who is let in */

#define EXAMPLE_CODE "0000000000000000000000000000000000000000000example"

static const char *const not_found[] = {"example-nobody"};
static const struct invitation_report invitations = {
    .queued = 1, .not_found = not_found, .not_found_count = SHAPE_COUNT(not_found)};
static const struct sign_in_link_reply sign_in_link = {.valid_hours = SIGN_IN_HOURS};
static const struct sign_in_reply signed_in = {
    .token = "kring_...", .expires_at = INT64_C(1798070400000), .person_id = STUDENT_ID};

/* In the order of the routes, but for events. */
static const struct example examples[] = {
    READ(unit, units, UNIT_ID, units),
    WRITE(unit, UNIT_ID, units, "{\"kind\":\"university\",\"name\":\"Example University\"}",
          "{\"name\":\"Example University\"}"),
    READ(programme, programmes, PROGRAMME_ID, programmes),
    WRITE(programme, PROGRAMME_ID, programmes,
          "{\"unit_id\":\"" UNIT_ID "\",\"name\":\"Mentors for starters\","
          "\"starts_on\":\"2026-09-01\",\"ends_on\":\"2027-06-30\",\"minimum_bp\":3500}",
          "{\"answer_days\":14}"),
    READ(mentor_offer, mentor_offers, OFFER_ID, mentor_offers),
    WRITE(mentor_offer, OFFER_ID, mentor_offers,
          "{\"programme_id\":\"" PROGRAMME_ID "\",\"mentor_id\":\"" ALUMNA_ID "\",\"seats\":2}",
          "{\"seats\":2}"),
    READ(need, needs, NEED_ID, needs),
    WRITE(need, NEED_ID, needs,
          "{\"programme_id\":\"" PROGRAMME_ID "\",\"student_id\":\"" STUDENT_ID
          "\",\"ranked\":[\"" ALUMNA_ID "\"]}",
          "{\"ranked\":[\"" ALUMNA_ID "\"]}"),
    READ(mentoring_request, mentoring_requests, REQUEST_ID, requests),
    WRITE(mentoring_request, REQUEST_ID, requests,
          "{\"programme_id\":\"" PROGRAMME_ID "\",\"student_id\":\"" STUDENT_ID
          "\",\"mentor_id\":\"" ALUMNA_ID "\",\"message\":\"May I ask you about Oslo?\"}",
          "{\"message\":\"May I ask you about Oslo?\"}"),
    READ(mentorship, mentorships, MENTORSHIP_ID, mentorships),
    READ(consent, consents, CONSENT_ID, consents),
    {"create_consent",
     {NULL},
     .body = "{\"person_id\":\"" ALUMNA_ID "\",\"purpose\":\"news\",\"channel\":\"email\","
             "\"basis\":\"consent\",\"text_version\":\"2026-09\","
             "\"expires_at\":\"2027-06-30T09:00:00Z\"}",
     .reply = consents},
    READ(appointment, appointments, APPOINTMENT_ID, appointments),
    {"create_appointment",
     {NULL},
     .body =
         "{\"person_id\":\"" ALUMNA_ID "\",\"role\":\"coordinator\",\"unit_id\":\"" UNIT_ID "\"}",
     .reply = appointments},
    {"end_appointment", {"id", APPOINTMENT_ID}, .body = "{}", .reply = appointments},
    READ(token, tokens, TOKEN_ID, tokens),
    {"create_token",
     {NULL},
     .body = "{\"role\":\"career_centre\",\"scope\":\"read\",\"label\":\"the nightly report\"}",
     .reply = &token_made},
    {"revoke_token", {"id", TOKEN_ID}, .body = "{}", .reply = tokens},
    {"pause_mentor_offer", EVENT_OF_mentor_offer,
     .body = "{\"reason_code\":\"no_time\",\"note\":\"Back in spring.\"}"},
    {"submit_mentoring_request", EVENT_OF_mentoring_request, .body = "{}"},
    {"ask_info_mentoring_request", EVENT_OF_mentoring_request,
     .body = "{\"note\":\"Which of my projects would you like to hear about?\"}"},
    {"answer_mentoring_request", EVENT_OF_mentoring_request,
     .body = "{\"note\":\"The bridges, and how you came to Oslo.\"}"},
    {"accept_mentoring_request", EVENT_OF_mentoring_request,
     .body = "{\"note\":\"Gladly. Shall we speak next week?\"}"},
    {"decline_mentoring_request", EVENT_OF_mentoring_request,
     .body = "{\"reason_code\":\"no_time\",\"note\":\"Next year, gladly.\"}"},
    {"end_early_mentorship", EVENT_OF_mentorship, .body = "{\"reason_code\":\"goals_reached\"}"},
    {"void_mentorship", EVENT_OF_mentorship, .body = "{\"reason_code\":\"moved\"}"},
    MENTOR_OFFER_ROWS(EVENT, NO_ROUTE) MENTORING_REQUEST_ROWS(EVENT, NO_ROUTE)
        MENTORSHIP_ROWS(EVENT, NO_ROUTE) CONSENT_ROWS(EVENT, NO_ROUTE){
            "search_mentors",
            {"id", STUDENT_ID, "limit", "1", "weights", "field=35,career=35,language=15,place=15",
             "filter", "language=nl:B1"},
            .reply = &mentor_list},
    {"explain_mentor",
     {"id", STUDENT_ID, "mentor_id", ALUMNA_ID, "weights",
      "field=35,career=35,language=15,place=15"},
     .reply = &pair},
    {"search_students", {"id", ALUMNA_ID, "limit", "1"}, .reply = &student_list},
    {"list_people", {"limit", "1", "count", "exact", "role", "alumnus"}, .reply = &person_page},
    {"get_person", {"id", STUDENT_ID}, .reply = &student},
    {"patch_person",
     {"id", STUDENT_ID},
     .body = "{\"remote\":true,\"place\":{\"text\":\"Delft\"},"
             "\"wishes\":{\"occupations\":[{\"text\":\"projectleider\"}]}}",
     .reply = &student},
    {"erase_person", {"id", STUDENT_ID}, .reply = &erasure},
    {"keep_person", {"id", STUDENT_ID}, .body = "{}", .reply = &student},
    {"readmit_person",
     {NULL},
     .body = "{\"external_id\":\"example-student\"}",
     .reply = &readmission},
    {"get_me", {NULL}, .reply = &me},
    {"export_me", {NULL}, .text = EXPORT_TEXT},
    {"list_hours", {"id", ALUMNA_ID}, .reply = &hours},
    {"import_people",
     {"dry_run", "true"},
     .body = "external_id,role,name,programme,job_title\n"
             "example-student,student,Example Student,bouwkunde,\n"
             "example-other,teacher,Example Other,,byggingeniør\n",
     .lines = "{\"external_id\":\"example-student\",\"role\":\"student\"}\n"
              "{\"external_id\":\"example-other\",\"role\":\"teacher\"}\n",
     .reply = &import_report},
    {"list_concepts", {"scheme", "isco", "q", "2611", "lang", "en"}, .reply = &concept_page},
    {"read_text",
     {"scheme", "isco", "text", "byggingeniør", "lang", "nb", "limit", "1"},
     .reply = &reading_page},
    {"create_invitations",
     {NULL},
     .body = "{\"external_ids\":[\"example-student\",\"example-nobody\"]}",
     .reply = &invitations},
    {"ask_sign_in_link",
     {NULL},
     .body = "{\"email\":\"student@example.org\"}",
     .reply = &sign_in_link},
    {"sign_in", {NULL}, .body = "{\"code\":\"" EXAMPLE_CODE "\"}", .reply = &signed_in},
    {"describe_api",
     {NULL},
     .text = "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Kring\"},\"paths\":{}}"},
    {"show_docs",
     {NULL},
     .text = "<!doctype html>\n<html lang=\"en\">\n<title>The API of Kring</title>\n"},
    {"explain_problem",
     {"code", "timeout"},
     .text = "<!doctype html>\n<html lang=\"en\">\n<title>The work was not done in time</title>\n"},
};

const struct example *example_of(const struct route *route)
{
    for (size_t i = 0; i < SHAPE_COUNT(examples); i++)
        if (strcmp(examples[i].operation, route->name) == 0)
            return &examples[i];
    assert(false);
    return NULL;
}

const char *example_argument(const struct example *example, const char *name, size_t size)
{
    for (const char *const *at = example->arguments; *at != NULL; at += 2)
        if (strlen(*at) == size && memcmp(*at, name, size) == 0)
            return at[1];
    return NULL;
}

const char *example_body(const struct route *route, const char *type)
{
    const struct example *example = example_of(route);
    bool first = strcmp(type, route_body_types(route->body)[0]) == 0;
    return first || example->lines == NULL ? example->body : example->lines;
}

/* Escapes what is neither unreserved (RFC 3986, 2.3) nor harmless in a query and easier to read. */
static void add_escaped(const char *value, struct text *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "-._~=,:";
    for (; *value != '\0'; value++)
        if (strchr(plain, *value) != NULL)
            text_add_char(text, *value);
        else
            text_addf(text, "%%%02X", (unsigned)(unsigned char)*value);
}

static void add_path(const struct route *route, const struct example *example, struct text *text)
{
    for (const char *at = route->path; *at != '\0';) {
        size_t plain = strcspn(at, "{");
        text_add_bytes(text, at, plain);
        at += plain;
        if (*at != '{')
            break;
        size_t size = strcspn(++at, "}");
        add_escaped(example_argument(example, at, size), text);
        at += size + 1;
    }
}

void example_target(const struct route *route, struct text *text)
{
    const struct example *example = example_of(route);
    const char *separator = "?";
    add_path(route, example, text);
    for (const struct query_param *param = route->query; param != NULL && param->name != NULL;
         param++) {
        const char *value = example_argument(example, param->name, strlen(param->name));
        if (value == NULL)
            continue;
        text_addf(text, "%s%s=", separator, param->name);
        add_escaped(value, text);
        separator = "&";
    }
}

void example_reply(const struct route *route, struct text *text)
{
    const struct example *example = example_of(route);
    if (example_moves(route))
        example_moved(route, example, text);
    else if (route->out != NULL)
        shape_to_json(route->out, example->reply, 0, text);
    else
        text_add(text, example->text);
}
