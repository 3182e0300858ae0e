#include "api/examples.h"

#include "api/examples_moved.h"
#include "api/replies.h"
#include "api/routes.h"
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
#define LEAD_ID        "01990000-0000-7000-8000-0000000000b1"
#define APPLICATION_ID "01990000-0000-7000-8000-0000000000b2"
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
                                               .confirm_days = 14,
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

/* ---- groups */

#define GROUP_ID      "01990000-0000-7000-8000-0000000000c1"
#define MEMBERSHIP_ID "01990000-0000-7000-8000-0000000000c2"
static const char *const group_kinds[] = {"degree"};
static const char *const group_places[] = {"3143244"};
static const struct member_group groups[] = {{.id = GROUP_ID,
                                              .unit_id = UNIT_ID,
                                              .kind = 0,
                                              .name = "Example Chapter Oslo",
                                              .contact_person_id = ALUMNA_ID,
                                              .rule = {.kinds = group_kinds,
                                                       .kinds_count = 1,
                                                       .places = group_places,
                                                       .places_count = 1,
                                                       .radius_km = 50},
                                              .joinable = true,
                                              .answer_days = 30,
                                              .version = 1}};
static const struct object_list member_group_page = {groups, 1, "example-cursor", 3};
static const char *const membership_events[] = {"mute", "leave"};
static const struct membership memberships[] = {
    {.id = MEMBERSHIP_ID,
     .group_id = GROUP_ID,
     .unit_id = UNIT_ID,
     .person_id = ALUMNA_ID,
     .origin = ORIGIN_REQUESTED,
     .member_since = MONDAY_MS,
     .state = "active",
     .state_since = MONDAY_MS,
     .created_at = MONDAY_MS,
     .updated_at = MONDAY_MS,
     .version = 2,
     .allowed_events = membership_events,
     .allowed_events_count = SHAPE_COUNT(membership_events)}};
static const struct object_list membership_page = {memberships, 1, "example-cursor", 3};
static const struct peer_reply peers[] = {{.rank = 1,
                                           .id = "01890a5d-b2c1-7e54-9d3a-5f1c2a7b8e91",
                                           .name = "Example Fellow",
                                           .score_bp = 6200,
                                           .parts = parts,
                                           .parts_count = SHAPE_COUNT(parts),
                                           .shared = alumna_affiliations,
                                           .shared_count = SHAPE_COUNT(alumna_affiliations)}};
static const struct peer_list peer_list = {peers, 1, 20261123};
static const struct supply_row supply_rows[] = {
    {SUPPLY_FIELD, "073", "Architecture and construction", 41, 12, 19, 230},
    {SUPPLY_OCCUPATION, "21", "Science and engineering professionals", 34, REPORT_HIDDEN,
     REPORT_HIDDEN, 118}};
static const struct answers_row answers_rows[] = {{.programme_id = PROGRAMME_ID,
                                                   .name = "Example mentoring",
                                                   .requests = 60,
                                                   .accepted = 38,
                                                   .declined = 12,
                                                   .expired = REPORT_HIDDEN,
                                                   .withdrawn = REPORT_HIDDEN,
                                                   .waiting = 0,
                                                   .accepted_percent = REPORT_HIDDEN,
                                                   .hours_median = 31,
                                                   .hours_p90 = 150,
                                                   .students = 44,
                                                   .mentors = 27,
                                                   .mentors_unasked = 9,
                                                   .busiest_percent = 38}};
static struct outcomes_part outcome_industries[] = {{"41", "Construction of buildings", 21}};
static struct outcomes_part outcome_places[] = {{"2757345", "Delft", 12}};
static const struct outcomes_row outcomes_rows[] = {{.programme = "Example programme",
                                                     .field = "073",
                                                     .label = "Architecture and construction",
                                                     .year = 2020,
                                                     .leavers = 64,
                                                     .known = 43,
                                                     .months_median = 3,
                                                     .industries = outcome_industries,
                                                     .industries_count = 1,
                                                     .places = outcome_places,
                                                     .places_count = 1}};
#define REPORT_OF(name, rows)                                                                      \
    static const struct report name = {rows, SHAPE_COUNT(rows), 5, 20261123}
