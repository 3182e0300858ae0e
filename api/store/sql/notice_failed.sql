-- $1 id, $2 which try it was, $3 when to try again (ms) or NULL, $4 why it was given up or NULL → one
-- row when nobody took it meanwhile
UPDATE outbox
SET next_try_at = from_ms($3::bigint), failed = $4::text
WHERE id = $1::bigint AND tries = $2::integer AND next_try_at IS NOT NULL
RETURNING id
