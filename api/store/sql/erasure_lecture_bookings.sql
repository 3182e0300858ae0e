-- $1 id of a person → the bookings that are to end: id, event and side. What was held was held.
SELECT id,
    CASE
        WHEN state = 'invited' AND speaker_id = $1::uuid THEN 'decline'
        WHEN state = 'invited' THEN 'withdraw'
        WHEN speaker_id = $1::uuid THEN 'cancel_speaker'
        ELSE 'cancel_host'
    END AS event,
    CASE WHEN speaker_id = $1::uuid THEN 'speaker' ELSE 'teacher' END AS side
FROM lecture_booking
WHERE $1::uuid IN (speaker_id, teacher_id) AND state IN ('invited', 'tentative', 'confirmed')
ORDER BY id
