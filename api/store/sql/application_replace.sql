-- $1 id, $2 version that must be there or 0 for any, $3 the application as jsonb by
-- application_shape, of which the message is taken, $4 now (ms) → one row: version (NULL: not
-- changed), refused and whether there is such an application
WITH locked AS (
    SELECT id, version, state
    FROM application
    WHERE id = $1::uuid
    FOR NO KEY UPDATE
), judged AS (
    SELECT id, CASE WHEN state <> 'draft' THEN 'not_a_draft' END AS refused
    FROM locked
    WHERE $2::integer = 0 OR version = $2::integer
), changed AS (
    UPDATE application
    SET message = nullif($3::jsonb ->> 'message', ''),
        updated_at = from_ms($4::bigint),
        version = application.version + 1,
        changed_xid = pg_current_xact_id()
    FROM judged
    WHERE application.id = judged.id AND judged.refused IS NULL
    RETURNING application.version
)
SELECT (SELECT version FROM changed) AS version,
    (SELECT refused FROM judged) AS refused,
    EXISTS (SELECT FROM locked) AS exists
