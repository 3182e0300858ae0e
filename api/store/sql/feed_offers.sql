-- $1 a position (xid8 as text) → active and paused offers of the people that feed_people gives for
-- it, in order of person_id; of one person the active ones with a free seat first
SELECT mentor_id AS person_id, programme_id, seats - seats_taken AS seats_free,
    state = 'active' AS active
FROM mentor_offer
WHERE state IN ('active', 'paused')
    AND mentor_id IN (
        SELECT id
        FROM person
        WHERE changed_xid >= $1::text::xid8
        UNION
        SELECT mentor_id
        FROM mentor_offer
        WHERE changed_xid >= $1::text::xid8
    )
ORDER BY mentor_id, state <> 'active', seats = seats_taken, programme_id