REPORT_OF(supply_report, supply_rows);
REPORT_OF(answers_report, answers_rows);
REPORT_OF(outcomes_report, outcomes_rows);
static const struct member_entry member_entries[] = {
    {.id = ALUMNA_ID,
     .name = "Example Alumna",
     .affiliations = alumna_affiliations,
     .affiliations_count = SHAPE_COUNT(alumna_affiliations),
     .place = {.text = "Oslo", .code = "3143244", .confidence = 97, .evidence = "label"}}};
static const struct member_list member_page = {member_entries, 1, "example-cursor"};
static const struct group_count group_counts = {.joined = 12, .ended = 1};

/* ---- rounds */

#define EXAMPLE_HASH "7def58ce89767a2ecd41f923f213d314ae17e796a8f54aaa74283cf4dd012998"
/* ---- guest lectures */

#define OTHER_ID           "01990000-0000-7000-8000-0000000000b6" /* another mentor */
#define LECTURES_ID        "01990000-0000-7000-8000-0000000000c0"
#define LECTURE_OFFER_ID   "01990000-0000-7000-8000-0000000000c1"
#define LECTURE_REQUEST_ID "01990000-0000-7000-8000-0000000000c2"
#define LECTURE_BOOKING_ID "01990000-0000-7000-8000-0000000000c3"
#define LECTURE_MS         (MONDAY_MS + 36 * MOMENT_DAY_MS)

static const char *const lecture_offer_events[] = {"pause", "withdraw"};
static const struct lecture_offer lecture_offers[] = {
    {.id = LECTURE_OFFER_ID,
     .programme_id = LECTURES_ID,
     .speaker_id = ALUMNA_ID,
     .title = "Bridges in the cold",
     .text = "What frost does to concrete, and what we do about it.",
     .format = LECTURE_EITHER,
     .travel_km = 1200,
     .notice_days = 14,
     .times_a_year = 2,
     LIFE("published", 219, 2, lecture_offer_events)}};
static const struct object_list lecture_offer_page = {lecture_offers, 1, "example-cursor", 5};

static const char *const lecture_request_events[] = {"cancel"};
static const struct lecture_request lecture_requests[] = {
    {.id = LECTURE_REQUEST_ID,
     .programme_id = LECTURES_ID,
     .teacher_id = OTHER_ID,
     .course = "Concrete structures",
     .text = "An hour from practice, with time for questions.",
     .level = 2,
     .format = LECTURE_EITHER,
     .earliest_on = 20261012,
     .latest_on = 20261030,
     .minutes = 60,
     .audience = 80,
     LIFE("open", 40, 2, lecture_request_events)}};
static const struct object_list lecture_request_page = {lecture_requests, 1, "example-cursor", 3};

static const char *const lecture_booking_events[] = {"cancel_host"};
static const struct lecture_booking lecture_bookings[] = {
    {.id = LECTURE_BOOKING_ID,
     .programme_id = LECTURES_ID,
     .request_id = LECTURE_REQUEST_ID,
     .offer_id = LECTURE_OFFER_ID,
     .teacher_id = OTHER_ID,
     .speaker_id = ALUMNA_ID,
     .course = "Concrete structures",
     .title = "Bridges in the cold",
     .starts_at = LECTURE_MS,
     .ends_at = LECTURE_MS + 3600000,
     .location = "Room C",
     .speaker = {"Example Alumna", "alumna@example.org"},
     .teacher = {"Example Teacher", "teacher@example.org"},
     LIFE("confirmed", 50, 3, lecture_booking_events)}};
static const struct object_list lecture_booking_page = {lecture_bookings, 1, "example-cursor", 2};

static const struct lecture_suggestion lecture_suggestion_items[] = {
    {.offer_id = LECTURE_OFFER_ID,
     .request_id = LECTURE_REQUEST_ID,
     .title = "Bridges in the cold",
     .course = "Concrete structures",
     .turns = 1,
     .rank_bp = 5700,
     .speaker = SCORE(1, ALUMNA_ID, "example-alumna", "Example Alumna", mentor_reasons)}};
