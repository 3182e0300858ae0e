-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of an
-- offer changes. (The requests that it closes lock theirs, in order of needs.)
SELECT offer.state, offer.version
FROM mentor_offer AS offer, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE offer.id = $1::uuid
FOR NO KEY UPDATE OF offer
