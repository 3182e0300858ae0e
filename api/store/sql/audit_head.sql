-- no parameters → number and hash (hexadecimal) of the last seal, or no row
SELECT number, encode(hash, 'hex') AS hash
FROM audit_seal
ORDER BY number DESC
LIMIT 1
