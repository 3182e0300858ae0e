-- $1 caller, $2 key, $3 fingerprint (bytea as \x…), $4 now (ms), $5 the moment (ms) up to which keys
-- are gone, $6 how long to wait for another call that is at it ('500ms') → one row when the key is
-- ours now; none when it was used before. What follows waits for locks as ever.
INSERT INTO idempotency AS claimed (caller, key, fingerprint, created_at)
SELECT $1::text, $2::text, $3::bytea, from_ms($4::bigint)
FROM set_config('lock_timeout', $6::text, true) AS lock_timeout
WHERE lock_timeout IS NOT NULL
ON CONFLICT (caller, key) DO UPDATE
SET fingerprint = excluded.fingerprint,
    http = NULL,
    body = NULL,
    etag = NULL,
    location = NULL,
    created_at = excluded.created_at
WHERE claimed.created_at <= from_ms($5::bigint)
RETURNING set_config('lock_timeout', NULL, true) AS lock_timeout
