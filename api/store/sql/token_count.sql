-- $1 the person whose, or NULL, $2 filters as of token_page, $3 units → one row: count, of all its
-- pages
SELECT count(*) AS count
FROM token
WHERE (
        $3::uuid[] IS NULL
        OR person_id = $1::uuid
        OR unit_id IN (SELECT units_below($3::uuid[]))
    )
    AND (NOT $2::jsonb ? 'person_id' OR person_id = ($2::jsonb ->> 'person_id')::uuid)
