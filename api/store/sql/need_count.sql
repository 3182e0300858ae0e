-- $1 the student whose needs, or NULL, $3 units, $2 filters as of need_page → one row: count, of
-- all its pages
SELECT count(*) AS count
FROM need
WHERE (
        $3::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($3::uuid[]))
        OR student_id = $1::uuid
    )
    AND (NOT $2::jsonb ? 'programme_id' OR programme_id = ($2::jsonb ->> 'programme_id')::uuid)
    AND (NOT $2::jsonb ? 'student_id' OR student_id = ($2::jsonb ->> 'student_id')::uuid)
