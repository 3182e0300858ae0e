-- $1 id of a person → the applications that are to end: id, event and side. Nobody can reject a
-- draft, which the host was never shown: it is withdrawn.
SELECT id,
    CASE
        WHEN state IN ('agreed', 'started') THEN 'break_off'
        WHEN host_id = $1::uuid AND state <> 'draft' THEN 'reject'
        ELSE 'withdraw'
    END AS event,
    CASE WHEN host_id = $1::uuid THEN 'host' ELSE 'student' END AS side
FROM application
WHERE (student_id = $1::uuid OR host_id = $1::uuid)
    AND state IN ('draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'agreed', 'started')
ORDER BY lead_id, id
