-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- All events end it, and nothing refuses. The person is shown to the feed again when they may go out
-- of matching by it, or, an objection withdrawn, come back.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $7::text AS reason_code,
        from_ms($8::bigint) AS now
), before AS (
    SELECT consent.id, consent.state
    FROM step
    JOIN consent ON consent.id = step.id
), moved AS (
    UPDATE consent
    SET state = step.to_state,
        state_since = step.now,
        deadline_at = NULL,
        reason_code = step.reason_code,
        updated_at = step.now,
        version = consent.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, before
    WHERE consent.id = before.id
    RETURNING consent.person_id, consent.purpose,
        jsonb_build_object(
            'object', 'consent', 'id', consent.id, 'version', consent.version,
            'event', step.event, 'from_state', before.state, 'to_state', consent.state
        ) AS change
), shown AS (
    UPDATE person
    SET changed_xid = pg_current_xact_id()
    FROM moved
    WHERE person.id = moved.person_id AND moved.purpose = 'matching'
)
SELECT NULL::text AS refused, jsonb_build_array(change) AS changes
FROM moved, (
    SELECT $4::text AS clause, $5::boolean AS reminded, $6::integer AS held, $9::uuid AS new_id,
        $10::text AS actor
) AS unused
