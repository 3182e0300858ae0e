-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a
-- request changes or relies on, in the order of all steps: programme, request
WITH programme_held AS (
    SELECT programme.id
    FROM programme
    JOIN lecture_request AS request ON request.programme_id = programme.id
    WHERE request.id = $1::uuid
    FOR SHARE OF programme
)
SELECT request.state, request.version
FROM lecture_request AS request, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE request.id = $1::uuid AND (SELECT count(*) FROM programme_held) >= 0
FOR NO KEY UPDATE OF request
