#include "api/wire/mentoring.h"

#include "api/wire/object_fields.h"

#define EMAIL_SIZE_MAX 254
#define SEATS_MAX      1000
#define DAYS_MAX       730
#define HOURS_MAX      8784 /* of a leap year */

const char *const unit_kind_words[] = {"university", "faculty", "department",
                                       "campus",     "chapter", NULL};
const char *const programme_kind_words[] = {"mentoring", "lectures", "internships", NULL};
const char *const programme_rule_words[] = {"never", NULL};

/* ---- units and programmes */

static const struct shape_field unit_fields[] = {
    FIELD_ID(struct unit),
    FIELD_RELATION(struct unit, parent_id, SHAPE_FIXED,
                   "the unit it lies in; absent for a university"),
    SHAPE_FIELD_WORD(struct unit, kind, SHAPE_REQUIRED, unit_kind_words, "what it is"),
    SHAPE_FIELD_TEXT(struct unit, name, SHAPE_REQUIRED, 1, NAME_SIZE_MAX,
                     "its name, which no other unit of the same parent has"),
    FIELD_VERSION(struct unit),
};
const struct shape unit_shape = SHAPE_OF("Unit", struct unit, unit_fields);

static const struct shape_field own_weights_fields[] = {
    SHAPE_FIELD_INT(struct own_weights, field, 0, 0, 100, "of the field of study, in percent"),
    SHAPE_FIELD_INT(struct own_weights, career, 0, 0, 100, "of the career, in percent"),
    SHAPE_FIELD_INT(struct own_weights, language, 0, 0, 100, "of the languages, in percent"),
    SHAPE_FIELD_INT(struct own_weights, place, 0, 0, 100, "of the place, in percent"),
};
static const struct shape own_weights_shape =
    SHAPE_OF("OwnWeights", struct own_weights, own_weights_fields);

static const struct shape_field programme_rule_fields[] = {
    SHAPE_FIELD_WORD(struct programme_rule, rule, SHAPE_REQUIRED, programme_rule_words,
                     "never: these two are kept apart"),
    FIELD_RELATION(struct programme_rule, student_id, SHAPE_REQUIRED, "the student"),
    FIELD_RELATION(struct programme_rule, mentor_id, SHAPE_REQUIRED, "the mentor"),
};
static const struct shape programme_rule_shape =
    SHAPE_OF("ProgrammeRule", struct programme_rule, programme_rule_fields);

#define FIELD_DAYS(member, summary)                                                                \
    SHAPE_FIELD_INT(struct programme, member, 0, 1, DAYS_MAX, summary)

static const struct shape_field programme_fields[] = {
    FIELD_ID(struct programme),
    FIELD_RELATION(struct programme, unit_id, RELATION, "the unit that runs it"),
    SHAPE_FIELD_TEXT(struct programme, name, SHAPE_REQUIRED, 1, NAME_SIZE_MAX, "its name"),
    SHAPE_FIELD_WORD(struct programme, kind, SHAPE_FIXED, programme_kind_words,
                     "what is offered and asked for in it; mentoring unless given"),
    SHAPE_FIELD_DATE(struct programme, starts_on, SHAPE_REQUIRED, "its first day"),
    SHAPE_FIELD_DATE(struct programme, ends_on, SHAPE_REQUIRED,
                     "its last day; nothing waits beyond it"),
    SHAPE_FIELD_OBJECT(struct programme, weights, 0, &own_weights_shape,
                       "what its scores weigh, 100 in all; absent: as the installation says"),
    SHAPE_FIELD_LIST(struct programme, rules, 0, &programme_rule_shape, RULES_MAX,
                     "who never meets whom"),
    SHAPE_FIELD_INT(struct programme, minimum_bp, 0, 0, 10000,
                    "the least score of a request, in basis points"),
    SHAPE_FIELD_INT(struct programme, requests_live_max, 0, 1, 50,
                    "how many open requests a student may have at once"),
    SHAPE_FIELD_INT(struct programme, hours_each, 0, 0, 1000,
                    "hours of a mentor's year that a mentorship takes"),
    FIELD_DAYS(draft_days, "days before a draft expires"),
    FIELD_DAYS(answer_days, "days a mentor has to answer a request"),
    FIELD_DAYS(info_days, "days a student has to tell more"),
    FIELD_DAYS(waiting_days, "days a request stays on the waiting list"),
    FIELD_DAYS(start_days, "days to start a mentorship after the acceptance"),
    FIELD_DAYS(pause_days, "days a mentorship may be paused"),
    FIELD_DAYS(confirm_days, "days both sides have to confirm a pair of a round"),
    SHAPE_FIELD_INT(struct programme, reminder_days, 0, 0, 365,
                    "days ahead of a deadline that a reminder is sent; 0: none is"),
    FIELD_VERSION(struct programme),
};
const struct shape programme_shape = SHAPE_OF("Programme", struct programme, programme_fields);

