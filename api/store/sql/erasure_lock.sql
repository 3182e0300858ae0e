-- $1 id of a person → external_id, version and erase_at (ms), or no row: there is none, or they were erased.
-- Locks all that their end takes, in the order of all steps: programmes (as they are), offers,
-- needs, requests, mentorships, people; the person last and for good, so that nothing new comes to
-- refer to them meanwhile. Each part waits for the one before it by counting its rows.
WITH request AS (
    SELECT id, programme_id, offer_id, need_id, mentor_id
    FROM mentoring_request
    WHERE (student_id = $1::uuid OR mentor_id = $1::uuid)
        AND state IN ('draft', 'pending', 'info_requested', 'waitlisted')
), pairing AS (
    SELECT id, programme_id, offer_id, need_id, mentor_id
    FROM mentorship
    WHERE (student_id = $1::uuid OR mentor_id = $1::uuid)
        AND state IN ('proposed', 'active', 'paused')
), own_offer AS (
    SELECT id, programme_id
    FROM mentor_offer
    WHERE mentor_id = $1::uuid AND state IN ('draft', 'active', 'paused')
), programmes_held AS (
    SELECT programme.id
    FROM programme
    WHERE programme.id IN (
        SELECT programme_id FROM request
        UNION
        SELECT programme_id FROM pairing
        UNION
        SELECT programme_id FROM own_offer
    )
    ORDER BY programme.id
    FOR SHARE OF programme
), offers_held AS (
    SELECT offer.id
    FROM mentor_offer AS offer
    WHERE offer.id IN (SELECT offer_id FROM pairing UNION SELECT id FROM own_offer)
        AND (SELECT count(*) FROM programmes_held) >= 0
    ORDER BY offer.id
    FOR NO KEY UPDATE OF offer
), needs_held AS (
    SELECT need.id
    FROM need
    WHERE (
            need.student_id = $1::uuid
            OR need.id IN (SELECT need_id FROM request UNION SELECT need_id FROM pairing)
        )
        AND (SELECT count(*) FROM offers_held) >= 0
    ORDER BY need.id
    FOR NO KEY UPDATE OF need
), requests_held AS (
    SELECT held.id
    FROM mentoring_request AS held
    WHERE held.id IN (SELECT id FROM request) AND (SELECT count(*) FROM needs_held) >= 0
    ORDER BY held.id
    FOR NO KEY UPDATE OF held
), mentorships_held AS (
    SELECT held.id
    FROM mentorship AS held
    WHERE held.id IN (SELECT id FROM pairing) AND (SELECT count(*) FROM requests_held) >= 0
    ORDER BY held.id
    FOR NO KEY UPDATE OF held
), people_held AS (
    SELECT person.id
    FROM person
    WHERE person.id <> $1::uuid
        AND person.id IN (SELECT mentor_id FROM pairing)
        AND (SELECT count(*) FROM mentorships_held) >= 0
    ORDER BY person.id
    FOR NO KEY UPDATE OF person
)
SELECT person.external_id, person.version, to_ms(person.erase_at) AS erase_at
FROM person
WHERE person.id = $1::uuid
    AND person.erased_at IS NULL
    AND (SELECT count(*) FROM people_held) >= 0
FOR UPDATE OF person
