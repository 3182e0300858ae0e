#include "api/wire/lecture.h"

#include "api/wire/object_fields.h"

#define TRAVEL_MAX   20015 /* km: half around the earth */
#define MINUTES_MIN  15
#define MINUTES_MAX  600
#define AUDIENCE_MAX 10000

const char *const lecture_format_words[] = {"on_site", "online", "either", NULL};
const char *const lecture_level_words[] = {"any", "bachelor", "master", "doctorate", NULL};

/* ---- offers */

static const struct shape_field lecture_topics_fields[] = {
    SHAPE_FIELD_LIST(struct conditions, fields, 0, &reading_shape, PERSON_ITEMS_MAX,
                     "fields the lecture belongs to; none: those that the speaker studied"),
    SHAPE_FIELD_LIST(struct conditions, languages, 0, &language_skill_shape, PERSON_ITEMS_MAX,
                     "languages it can be held in; none: those that the speaker speaks"),
};
static const struct shape lecture_topics_shape =
    SHAPE_OF("LectureTopics", struct conditions, lecture_topics_fields);

static const struct shape_field lecture_offer_fields[] = {
    FIELD_ID(struct lecture_offer),
    FIELD_RELATION(struct lecture_offer, programme_id, RELATION, "the programme, one of lectures"),
    FIELD_RELATION(struct lecture_offer, speaker_id, RELATION, "who offers to speak"),
    SHAPE_FIELD_TEXT(struct lecture_offer, title, SHAPE_REQUIRED, 1, NAME_SIZE_MAX,
                     "what about, in a few words"),
    SHAPE_FIELD_TEXT(struct lecture_offer, text, 0, 1, TEXT_SIZE_MAX, "what about"),
    SHAPE_FIELD_OBJECT(struct lecture_offer, topics, 0, &lecture_topics_shape,
                       "what teachers find it by"),
    SHAPE_FIELD_WORD(struct lecture_offer, format, 0, lecture_format_words,
                     "where it can be held; either unless given"),
    SHAPE_FIELD_INT(struct lecture_offer, travel_km, 0, 0, TRAVEL_MAX,
                    "how far from their own place the speaker travels; 100 unless given"),
    SHAPE_FIELD_INT(struct lecture_offer, notice_days, 0, 0, 365,
                    "days ahead that they must be asked; 14 unless given"),
    SHAPE_FIELD_INT(struct lecture_offer, times_a_year, 0, 1, 100,
                    "how often in a calendar year; 2 unless given"),
    FIELDS_LIFE(struct lecture_offer),
};
const struct shape lecture_offer_shape =
    SHAPE_OF("LectureOffer", struct lecture_offer, lecture_offer_fields);

void lecture_offer_defaults(struct lecture_offer *offer)
{
    offer->format = LECTURE_EITHER;
    offer->travel_km = 100;
    offer->notice_days = 14;
    offer->times_a_year = 2;
}

/* ---- requests */

static const struct shape_field lecture_request_fields[] = {
    FIELD_ID(struct lecture_request),
    FIELD_RELATION(struct lecture_request, programme_id, RELATION,
                   "the programme, one of lectures"),
    FIELD_RELATION(struct lecture_request, teacher_id, RELATION, "whose course it is"),
    SHAPE_FIELD_TEXT(struct lecture_request, course, SHAPE_REQUIRED, 1, NAME_SIZE_MAX,
                     "the course"),
    SHAPE_FIELD_TEXT(struct lecture_request, text, 0, 1, TEXT_SIZE_MAX,
                     "what the lecture is to be about"),
    SHAPE_FIELD_OBJECT(struct lecture_request, wishes, 0, &wishes_shape,
                       "what the speaker is to know, and where it can be held"),
    SHAPE_FIELD_LIST(struct lecture_request, languages, 0, &language_skill_shape, PERSON_ITEMS_MAX,
                     "one of these languages is to be spoken, at that level or better"),
    SHAPE_FIELD_WORD(struct lecture_request, level, 0, lecture_level_words,
                     "of the course; any unless given"),
    SHAPE_FIELD_WORD(struct lecture_request, format, 0, lecture_format_words,
                     "where it can be held; either unless given"),
    SHAPE_FIELD_DATE(struct lecture_request, earliest_on, SHAPE_REQUIRED, "not before this day"),
    SHAPE_FIELD_DATE(struct lecture_request, latest_on, SHAPE_REQUIRED,
                     "not after this day; with it the request expires"),
    SHAPE_FIELD_INT(struct lecture_request, minutes, 0, MINUTES_MIN, MINUTES_MAX,
                    "how long; 90 unless given"),
    SHAPE_FIELD_INT(struct lecture_request, audience, 0, 0, AUDIENCE_MAX,
                    "how many listen; 0: not known"),
    FIELDS_LIFE(struct lecture_request),
};
const struct shape lecture_request_shape =
    SHAPE_OF("LectureRequest", struct lecture_request, lecture_request_fields);