void programme_defaults(struct programme *programme)
{
    programme->requests_live_max = 3;
    programme->hours_each = 10;
    programme->draft_days = 30;
    programme->answer_days = 14;
    programme->info_days = 7;
    programme->waiting_days = 60;
    programme->start_days = 14;
    programme->pause_days = 60;
    programme->confirm_days = 14;
    programme->reminder_days = 3;
}

/* ---- who offers, who needs */

static const struct shape_field mentor_offer_fields[] = {
    FIELD_ID(struct mentor_offer),
    FIELD_RELATION(struct mentor_offer, programme_id, RELATION, "the programme"),
    FIELD_RELATION(struct mentor_offer, mentor_id, RELATION, "who offers"),
    SHAPE_FIELD_INT(struct mentor_offer, seats, SHAPE_REQUIRED, 1, SEATS_MAX,
                    "how many students at once"),
    SHAPE_FIELD_INT(struct mentor_offer, seats_taken, SHAPE_READ_ONLY, 0, SEATS_MAX,
                    "of those seats: mentorships proposed, active and paused"),
    SHAPE_FIELD_OBJECT(struct mentor_offer, conditions, 0, &conditions_shape,
                       "what the mentor asks of a student in this programme"),
    FIELDS_LIFE(struct mentor_offer),
};
const struct shape mentor_offer_shape =
    SHAPE_OF("MentorOffer", struct mentor_offer, mentor_offer_fields);

static const struct shape_field need_fields[] = {
    FIELD_ID(struct need),
    FIELD_RELATION(struct need, programme_id, RELATION, "the programme"),
    FIELD_RELATION(struct need, student_id, RELATION, "who needs a mentor"),
    SHAPE_FIELD_OBJECT(struct need, wishes, 0, &wishes_shape,
                       "what the student looks for here; absent: what their profile says"),
    SHAPE_FIELD_OBJECT(struct need, weights, 0, &own_weights_shape,
                       "what the student's scores weigh, 100 in all; absent: the programme's"),
    SHAPE_FIELD_TEXTS(struct need, ranked, 0, RANKED_MAX,
                      "ids of mentors to ask, the best choice first"),
    SHAPE_FIELD_TEXTS(struct need, avoided, 0, RANKED_MAX, "ids of mentors never to ask"),
    SHAPE_FIELD_BOOL(struct need, fallback, 0,
                     "when a choice says no, the next one is asked; true unless given"),
    SHAPE_FIELD_INT(struct need, mentors_wanted, 0, 1, 10, "how many mentors; 1 unless given"),
    SHAPE_FIELD_INT(struct need, mentors_have, SHAPE_READ_ONLY, 0, 10,
                    "mentorships proposed, active, paused and completed"),
    SHAPE_FIELD_INT(struct need, requests_live, SHAPE_READ_ONLY, 0, 50,
                    "requests pending, info_requested and waitlisted"),
    FIELD_VERSION(struct need),
};
const struct shape need_shape = SHAPE_OF("Need", struct need, need_fields);

void need_defaults(struct need *need)
{
    need->fallback = true;
    need->mentors_wanted = 1;
}

/* ---- requests and mentorships */

static const struct shape_field mentoring_request_fields[] = {
    FIELD_ID(struct mentoring_request),
    FIELD_RELATION(struct mentoring_request, programme_id, RELATION, "the programme"),
    FIELD_RELATION(struct mentoring_request, student_id, RELATION, "who asks"),
    FIELD_RELATION(struct mentoring_request, mentor_id, RELATION, "who is asked"),
    SHAPE_FIELD_TEXT(struct mentoring_request, message, 0, 0, TEXT_SIZE_MAX,
                     "what the student writes to the mentor"),
    SHAPE_FIELD_INT(struct mentoring_request, choice, SHAPE_READ_ONLY, 1, RANKED_MAX,
                    "the mentor's place among those ranked; absent: not among them, or for the "
                    "mentor, who is not told"),
    SHAPE_FIELD_INT(struct mentoring_request, position, SHAPE_READ_ONLY, 1, INT32_MAX,
                    "on the waiting list of the offer, from 1; absent: not on it"),
    FIELD_RELATION(struct mentoring_request, mentorship_id, SHAPE_READ_ONLY,
                   "the mentorship that its acceptance made"),
    FIELDS_LIFE(struct mentoring_request),
};
const struct shape mentoring_request_shape =
    SHAPE_OF("MentoringRequest", struct mentoring_request, mentoring_request_fields);

