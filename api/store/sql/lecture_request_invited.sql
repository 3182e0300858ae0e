-- $1 id of a request, $2 now (ms), $3 a new id, $4 id of the HTTP request or NULL → ids of the
-- bookings whose speaker has not answered yet
SELECT booking.id
FROM lecture_booking AS booking
CROSS JOIN (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE booking.request_id = $1::uuid AND booking.state = 'invited'
ORDER BY booking.id
