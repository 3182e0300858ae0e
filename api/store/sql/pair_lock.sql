-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a pair
-- changes or relies on, in the order of all steps: programme, offers, need, pair, person; but for
-- what staff decide before it is released only programme and pair. Each part waits for the one before
-- it by counting its rows. (Which offer the pair takes may be settled meanwhile, so all of the mentor
-- in the programme that it can be.)
WITH pair_read AS (
    SELECT id, programme_id, student_id, mentor_id
    FROM pair
    WHERE id = $1::uuid
), placed AS (
    SELECT programme_id, student_id, mentor_id
    FROM pair_read
    WHERE $3::text IN (
        'released', 'confirmed', 'declined_student', 'declined_mentor', 'lapsed', 'dropped'
    )
), programme_held AS (
    SELECT programme.id
    FROM programme, pair_read
    WHERE programme.id = pair_read.programme_id
    FOR SHARE OF programme
), offers AS (
    SELECT offer.id
    FROM mentor_offer AS offer, placed
    WHERE offer.programme_id = placed.programme_id
        AND offer.mentor_id = placed.mentor_id
        AND (SELECT count(*) FROM programme_held) >= 0
    ORDER BY offer.id
    FOR NO KEY UPDATE OF offer
), met AS (
    -- Who confirms may be the second: then requests about the need are superseded.
    SELECT need.id
    FROM need, pair_read
    WHERE need.programme_id = pair_read.programme_id
        AND need.student_id = pair_read.student_id
        AND (
            EXISTS (SELECT FROM placed) OR $2::text IN ('confirm_student', 'confirm_mentor')
        )
        AND (SELECT count(*) FROM programme_held) >= 0
        AND (SELECT count(*) FROM offers) >= 0
    FOR NO KEY UPDATE OF need
), held AS (
    SELECT held.state, held.version
    FROM pair AS held
    WHERE held.id = $1::uuid
        AND (SELECT count(*) FROM programme_held) >= 0
        AND (SELECT count(*) FROM met) >= 0
    FOR NO KEY UPDATE OF held
), mentor AS (
    SELECT person.id
    FROM person, placed
    WHERE person.id = placed.mentor_id AND (SELECT count(*) FROM held) >= 0
    FOR NO KEY UPDATE OF person
)
SELECT held.state, held.version
FROM held
WHERE (SELECT count(*) FROM mentor) >= 0
