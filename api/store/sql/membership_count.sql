-- $1 the person whose memberships, or NULL, $3 units, $2 filters as of membership_page → one row:
-- count, of all its pages
SELECT count(*) AS count
FROM membership
WHERE (
        $3::uuid[] IS NULL
        OR unit_id IN (SELECT units_below($3::uuid[]))
        OR person_id = $1::uuid
    )
    AND (NOT $2::jsonb ? 'group_id' OR group_id = ($2::jsonb ->> 'group_id')::uuid)
    AND (NOT $2::jsonb ? 'person_id' OR person_id = ($2::jsonb ->> 'person_id')::uuid)
    AND (NOT $2::jsonb ? 'origin' OR origin = $2::jsonb ->> 'origin')
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
