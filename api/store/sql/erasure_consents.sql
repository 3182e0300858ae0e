-- $1 id of a person → the consents and objections that are to end: id, event and side
SELECT id, 'withdraw' AS event, 'person' AS side
FROM consent
WHERE person_id = $1::uuid AND state = 'given'
ORDER BY id
