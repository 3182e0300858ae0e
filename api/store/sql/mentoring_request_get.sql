-- $1 id → the request by mentoring_request_shape with its newest 200 events, or no row
SELECT request.id, request.programme_id, request.student_id, request.mentor_id, request.message,
    request.choice, position_of(request) AS position, mentorship.id AS mentorship_id,
    request.state, request.reason_code, to_ms(request.state_since) AS state_since,
    to_ms(request.deadline_at) AS deadline_at, to_ms(request.created_at) AS created_at,
    to_ms(request.updated_at) AS updated_at, request.version, history_of(request.id) AS history
FROM mentoring_request AS request
LEFT JOIN mentorship ON mentorship.request_id = request.id
WHERE request.id = $1::uuid
