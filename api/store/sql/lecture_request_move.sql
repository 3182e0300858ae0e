-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- A request is open until its last day is over, or the programme.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $6::integer AS held, $7::text AS reason_code,
        from_ms($8::bigint) AS now, $9::uuid AS new_id, $10::text AS actor
), judged AS (
    SELECT request.id, request.state AS from_state,
        CASE
            WHEN step.clause IS NULL THEN NULL
            WHEN step.clause = 'expires_at'
            THEN least(deadline_of(programme, 'ends_on', step.now), request.expires_at)
            ELSE deadline_of(programme, step.clause, step.now)
        END AS deadline_at,
        CASE
            WHEN step.event <> 'open' THEN NULL
            WHEN deadline_of(programme, 'ends_on', step.now) <= step.now THEN 'programme_over'
            WHEN request.expires_at <= step.now THEN 'dates_over'
        END AS refused
    FROM step
    JOIN lecture_request AS request ON request.id = step.id
    JOIN programme ON programme.id = request.programme_id
), moved AS (
    UPDATE lecture_request AS request
    SET state = step.to_state,
        state_since = step.now,
        deadline_at = judged.deadline_at,
        reason_code = step.reason_code,
        updated_at = step.now,
        version = request.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE request.id = judged.id AND judged.refused IS NULL
    RETURNING jsonb_build_object(
        'object', 'lecture_request', 'id', request.id, 'version', request.version,
        'event', step.event, 'from_state', judged.from_state, 'to_state', request.state,
        'teacher_id', request.teacher_id
    ) AS change
)
SELECT judged.refused, jsonb_build_array(moved.change) AS changes
FROM judged
LEFT JOIN moved ON true
