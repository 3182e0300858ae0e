-- $1 id of a person → the memberships that are to end: id, event and side
SELECT id, 'leave' AS event, 'person' AS side
FROM membership
WHERE person_id = $1::uuid AND state IN ('requested', 'invited', 'active', 'muted')
ORDER BY id
