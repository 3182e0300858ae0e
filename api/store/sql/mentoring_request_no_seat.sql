-- $1 id of a request, $2 now (ms), $3 a new id, $4 id of the HTTP request → the id, when it has to
-- wait for a seat
SELECT request.id
FROM mentoring_request AS request,
    (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE request.id = $1::uuid AND must_wait(request)
