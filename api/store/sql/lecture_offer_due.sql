-- $1 now (ms), $2 id of the last one seen, $3 how many at most → id, state and due ("deadline") of
-- the offers that the clock has something to do with, in order of id
SELECT id, state, 'deadline' AS due
FROM lecture_offer
WHERE deadline_at <= from_ms($1::bigint) AND id > $2::uuid
ORDER BY id
LIMIT $3::bigint
