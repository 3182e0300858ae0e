-- As 0018_notices.sql, and the sides of lectures and internships.
CREATE OR REPLACE VIEW told_side AS
SELECT id, 'student' AS party, student_id AS person_id, state, deadline_at FROM mentoring_request
UNION ALL
SELECT id, 'mentor', mentor_id, state, deadline_at FROM mentoring_request
UNION ALL
SELECT id, 'student', student_id, state, deadline_at FROM mentorship
UNION ALL
SELECT id, 'mentor', mentor_id, state, deadline_at FROM mentorship
UNION ALL
SELECT id, 'student', student_id, state, deadline_at FROM pair
UNION ALL
SELECT id, 'mentor', mentor_id, state, deadline_at FROM pair
UNION ALL
SELECT id, 'mentor', mentor_id, state, deadline_at FROM mentor_offer
UNION ALL
SELECT id, 'student', student_id, NULL, NULL FROM need
UNION ALL
SELECT id, 'speaker', speaker_id, state, deadline_at FROM lecture_offer
UNION ALL
SELECT id, 'teacher', teacher_id, state, deadline_at FROM lecture_request
UNION ALL
SELECT id, 'speaker', speaker_id, state, deadline_at FROM lecture_booking
UNION ALL
SELECT id, 'teacher', teacher_id, state, deadline_at FROM lecture_booking
UNION ALL
SELECT id, 'host', host_id, state, deadline_at FROM internship_lead
UNION ALL
SELECT id, 'student', student_id, state, deadline_at FROM application
UNION ALL
SELECT id, 'host', host_id, state, deadline_at FROM application;
