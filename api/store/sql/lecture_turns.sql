-- $1 programme, $2 year → speaker_id and turns: how often each speaker was asked for or lectured that
-- year (UTC), in any programme, of those who have an offer in this one
SELECT booking.speaker_id, count(*) AS turns
FROM lecture_booking AS booking
WHERE booking.speaker_id IN (
        SELECT speaker_id FROM lecture_offer WHERE programme_id = $1::uuid
    )
    AND booking.starts_at >= make_timestamptz($2::integer, 1, 1, 0, 0, 0, 'UTC')
    AND booking.starts_at < make_timestamptz($2::integer + 1, 1, 1, 0, 0, 0, 'UTC')
    AND booking.state IN ('invited', 'tentative', 'confirmed', 'delivered', 'closed')
GROUP BY booking.speaker_id
