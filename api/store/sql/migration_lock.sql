-- $1 key of the lock → one row when the session holds it (waits for others)
SELECT pg_advisory_lock($1::bigint) AS locked
