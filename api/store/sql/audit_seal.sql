-- $1 number of the first, $2 ids of rows (bigint[] as text), $3 their hashes (hexadecimal, text[] as
-- text): seals them in this order → no rows
WITH sealed AS (
    DELETE FROM audit_unsealed WHERE audit_id = ANY ($2::bigint[])
)
INSERT INTO audit_seal (number, audit_id, hash)
SELECT $1::bigint + given.place - 1, given.audit_id, decode(given.hash, 'hex')
FROM unnest($2::bigint[], $3::text[]) WITH ORDINALITY AS given(audit_id, hash, place)
ORDER BY given.place
