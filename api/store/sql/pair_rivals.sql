-- $1 id of a pair just confirmed, $2 now (ms), $3 a new id, $4 id of the HTTP request → ids of the
-- student's requests in the programme, when the need is met now
SELECT rival.id
FROM pair
JOIN need ON need.id = pair.need_id
JOIN mentoring_request AS rival ON rival.need_id = need.id
CROSS JOIN (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE pair.id = $1::uuid
    AND need.mentors_have >= need.mentors_wanted
    AND rival.state IN ('draft', 'pending', 'info_requested', 'waitlisted')
ORDER BY rival.id
