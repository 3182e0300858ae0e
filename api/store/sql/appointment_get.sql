-- $1 id → the appointment by appointment_shape, or no row
SELECT id, person_id, role, unit_id, to_ms(created_at) AS created_at, to_ms(ended_at) AS ended_at,
    version
FROM appointment
WHERE id = $1::uuid
