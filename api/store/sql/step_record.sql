-- $1 changes as jsonb: [{object, id, version, event, from_state, to_state, reason_code, told, and of
-- its parties student_id, mentor_id and the like}], the step's own first, $2 kind of actor, $3 its id
-- or NULL, $4 reason of the first or NULL, $5 id of the HTTP request or NULL, $6 now (ms), $7 which
-- parties of the first are told, as text[], $8 note or NULL: writes the audit rows of all, of the
-- first the note and the notices, and of the others, where told is true, the notices to all their
-- parties → no rows
WITH change AS (
    SELECT given.change ->> 'object' AS object, (given.change ->> 'id')::uuid AS id,
        (given.change ->> 'version')::integer AS version, given.change ->> 'event' AS event,
        given.change ->> 'from_state' AS from_state, given.change ->> 'to_state' AS to_state,
        CASE WHEN given.place = 1 THEN $4::text ELSE given.change ->> 'reason_code' END
            AS reason_code,
        CASE
            WHEN given.place = 1 THEN $7::text[]
            WHEN (given.change ->> 'told')::boolean
            THEN '{student,mentor,speaker,teacher,host}'
        END AS told,
        given.change AS parties, given.place
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS given(change, place)
), recorded AS (
    INSERT INTO audit (
        object, object_id, version, event, from_state, to_state, actor, actor_id, reason_code,
        request_id, at
    )
    SELECT object, id, version, event, from_state, to_state, $2::text, $3::uuid, reason_code,
        $5::text, from_ms($6::bigint)
    FROM change
    ORDER BY place
), noted AS (
    INSERT INTO note (object_id, version, text)
    SELECT id, version, $8::text
    FROM change
    WHERE place = 1 AND $8::text <> ''
)
INSERT INTO outbox (notice, object_id, version, person_id, created_at)
SELECT change.object || '.' || change.event, change.id, change.version, told.person_id,
    from_ms($6::bigint)
FROM change
CROSS JOIN LATERAL (
    SELECT (change.parties ->> (party || '_id'))::uuid AS person_id
    FROM unnest(change.told) AS party
) AS told
WHERE told.person_id IS NOT NULL
