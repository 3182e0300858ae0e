-- $1 why they were given up: a word of 0018_notices.sql, or NULL: for any reason that may have
-- passed, $2 notices written up to that moment (ms) are stale → a row for each that is tried again
UPDATE outbox
SET failed = NULL, tries = 0, next_try_at = '-infinity'
WHERE failed IN ('no_email', 'bad_address', 'refused', 'unreachable')
    AND failed = coalesce($1::text, failed)
    AND created_at > from_ms($2::bigint)
RETURNING id
