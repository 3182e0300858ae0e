-- $1 key of the lock → one row: whether it was held
SELECT pg_advisory_unlock($1::bigint) AS unlocked
