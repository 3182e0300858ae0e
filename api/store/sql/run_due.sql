-- $1 now (ms), $2 id of the last one seen, $3 how many at most → id, state and due ("deadline") of
-- the runs that the clock has something to do with, in order of id: whose server went away, and
-- who waited until the programme ended
SELECT id, state, 'deadline' AS due
FROM run
WHERE deadline_at <= from_ms($1::bigint) AND id > $2::uuid
ORDER BY id
LIMIT $3::bigint
