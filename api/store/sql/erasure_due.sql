-- $1 now (ms), $2 id of the last one seen, $3 how many at most → ids of those who are to be erased by
-- now, in order
SELECT id
FROM person
WHERE erase_at <= from_ms($1::bigint) AND id > $2::uuid
ORDER BY id
LIMIT $3::bigint
