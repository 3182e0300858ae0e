-- $1 id of a person → the offers that are to end: id, event and side
SELECT id, 'withdraw' AS event, 'mentor' AS side
FROM mentor_offer
WHERE mentor_id = $1::uuid AND state IN ('draft', 'active', 'paused')
ORDER BY id
