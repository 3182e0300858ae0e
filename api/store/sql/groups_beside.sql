-- $1 key of the lock → one row of no interest: waits until no group is recomputed, and keeps them off
-- to the end of the transaction
SELECT pg_advisory_xact_lock_shared($1::bigint)::text AS locked
