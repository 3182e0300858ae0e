-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks the membership
SELECT membership.state, membership.version
FROM membership, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE membership.id = $1::uuid
FOR NO KEY UPDATE OF membership