static const struct shape_field contact_fields[] = {
    SHAPE_FIELD_TEXT(struct contact, name, SHAPE_READ_ONLY, 0, NAME_SIZE_MAX, "full name"),
    SHAPE_FIELD_TEXT(struct contact, email, SHAPE_READ_ONLY, 0, EMAIL_SIZE_MAX, "e-mail address"),
};
const struct shape contact_shape = SHAPE_OF("Contact", struct contact, contact_fields);

static const struct shape_field mentorship_fields[] = {
    FIELD_ID(struct mentorship),
    FIELD_RELATION(struct mentorship, programme_id, SHAPE_READ_ONLY, "the programme"),
    FIELD_RELATION(struct mentorship, student_id, SHAPE_READ_ONLY, "the student"),
    FIELD_RELATION(struct mentorship, mentor_id, SHAPE_READ_ONLY, "the mentor"),
    FIELD_RELATION(struct mentorship, request_id, SHAPE_READ_ONLY, "the request that made it"),
    FIELD_RELATION(struct mentorship, pair_id, SHAPE_READ_ONLY, "the pair of a round that made it"),
    SHAPE_FIELD_OBJECT(struct mentorship, student, SHAPE_READ_ONLY, &contact_shape,
                       "how to reach the student"),
    SHAPE_FIELD_OBJECT(struct mentorship, mentor, SHAPE_READ_ONLY, &contact_shape,
                       "how to reach the mentor"),
    SHAPE_FIELD_TEXT(struct mentorship, student_fit, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "what the student says: fits, undecided or does_not_fit"),
    SHAPE_FIELD_TEXT(struct mentorship, mentor_fit, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "what the mentor says: fits, undecided or does_not_fit"),
    SHAPE_FIELD_TIME(struct mentorship, started_at, SHAPE_READ_ONLY, "when it began"),
    FIELDS_LIFE(struct mentorship),
};
const struct shape mentorship_shape = SHAPE_OF("Mentorship", struct mentorship, mentorship_fields);

/* ---- hours */

static const struct shape_field hours_entry_fields[] = {
    FIELD_RELATION(struct hours_entry, object_id, SHAPE_READ_ONLY, "what takes them"),
    SHAPE_FIELD_TEXT(struct hours_entry, activity, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "mentoring, lecture or internship"),
    SHAPE_FIELD_INT(struct hours_entry, hours, SHAPE_READ_ONLY, 1, HOURS_MAX, "how many"),
    SHAPE_FIELD_TIME(struct hours_entry, created_at, SHAPE_READ_ONLY, "when they were taken"),
};
static const struct shape hours_entry_shape =
    SHAPE_OF("HoursEntry", struct hours_entry, hours_entry_fields);

static const struct shape_field hours_year_fields[] = {
    SHAPE_FIELD_INT(struct hours_year, year, SHAPE_READ_ONLY, 1970, 2200, "the calendar year"),
    SHAPE_FIELD_INT(struct hours_year, hours, SHAPE_READ_ONLY, 0, INT32_MAX, "taken in all"),
    SHAPE_FIELD_INT(struct hours_year, hours_max, SHAPE_READ_ONLY, 1, HOURS_MAX,
                    "the most there may be; absent: no limit"),
    SHAPE_FIELD_LIST(struct hours_year, entries, SHAPE_READ_ONLY | SHAPE_NULL_OUT,
                     &hours_entry_shape, HOURS_ENTRIES_MAX, "the newest 1000, the newest first"),
};
const struct shape hours_year_shape = SHAPE_OF("HoursYear", struct hours_year, hours_year_fields);

static const struct shape_field hours_list_fields[] = {
    SHAPE_FIELD_LIST(struct hours_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT, &hours_year_shape,
                     PAGE_ITEMS_MAX, "years, the latest first"),
};
const struct shape hours_list_shape = SHAPE_OF("HoursList", struct hours_list, hours_list_fields);

/* ---- pages */

LIST_SHAPES(unit, "Unit");
LIST_SHAPES(programme, "Programme");
LIST_SHAPES(mentor_offer, "MentorOffer");
LIST_SHAPES(need, "Need");
LIST_SHAPES(mentoring_request, "MentoringRequest");
LIST_SHAPES(mentorship, "Mentorship");
