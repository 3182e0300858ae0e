-- $1 id of the last one seen or NULL, $2 how many at most, $3 the teacher whose requests, or NULL, $5
-- units whose beside those, or NULL: all, $4 filters: programme_id, teacher_id, state →
-- requests by lecture_request_shape, in order of id
SELECT id, programme_id, teacher_id, course, text, wishes, languages, level, format,
    earliest_on, latest_on, minutes, audience, state, reason_code,
    to_ms(state_since) AS state_since, to_ms(deadline_at) AS deadline_at,
    to_ms(created_at) AS created_at, to_ms(updated_at) AS updated_at, version
FROM lecture_request
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($5::uuid[]))
        OR teacher_id = $3::uuid
    )
    AND (NOT $4::jsonb ? 'programme_id' OR programme_id = ($4::jsonb ->> 'programme_id')::uuid)
    AND (NOT $4::jsonb ? 'teacher_id' OR teacher_id = ($4::jsonb ->> 'teacher_id')::uuid)
    AND (NOT $4::jsonb ? 'state' OR state = $4::jsonb ->> 'state')
ORDER BY id
LIMIT $2::bigint
