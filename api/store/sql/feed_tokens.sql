-- $1 a position (xid8 as text) → the tokens written since, in order of id, with the columns of
-- token_by_hash.sql
SELECT id, encode(hash, 'hex') AS hash, role, unit_id, scope, person_id,
    floor(extract(epoch FROM expires_at) * 1000)::bigint AS expires,
    revoked_at IS NOT NULL AS revoked
FROM token
WHERE changed_xid >= $1::text::xid8
ORDER BY id
