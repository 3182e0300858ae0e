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
    SELECT offer.id, offer.state AS from_state,
        deadline_of(programme, step.clause, step.now) AS deadline_at
    FROM step
    JOIN lecture_offer AS offer ON offer.id = step.id
    JOIN programme ON programme.id = offer.programme_id
), moved AS (
    UPDATE lecture_offer AS offer
    SET state = step.to_state,
        state_since = step.now,
        deadline_at = judged.deadline_at,
        reason_code = step.reason_code,
        updated_at = step.now,
        version = offer.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE offer.id = judged.id
    RETURNING jsonb_build_object(
        'object', 'lecture_offer', 'id', offer.id, 'version', offer.version, 'event', step.event,
        'from_state', judged.from_state, 'to_state', offer.state, 'speaker_id', offer.speaker_id
    ) AS change
)
SELECT NULL::text AS refused, jsonb_build_array(change) AS changes
FROM moved
