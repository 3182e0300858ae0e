-- $1 id, $2 the appointment as jsonb by appointment_shape, $3 now (ms) → one row: refused, always
-- NULL
INSERT INTO appointment (id, person_id, role, unit_id, created_at)
SELECT $1::uuid, new.person_id, new.role, new.unit_id, from_ms($3::bigint)
FROM jsonb_to_record($2::jsonb) AS new(person_id uuid, role text, unit_id uuid)
RETURNING NULL::text AS refused
