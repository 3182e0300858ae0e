-- $1 external id → the person's id, or no row
SELECT id
FROM person
WHERE external_id = $1::text AND erased_at IS NULL
