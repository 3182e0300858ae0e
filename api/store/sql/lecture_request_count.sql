-- $1 the teacher whose requests, or NULL, $3 units, $2 filters as of lecture_request_page → one
-- row: count, of all its pages
SELECT count(*) AS count
FROM lecture_request
WHERE (
        $3::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($3::uuid[]))
        OR teacher_id = $1::uuid
    )
    AND (NOT $2::jsonb ? 'programme_id' OR programme_id = ($2::jsonb ->> 'programme_id')::uuid)
    AND (NOT $2::jsonb ? 'teacher_id' OR teacher_id = ($2::jsonb ->> 'teacher_id')::uuid)
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
