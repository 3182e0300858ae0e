-- $1 key of the lock → one row: whether this transaction got it, and holds it to its end
SELECT pg_try_advisory_xact_lock($1::bigint) AS locked
