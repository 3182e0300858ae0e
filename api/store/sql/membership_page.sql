-- $1 id of the last one seen or NULL, $2 how many at most, $3 the person whose memberships, or NULL,
-- $5 units of the groups whose beside those, or NULL: all, $4 filters: group_id, person_id, origin,
-- state → memberships by membership_shape, in order of id
SELECT id, group_id, unit_id, person_id, origin, to_ms(member_since) AS member_since, state,
    reason_code, to_ms(state_since) AS state_since, to_ms(deadline_at) AS deadline_at,
    to_ms(created_at) AS created_at, to_ms(updated_at) AS updated_at, version
FROM membership
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR unit_id IN (SELECT units_below($5::uuid[]))
        OR person_id = $3::uuid
    )
    AND (NOT $4::jsonb ? 'group_id' OR group_id = ($4::jsonb ->> 'group_id')::uuid)
    AND (NOT $4::jsonb ? 'person_id' OR person_id = ($4::jsonb ->> 'person_id')::uuid)
    AND (NOT $4::jsonb ? 'origin' OR origin = $4::jsonb ->> 'origin')
    AND (NOT $4::jsonb ? 'state' OR state = $4::jsonb ->> 'state')
ORDER BY id
LIMIT $2::bigint
