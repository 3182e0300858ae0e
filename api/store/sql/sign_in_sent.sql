-- $1 id, $2 hash of the code (bytea as \x…), $3 now (ms) → one row when nobody took it meanwhile
UPDATE sign_in
SET sent_at = from_ms($3::bigint), next_try_at = NULL
WHERE id = $1::uuid AND hash = $2::bytea
RETURNING id
