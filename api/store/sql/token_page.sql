-- $1 id of the last one seen or NULL, $2 how many at most, $3 the person whose, or NULL, $4 filters:
-- person_id, $5 units whose programs' beside those, or NULL: all → tokens by
-- token_shape, in order of id
SELECT id, person_id, role, unit_id, scope, label, to_ms(created_at) AS created_at,
    to_ms(expires_at) AS expires_at, to_ms(revoked_at) AS revoked_at
FROM token
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR person_id = $3::uuid
        OR unit_id IN (SELECT units_below($5::uuid[]))
    )
    AND (NOT $4::jsonb ? 'person_id' OR person_id = ($4::jsonb ->> 'person_id')::uuid)
ORDER BY id
LIMIT $2::bigint
