-- $1 id of a person → the requests that are to end: id, event and side. Nobody can decline a draft,
-- which the mentor was never shown: it is withdrawn.
SELECT id,
    CASE
        WHEN mentor_id = $1::uuid AND state <> 'draft' THEN 'decline'
        ELSE 'withdraw'
    END AS event,
    CASE WHEN mentor_id = $1::uuid THEN 'mentor' ELSE 'student' END AS side
FROM mentoring_request
WHERE (student_id = $1::uuid OR mentor_id = $1::uuid)
    AND state IN ('draft', 'pending', 'info_requested', 'waitlisted')
ORDER BY need_id, id
