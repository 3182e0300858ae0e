-- $1 id of an offer, $2 now (ms), $3 a new id, $4 id of the HTTP request → ids of its live requests,
-- in the order in which their needs are locked
SELECT request.id
FROM mentoring_request AS request,
    (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE request.offer_id = $1::uuid
    AND request.state IN ('pending', 'info_requested', 'waitlisted')
ORDER BY request.need_id, request.id
