-- $1 id of a person → the lecture requests that are to end: id, event and side
SELECT id, 'cancel' AS event, 'teacher' AS side
FROM lecture_request
WHERE teacher_id = $1::uuid AND state IN ('draft', 'open')
ORDER BY id
