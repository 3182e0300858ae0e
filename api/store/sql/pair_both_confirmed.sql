-- $1 id of a pair that one side just confirmed, $2 now (ms), $3 a new id, $4 id of the HTTP request →
-- the id, when both have
SELECT pair.id
FROM pair, (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE pair.id = $1::uuid
    AND pair.student_confirmed_at IS NOT NULL
    AND pair.mentor_confirmed_at IS NOT NULL
