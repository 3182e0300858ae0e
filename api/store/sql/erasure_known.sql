-- $1 hashes of external ids, a bytea[] → those of people who were erased, in hexadecimal,
-- in order
SELECT encode(hash, 'hex') AS hash
FROM erased
WHERE hash = ANY ($1::bytea[])
ORDER BY hash
