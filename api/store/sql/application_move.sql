-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- The seat is taken and freed by the counter of the lead's very row; a signature is the time of its
-- side. A host is told nothing of a draft that was never sent; whom the clock reminds is who is
-- waited for.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $6::integer AS held, $7::text AS reason_code,
        from_ms($8::bigint) AS now
), judged AS (
    SELECT application.id, application.lead_id, application.state AS from_state, programme,
        deadline_of(programme, step.clause, step.now) AS ends_at,
        CASE
            WHEN step.event = 'submit' AND NOT is_open(lead, programme, step.now)
            THEN 'lead_not_open'
            WHEN step.event = 'sign_student' AND application.signed_student_at IS NOT NULL
                OR step.event = 'sign_school' AND application.signed_school_at IS NOT NULL
                OR step.event = 'sign_host' AND application.signed_host_at IS NOT NULL
            THEN 'signed_already'
            WHEN step.held > 0 AND lead.seats_taken + step.held > lead.seats THEN 'no_place'
        END AS refused
    FROM step
    JOIN application ON application.id = step.id
    JOIN internship_lead AS lead ON lead.id = application.lead_id
    JOIN programme ON programme.id = application.programme_id
), seated AS (
    UPDATE internship_lead AS lead
    SET seats_taken = lead.seats_taken + step.held,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE lead.id = judged.lead_id
        AND step.held <> 0
        AND judged.refused IS NULL
        AND lead.seats_taken + step.held <= lead.seats
), moved AS (
    UPDATE application
    SET signed_student_at = CASE
            WHEN step.event = 'sign_student' THEN step.now ELSE application.signed_student_at
        END,
        signed_school_at = CASE
            WHEN step.event = 'sign_school' THEN step.now ELSE application.signed_school_at
        END,
        signed_host_at = CASE
            WHEN step.event = 'sign_host' THEN step.now ELSE application.signed_host_at
        END,
        started_at = CASE
            WHEN step.event = 'start' THEN step.now ELSE application.started_at
        END,
        state = coalesce(step.to_state, application.state),
        state_since = CASE
            WHEN step.to_state IS NULL THEN application.state_since ELSE step.now
        END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN application.deadline_at ELSE judged.ends_at
        END,
        reminder_at = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' THEN application.reminder_at
            WHEN step.reminded AND step.to_state IS NOT NULL
            THEN reminder_of(judged.programme, judged.ends_at, step.now)
        END,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN application.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = application.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE application.id = judged.id AND judged.refused IS NULL
    RETURNING jsonb_build_object(
        'object', 'application', 'id', application.id, 'version', application.version,
        'event', step.event, 'from_state', judged.from_state, 'to_state', application.state,
        'student_id', CASE
            WHEN step.event <> 'remind' OR judged.from_state IN ('offered', 'accepted')
            THEN application.student_id
        END,
        'host_id', CASE
            WHEN judged.from_state = 'draft' AND step.event <> 'submit' THEN NULL
            WHEN step.event <> 'remind' OR judged.from_state <> 'offered'
            THEN application.host_id
        END
    ) AS change
)
SELECT judged.refused, jsonb_build_array(moved.change) AS changes
FROM judged
LEFT JOIN moved ON true
CROSS JOIN (SELECT $9::uuid AS new_id, $10::text AS actor) AS unused
