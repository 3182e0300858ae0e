-- $1 hash of a code (bytea as \x…), $2 now (ms) → whose it is, when it holds and was not used: it is
-- from now on
UPDATE sign_in
SET used_at = from_ms($2::bigint), next_try_at = NULL
WHERE hash = $1::bytea AND used_at IS NULL AND expires_at > from_ms($2::bigint)
RETURNING person_id
