-- $1 id of a person → external_id, version and erase_at (ms), or no row: there is none, or they were erased.
-- Locks all that their end takes, in the order of all steps: programmes (to change those whose rules
-- name them, others as they are), offers, needs, also those that name them, requests, mentorships,
-- pairs, leads, applications, of lectures offers, requests and bookings, people; the person last and for good, so that nothing new comes to refer to them meanwhile.
-- Each part waits for the one before it by counting its rows.
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
), paired AS (
    SELECT id, programme_id, student_id, mentor_id
    FROM pair
    WHERE (student_id = $1::uuid OR mentor_id = $1::uuid)
        AND state IN ('proposed', 'approved', 'released')
), own_offer AS (
    SELECT id, programme_id
    FROM mentor_offer
    WHERE mentor_id = $1::uuid AND state IN ('draft', 'active', 'paused')
), led AS (
    SELECT id, programme_id
    FROM internship_lead
    WHERE host_id = $1::uuid AND state IN ('draft', 'submitted', 'changes_requested', 'published')
), applied AS (
    SELECT id, programme_id, lead_id
    FROM application
    WHERE (student_id = $1::uuid OR host_id = $1::uuid)
        AND state IN (
            'draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'agreed', 'started'
        )
), lecture AS (
    SELECT id, programme_id, offer_id, request_id, speaker_id
    FROM lecture_booking
    WHERE $1::uuid IN (speaker_id, teacher_id) AND state IN ('invited', 'tentative', 'confirmed')
), own_lecture_offer AS (
    SELECT id, programme_id
    FROM lecture_offer
    WHERE speaker_id = $1::uuid AND state IN ('draft', 'published', 'paused')
), own_lecture_request AS (
    SELECT id, programme_id
    FROM lecture_request
    WHERE teacher_id = $1::uuid AND state IN ('draft', 'open')
), programmes_to_change AS (
    SELECT programme.id
    FROM programme
    WHERE jsonb_path_query_array(programme.rules, '$[*].*') ? $1::uuid::text
    ORDER BY programme.id
    FOR NO KEY UPDATE OF programme
), programmes_held AS (
    SELECT programme.id
    FROM programme
    WHERE programme.id IN (
            SELECT programme_id FROM request
            UNION
            SELECT programme_id FROM pairing
            UNION
            SELECT programme_id FROM paired
            UNION
            SELECT programme_id FROM own_offer
            UNION
            SELECT programme_id FROM lecture
            UNION
            SELECT programme_id FROM own_lecture_offer
            UNION
            SELECT programme_id FROM own_lecture_request
            UNION
            SELECT programme_id FROM led
            UNION
            SELECT programme_id FROM applied
        )
        AND (SELECT count(*) FROM programmes_to_change) >= 0
    ORDER BY programme.id
    FOR SHARE OF programme
), offers_held AS (
    SELECT offer.id
    FROM mentor_offer AS offer
    WHERE (
            offer.id IN (SELECT offer_id FROM pairing UNION SELECT id FROM own_offer)
            OR (offer.programme_id, offer.mentor_id) IN (
                SELECT programme_id, mentor_id FROM paired
            )
        )
        AND (SELECT count(*) FROM programmes_held) >= 0
    ORDER BY offer.id
    FOR NO KEY UPDATE OF offer
), needs_held AS (
    SELECT need.id
    FROM need
    WHERE (
            need.student_id = $1::uuid
            OR need.ranked ? $1::uuid::text
            OR need.avoided ? $1::uuid::text
            OR need.id IN (SELECT need_id FROM request UNION SELECT need_id FROM pairing)
            OR (need.programme_id, need.student_id) IN (
                SELECT programme_id, student_id FROM paired
            )
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
), pairs_held AS (
    SELECT held.id
    FROM pair AS held
    WHERE held.id IN (SELECT id FROM paired) AND (SELECT count(*) FROM mentorships_held) >= 0
    ORDER BY held.id
    FOR NO KEY UPDATE OF held
), leads_held AS (
    SELECT held.id
    FROM internship_lead AS held
    WHERE held.id IN (SELECT id FROM led UNION SELECT lead_id FROM applied)
        AND (SELECT count(*) FROM pairs_held) >= 0
    ORDER BY held.id
    FOR NO KEY UPDATE OF held
), applications_held AS (
    SELECT held.id
    FROM application AS held
    WHERE held.id IN (SELECT id FROM applied) AND (SELECT count(*) FROM leads_held) >= 0
    ORDER BY held.id
    FOR NO KEY UPDATE OF held
), lecture_offers_held AS (
    SELECT held.id
    FROM lecture_offer AS held
    WHERE held.id IN (SELECT offer_id FROM lecture UNION SELECT id FROM own_lecture_offer)
        AND (SELECT count(*) FROM applications_held) >= 0
    ORDER BY held.id
    FOR NO KEY UPDATE OF held
), lecture_requests_held AS (
    SELECT held.id
    FROM lecture_request AS held
    WHERE held.id IN (SELECT request_id FROM lecture UNION SELECT id FROM own_lecture_request)
        AND (SELECT count(*) FROM lecture_offers_held) >= 0
    ORDER BY held.id
    FOR NO KEY UPDATE OF held
), lectures_held AS (
    SELECT held.id
    FROM lecture_booking AS held
    WHERE held.id IN (SELECT id FROM lecture)
        AND (SELECT count(*) FROM lecture_requests_held) >= 0
    ORDER BY held.id
    FOR NO KEY UPDATE OF held
), people_held AS (
    SELECT person.id
    FROM person
    WHERE person.id <> $1::uuid
        AND person.id IN (
            SELECT mentor_id FROM pairing
            UNION
            SELECT mentor_id FROM paired
            UNION
            SELECT speaker_id FROM lecture
        )
        AND (SELECT count(*) FROM lectures_held) >= 0
    ORDER BY person.id
    FOR NO KEY UPDATE OF person
)
SELECT person.external_id, person.version, to_ms(person.erase_at) AS erase_at
FROM person
WHERE person.id = $1::uuid
    AND person.erased_at IS NULL
    AND (SELECT count(*) FROM people_held) >= 0
FOR UPDATE OF person
