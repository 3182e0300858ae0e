/* The checker of the counters that keep mentors from being overbooked: what the database counts in
 * them against the rows that they count. A released pair holds what a mentorship does. */
#ifndef TESTS_DB_COUNTERS_H
#define TESTS_DB_COUNTERS_H

#include "tests/db/database.h"

/* Every counter that differs from what it counts, a line each; "" when all agree. Lives until the
 * next database_sql. */
static inline const char *counters_drift(PGconn *connection)
{
    return database_sql(
        connection,
        "WITH counted AS ("
        " SELECT 'need.requests_live' AS counter, need.id, need.requests_live AS told,"
        "  (SELECT count(*) FROM mentoring_request AS request WHERE request.need_id = need.id"
        "   AND request.state IN ('pending', 'info_requested', 'waitlisted')) AS found"
        " FROM need"
        " UNION ALL"
        " SELECT 'need.mentors_have', need.id, need.mentors_have,"
        "  (SELECT count(*) FROM mentorship WHERE mentorship.need_id = need.id"
        "   AND mentorship.state IN ('proposed', 'active', 'paused', 'completed'))"
        "  + (SELECT count(*) FROM pair WHERE pair.need_id = need.id AND pair.state = 'released')"
        " FROM need"
        " UNION ALL"
        " SELECT 'mentor_offer.seats_taken', offer.id, offer.seats_taken,"
        "  (SELECT count(*) FROM mentorship WHERE mentorship.offer_id = offer.id"
        "   AND mentorship.state IN ('proposed', 'active', 'paused'))"
        "  + (SELECT count(*) FROM pair WHERE pair.offer_id = offer.id AND pair.state = 'released')"
        " FROM mentor_offer AS offer"
        " UNION ALL"
        " SELECT 'internship_lead.seats_taken', lead.id, lead.seats_taken,"
        "  (SELECT count(*) FROM application WHERE application.lead_id = lead.id"
        "   AND application.state IN ('accepted', 'agreed', 'started', 'completed'))"
        " FROM internship_lead AS lead"
        " UNION ALL"
        " SELECT 'person.seats_taken', person.id, person.seats_taken,"
        "  (SELECT count(*) FROM mentorship WHERE mentorship.mentor_id = person.id"
        "   AND mentorship.state IN ('proposed', 'active', 'paused'))"
        "  + (SELECT count(*) FROM pair WHERE pair.mentor_id = person.id"
        "   AND pair.state = 'released')"
        " FROM person"
        " UNION ALL"
        " SELECT 'hours_year.hours ' || year, person_id, hours,"
        "  (SELECT coalesce(sum(entry.hours), 0) FROM hours_entry AS entry"
        "   WHERE entry.person_id = hours_year.person_id AND entry.year = hours_year.year)"
        " FROM hours_year"
        " UNION ALL" /* whose hours an entry is */
        " SELECT 'hours of ' || object_id, person_id, 1,"
        "  (SELECT count(*) FROM mentorship WHERE mentorship.id = entry.object_id"
        "   AND mentorship.state <> 'void')"
        "  + (SELECT count(*) FROM pair WHERE pair.id = entry.object_id"
        "   AND pair.state = 'released')"
        "  + (SELECT count(*) FROM lecture_booking AS booking WHERE booking.id = entry.object_id"
        "   AND booking.state IN ('confirmed', 'delivered', 'closed'))"
        " FROM hours_entry AS entry"
        " UNION ALL" /* versions and audit rows, of what a step or a request made */
        " SELECT 'audit rows of ' || object, id, version,"
        "  (SELECT count(*) FROM audit WHERE audit.object_id = made.id)"
        " FROM (SELECT 'mentor_offer' AS object, id, version FROM mentor_offer"
        "  UNION ALL SELECT 'mentoring_request', id, version FROM mentoring_request"
        "  UNION ALL SELECT 'mentorship', id, version FROM mentorship"
        "  UNION ALL SELECT 'pair', id, version FROM pair"
        "  UNION ALL SELECT 'lecture_offer', id, version FROM lecture_offer"
        "  UNION ALL SELECT 'lecture_request', id, version FROM lecture_request"
        "  UNION ALL SELECT 'lecture_booking', id, version FROM lecture_booking"
        "  UNION ALL SELECT 'internship_lead', id, version FROM internship_lead"
        "  UNION ALL SELECT 'application', id, version FROM application"
        "  UNION ALL SELECT 'need', id, version FROM need) AS made"
        ") "
        "SELECT coalesce(string_agg(counter || ' of ' || id || ' says ' || told || ', found '"
        " || found, E'\\n' ORDER BY counter, id), '') FROM counted WHERE told <> found");
}

/* Every mentor with more mentorships and released pairs than seats, in an offer or over all, a line
 * each; counted from these alone. "" when there is none. */
static inline const char *counters_overbooked(PGconn *connection)
{
    return database_sql(
        connection,
        "WITH held AS (SELECT offer_id, mentor_id FROM mentorship"
        " WHERE state IN ('proposed', 'active', 'paused')"
        " UNION ALL SELECT offer_id, mentor_id FROM pair WHERE state = 'released'), booked AS ("
        " SELECT 'mentor_offer' AS object, offer.id, offer.seats,"
        "  (SELECT count(*) FROM held WHERE held.offer_id = offer.id) AS found"
        " FROM mentor_offer AS offer"
        " UNION ALL"
        " SELECT 'person', person.id, person.seats,"
        "  (SELECT count(*) FROM held WHERE held.mentor_id = person.id)"
        " FROM person"
        " UNION ALL"
        " SELECT 'internship_lead', lead.id, lead.seats,"
        "  (SELECT count(*) FROM application WHERE application.lead_id = lead.id"
        "   AND application.state IN ('accepted', 'agreed', 'started', 'completed'))"
        " FROM internship_lead AS lead) "
        "SELECT coalesce(string_agg(object || ' ' || id || ' has ' || found || ' on ' || seats"
        " || ' seats', E'\\n' ORDER BY object, id), '') FROM booked WHERE found > seats");
}

#endif
