-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a
-- booking changes or relies on, in the order of all steps: programme, offer, request, booking,
-- person. How often an offer is taken in a year, and which times of a speaker are, is counted while
-- these are held. Each part waits for the one before it by counting its rows.
WITH booking_read AS (
    SELECT programme_id, offer_id, request_id, speaker_id
    FROM lecture_booking
    WHERE id = $1::uuid
), programme_held AS (
    SELECT programme.id
    FROM programme, booking_read
    WHERE programme.id = booking_read.programme_id
    FOR SHARE OF programme
), offer_held AS (
    SELECT offer.id
    FROM lecture_offer AS offer, booking_read
    WHERE offer.id = booking_read.offer_id AND (SELECT count(*) FROM programme_held) >= 0
    FOR NO KEY UPDATE OF offer
), request_held AS (
    SELECT request.id
    FROM lecture_request AS request, booking_read
    WHERE request.id = booking_read.request_id AND (SELECT count(*) FROM offer_held) >= 0
    FOR NO KEY UPDATE OF request
), held AS (
    SELECT held.state, held.version
    FROM lecture_booking AS held
    WHERE held.id = $1::uuid AND (SELECT count(*) FROM request_held) >= 0
    FOR NO KEY UPDATE OF held
), speaker AS (
    SELECT person.id
    FROM person, booking_read
    WHERE person.id = booking_read.speaker_id AND (SELECT count(*) FROM held) >= 0
    FOR NO KEY UPDATE OF person
)
SELECT held.state, held.version
FROM held, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE (SELECT count(*) FROM speaker) >= 0
