-- $1 id → the booking by lecture_booking_shape with its newest 200 events, or no row
SELECT booking.id, booking.programme_id, booking.request_id, booking.offer_id, booking.speaker_id,
    booking.teacher_id, request.course, offer.title, to_ms(booking.starts_at) AS starts_at,
    to_ms(booking.ends_at) AS ends_at, booking.online, booking.location,
    speaker.name AS speaker_name, speaker.email AS speaker_email, teacher.name AS teacher_name,
    teacher.email AS teacher_email, booking.speaker_feedback, booking.teacher_feedback,
    booking.state, booking.reason_code, to_ms(booking.state_since) AS state_since,
    to_ms(booking.deadline_at) AS deadline_at, to_ms(booking.created_at) AS created_at,
    to_ms(booking.updated_at) AS updated_at, booking.version,
    history_of(booking.id) AS history
FROM lecture_booking AS booking
JOIN lecture_request AS request ON request.id = booking.request_id
JOIN lecture_offer AS offer ON offer.id = booking.offer_id
JOIN person AS speaker ON speaker.id = booking.speaker_id
JOIN person AS teacher ON teacher.id = booking.teacher_id
WHERE booking.id = $1::uuid
