-- $1 the person whose bookings, or NULL, $3 units, $2 filters as of lecture_booking_page → one row:
-- count, of all its pages
SELECT count(*) AS count
FROM lecture_booking AS booking
WHERE (
        $3::uuid[] IS NULL
        OR booking.programme_id IN (SELECT programmes_below($3::uuid[]))
        OR $1::uuid IN (booking.speaker_id, booking.teacher_id)
    )
    AND (
        NOT $2::jsonb ? 'programme_id'
        OR booking.programme_id = ($2::jsonb ->> 'programme_id')::uuid
    )
    AND (
        NOT $2::jsonb ? 'request_id'
        OR booking.request_id = ($2::jsonb ->> 'request_id')::uuid
    )
    AND (
        NOT $2::jsonb ? 'offer_id'
        OR booking.offer_id = ($2::jsonb ->> 'offer_id')::uuid
    )
    AND (
        NOT $2::jsonb ? 'speaker_id'
        OR booking.speaker_id = ($2::jsonb ->> 'speaker_id')::uuid
    )
    AND (
        NOT $2::jsonb ? 'teacher_id'
        OR booking.teacher_id = ($2::jsonb ->> 'teacher_id')::uuid
    )
    AND (NOT $2::jsonb ? 'state' OR booking.state = $2::jsonb ->> 'state')