static const struct lecture_suggestions lecture_suggestions = {lecture_suggestion_items, 1,
                                                               20260907};

/* ---- rounds */

#define ROUND_ID     "01990000-0000-7000-8000-0000000000b1"
#define SNAPSHOT_ID  "01990000-0000-7000-8000-0000000000b2"
#define RUN_ID       "01990000-0000-7000-8000-0000000000b3"
#define OTHER_RUN_ID "01990000-0000-7000-8000-0000000000b5"
#define PAIR_ID      "01990000-0000-7000-8000-0000000000b4"

static const char *const round_events[] = {"adopt", "approve", "publish", "cancel", "reopen"};
static const struct matching_round rounds[] = {{.id = ROUND_ID,
                                                .programme_id = PROGRAMME_ID,
                                                .name = "Autumn 2026",
                                                .run_id = RUN_ID,
                                                .snapshot_id = SNAPSHOT_ID,
                                                .students = 3,
                                                .mentors = 2,
                                                .seats = 3,
                                                .frozen_at = MONDAY_MS,
                                                LIFE("review", 219, 7, round_events)}};
static const struct object_list round_page = {rounds, 1, "example-cursor", 2};

static const struct run_rule run_rules[] = {{0, STUDENT_ID, ALUMNA_ID}};
static const char *const no_events[] = {NULL};
static const struct matching_run runs[] = {{.id = RUN_ID,
                                            .round_id = ROUND_ID,
                                            .programme_id = PROGRAMME_ID,
                                            .snapshot_id = SNAPSHOT_ID,
                                            .minimum_bp = 3500,
                                            .seed = 1,
                                            .rules = run_rules,
                                            .rules_count = 1,
                                            .result = {3, 2, 3, 3, 19100, 4000, EXAMPLE_HASH},
                                            .state = "done",
                                            .state_since = MONDAY_MS,
                                            .created_at = MONDAY_MS,
                                            .updated_at = MONDAY_MS,
                                            .version = 3,
                                            .allowed_events = no_events}};
static const struct object_list run_page = {runs, 1, "example-cursor", 3};

static const struct rule_reply run_overridden[] = {{"pin", STUDENT_ID, ALUMNA_ID, "never"}};
static const struct file_reply run_files[] = {{"snapshot.tsv", EXAMPLE_HASH, 1204},
                                              {"run.json", EXAMPLE_HASH, 2310}};
static const struct certificate_reply certificate = {
    .run_id = RUN_ID,
    .outcome = "done",
    .sentence = "proven: 3 matched is the most possible; worst 40.00 cannot be better; then total "
                "191.00 cannot be greater",
    .objective = 2, /* fair */
    .students = 3,
    .mentors = 2,
    .seats = 3,
    .matched = 3,
    .total_bp = 19100,
    .worst_bp = 4000,
    .problem = EXAMPLE_HASH,
    .tables = EXAMPLE_HASH,
    .seed = "1",
    .engine = 1,
    .overridden = run_overridden,
    .overridden_count = 1,
    .files = run_files,
    .files_count = 2};
static const struct shortage_reply run_shortages[] = {
    {34, 12, 22, "0421", "nl", NULL, "law, Dutch",
     "students: 34, seats: 12, short of: 22 – law, Dutch"}};
static const struct shortages_reply shortages = {5000, 22, run_shortages, 1};
static const struct reason_reply run_reasons[] = {{"in_result", "This pair is in the result."}};
static const struct figure_reply run_cost_figures[] = {{"matched", "students matched", 3, 3},
                                                       {"worst", "worst score", 4000, 3500}};
static const struct why_reply why = {
    .student_id = STUDENT_ID,
    .mentor_id = ALUMNA_ID,
    .score = {.id = ALUMNA_ID,
              .score_bp = 6200,
              .parts = parts,
              .parts_count = SHAPE_COUNT(parts),
              .reasons = mentor_reasons,
              .reasons_count = SHAPE_COUNT(mentor_reasons)},
    .reasons = run_reasons,
    .reasons_count = 1,
    .cost = {"never", "less", "Without this pair:", "the worst score would be lower.",
             run_cost_figures, 2}};
