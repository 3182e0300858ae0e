-- $1 hash (bytea as \x…) → the token or no row: id, hash (hexadecimal), role, unit_id,
-- scope, person_id, expires (ms), revoked
SELECT id, encode(hash, 'hex') AS hash, role, unit_id, scope, person_id,
    floor(extract(epoch FROM expires_at) * 1000)::bigint AS expires,
    revoked_at IS NOT NULL AS revoked
FROM token
WHERE hash = $1::bytea
