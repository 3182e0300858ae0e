-- $1 key of the lock → locked: true when no other sealer is at work, and none begins before the end
-- of the transaction
SELECT pg_try_advisory_xact_lock($1::bigint) AS locked
