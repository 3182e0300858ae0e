-- $1 id → a row when the person is appointed as a teacher
SELECT person_id
FROM appointment
WHERE person_id = $1::uuid AND role = 'teacher' AND ended_at IS NULL
LIMIT 1
