-- $1 key of the lock → one row of no interest: waits until no import and no other erasure is under
-- way, and keeps them off to the end of the transaction
SELECT pg_advisory_xact_lock($1::bigint)::text AS locked
