-- $1 id of the last one seen or NULL, $2 how many at most, $3 passed over: nobody sees them as a
-- party, $4 filters: person_id, unit_id, role, $5 units whose, or NULL: all → appointments by
-- appointment_shape, those that ended too, in order of id
SELECT id, person_id, role, unit_id, to_ms(created_at) AS created_at, to_ms(ended_at) AS ended_at,
    version
FROM appointment
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND ($3::uuid IS NULL OR true)
    AND (
        $5::uuid[] IS NULL
        OR unit_id IN (SELECT units_below($5::uuid[]))
    )
    AND (NOT $4::jsonb ? 'person_id' OR person_id = ($4::jsonb ->> 'person_id')::uuid)
    AND (NOT $4::jsonb ? 'unit_id' OR unit_id = ($4::jsonb ->> 'unit_id')::uuid)
    AND (NOT $4::jsonb ? 'role' OR role = $4::jsonb ->> 'role')
ORDER BY id
LIMIT $2::bigint
