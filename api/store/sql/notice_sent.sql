-- $1 id, $2 now (ms) → one row, unless its person was erased meanwhile
UPDATE outbox
SET sent_at = from_ms($2::bigint), next_try_at = NULL, failed = NULL
WHERE id = $1::bigint AND sent_at IS NULL
RETURNING id
