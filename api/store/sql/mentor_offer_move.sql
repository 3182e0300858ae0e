-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Offers hold nothing themselves, and nothing refuses.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $6::integer AS held, $7::text AS reason_code,
        from_ms($8::bigint) AS now, $9::uuid AS new_id, $10::text AS actor
), judged AS (
    SELECT offer.id, offer.state AS from_state, programme
    FROM step
    JOIN mentor_offer AS offer ON offer.id = step.id
    JOIN programme ON programme.id = offer.programme_id
), moved AS (
    UPDATE mentor_offer AS offer
    SET state = coalesce(step.to_state, offer.state),
        state_since = CASE WHEN step.to_state IS NULL THEN offer.state_since ELSE step.now END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN offer.deadline_at
            ELSE deadline_of(judged.programme, step.clause, step.now)
        END,
        reminder_at = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' THEN offer.reminder_at
            WHEN step.reminded AND step.to_state IS NOT NULL
            THEN reminder_of(
                judged.programme, deadline_of(judged.programme, step.clause, step.now), step.now
            )
        END,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN offer.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = offer.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE offer.id = judged.id
    RETURNING jsonb_build_object(
        'object', 'mentor_offer', 'id', offer.id, 'version', offer.version, 'event', step.event,
        'from_state', judged.from_state, 'to_state', offer.state, 'mentor_id', offer.mentor_id
    ) AS change
)
SELECT NULL::text AS refused, jsonb_build_array(change) AS changes
FROM moved, (SELECT $6::integer AS held, $9::uuid AS new_id, $10::text AS actor) AS unused
