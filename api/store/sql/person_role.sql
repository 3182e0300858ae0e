-- $1 id → the person's role, or no row
SELECT role
FROM person
WHERE id = $1::uuid AND erased_at IS NULL
