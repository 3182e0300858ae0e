-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a
-- round changes or relies on, in the order of all steps: programme, offers, needs, round and pairs,
-- people; many of a kind in order of id. Each part waits for the one before it by counting its rows.
WITH programme_held AS (
    SELECT programme.id
    FROM programme
    JOIN round ON round.programme_id = programme.id
    WHERE round.id = $1::uuid
    FOR SHARE OF programme
), party AS (
    -- Of pairs that come to hold seats, or may give them back.
    SELECT pair.student_id, pair.mentor_id, pair.programme_id
    FROM pair
    WHERE pair.round_id = $1::uuid
        AND (
            ($2::text = 'publish' AND pair.state = 'approved')
            OR (
                ($2::text = 'amend' OR $3::text = 'closed')
                AND pair.state = 'released'
            )
        )
    UNION
    SELECT found.student_id, found.mentor_id, round.programme_id
    FROM round
    CROSS JOIN LATERAL run_pairs(round.run_id) AS found
    WHERE round.id = $1::uuid AND $2::text = 'amend'
), offers AS (
    SELECT offer.id
    FROM mentor_offer AS offer
    WHERE (offer.programme_id, offer.mentor_id) IN (SELECT programme_id, mentor_id FROM party)
        AND (SELECT count(*) FROM programme_held) >= 0
    ORDER BY offer.id
    FOR NO KEY UPDATE OF offer
), needs AS (
    SELECT need.id
    FROM need
    WHERE (need.programme_id, need.student_id) IN (SELECT programme_id, student_id FROM party)
        AND (SELECT count(*) FROM offers) >= 0
    ORDER BY need.id
    FOR NO KEY UPDATE OF need
), held AS (
    SELECT held.state, held.version
    FROM round AS held
    WHERE held.id = $1::uuid AND (SELECT count(*) FROM needs) >= 0
    FOR NO KEY UPDATE OF held
), pairs AS (
    SELECT pair.id
    FROM pair
    WHERE pair.round_id = $1::uuid
        AND pair.state IN ('proposed', 'approved', 'released')
        AND (SELECT count(*) FROM held) >= 0
    ORDER BY pair.id
    FOR NO KEY UPDATE OF pair
), people AS (
    SELECT person.id
    FROM person
    WHERE person.id IN (SELECT mentor_id FROM party)
        AND (SELECT count(*) FROM pairs) >= 0
    ORDER BY person.id
    FOR NO KEY UPDATE OF person
)
SELECT held.state, held.version
FROM held, (SELECT $3::text AS to_state) AS step
WHERE (SELECT count(*) FROM pairs) >= 0 AND (SELECT count(*) FROM people) >= 0
