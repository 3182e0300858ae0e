-- $1 key of the lock → one row of no interest: waits until nobody changes people, and keeps them off
-- to the end of the transaction
SELECT pg_advisory_xact_lock($1::bigint)::text AS locked
