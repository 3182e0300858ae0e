-- $1 id of a person → the mentorships that are to end: id, event and side
SELECT id,
    CASE WHEN state = 'proposed' THEN 'void' ELSE 'end_early' END AS event,
    CASE WHEN mentor_id = $1::uuid THEN 'mentor' ELSE 'student' END AS side
FROM mentorship
WHERE (student_id = $1::uuid OR mentor_id = $1::uuid)
    AND state IN ('proposed', 'active', 'paused')
ORDER BY need_id, id
