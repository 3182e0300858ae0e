-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Makes the pairs of the round's run proposed. Of an earlier run those stay that the new one has too;
-- the others are dropped. What was approved stays as it is: the run was made around it.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $7::text AS reason_code, from_ms($8::bigint) AS now
), judged AS MATERIALIZED (
    SELECT round.id, round.run_id, round.state AS from_state, programme,
        deadline_of(programme, 'ends_on', step.now) AS ends_at, run_refusal(round) AS refused
    FROM step
    JOIN round ON round.id = step.id
    JOIN programme ON programme.id = round.programme_id
), found AS MATERIALIZED (
    SELECT found.student_id, found.mentor_id, found.score_bp
    FROM judged
    CROSS JOIN LATERAL run_pairs(judged.run_id) AS found
    WHERE judged.refused IS NULL
), two AS MATERIALIZED (
    -- Grouped, not joined: statistics know nothing of the pairs yet.
    SELECT (array_agg(of_both.id) FILTER (WHERE of_both.id IS NOT NULL))[1] AS id,
        of_both.student_id, of_both.mentor_id, max(of_both.state) AS state,
        bool_or(of_both.found) AS found, max(of_both.score_bp) AS score_bp,
        bool_or(of_both.same_run) AS same_run, max(of_both.score_before) AS score_before
    FROM (
        SELECT pair.id, pair.student_id, pair.mentor_id, pair.state, false AS found,
            NULL::integer AS score_bp, pair.run_id IS NOT DISTINCT FROM judged.run_id AS same_run,
            pair.score_bp AS score_before
        FROM judged
        JOIN pair ON pair.round_id = judged.id
        WHERE judged.refused IS NULL AND pair.state IN ('proposed', 'approved')
        UNION ALL
        SELECT NULL, found.student_id, found.mentor_id, NULL, true, found.score_bp, NULL, NULL
        FROM found
    ) AS of_both
    GROUP BY of_both.student_id, of_both.mentor_id
), dropped AS (
    UPDATE pair
    SET state = 'dropped',
        state_since = step.now,
        deadline_at = NULL,
        reason_code = 'replaced',
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, two
    WHERE pair.id = two.id AND two.state = 'proposed' AND NOT two.found
    RETURNING pair.id,
        jsonb_build_object(
            'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', 'drop',
            'from_state', 'proposed', 'to_state', pair.state, 'reason_code', pair.reason_code
        ) AS change
), kept AS (
    UPDATE pair
    SET run_id = judged.run_id,
        score_bp = two.score_bp,
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged, two
    WHERE pair.id = two.id
        AND two.state = 'proposed'
        AND two.found
        AND (two.same_run AND two.score_before = two.score_bp) IS NOT TRUE
    RETURNING pair.id,
        jsonb_build_object(
            'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', 'change'
        ) AS change
), added AS (
    INSERT INTO pair (
        id, round_id, programme_id, run_id, student_id, mentor_id, score_bp, state, state_since,
        deadline_at, created_at, updated_at
    )
    SELECT new_id($8::bigint), judged.id, (judged.programme).id, judged.run_id,
        two.student_id, two.mentor_id, two.score_bp, 'proposed', step.now,
        judged.ends_at, step.now, step.now
    FROM step
    CROSS JOIN judged
    CROSS JOIN two
    WHERE two.id IS NULL
        -- The index must have let go of those that fall out.
        AND (SELECT count(*) FROM dropped) >= 0
    RETURNING id,
        jsonb_build_object(
            'object', 'pair', 'id', id, 'version', 1, 'event', 'create', 'to_state', state
        ) AS change
), moved AS (
    UPDATE round
    SET state = coalesce(step.to_state, round.state),
        state_since = CASE WHEN step.to_state IS NULL THEN round.state_since ELSE step.now END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN round.deadline_at
            ELSE deadline_of(judged.programme, step.clause, step.now)
        END,
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
), others AS (
    SELECT id, change FROM dropped
    UNION ALL
    SELECT id, change FROM kept
    UNION ALL
    SELECT id, change FROM added
)
SELECT judged.refused,
    jsonb_build_array(moved.change)
        || coalesce((SELECT jsonb_agg(change ORDER BY id) FROM others), '[]') AS changes
FROM judged
LEFT JOIN moved ON true
CROSS JOIN (
    SELECT $5::boolean AS reminded, $6::integer AS held, $9::uuid AS new_id, $10::text AS actor
) AS unused
