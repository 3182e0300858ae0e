-- $1 id of a person, $2 when to erase them (ms), $3 now (ms) → version, or no row: there is none, or
-- it was asked before, and that time stays
UPDATE person
SET erase_at = from_ms($2::bigint),
    updated_at = from_ms($3::bigint),
    version = version + 1,
    changed_xid = pg_current_xact_id()
WHERE id = $1::uuid AND erased_at IS NULL AND erase_at IS NULL
RETURNING version
