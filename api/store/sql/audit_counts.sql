-- no parameters → sealed: seals; unsealed: rows that wait for theirs; lost: rows without a seal that
-- do not wait for one, and the least id of them
SELECT (SELECT count(*) FROM audit_seal) AS sealed,
    count(waiting.audit_id) AS unsealed,
    count(*) FILTER (WHERE waiting.audit_id IS NULL) AS lost,
    min(audit.id) FILTER (WHERE waiting.audit_id IS NULL) AS first_lost
FROM audit
LEFT JOIN audit_unsealed AS waiting ON waiting.audit_id = audit.id
WHERE NOT EXISTS (SELECT FROM audit_seal WHERE audit_seal.audit_id = audit.id)
