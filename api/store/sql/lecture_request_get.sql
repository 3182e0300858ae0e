-- $1 id → the request by lecture_request_shape with its newest 200 events, or no row
SELECT id, programme_id, teacher_id, course, text, wishes, languages, level, format,
    earliest_on, latest_on, minutes, audience, state, reason_code,
    to_ms(state_since) AS state_since, to_ms(deadline_at) AS deadline_at,
    to_ms(created_at) AS created_at, to_ms(updated_at) AS updated_at, version,
    history_of(id) AS history
FROM lecture_request
WHERE id = $1::uuid
