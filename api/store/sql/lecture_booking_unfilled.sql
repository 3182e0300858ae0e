-- $1 id of a booking, $2 now (ms), $3 a new id, $4 id of the HTTP request or NULL → the
-- id of its request, when nobody else holds its lecture
SELECT booking.request_id AS id
FROM lecture_booking AS booking
CROSS JOIN (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE booking.id = $1::uuid
    AND NOT EXISTS (
        SELECT
        FROM lecture_booking AS other
        WHERE other.request_id = booking.request_id
            AND other.state IN ('confirmed', 'delivered', 'closed')
    )
