-- $1 id → the same id when there is such a person, or no row
SELECT id
FROM person
WHERE id = $1::uuid AND erased_at IS NULL
