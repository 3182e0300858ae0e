-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- A round that is called off, or opened again, drops the pairs that hold nothing yet: all of them, or
-- those only proposed. Runs of one that is called off are too.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $6::integer AS held, $7::text AS reason_code,
        from_ms($8::bigint) AS now, $9::uuid AS new_id, $10::text AS actor
), judged AS (
    SELECT round.id, round.state AS from_state, programme,
        CASE
            WHEN step.event = 'open' AND deadline_of(programme, 'ends_on', step.now) <= step.now
            THEN 'programme_over'
        END AS refused
    FROM step
    JOIN round ON round.id = step.id
    JOIN programme ON programme.id = round.programme_id
), dropped AS (
    UPDATE pair
    SET state = 'dropped',
        state_since = step.now,
        deadline_at = NULL,
        reminder_at = NULL,
        reason_code = CASE step.event
            WHEN 'reopen' THEN 'round_reopened' ELSE 'round_cancelled'
        END,
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE pair.round_id = judged.id
        AND judged.refused IS NULL
        AND CASE
            WHEN step.to_state = 'cancelled' THEN pair.state IN ('proposed', 'approved')
            WHEN step.event = 'reopen' THEN pair.state = 'proposed'
        END
    RETURNING jsonb_build_object(
        'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', 'drop',
        'to_state', pair.state, 'reason_code', pair.reason_code
    ) AS change
), stopped AS (
    UPDATE run
    SET state = 'cancelled',
        state_since = step.now,
        deadline_at = NULL,
        updated_at = step.now,
        version = run.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE run.round_id = judged.id
        AND judged.refused IS NULL
        AND step.to_state = 'cancelled'
        AND run.state IN ('queued', 'running')
    RETURNING jsonb_build_object(
        'object', 'run', 'id', run.id, 'version', run.version, 'event', 'cancel',
        'to_state', run.state
    ) AS change
), moved AS (
    UPDATE round
    SET state = coalesce(step.to_state, round.state),
        state_since = CASE WHEN step.to_state IS NULL THEN round.state_since ELSE step.now END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN round.deadline_at
            ELSE deadline_of(judged.programme, step.clause, step.now)
        END,
        run_id = CASE WHEN step.event = 'reopen' THEN NULL ELSE round.run_id END,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN round.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = round.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE round.id = judged.id AND judged.refused IS NULL
    RETURNING jsonb_build_object(
        'object', 'round', 'id', round.id, 'version', round.version, 'event', step.event,
        'from_state', judged.from_state, 'to_state', round.state
    ) AS change
)
SELECT judged.refused,
    jsonb_build_array(moved.change)
        || coalesce((SELECT jsonb_agg(dropped.change) FROM dropped), '[]')
        || coalesce((SELECT jsonb_agg(stopped.change) FROM stopped), '[]') AS changes
FROM judged
LEFT JOIN moved ON true
CROSS JOIN (SELECT $5::boolean AS reminded, $6::integer AS held, $9::uuid AS new_id) AS unused
