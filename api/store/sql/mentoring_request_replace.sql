-- $1 id, $2 version that must be there or 0 for any, $3 the request as jsonb by
-- mentoring_request_shape, of which the message is taken, $4 now (ms) → one row: version (NULL: not
-- changed), refused and whether there is such a request
WITH locked AS (
    SELECT id, version, state
    FROM mentoring_request
    WHERE id = $1::uuid
    FOR UPDATE
), judged AS (
    SELECT id, CASE WHEN state <> 'draft' THEN 'not_a_draft' END AS refused
    FROM locked
    WHERE $2::integer = 0 OR version = $2::integer
), changed AS (
    UPDATE mentoring_request
    SET message = nullif($3::jsonb ->> 'message', ''),
        updated_at = from_ms($4::bigint),
        version = mentoring_request.version + 1
    FROM judged
    WHERE mentoring_request.id = judged.id AND judged.refused IS NULL
    RETURNING mentoring_request.version
)
SELECT (SELECT version FROM changed) AS version,
    (SELECT refused FROM judged) AS refused,
    EXISTS (SELECT FROM locked) AS exists
