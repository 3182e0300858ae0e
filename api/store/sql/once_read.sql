-- $1 caller, $2 key, $3 fingerprint (bytea as \x…) → the reply that was kept, and whether it was made
-- with the same fingerprint. A statement of its own: that of the claim does not see what was kept
-- while it waited. What follows waits for locks as ever.
SELECT fingerprint = $3::bytea AS same, http, body, etag, location,
    set_config('lock_timeout', NULL, true) AS lock_timeout
FROM idempotency
WHERE caller = $1::text AND key = $2::text
