-- $1 id → the need by need_shape, or no row
SELECT id, programme_id, student_id, wishes, weights, ranked, avoided, fallback, mentors_wanted,
    mentors_have, requests_live, version
FROM need
WHERE id = $1::uuid
