-- $1 id of the last one seen or NULL, $2 how many at most, $3 the student whose needs, or NULL, $5
-- units whose beside those, or NULL: all, $4 filters: programme_id, student_id → needs
-- by need_shape, in order of id
SELECT id, programme_id, student_id, wishes, weights, ranked, avoided, fallback, mentors_wanted,
    mentors_have, requests_live, version
FROM need
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($5::uuid[]))
        OR student_id = $3::uuid
    )
    AND (NOT $4::jsonb ? 'programme_id' OR programme_id = ($4::jsonb ->> 'programme_id')::uuid)
    AND (NOT $4::jsonb ? 'student_id' OR student_id = ($4::jsonb ->> 'student_id')::uuid)
ORDER BY id
LIMIT $2::bigint
