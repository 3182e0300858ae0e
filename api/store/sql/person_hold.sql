-- $1 id of a person → id, or no row: holds them against changes until the transaction ends
SELECT id
FROM person
WHERE id = $1::uuid
FOR NO KEY UPDATE
