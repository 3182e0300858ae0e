-- $1 now (ms), $2 how many at most → leads to which one may apply and of which a seat is free, by
-- internship_lead_shape, the newest first
SELECT lead.id, lead.programme_id, lead.host_id, lead.title, lead.text, lead.employer,
    lead.field_code, lead.occupation_code, lead.industry_code, lead.place_code, lead.remote,
    lead.language_code, lead.language_level, lead.starts_on, lead.ends_on, lead.hours_week,
    lead.paid, lead.seats, lead.seats_taken, lead.apply_until, lead.state, lead.reason_code,
    to_ms(lead.state_since) AS state_since, to_ms(lead.deadline_at) AS deadline_at,
    to_ms(lead.created_at) AS created_at, to_ms(lead.updated_at) AS updated_at, lead.version
FROM internship_lead AS lead
JOIN programme ON programme.id = lead.programme_id
WHERE lead.state = 'published'
    AND is_open(lead, programme, from_ms($1::bigint))
    AND lead.seats_taken < lead.seats
ORDER BY lead.id DESC
LIMIT $2::bigint
