-- $1 and $3 passed over, $2 filters as of unit_page → one row: count, of all its pages
SELECT count(*) AS count
FROM unit
WHERE ($1::uuid IS NULL OR true)
    AND ($3::uuid[] IS NULL OR true)
    AND (NOT $2::jsonb ? 'parent_id' OR parent_id = ($2::jsonb ->> 'parent_id')::uuid)
    AND (NOT $2::jsonb ? 'q' OR strpos(lower(name), lower($2::jsonb ->> 'q')) > 0)
