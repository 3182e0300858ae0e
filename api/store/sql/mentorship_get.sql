-- $1 id → the mentorship by mentorship_shape with its newest 200 events, or no row
SELECT mentorship.id, mentorship.programme_id, mentorship.student_id, mentorship.mentor_id,
    mentorship.request_id, mentorship.pair_id, student.name AS student_name,
    student.email AS student_email, mentor.name AS mentor_name, mentor.email AS mentor_email, mentorship.student_fit,
    mentorship.mentor_fit, to_ms(mentorship.started_at) AS started_at, mentorship.state,
    mentorship.reason_code, to_ms(mentorship.state_since) AS state_since,
    to_ms(mentorship.deadline_at) AS deadline_at, to_ms(mentorship.created_at) AS created_at,
    to_ms(mentorship.updated_at) AS updated_at, mentorship.version,
    history_of(mentorship.id) AS history
FROM mentorship
JOIN person AS student ON student.id = mentorship.student_id
JOIN person AS mentor ON mentor.id = mentorship.mentor_id
WHERE mentorship.id = $1::uuid
