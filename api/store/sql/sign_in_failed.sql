-- $1 id, $2 hash of the code (bytea as \x…), $3 when to try again (ms) or NULL, $4 why it was given up
-- or NULL → one row when nobody took it, or used the code, meanwhile
UPDATE sign_in
SET next_try_at = from_ms($3::bigint),
    failed = $4::text,
    hash = NULL,
    expires_at = NULL
WHERE id = $1::uuid AND hash = $2::bytea AND used_at IS NULL
RETURNING id
