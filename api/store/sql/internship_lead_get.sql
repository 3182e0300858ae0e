-- $1 id → the lead by internship_lead_shape with its newest 200 events, or no row
SELECT lead.id, lead.programme_id, lead.host_id, lead.title, lead.text, lead.employer,
    lead.field_code, lead.occupation_code, lead.industry_code, lead.place_code, lead.remote,
    lead.language_code, lead.language_level, lead.starts_on, lead.ends_on, lead.hours_week,
    lead.paid, lead.seats, lead.seats_taken, lead.apply_until, lead.state, lead.reason_code,
    to_ms(lead.state_since) AS state_since, to_ms(lead.deadline_at) AS deadline_at,
    to_ms(lead.created_at) AS created_at, to_ms(lead.updated_at) AS updated_at, lead.version,
    history_of(lead.id) AS history
FROM internship_lead AS lead
WHERE lead.id = $1::uuid
