-- $1 id of the last one seen or NULL, $2 how many at most, $3 and $5 passed over: units are open to
-- all, $4 filters: parent_id, q (part of the name) → units by unit_shape, in order of id
SELECT id, parent_id, kind, name, version
FROM unit
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND ($3::uuid IS NULL OR true)
    AND ($5::uuid[] IS NULL OR true)
    AND (NOT $4::jsonb ? 'parent_id' OR parent_id = ($4::jsonb ->> 'parent_id')::uuid)
    AND (NOT $4::jsonb ? 'q' OR strpos(lower(name), lower($4::jsonb ->> 'q')) > 0)
ORDER BY id
LIMIT $2::bigint
