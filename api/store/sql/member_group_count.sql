-- $1 and $3 passed over, $2 filters as of member_group_page → one row: count, of all its pages
SELECT count(*) AS count
FROM member_group
WHERE ($1::uuid IS NULL OR true)
    AND ($3::uuid[] IS NULL OR true)
    AND (NOT $2::jsonb ? 'unit_id' OR unit_id = ($2::jsonb ->> 'unit_id')::uuid)
    AND (NOT $2::jsonb ? 'kind' OR kind = $2::jsonb ->> 'kind')
    AND (NOT $2::jsonb ? 'q' OR strpos(lower(name), lower($2::jsonb ->> 'q')) > 0)
    AND (NOT $2::jsonb ? 'contact' OR contact_person_id IS NULL)
