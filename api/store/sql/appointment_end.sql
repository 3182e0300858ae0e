-- $1 id, $2 now (ms) → version, or no row: it had ended, or there is none
UPDATE appointment
SET ended_at = from_ms($2::bigint), version = version + 1, changed_xid = pg_current_xact_id()
WHERE id = $1::uuid AND ended_at IS NULL
RETURNING version
