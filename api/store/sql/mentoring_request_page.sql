-- $1 id of the last one seen or NULL, $2 how many at most, $3 a party whose requests, or NULL: of
-- theirs as the mentor those that were sent alone, $5 units whose beside those, or NULL: all, $4
-- filters: programme_id, student_id, mentor_id, state → requests by mentoring_request_shape, in
-- order of id
SELECT request.id, request.programme_id, request.student_id, request.mentor_id, request.message,
    request.choice, position_of(request) AS position, mentorship.id AS mentorship_id,
    request.state, request.reason_code, to_ms(request.state_since) AS state_since,
    to_ms(request.deadline_at) AS deadline_at, to_ms(request.created_at) AS created_at,
    to_ms(request.updated_at) AS updated_at, request.version
FROM mentoring_request AS request
LEFT JOIN mentorship ON mentorship.request_id = request.id
WHERE ($1::uuid IS NULL OR request.id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR request.programme_id IN (SELECT programmes_below($5::uuid[]))
        OR request.student_id = $3::uuid
        OR request.mentor_id = $3::uuid
    )
    AND (
        $3::uuid IS NULL
        OR request.mentor_id IS DISTINCT FROM $3::uuid
        OR EXISTS (
            SELECT
            FROM audit
            WHERE audit.object_id = request.id AND audit.event = 'submit'
        )
    )
    AND (
        NOT $4::jsonb ? 'programme_id'
        OR request.programme_id = ($4::jsonb ->> 'programme_id')::uuid
    )
    AND (NOT $4::jsonb ? 'student_id' OR request.student_id = ($4::jsonb ->> 'student_id')::uuid)
    AND (NOT $4::jsonb ? 'mentor_id' OR request.mentor_id = ($4::jsonb ->> 'mentor_id')::uuid)
    AND (NOT $4::jsonb ? 'state' OR request.state = $4::jsonb ->> 'state')
ORDER BY request.id
LIMIT $2::bigint
