/* The checker of the counters that keep mentors from being overbooked: what the database counts in
 * them against the rows that they count. */
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
        " FROM need"
        " UNION ALL"
        " SELECT 'mentor_offer.seats_taken', offer.id, offer.seats_taken,"
        "  (SELECT count(*) FROM mentorship WHERE mentorship.offer_id = offer.id"
        "   AND mentorship.state IN ('proposed', 'active', 'paused'))"
        " FROM mentor_offer AS offer"
        " UNION ALL"
        " SELECT 'person.seats_taken', person.id, person.seats_taken,"
        "  (SELECT count(*) FROM mentorship WHERE mentorship.mentor_id = person.id"
        "   AND mentorship.state IN ('proposed', 'active', 'paused'))"
        " FROM person"
        " UNION ALL"
        " SELECT 'hours_year.hours ' || year, person_id, hours,"
        "  (SELECT coalesce(sum(entry.hours), 0) FROM hours_entry AS entry"
        "   WHERE entry.person_id = hours_year.person_id AND entry.year = hours_year.year)"
        " FROM hours_year"
        " UNION ALL" /* versions and audit rows, of what a step or a request made */
        " SELECT 'audit rows of ' || object, id, version,"
        "  (SELECT count(*) FROM audit WHERE audit.object_id = made.id)"
        " FROM (SELECT 'mentor_offer' AS object, id, version FROM mentor_offer"
        "  UNION ALL SELECT 'mentoring_request', id, version FROM mentoring_request"
        "  UNION ALL SELECT 'mentorship', id, version FROM mentorship"
        "  UNION ALL SELECT 'need', id, version FROM need) AS made"
        ") "
        "SELECT coalesce(string_agg(counter || ' of ' || id || ' says ' || told || ', found '"
        " || found, E'\\n' ORDER BY counter, id), '') FROM counted WHERE told <> found");
}

/* Every mentor with more mentorships than seats, in an offer or over all, a line each; counted from
 * the mentorships alone. "" when there is none. */
static inline const char *counters_overbooked(PGconn *connection)
{
    return database_sql(
        connection,
        "WITH held AS (SELECT offer_id, mentor_id FROM mentorship"
        " WHERE state IN ('proposed', 'active', 'paused')), booked AS ("
        " SELECT 'mentor_offer' AS object, offer.id, offer.seats,"
        "  (SELECT count(*) FROM held WHERE held.offer_id = offer.id) AS found"
        " FROM mentor_offer AS offer"
        " UNION ALL"
        " SELECT 'person', person.id, person.seats,"
        "  (SELECT count(*) FROM held WHERE held.mentor_id = person.id)"
        " FROM person) "
        "SELECT coalesce(string_agg(object || ' ' || id || ' has ' || found || ' on ' || seats"
        " || ' seats', E'\\n' ORDER BY object, id), '') FROM booked WHERE found > seats");
}

#endif
