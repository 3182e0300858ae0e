-- $1 id, $2 hash (bytea as \x…), $3 person's id or NULL, $4 role or NULL, $5 unit's id or NULL,
-- $6 scope, $7 label or NULL, $8 now (ms), $9 expires (ms) → the row's id
INSERT INTO token (
    id, hash, person_id, role, unit_id, scope, label, created_at, expires_at
)
VALUES (
    $1::uuid, $2::bytea, $3::uuid, $4::text, $5::uuid, $6::text, $7::text,
    from_ms($8::bigint), from_ms($9::bigint)
)
RETURNING id
