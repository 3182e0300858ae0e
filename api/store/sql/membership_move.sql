-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Nothing refuses, and no state that an event leads to waits.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $7::text AS reason_code,
        from_ms($8::bigint) AS now
), before AS (
    SELECT membership.id, membership.state
    FROM step
    JOIN membership ON membership.id = step.id
), moved AS (
    UPDATE membership
    SET state = step.to_state,
        state_since = step.now,
        member_since = coalesce(
            membership.member_since, CASE WHEN step.to_state = 'active' THEN step.now END
        ),
        deadline_at = NULL,
        reason_code = step.reason_code,
        updated_at = step.now,
        version = membership.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, before
    WHERE membership.id = before.id
    RETURNING jsonb_build_object(
        'object', 'membership', 'id', membership.id, 'version', membership.version,
        'event', step.event, 'from_state', before.state, 'to_state', membership.state
    ) AS change
)
SELECT NULL::text AS refused, jsonb_build_array(change) AS changes
FROM moved, (
    SELECT $4::text AS clause, $5::boolean AS reminded, $6::integer AS held, $9::uuid AS new_id,
        $10::text AS actor
) AS unused
