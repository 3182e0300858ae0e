-- $1 now (ms), $2 id of the last one seen, $3 how many at most → id, state and due ("deadline",
-- "reminder") of the bookings that the clock has something to do with, in order of id
SELECT due.id, due.state, due.due
FROM (
    SELECT id, state, 'deadline' AS due
    FROM lecture_booking
    WHERE deadline_at <= from_ms($1::bigint)
    UNION ALL
    SELECT id, state, 'reminder'
    FROM lecture_booking
    WHERE reminder_at <= from_ms($1::bigint) AND deadline_at > from_ms($1::bigint)
) AS due
WHERE due.id > $2::uuid
ORDER BY due.id
LIMIT $3::bigint
