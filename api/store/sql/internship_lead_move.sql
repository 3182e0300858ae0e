-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Leads hold nothing themselves. What one could not apply to any more is not put before people.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $7::text AS reason_code, from_ms($8::bigint) AS now
), judged AS (
    SELECT lead.id, lead.state AS from_state, programme,
        deadline_of_lead(lead, programme, step.clause, step.now) AS ends_at,
        CASE
            WHEN step.event NOT IN ('submit', 'resubmit', 'publish') THEN NULL
            WHEN deadline_of(programme, 'ends_on', step.now) <= step.now THEN 'programme_over'
            WHEN lead.expires_at <= step.now THEN 'apply_until_over'
        END AS refused
    FROM step
    JOIN internship_lead AS lead ON lead.id = step.id
    JOIN programme ON programme.id = lead.programme_id
), moved AS (
    UPDATE internship_lead AS lead
    SET state = coalesce(step.to_state, lead.state),
        state_since = CASE WHEN step.to_state IS NULL THEN lead.state_since ELSE step.now END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN lead.deadline_at ELSE judged.ends_at
        END,
        reminder_at = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' THEN lead.reminder_at
            WHEN step.reminded AND step.to_state IS NOT NULL
            THEN reminder_of(judged.programme, judged.ends_at, step.now)
        END,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN lead.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = lead.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE lead.id = judged.id AND judged.refused IS NULL
    RETURNING jsonb_build_object(
        'object', 'internship_lead', 'id', lead.id, 'version', lead.version, 'event', step.event,
        'from_state', judged.from_state, 'to_state', lead.state, 'host_id', lead.host_id
    ) AS change
)
SELECT judged.refused, jsonb_build_array(moved.change) AS changes
FROM judged
LEFT JOIN moved ON true
CROSS JOIN (SELECT $6::integer AS held, $9::uuid AS new_id, $10::text AS actor) AS unused
