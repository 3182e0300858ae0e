-- $1 passed over, $2 filters as of appointment_page, $3 units → one row: count, of all its pages
SELECT count(*) AS count
FROM appointment
WHERE ($1::uuid IS NULL OR true)
    AND (
        $3::uuid[] IS NULL
        OR unit_id IN (SELECT units_below($3::uuid[]))
    )
    AND (NOT $2::jsonb ? 'person_id' OR person_id = ($2::jsonb ->> 'person_id')::uuid)
    AND (NOT $2::jsonb ? 'unit_id' OR unit_id = ($2::jsonb ->> 'unit_id')::uuid)
    AND (NOT $2::jsonb ? 'role' OR role = $2::jsonb ->> 'role')
