-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a run
-- changes or relies on, in the order of all steps: programme, run
WITH programme_held AS (
    SELECT programme.id
    FROM programme
    JOIN run ON run.programme_id = programme.id
    WHERE run.id = $1::uuid
    FOR SHARE OF programme
)
SELECT run.state, run.version
FROM run, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE run.id = $1::uuid AND (SELECT count(*) FROM programme_held) >= 0
FOR NO KEY UPDATE OF run
