-- $1 the moment (ms) up to which keys are gone, $2 how many at most → a row for each that was
-- dropped. One that is being claimed anew is passed over.
DELETE FROM idempotency
USING (
    SELECT caller, key
    FROM idempotency
    WHERE created_at <= from_ms($1::bigint)
    ORDER BY created_at, caller, key
    LIMIT $2::bigint
    FOR UPDATE SKIP LOCKED
) AS old
WHERE idempotency.caller = old.caller AND idempotency.key = old.key
RETURNING idempotency.key
