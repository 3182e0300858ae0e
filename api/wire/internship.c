#include "api/wire/internship.h"

#include "api/wire/object_fields.h"

#define PLACES_MAX   1000
#define HOURS_MAX    60
#define CODE_MAX     16
#define HITS_MAX     200
#define SCORE_BP_MAX 10000

static const struct shape_field internship_lead_fields[] = {
    FIELD_ID(struct internship_lead),
    FIELD_RELATION(struct internship_lead, programme_id, RELATION, "the programme of internships"),
    FIELD_RELATION(struct internship_lead, host_id, RELATION, "who offers it"),
    SHAPE_FIELD_TEXT(struct internship_lead, title, SHAPE_REQUIRED, 1, NAME_SIZE_MAX,
                     "what it is, in a line"),
    SHAPE_FIELD_TEXT(struct internship_lead, text, SHAPE_REQUIRED, 1, TEXT_SIZE_MAX,
                     "what there is to do and to learn"),
    SHAPE_FIELD_TEXT(struct internship_lead, employer, SHAPE_REQUIRED, 1, NAME_SIZE_MAX,
                     "where one works"),
    SHAPE_FIELD_TEXT(struct internship_lead, field_code, 0, 0, CODE_MAX,
                     "field of study it suits, ISCED-F"),
    SHAPE_FIELD_TEXT(struct internship_lead, occupation_code, 0, 0, CODE_MAX,
                     "the occupation one learns, ISCO-08"),
    SHAPE_FIELD_TEXT(struct internship_lead, industry_code, 0, 0, CODE_MAX,
                     "of the employer, NACE"),
    SHAPE_FIELD_TEXT(struct internship_lead, place_code, 0, 0, CODE_MAX,
                     "city, region or country where it is"),
    SHAPE_FIELD_BOOL(struct internship_lead, remote, 0, "can be done from anywhere"),
    SHAPE_FIELD_TEXT(struct internship_lead, language_code, 0, 0, CODE_MAX,
                     "language spoken at work, ISO 639"),
    SHAPE_FIELD_WORD(struct internship_lead, language_level, 0, level_words,
                     "how well one should speak it: CEFR level or native; empty when not told"),
    SHAPE_FIELD_DATE(struct internship_lead, starts_on, SHAPE_REQUIRED, "its first day"),
    SHAPE_FIELD_DATE(struct internship_lead, ends_on, SHAPE_REQUIRED, "its last day"),
    SHAPE_FIELD_INT(struct internship_lead, hours_week, 0, 0, HOURS_MAX,
                    "hours a week; 0: not told"),
    SHAPE_FIELD_BOOL(struct internship_lead, paid, 0, "whether it is paid"),
    SHAPE_FIELD_INT(struct internship_lead, seats, SHAPE_REQUIRED, 1, PLACES_MAX,
                    "how many students there is room for"),
    SHAPE_FIELD_INT(struct internship_lead, seats_taken, SHAPE_READ_ONLY, 0, PLACES_MAX,
                    "of those: applications accepted, agreed, started and completed"),
    SHAPE_FIELD_DATE(struct internship_lead, apply_until, SHAPE_REQUIRED, "the last day to apply"),
    FIELDS_LIFE(struct internship_lead),
};
const struct shape internship_lead_shape =
    SHAPE_OF("InternshipLead", struct internship_lead, internship_lead_fields);

static const struct shape_field application_fields[] = {
    FIELD_ID(struct application),
    FIELD_RELATION(struct application, programme_id, RELATION, "the programme of the lead"),
    FIELD_RELATION(struct application, lead_id, RELATION, "what is applied to"),
    FIELD_RELATION(struct application, student_id, RELATION, "who applies"),
    FIELD_RELATION(struct application, host_id, SHAPE_READ_ONLY, "whose lead it is"),
    SHAPE_FIELD_TEXT(struct application, message, 0, 0, TEXT_SIZE_MAX,
                     "what the student writes to the host"),
    SHAPE_FIELD_TEXT(struct application, title, SHAPE_READ_ONLY, 1, NAME_SIZE_MAX, "of the lead"),
    SHAPE_FIELD_TEXT(struct application, employer, SHAPE_READ_ONLY, 1, NAME_SIZE_MAX,
                     "of the lead"),
    SHAPE_FIELD_OBJECT(struct application, student, SHAPE_READ_ONLY, &contact_shape,
                       "how to reach the student, from the acceptance to the end"),
    SHAPE_FIELD_OBJECT(struct application, host, SHAPE_READ_ONLY, &contact_shape,
                       "how to reach the host, from the acceptance to the end"),
    SHAPE_FIELD_TIME(struct application, signed_student_at, SHAPE_READ_ONLY,
                     "when the student signed"),
    SHAPE_FIELD_TIME(struct application, signed_school_at, SHAPE_READ_ONLY,
                     "when somebody signed for the school; who: see history"),
    SHAPE_FIELD_TIME(struct application, signed_host_at, SHAPE_READ_ONLY, "when the host signed"),
    SHAPE_FIELD_TIME(struct application, started_at, SHAPE_READ_ONLY, "when it began"),
    FIELDS_LIFE(struct application),
};
const struct shape application_shape =
    SHAPE_OF("Application", struct application, application_fields);

static const struct shape_field lead_hit_fields[] = {
    SHAPE_FIELD_INT(struct lead_hit, rank, 0, 1, HITS_MAX, "1 is the best"),
    SHAPE_FIELD_INT(struct lead_hit, score_bp, 0, 0, SCORE_BP_MAX,
                    "basis points; shown to people as 0.00 to 100.00"),
    SHAPE_FIELD_LIST(struct lead_hit, parts, 0, &part_reply_shape, CRITERION_COUNT,
                     "how the score adds up"),
    SHAPE_FIELD_TEXTS(struct lead_hit, reasons, 0, CRITERION_COUNT,
                      "why, in the reader's language; reason i is of part i"),
    SHAPE_FIELD_OBJECT(struct lead_hit, lead, 0, &internship_lead_shape, "the internship"),
};
const struct shape lead_hit_shape = SHAPE_OF("LeadHit", struct lead_hit, lead_hit_fields);

static const struct shape_field lead_hit_list_fields[] = {
    SHAPE_FIELD_LIST(struct lead_hit_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT, &lead_hit_shape,
                     HITS_MAX, "the best first; of equals the one told first"),
    SHAPE_FIELD_DATE(struct lead_hit_list, as_of, 0, "the day it is true of"),
};
const struct shape lead_hit_list_shape =
    SHAPE_OF("LeadHitList", struct lead_hit_list, lead_hit_list_fields);

LIST_SHAPES(internship_lead, "InternshipLead");
LIST_SHAPES(application, "Application");
