-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a
-- request changes or relies on, in the order of all steps: programme, offer, need, request, person.
-- Each part waits for the one before it by counting its rows.
WITH request AS (
    SELECT id, programme_id, offer_id, need_id, mentor_id
    FROM mentoring_request
    WHERE id = $1::uuid
), programme_held AS (
    SELECT programme.id
    FROM programme, request
    WHERE programme.id = request.programme_id
    FOR SHARE OF programme
), taken AS (
    SELECT offer.id
    FROM mentor_offer AS offer, request
    WHERE offer.id = request.offer_id
        -- Who takes a seat, and who may come to wait for one: in one line.
        AND $2::text IN ('accept', 'submit', 'wait', 'promote')
        AND (SELECT count(*) FROM programme_held) >= 0
    FOR NO KEY UPDATE OF offer
), met AS (
    SELECT need.id
    FROM need, request
    WHERE need.id = request.need_id
        AND (SELECT count(*) FROM programme_held) >= 0
        AND (SELECT count(*) FROM taken) >= 0
    FOR NO KEY UPDATE OF need
), held AS (
    SELECT held.state, held.version
    FROM mentoring_request AS held
    WHERE held.id = $1::uuid AND (SELECT count(*) FROM met) >= 0
    FOR NO KEY UPDATE OF held
), mentor AS (
    SELECT person.id
    FROM person, request
    WHERE person.id = request.mentor_id
        AND $2::text = 'accept'
        AND (SELECT count(*) FROM held) >= 0
    FOR NO KEY UPDATE OF person
)
SELECT held.state, held.version
FROM held, (SELECT $3::text AS to_state) AS step
WHERE (SELECT count(*) FROM mentor) >= 0
