-- $1 id of the last one seen or NULL, $2 how many at most, $3 the person whose bookings (on either
-- side), or NULL, $5 units whose beside those, or NULL: all, $4 filters: programme_id, request_id, offer_id,
-- speaker_id, teacher_id, state → bookings by lecture_booking_shape, in order of id
SELECT booking.id, booking.programme_id, booking.request_id, booking.offer_id, booking.speaker_id,
    booking.teacher_id, request.course, offer.title, to_ms(booking.starts_at) AS starts_at,
    to_ms(booking.ends_at) AS ends_at, booking.online, booking.location,
    speaker.name AS speaker_name, speaker.email AS speaker_email, teacher.name AS teacher_name,
    teacher.email AS teacher_email, booking.speaker_feedback, booking.teacher_feedback,
    booking.state, booking.reason_code, to_ms(booking.state_since) AS state_since,
    to_ms(booking.deadline_at) AS deadline_at, to_ms(booking.created_at) AS created_at,
    to_ms(booking.updated_at) AS updated_at, booking.version
FROM lecture_booking AS booking
JOIN lecture_request AS request ON request.id = booking.request_id
JOIN lecture_offer AS offer ON offer.id = booking.offer_id
JOIN person AS speaker ON speaker.id = booking.speaker_id
JOIN person AS teacher ON teacher.id = booking.teacher_id
WHERE ($1::uuid IS NULL OR booking.id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR booking.programme_id IN (SELECT programmes_below($5::uuid[]))
        OR $3::uuid IN (booking.speaker_id, booking.teacher_id)
    )
    AND (
        NOT $4::jsonb ? 'programme_id'
        OR booking.programme_id = ($4::jsonb ->> 'programme_id')::uuid
    )
    AND (
        NOT $4::jsonb ? 'request_id'
        OR booking.request_id = ($4::jsonb ->> 'request_id')::uuid
    )
    AND (
        NOT $4::jsonb ? 'offer_id'
        OR booking.offer_id = ($4::jsonb ->> 'offer_id')::uuid
    )
    AND (
        NOT $4::jsonb ? 'speaker_id'
        OR booking.speaker_id = ($4::jsonb ->> 'speaker_id')::uuid
    )
    AND (
        NOT $4::jsonb ? 'teacher_id'
        OR booking.teacher_id = ($4::jsonb ->> 'teacher_id')::uuid
    )
    AND (NOT $4::jsonb ? 'state' OR booking.state = $4::jsonb ->> 'state')
ORDER BY booking.id
LIMIT $2::bigint
