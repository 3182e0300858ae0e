-- $1 id, $2 hash (bytea as \x…), $3 role, $4 person's id or NULL, $5 now (ms), $6 expires (ms)
-- → the row's id
INSERT INTO token (id, hash, role, person_id, created_at, expires_at)
VALUES (
    $1::uuid, $2::bytea, $3::text, $4::uuid,
    timestamptz 'epoch' + $5::bigint * interval '1 millisecond',
    timestamptz 'epoch' + $6::bigint * interval '1 millisecond'
)
RETURNING id
