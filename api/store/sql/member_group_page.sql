-- $1 id of the last one seen or NULL, $2 how many at most, $3 and $5 passed over: groups are open to
-- all, $4 filters: unit_id, kind, q (part of the name), contact ("none": that have none) → groups by
-- member_group_shape, in order of id
SELECT id, unit_id, kind, name, contact_person_id, rule, joinable, answer_days, version
FROM member_group
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND ($3::uuid IS NULL OR true)
    AND ($5::uuid[] IS NULL OR true)
    AND (NOT $4::jsonb ? 'unit_id' OR unit_id = ($4::jsonb ->> 'unit_id')::uuid)
    AND (NOT $4::jsonb ? 'kind' OR kind = $4::jsonb ->> 'kind')
    AND (NOT $4::jsonb ? 'q' OR strpos(lower(name), lower($4::jsonb ->> 'q')) > 0)
    AND (NOT $4::jsonb ? 'contact' OR contact_person_id IS NULL)
ORDER BY id
LIMIT $2::bigint
