-- $1 id of the last one seen or NULL, $2 how many at most, $3 the mentor whose offers, or NULL, $5
-- units whose beside those, or NULL: all, $4 filters: programme_id, mentor_id, state →
-- offers by mentor_offer_shape, in order of id
SELECT id, programme_id, mentor_id, seats, seats_taken, conditions, state, reason_code,
    to_ms(state_since) AS state_since, to_ms(deadline_at) AS deadline_at,
    to_ms(created_at) AS created_at, to_ms(updated_at) AS updated_at, version
FROM mentor_offer
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($5::uuid[]))
        OR mentor_id = $3::uuid
    )
    AND (NOT $4::jsonb ? 'programme_id' OR programme_id = ($4::jsonb ->> 'programme_id')::uuid)
    AND (NOT $4::jsonb ? 'mentor_id' OR mentor_id = ($4::jsonb ->> 'mentor_id')::uuid)
    AND (NOT $4::jsonb ? 'state' OR state = $4::jsonb ->> 'state')
ORDER BY id
LIMIT $2::bigint