static const struct setting_reply run_settings[] = {{"minimum", NULL, "0.00", "35.00"}};
static const struct count_reply run_counts[] = {{"moved", 1}};
static const struct change_reply run_changes[] = {
    {STUDENT_ID, "moved", OTHER_ID, ALUMNA_ID, 5000, 6200, 1200}};
static const struct diff_reply run_diff = {.settings = run_settings,
                                           .settings_count = 1,
                                           .before = {false, 3, 2, 3, 3, 0, 4000, 17900},
                                           .after = {false, 3, 2, 3, 3, 0, 4000, 19100},
                                           .counts = run_counts,
                                           .counts_count = 1,
                                           .changes = run_changes,
                                           .changes_count = 1};

static const char *const pair_events[] = {"confirm_student", "decline_student"};
static const struct matching_pair pairs[] = {{.id = PAIR_ID,
                                              .round_id = ROUND_ID,
                                              .programme_id = PROGRAMME_ID,
                                              .run_id = RUN_ID,
                                              .student_id = STUDENT_ID,
                                              .mentor_id = ALUMNA_ID,
                                              .score_bp = 6200,
                                              .released_at = MONDAY_MS,
                                              LIFE("released", 14, 3, pair_events)}};
static const struct object_list pair_page = {pairs, 1, "example-cursor", 3};

/* ---- internships */

static const char *const lead_events[] = {"fill", "close", "withdraw"};
#define LEAD_TOLD                                                                                  \
    .id = LEAD_ID, .programme_id = PROGRAMME_ID, .host_id = ALUMNA_ID, .title = "Bridges of Oslo", \
    .text = "Half a year with those who keep the bridges.", .employer = "Example Engineering",     \
    .field_code = "0732", .occupation_code = "2142", .industry_code = "F",                         \
    .place_code = "3143244", .language_code = "en", .language_level = LEVEL_B2,                    \
    .starts_on = 20270201, .ends_on = 20270630, .hours_week = 36, .paid = true, .seats = 2,        \
    .apply_until = 20261215
static const struct internship_lead leads[] = {{LEAD_TOLD, LIFE("published", 23, 3, lead_events)}};
static const struct object_list internship_lead_page = {leads, 1, "example-cursor", 8};

static const char *const application_events[] = {"withdraw"};
static const struct application applications[] = {
    {.id = APPLICATION_ID,
     .programme_id = PROGRAMME_ID,
     .lead_id = LEAD_ID,
     .student_id = STUDENT_ID,
     .host_id = ALUMNA_ID,
     .message = "I would like to learn how bridges are kept.",
     .title = "Bridges of Oslo",
     .employer = "Example Engineering",
     .signed_student_at = MONDAY_MS,
     .signed_school_at = MONDAY_MS,
     .signed_host_at = MONDAY_MS,
     LIFE("submitted", 14, 2, application_events)}};
static const struct object_list application_page = {applications, 1, "example-cursor", 2};

static const char *const lead_reasons[] = {
    "your field is architecture and construction; this internship: building and civil engineering",
    "you look for engineering professionals; this internship: civil engineers",
    "you speak English (C1); this internship: English (B2)", "Delft; this internship: Oslo"};
static const struct lead_hit lead_hits[] = {
    {.rank = 1,
     .score_bp = 6200,
     .parts = parts,
     .parts_count = SHAPE_COUNT(parts),
     .reasons = lead_reasons,
     .reasons_count = SHAPE_COUNT(lead_reasons),
     .lead = {LEAD_TOLD, .state = "published", .state_since = MONDAY_MS, .created_at = MONDAY_MS,
              .updated_at = MONDAY_MS, .version = 3}}};
