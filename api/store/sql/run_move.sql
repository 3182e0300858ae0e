-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- The figures of a run that finishes are written before, in the same transaction. Nothing refuses.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $7::text AS reason_code, from_ms($8::bigint) AS now
), judged AS (
    SELECT run.id, run.state AS from_state, programme
    FROM step
    JOIN run ON run.id = step.id
    JOIN programme ON programme.id = run.programme_id
), moved AS (
    UPDATE run
    SET state = coalesce(step.to_state, run.state),
        state_since = CASE WHEN step.to_state IS NULL THEN run.state_since ELSE step.now END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN run.deadline_at
            WHEN step.clause = 'lease_seconds'
            THEN step.now + make_interval(secs => run.lease_seconds)
            ELSE deadline_of(judged.programme, step.clause, step.now)
        END,
        server = CASE WHEN step.to_state = 'running' THEN run.server END,
        stage = NULL,
        done = 0,
        total = 0,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN run.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = run.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE run.id = judged.id
    RETURNING jsonb_build_object(
        'object', 'run', 'id', run.id, 'version', run.version, 'event', step.event,
        'from_state', judged.from_state, 'to_state', run.state
    ) AS change
)
SELECT NULL::text AS refused, jsonb_build_array(change) AS changes
FROM moved,
    (SELECT $5::boolean AS reminded, $6::integer AS held, $9::uuid AS new_id, $10::text AS actor)
        AS unused
