-- $1 now (ms), $2 id of the last one seen, $3 how many at most → id, state and due ("deadline",
-- "reminder", "promotion") of the requests that the clock has something to do with, in order of id
SELECT due.id, due.state, due.due
FROM (
    SELECT id, state, 'deadline' AS due
    FROM mentoring_request
    WHERE deadline_at <= from_ms($1::bigint)
    UNION ALL
    SELECT id, state, 'reminder'
    FROM mentoring_request
    WHERE reminder_at <= from_ms($1::bigint) AND deadline_at > from_ms($1::bigint)
    UNION ALL
    SELECT request.id, request.state, 'promotion'
    FROM mentoring_request AS request
    WHERE request.state = 'waitlisted'
        AND request.deadline_at > from_ms($1::bigint)
        AND is_next(request)
) AS due
WHERE due.id > $2::uuid
ORDER BY due.id
LIMIT $3::bigint
