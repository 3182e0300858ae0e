-- $1 id of a person → erase_at (ms) or NULL, or no row: there is none, or they were erased
SELECT to_ms(erase_at) AS erase_at
FROM person
WHERE id = $1::uuid AND erased_at IS NULL
