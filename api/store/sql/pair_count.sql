-- $1 a party whose, or NULL, $3 units, $2 filters as of pair_page → one row: count, of all its pages
SELECT count(*) AS count
FROM pair
WHERE (
        $3::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($3::uuid[]))
        OR ($1::uuid IN (student_id, mentor_id) AND released_at IS NOT NULL)
    )
    AND (
        $1::uuid IS NULL
        OR $1::uuid NOT IN (student_id, mentor_id)
        OR released_at IS NOT NULL
    )
    AND (NOT $2::jsonb ? 'round_id' OR round_id = ($2::jsonb ->> 'round_id')::uuid)
    AND (NOT $2::jsonb ? 'run_id' OR run_id = ($2::jsonb ->> 'run_id')::uuid)
    AND (NOT $2::jsonb ? 'student_id' OR student_id = ($2::jsonb ->> 'student_id')::uuid)
    AND (NOT $2::jsonb ? 'mentor_id' OR mentor_id = ($2::jsonb ->> 'mentor_id')::uuid)
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
