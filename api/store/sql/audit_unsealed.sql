-- $1 how many at most → the next rows to seal, each as the texts that are sealed (audit_link).
-- Older transactions have ended, so none can bring a row that should have come before. A row that
-- was written after all transactions there are came with a dump from another cluster.
-- Built-in functions alone: what is sealed does not depend on what somebody made of ours.
SELECT audit.id::text AS id, audit.object, audit.object_id::text, audit.version::text, audit.event,
    audit.from_state, audit.to_state, audit.actor, audit.actor_id::text, audit.reason_code,
    audit.request_id, extract(epoch FROM audit.at)::text AS at, audit.operation,
    audit.times::text, extract(epoch FROM audit.since)::text AS since, audit.fields
FROM audit_unsealed AS waiting
JOIN audit ON audit.id = waiting.audit_id
WHERE waiting.xid < pg_snapshot_xmin(pg_current_snapshot())
    OR waiting.xid >= pg_snapshot_xmax(pg_current_snapshot())
ORDER BY waiting.audit_id
LIMIT $1::bigint
