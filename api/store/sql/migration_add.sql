-- $1 name, $2 checksum (hexadecimal), $3 time (ms) → the row's name
INSERT INTO schema_migration (name, checksum, applied_at)
VALUES ($1::text, $2::text, timestamptz 'epoch' + $3::bigint * interval '1 millisecond')
RETURNING name
