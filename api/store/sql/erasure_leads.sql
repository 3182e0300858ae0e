-- $1 id of a person → the leads that are to end: id, event and side
SELECT id, 'withdraw' AS event, 'host' AS side
FROM internship_lead
WHERE host_id = $1::uuid AND state IN ('draft', 'submitted', 'changes_requested', 'published')
ORDER BY id
