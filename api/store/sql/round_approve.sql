-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Approves all pairs of the round that are only proposed. Nothing refuses.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, from_ms($8::bigint) AS now
), approved AS (
    UPDATE pair
    SET state = 'approved',
        state_since = step.now,
        deadline_at = deadline_of(programme, 'ends_on', step.now),
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, programme
    WHERE pair.round_id = step.id
        AND pair.state = 'proposed'
        AND programme.id = pair.programme_id
    RETURNING pair.id,
        jsonb_build_object(
            'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', 'approve',
            'from_state', 'proposed', 'to_state', pair.state
        ) AS change
), moved AS (
    UPDATE round
    SET updated_at = step.now,
        version = round.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step
    WHERE round.id = step.id
    RETURNING jsonb_build_object(
        'object', 'round', 'id', round.id, 'version', round.version, 'event', step.event,
        'from_state', round.state, 'to_state', round.state
    ) AS change
)
SELECT NULL::text AS refused,
    jsonb_build_array(moved.change)
        || coalesce((SELECT jsonb_agg(change ORDER BY id) FROM approved), '[]') AS changes
FROM moved,
    (
        SELECT $3::text AS to_state, $4::text AS clause, $5::boolean AS reminded,
            $6::integer AS held, $7::text AS reason_code, $9::uuid AS new_id, $10::text AS actor
    ) AS unused
