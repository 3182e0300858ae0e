-- $1 id of the last one seen or NULL, $2 how many at most, $3 a party whose mentorships, or NULL,
-- $5 units whose beside those, or NULL: all, $4 filters: programme_id, student_id,
-- mentor_id, state → mentorships by mentorship_shape, in order of id
SELECT mentorship.id, mentorship.programme_id, mentorship.student_id, mentorship.mentor_id,
    mentorship.request_id, mentorship.pair_id, student.name AS student_name,
    student.email AS student_email, mentor.name AS mentor_name, mentor.email AS mentor_email, mentorship.student_fit,
    mentorship.mentor_fit, to_ms(mentorship.started_at) AS started_at, mentorship.state,
    mentorship.reason_code, to_ms(mentorship.state_since) AS state_since,
    to_ms(mentorship.deadline_at) AS deadline_at, to_ms(mentorship.created_at) AS created_at,
    to_ms(mentorship.updated_at) AS updated_at, mentorship.version
FROM mentorship
JOIN person AS student ON student.id = mentorship.student_id
JOIN person AS mentor ON mentor.id = mentorship.mentor_id
WHERE ($1::uuid IS NULL OR mentorship.id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR mentorship.programme_id IN (SELECT programmes_below($5::uuid[]))
        OR mentorship.student_id = $3::uuid
        OR mentorship.mentor_id = $3::uuid
    )
    AND (
        NOT $4::jsonb ? 'programme_id'
        OR mentorship.programme_id = ($4::jsonb ->> 'programme_id')::uuid
    )
    AND (NOT $4::jsonb ? 'student_id' OR mentorship.student_id = ($4::jsonb ->> 'student_id')::uuid)
    AND (NOT $4::jsonb ? 'mentor_id' OR mentorship.mentor_id = ($4::jsonb ->> 'mentor_id')::uuid)
    AND (NOT $4::jsonb ? 'state' OR mentorship.state = $4::jsonb ->> 'state')
ORDER BY mentorship.id
LIMIT $2::bigint
