-- $1 id of a person, $2 now (ms) → version, or no row: nobody asked for their erasure
UPDATE person
SET erase_at = NULL,
    updated_at = from_ms($2::bigint),
    version = version + 1,
    changed_xid = pg_current_xact_id()
WHERE id = $1::uuid AND erase_at IS NOT NULL
RETURNING version
