-- $1 id, $2 now (ms) → the row's id, or no row: it was revoked before
UPDATE token
SET revoked_at = from_ms($2::bigint), changed_xid = pg_current_xact_id()
WHERE id = $1::uuid AND revoked_at IS NULL
RETURNING id
