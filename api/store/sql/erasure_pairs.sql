-- $1 id of a person → the pairs that are to end: id, event and side
SELECT id, 'drop' AS event,
    CASE WHEN mentor_id = $1::uuid THEN 'mentor' ELSE 'student' END AS side
FROM pair
WHERE (student_id = $1::uuid OR mentor_id = $1::uuid)
    AND state IN ('proposed', 'approved', 'released')
ORDER BY need_id, id
