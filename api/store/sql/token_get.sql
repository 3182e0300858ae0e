-- $1 id → the token by token_shape, or no row
SELECT id, person_id, role, unit_id, scope, label, to_ms(created_at) AS created_at,
    to_ms(expires_at) AS expires_at, to_ms(revoked_at) AS revoked_at
FROM token
WHERE id = $1::uuid
