-- $1 id of a person → the lecture offers that are to end: id, event and side
SELECT id, 'withdraw' AS event, 'speaker' AS side
FROM lecture_offer
WHERE speaker_id = $1::uuid AND state IN ('draft', 'published', 'paused')
ORDER BY id