static const struct lead_hit_list lead_hit_page = {lead_hits, 1, 20261123};

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
#define EVENT_OF_round             {"id", ROUND_ID}, .reply = rounds
#define EVENT_OF_run               {"id", RUN_ID}, .reply = runs
#define EVENT_OF_pair              {"id", PAIR_ID}, .reply = pairs
#define EVENT_OF_membership        {"id", MEMBERSHIP_ID}, .reply = memberships
#define EVENT_OF_internship_lead   {"id", LEAD_ID}, .reply = leads
#define EVENT_OF_application       {"id", APPLICATION_ID}, .reply = applications
#define EVENT_OF_lecture_offer     {"id", LECTURE_OFFER_ID}, .reply = lecture_offers
#define EVENT_OF_lecture_request   {"id", LECTURE_REQUEST_ID}, .reply = lecture_requests
#define EVENT_OF_lecture_booking   {"id", LECTURE_BOOKING_ID}, .reply = lecture_bookings
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
    {"search_leads", {"id", STUDENT_ID, "limit", "1"}, .reply = &lead_hit_page},
    READ(internship_lead, internship_leads, LEAD_ID, leads),
    WRITE(internship_lead, LEAD_ID, leads,
          "{\"programme_id\":\"" PROGRAMME_ID "\",\"host_id\":\"" ALUMNA_ID
          "\",\"title\":\"Bridges of Oslo\",\"text\":\"Half a year with those who keep the "
          "bridges.\","
          "\"employer\":\"Example Engineering\",\"field_code\":\"0732\",\"place_code\":\"3143244\","
          "\"language_code\":\"en\",\"language_level\":\"B2\",\"starts_on\":\"2027-02-01\","
          "\"ends_on\":\"2027-06-30\",\"hours_week\":36,\"paid\":true,\"seats\":2,"
          "\"apply_until\":\"2026-12-15\"}",
          "{\"seats\":2}"),
    {"request_changes_internship_lead", EVENT_OF_internship_lead,
     .body = "{\"reason_code\":\"incomplete\",\"note\":\"Who teaches there?\"}"},
    {"reject_internship_lead", EVENT_OF_internship_lead, .body = "{\"reason_code\":\"duplicate\"}"},
    INTERNSHIP_LEAD_ROWS(EVENT, NO_ROUTE)

        READ(application, applications, APPLICATION_ID, applications),
    WRITE(application, APPLICATION_ID, applications,
          "{\"programme_id\":\"" PROGRAMME_ID "\",\"lead_id\":\"" LEAD_ID
          "\",\"student_id\":\"" STUDENT_ID
          "\",\"message\":\"I would like to learn how bridges are kept.\"}",
          "{\"message\":\"I would like to learn how bridges are kept.\"}"),
    {"break_off_application", EVENT_OF_application, .body = "{\"reason_code\":\"health\"}"},
    {"reject_application", EVENT_OF_application, .body = "{\"reason_code\":\"other_chosen\"}"},
    APPLICATION_ROWS(EVENT, NO_ROUTE)

        READ(consent, consents, CONSENT_ID, consents),
    {"create_consent",
     {NULL},
     .body = "{\"person_id\":\"" ALUMNA_ID "\",\"purpose\":\"news\",\"channel\":\"email\","
             "\"basis\":\"consent\",\"text_version\":\"2026-09\","
             "\"expires_at\":\"2027-06-30T09:00:00Z\"}",
     .reply = consents},
    READ(member_group, groups, GROUP_ID, groups),
    WRITE(member_group, GROUP_ID, groups,
          "{\"unit_id\":\"" UNIT_ID "\",\"kind\":\"chapter\",\"name\":\"Example Chapter Oslo\","
          "\"contact_person_id\":\"" ALUMNA_ID "\",\"joinable\":true,"
          "\"rule\":{\"kinds\":[\"degree\"],\"places\":[\"3143244\"],\"radius_km\":50}}",
          "{\"rule\":{\"radius_km\":50}}"),
    {"recompute_member_group", {"id", GROUP_ID}, .body = "{}", .reply = &group_counts},
    {"list_group_members", {"id", GROUP_ID, "limit", "1", "place", "NO"}, .reply = &member_page},
    {"list_fellow_members",
     {"id", MEMBERSHIP_ID, "limit", "1", "place", "NO"},
     .reply = &member_page},
    READ(membership, memberships, MEMBERSHIP_ID, memberships),
    {"create_membership",
     {NULL},
     .body = "{\"group_id\":\"" GROUP_ID "\",\"person_id\":\"" ALUMNA_ID "\"}",
     .reply = memberships},
    {"remove_membership", EVENT_OF_membership, .body = "{\"reason_code\":\"not_eligible\"}"},
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
    READ(round, rounds, ROUND_ID, rounds),
    WRITE(round, ROUND_ID, rounds,
          "{\"programme_id\":\"" PROGRAMME_ID "\",\"name\":\"Autumn 2026\"}",
          "{\"run_id\":\"" RUN_ID "\"}"),
    READ(run, runs, RUN_ID, runs),
    {"create_run",
     {NULL},
     .body = "{\"round_id\":\"" ROUND_ID "\",\"objective\":\"fair\",\"rules\":[{\"rule\":\"never\","
             "\"student_id\":\"" STUDENT_ID "\",\"mentor_id\":\"" ALUMNA_ID "\"}]}",
     .reply = runs},
    {"get_run_certificate", {"id", RUN_ID}, .reply = &certificate},
    {"get_run_shortages", {"id", RUN_ID, "lang", "en"}, .reply = &shortages},
    {"explain_run_pair",
     {"id", RUN_ID, "student_id", STUDENT_ID, "mentor_id", ALUMNA_ID},
     .reply = &why},
    {"diff_runs", {"id", RUN_ID, "with", OTHER_RUN_ID}, .reply = &run_diff},
    {"get_run_file",
     {"id", RUN_ID, "file", "shortages.csv"},
     .text = "level,students,seats,short_of,field,language,place,name\n"
             "50.00,34,12,22,0421,nl,,\"law, Dutch\"\n",
     .lines = "{\"kring\":\"result\",\"engine\":1,\"objective\":\"fair\",\"outcome\":\"solved\"}"},
    READ(pair, pairs, PAIR_ID, pairs),
    {"create_pair",
     {NULL},
     .body = "{\"round_id\":\"" ROUND_ID "\",\"student_id\":\"" STUDENT_ID
             "\",\"mentor_id\":\"" ALUMNA_ID "\"}",
     .reply = pairs},
    {"veto_pair", EVENT_OF_pair, .body = "{\"reason_code\":\"conflict_of_interest\"}"},
    {"decline_student_pair", EVENT_OF_pair, .body = "{\"reason_code\":\"found_another\"}"},
    {"decline_mentor_pair", EVENT_OF_pair, .body = "{\"reason_code\":\"no_time\"}"},
    {"void_mentorship", EVENT_OF_mentorship, .body = "{\"reason_code\":\"moved\"}"},
    READ(lecture_offer, lecture_offers, LECTURE_OFFER_ID, lecture_offers),
    WRITE(lecture_offer, LECTURE_OFFER_ID, lecture_offers,
          "{\"programme_id\":\"" LECTURES_ID "\",\"speaker_id\":\"" ALUMNA_ID
          "\",\"title\":\"Bridges in the cold\",\"topics\":{\"fields\":[{\"text\":"
          "\"building and civil engineering\"}]},\"travel_km\":1200}",
          "{\"times_a_year\":2}"),
    {"suggest_lecture_requests",
     {"id", LECTURE_OFFER_ID, "limit", "1"},
     .reply = &lecture_suggestions},
    READ(lecture_request, lecture_requests, LECTURE_REQUEST_ID, lecture_requests),
    WRITE(lecture_request, LECTURE_REQUEST_ID, lecture_requests,
          "{\"programme_id\":\"" LECTURES_ID "\",\"teacher_id\":\"" OTHER_ID
          "\",\"course\":\"Concrete structures\",\"earliest_on\":\"2026-10-12\","
          "\"latest_on\":\"2026-10-30\",\"minutes\":60,\"audience\":80}",
          "{\"audience\":80}"),
    {"suggest_lecture_offers",
     {"id", LECTURE_REQUEST_ID, "limit", "1"},
     .reply = &lecture_suggestions},
    READ(lecture_booking, lecture_bookings, LECTURE_BOOKING_ID, lecture_bookings),
    {"create_lecture_booking",
     {NULL},
     .body = "{\"programme_id\":\"" LECTURES_ID "\",\"request_id\":\"" LECTURE_REQUEST_ID
             "\",\"offer_id\":\"" LECTURE_OFFER_ID "\",\"teacher_id\":\"" OTHER_ID
             "\",\"starts_at\":\"2026-10-13T09:00:00Z\",\"ends_at\":\"2026-10-13T10:00:00Z\","
             "\"location\":\"Room C\"}",
     .reply = lecture_bookings},
    {"get_lecture_calendar",
     {"id", LECTURE_BOOKING_ID},
     .text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kring//Guest lectures//EN\r\n"
             "BEGIN:VEVENT\r\nUID:" LECTURE_BOOKING_ID "\r\nDTSTAMP:20260907T090000Z\r\n"
             "DTSTART:20261013T090000Z\r\nDTEND:20261013T100000Z\r\nSEQUENCE:2\r\n"
             "STATUS:CONFIRMED\r\nSUMMARY:Bridges in the cold\r\n"
             "DESCRIPTION:Concrete structures\r\nLOCATION:Room C\r\nEND:VEVENT\r\n"
             "END:VCALENDAR\r\n"},
    {"decline_lecture_booking", EVENT_OF_lecture_booking,
     .body = "{\"reason_code\":\"travel\",\"note\":\"Online, gladly.\"}"},
    {"cancel_speaker_lecture_booking", EVENT_OF_lecture_booking,
     .body = "{\"reason_code\":\"health\"}"},
    {"cancel_host_lecture_booking", EVENT_OF_lecture_booking,
     .body = "{\"reason_code\":\"no_room\"}"},
    MENTOR_OFFER_ROWS(EVENT, NO_ROUTE) MENTORING_REQUEST_ROWS(EVENT, NO_ROUTE)
        MENTORSHIP_ROWS(EVENT, NO_ROUTE) CONSENT_ROWS(EVENT, NO_ROUTE) ROUND_ROWS(EVENT, NO_ROUTE)
            RUN_ROWS(EVENT, NO_ROUTE) PAIR_ROWS(EVENT, NO_ROUTE) MEMBERSHIP_ROWS(EVENT, NO_ROUTE)
                LECTURE_OFFER_ROWS(EVENT, NO_ROUTE) LECTURE_REQUEST_ROWS(EVENT, NO_ROUTE)
                    LECTURE_BOOKING_ROWS(EVENT, NO_ROUTE){
                        "search_mentors",
                        {"id", STUDENT_ID, "limit", "1", "weights",
                         "field=35,career=35,language=15,place=15", "filter", "language=nl:B1"},
                        .reply = &mentor_list},
    {"explain_mentor",
     {"id", STUDENT_ID, "mentor_id", ALUMNA_ID, "weights",
      "field=35,career=35,language=15,place=15"},
     .reply = &pair},
    {"search_students", {"id", ALUMNA_ID, "limit", "1"}, .reply = &student_list},
    {"search_peers", {"id", ALUMNA_ID, "limit", "1", "fellows", "true"}, .reply = &peer_list},
    {"report_supply", {"lang", "en"}, .reply = &supply_report},
    {"report_supply_csv",
     {"lang", "en"},
     .text = "by,code,label,students,mentors,seats,others\r\n"
             "field,\"073\",\"Architecture and construction\",41,12,19,230\r\n"},
    {"report_answers", {NULL}, .reply = &answers_report},
    {"report_answers_csv",
     {NULL},
     .text = "programme_id,name,requests,accepted,declined,expired,withdrawn,waiting,"
             "accepted_percent,hours_median,hours_p90,students,mentors,mentors_unasked,"
             "busiest_percent\r\n\"" PROGRAMME_ID "\",\"Example mentoring\",60,38,12,hidden,"
             "hidden,0,hidden,31,150,44,27,9,38\r\n"},
    {"report_outcomes", {"lang", "en"}, .reply = &outcomes_report},
    {"report_outcomes_csv",
     {"lang", "en"},
     .text = "programme,field,label,year,leavers,known,months_median,industries,places\r\n"
             "\"Example programme\",\"073\",\"Architecture and construction\",2020,64,43,3,"
             "\"Construction of buildings 21\",\"Delft 12\"\r\n"},
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
