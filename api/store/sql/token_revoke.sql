-- $1 id, $2 now (ms) → the row's id; no row: there is none. The first revocation's time stays.
UPDATE token
SET revoked_at = coalesce(revoked_at, timestamptz 'epoch' + $2::bigint * interval '1 millisecond'),
    changed_xid = pg_current_xact_id()
WHERE id = $1::uuid
RETURNING id
