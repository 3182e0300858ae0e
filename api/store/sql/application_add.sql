-- $1 id, $2 the application as jsonb by application_shape, $3 now (ms) → one row: refused, or NULL
-- when it was added, as a draft, to a lead of that programme that is open
WITH new AS (
    SELECT given.programme_id, given.lead_id, given.student_id, given.message
    FROM jsonb_to_record($2::jsonb) AS given(
        programme_id uuid, lead_id uuid, student_id uuid, message text
    )
), open AS (
    SELECT lead.id, lead.host_id, programme
    FROM new
    JOIN internship_lead AS lead
        ON lead.id = new.lead_id AND lead.programme_id = new.programme_id
    JOIN programme ON programme.id = lead.programme_id
    WHERE is_open(lead, programme, from_ms($3::bigint))
), added AS (
    INSERT INTO application (
        id, programme_id, lead_id, student_id, host_id, message, state, state_since, deadline_at,
        created_at, updated_at
    )
    SELECT $1::uuid, new.programme_id, new.lead_id, new.student_id, open.host_id,
        nullif(new.message, ''), 'draft', from_ms($3::bigint),
        deadline_of(open.programme, 'draft_days', from_ms($3::bigint)), from_ms($3::bigint),
        from_ms($3::bigint)
    FROM new, open
)
SELECT CASE WHEN NOT EXISTS (SELECT FROM open) THEN 'lead_not_open' END AS refused
