-- $1 and $3 passed over, $2 filters as of programme_page → one row: count, of all its pages
SELECT count(*) AS count
FROM programme
WHERE ($1::uuid IS NULL OR true)
    AND ($3::uuid[] IS NULL OR true)
    AND (NOT $2::jsonb ? 'unit_id' OR unit_id = ($2::jsonb ->> 'unit_id')::uuid)
    AND (NOT $2::jsonb ? 'kind' OR kind = $2::jsonb ->> 'kind')
    AND (NOT $2::jsonb ? 'q' OR strpos(lower(name), lower($2::jsonb ->> 'q')) > 0)
