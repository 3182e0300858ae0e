-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a
-- mentorship changes or relies on, in the order of all steps: programme, offer, need, mentorship,
-- person; but for an end only programme and mentorship. Each part waits for the one before it by
-- counting its rows.
WITH programme_held AS (
    SELECT programme.id
    FROM programme
    JOIN mentorship ON mentorship.programme_id = programme.id
    WHERE mentorship.id = $1::uuid
    FOR SHARE OF programme
), mentorship_read AS (
    SELECT offer_id, need_id, mentor_id
    FROM mentorship
    WHERE id = $1::uuid AND $3::text IN ('completed', 'ended_early', 'void')
), freed AS (
    SELECT offer.id
    FROM mentor_offer AS offer, mentorship_read
    WHERE offer.id = mentorship_read.offer_id AND (SELECT count(*) FROM programme_held) >= 0
    FOR NO KEY UPDATE OF offer
), met AS (
    SELECT need.id
    FROM need, mentorship_read
    WHERE need.id = mentorship_read.need_id AND (SELECT count(*) FROM freed) >= 0
    FOR NO KEY UPDATE OF need
), held AS (
    SELECT held.state, held.version
    FROM mentorship AS held
    WHERE held.id = $1::uuid
        AND (SELECT count(*) FROM programme_held) >= 0
        AND (SELECT count(*) FROM met) >= 0
    FOR NO KEY UPDATE OF held
), mentor AS (
    SELECT person.id
    FROM person, mentorship_read
    WHERE person.id = mentorship_read.mentor_id AND (SELECT count(*) FROM held) >= 0
    FOR NO KEY UPDATE OF person
)
SELECT held.state, held.version
FROM held, (SELECT $2::text AS event) AS step
WHERE (SELECT count(*) FROM mentor) >= 0
