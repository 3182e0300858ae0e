-- $1 number of a seal, $2 how many at most → the seals after it: number, hash (hexadecimal), then
-- the texts of the row as in audit_unsealed.sql, all NULL where there is no such row
SELECT seal.number, encode(seal.hash, 'hex') AS hash, audit.id::text AS id, audit.object,
    audit.object_id::text, audit.version::text, audit.event, audit.from_state, audit.to_state,
    audit.actor, audit.actor_id::text, audit.reason_code, audit.request_id,
    extract(epoch FROM audit.at)::text AS at, audit.operation, audit.times::text,
    extract(epoch FROM audit.since)::text AS since, audit.fields
FROM audit_seal AS seal
LEFT JOIN audit ON audit.id = seal.audit_id
WHERE seal.number > $1::bigint
ORDER BY seal.number
LIMIT $2::bigint
