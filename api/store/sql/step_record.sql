-- $1 changes as jsonb: [{object, id, version, event, from_state, to_state, student_id, mentor_id}],
-- the step's own first, $2 kind of actor, $3 its id or NULL, $4 reason or NULL, $5 id of the HTTP
-- request or NULL, $6 now (ms), $7 and $8 whether the student and the mentor are told, $9 note or
-- NULL: writes the audit rows of all, and of the first the note and the notices → no rows
WITH change AS (
    SELECT given.object, given.id, given.version, given.event, given.from_state, given.to_state,
        given.student_id, given.mentor_id, given.place
    FROM ROWS FROM (
        jsonb_to_recordset($1::jsonb) AS (
            object text, id uuid, version integer, event text, from_state text, to_state text,
            student_id uuid, mentor_id uuid
        )
    ) WITH ORDINALITY AS given(
        object, id, version, event, from_state, to_state, student_id, mentor_id, place
    )
), recorded AS (
    INSERT INTO audit (
        object, object_id, version, event, from_state, to_state, actor, actor_id, reason_code,
        request_id, at
    )
    SELECT object, id, version, event, from_state, to_state, $2::text, $3::uuid,
        CASE WHEN place = 1 THEN $4::text END, $5::text, from_ms($6::bigint)
    FROM change
    ORDER BY place
), noted AS (
    INSERT INTO note (object_id, version, text)
    SELECT id, version, $9::text
    FROM change
    WHERE place = 1 AND $9::text <> ''
)
INSERT INTO outbox (notice, object_id, version, person_id, created_at)
SELECT change.object || '.' || change.event, change.id, change.version, told.person_id,
    from_ms($6::bigint)
FROM change
CROSS JOIN LATERAL (
    SELECT change.student_id AS person_id WHERE $7::boolean
    UNION ALL
    SELECT change.mentor_id WHERE $8::boolean
) AS told
WHERE change.place = 1 AND told.person_id IS NOT NULL