void lecture_request_defaults(struct lecture_request *request)
{
    request->format = LECTURE_EITHER;
    request->minutes = 90;
}

/* ---- bookings */

static const struct shape_field lecture_booking_fields[] = {
    FIELD_ID(struct lecture_booking),
    FIELD_RELATION(struct lecture_booking, programme_id, RELATION, "the programme of both"),
    FIELD_RELATION(struct lecture_booking, request_id, RELATION, "the request"),
    FIELD_RELATION(struct lecture_booking, offer_id, RELATION, "the offer that is invited"),
    FIELD_RELATION(struct lecture_booking, teacher_id, RELATION, "whose request it is"),
    FIELD_RELATION(struct lecture_booking, speaker_id, SHAPE_READ_ONLY, "whose offer it is"),
    SHAPE_FIELD_TEXT(struct lecture_booking, course, SHAPE_READ_ONLY, 1, NAME_SIZE_MAX,
                     "the course of the request"),
    SHAPE_FIELD_TEXT(struct lecture_booking, title, SHAPE_READ_ONLY, 1, NAME_SIZE_MAX,
                     "the title of the offer"),
    SHAPE_FIELD_TIME(struct lecture_booking, starts_at, RELATION, "when it begins"),
    SHAPE_FIELD_TIME(struct lecture_booking, ends_at, RELATION,
                     "when it ends: 5 minutes to a day later"),
    SHAPE_FIELD_BOOL(struct lecture_booking, online, SHAPE_FIXED, "held online, else on site"),
    SHAPE_FIELD_TEXT(struct lecture_booking, location, SHAPE_FIXED, 1, NAME_SIZE_MAX,
                     "the room, or where to meet online"),
    SHAPE_FIELD_OBJECT(struct lecture_booking, speaker, SHAPE_READ_ONLY, &contact_shape,
                       "how to reach the speaker"),
    SHAPE_FIELD_OBJECT(struct lecture_booking, teacher, SHAPE_READ_ONLY, &contact_shape,
                       "how to reach the teacher"),
    SHAPE_FIELD_TEXT(struct lecture_booking, speaker_feedback, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "recommend, mixed or do_not_recommend, as the speaker said"),
    SHAPE_FIELD_TEXT(struct lecture_booking, teacher_feedback, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "recommend, mixed or do_not_recommend, as the teacher said"),
    FIELDS_LIFE(struct lecture_booking),
};
const struct shape lecture_booking_shape =
    SHAPE_OF("LectureBooking", struct lecture_booking, lecture_booking_fields);

/* ---- suggestions */

static const struct shape_field lecture_suggestion_fields[] = {
    FIELD_RELATION(struct lecture_suggestion, offer_id, SHAPE_REQUIRED, "the offer"),
    FIELD_RELATION(struct lecture_suggestion, request_id, SHAPE_REQUIRED, "the request"),
    SHAPE_FIELD_TEXT(struct lecture_suggestion, title, SHAPE_REQUIRED, 1, NAME_SIZE_MAX,
                     "the title of the offer"),
    SHAPE_FIELD_TEXT(struct lecture_suggestion, course, SHAPE_REQUIRED, 1, NAME_SIZE_MAX,
                     "the course of the request"),
    SHAPE_FIELD_INT(struct lecture_suggestion, turns, 0, 0, INT32_MAX,
                    "lectures that the speaker was asked for or held in the year of the request"),
    SHAPE_FIELD_INT(struct lecture_suggestion, rank_bp, 0, INT32_MIN, 10000,
                    "what the order goes by: the score less 500 for each of the turns"),
    SHAPE_FIELD_OBJECT(struct lecture_suggestion, speaker, SHAPE_REQUIRED, &hit_reply_shape,
                       "the speaker, with score, parts and reasons"),
};
static const struct shape lecture_suggestion_shape =
    SHAPE_OF("LectureSuggestion", struct lecture_suggestion, lecture_suggestion_fields);

static const struct shape_field lecture_suggestions_fields[] = {
    SHAPE_FIELD_LIST(struct lecture_suggestions, items, SHAPE_REQUIRED | SHAPE_NULL_OUT,
                     &lecture_suggestion_shape, PAGE_ITEMS_MAX, "the best first"),
    SHAPE_FIELD_DATE(struct lecture_suggestions, as_of, SHAPE_REQUIRED,
                     "the day that recency is counted to"),
};
const struct shape lecture_suggestions_shape =
    SHAPE_OF("LectureSuggestions", struct lecture_suggestions, lecture_suggestions_fields);

LIST_SHAPES(lecture_offer, "LectureOffer");
LIST_SHAPES(lecture_request, "LectureRequest");
LIST_SHAPES(lecture_booking, "LectureBooking");
