-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of an
-- offer changes or relies on, in the order of all steps: programme, offer
WITH programme_held AS (
    SELECT programme.id
    FROM programme
    JOIN lecture_offer AS offer ON offer.programme_id = programme.id
    WHERE offer.id = $1::uuid
    FOR SHARE OF programme
)
SELECT offer.state, offer.version
FROM lecture_offer AS offer, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE offer.id = $1::uuid AND (SELECT count(*) FROM programme_held) >= 0
FOR NO KEY UPDATE OF offer
