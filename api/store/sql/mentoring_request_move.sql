-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- All events but accept. need.requests_live follows; what guards reads what _lock has locked.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $6::integer AS held, $7::text AS reason_code,
        from_ms($8::bigint) AS now, $9::uuid AS new_id, $10::text AS actor
), judged AS (
    SELECT request.id, request.need_id, request.state AS from_state, programme,
        CASE step.event
            WHEN 'submit' THEN request_refusal(need, offer, programme, step.now)
            WHEN 'wait' THEN CASE WHEN NOT must_wait(request) THEN 'seat_free' END
            WHEN 'promote' THEN CASE WHEN NOT is_next(request) THEN 'no_seat' END
        END AS refused
    FROM step
    JOIN mentoring_request AS request ON request.id = step.id
    JOIN need ON need.id = request.need_id
    JOIN mentor_offer AS offer ON offer.id = request.offer_id
    JOIN programme ON programme.id = request.programme_id
), counted AS (
    UPDATE need
    SET requests_live = need.requests_live + step.held
    FROM step, judged
    WHERE need.id = judged.need_id AND judged.refused IS NULL AND step.held <> 0
), moved AS (
    UPDATE mentoring_request AS request
    SET state = coalesce(step.to_state, request.state),
        state_since = CASE
            WHEN step.to_state IS NULL THEN request.state_since
            -- Behind all who wait, whatever the clocks of several servers say.
            WHEN step.event = 'wait' THEN greatest(
                step.now,
                (
                    SELECT max(ahead.state_since) + interval '1 millisecond'
                    FROM mentoring_request AS ahead
                    WHERE ahead.offer_id = request.offer_id AND ahead.state = 'waitlisted'
                )
            )
            ELSE step.now
        END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN request.deadline_at
            ELSE deadline_of(judged.programme, step.clause, step.now)
        END,
        reminder_at = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' THEN request.reminder_at
            WHEN step.reminded AND step.to_state IS NOT NULL
            THEN reminder_of(
                judged.programme, deadline_of(judged.programme, step.clause, step.now), step.now
            )
        END,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN request.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = request.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE request.id = judged.id AND judged.refused IS NULL
    RETURNING jsonb_build_object(
        'object', 'mentoring_request', 'id', request.id, 'version', request.version,
        'event', step.event, 'from_state', judged.from_state, 'to_state', request.state,
        'student_id', request.student_id,
        'mentor_id', CASE
            -- Of a draft that was never sent the mentor knows nothing.
            WHEN judged.from_state <> 'draft' OR step.event = 'submit' THEN request.mentor_id
        END
    ) AS change
)
SELECT judged.refused, jsonb_build_array(moved.change) AS changes
FROM judged
LEFT JOIN moved ON true
CROSS JOIN (SELECT $9::uuid AS new_id, $10::text AS actor) AS unused
