-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a
-- consent changes or relies on: the person, then the consent
WITH person_held AS (
    SELECT person.id
    FROM person
    JOIN consent ON consent.person_id = person.id
    WHERE consent.id = $1::uuid
    FOR NO KEY UPDATE OF person
)
SELECT consent.state, consent.version
FROM consent, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE consent.id = $1::uuid AND (SELECT count(*) FROM person_held) >= 0
FOR NO KEY UPDATE OF consent
