-- $1 a party whose, or NULL, $3 units, $2 filters as of mentoring_request_page → one row: count, of
-- all its pages
SELECT count(*) AS count
FROM mentoring_request
WHERE (
        $3::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($3::uuid[]))
        OR student_id = $1::uuid
        OR mentor_id = $1::uuid
    )
    AND (
        $1::uuid IS NULL
        OR mentor_id IS DISTINCT FROM $1::uuid
        OR EXISTS (
            SELECT
            FROM audit
            WHERE audit.object_id = mentoring_request.id AND audit.event = 'submit'
        )
    )
    AND (
        NOT $2::jsonb ? 'programme_id'
        OR programme_id = ($2::jsonb ->> 'programme_id')::uuid
    )
    AND (NOT $2::jsonb ? 'student_id' OR student_id = ($2::jsonb ->> 'student_id')::uuid)
    AND (NOT $2::jsonb ? 'mentor_id' OR mentor_id = ($2::jsonb ->> 'mentor_id')::uuid)
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
