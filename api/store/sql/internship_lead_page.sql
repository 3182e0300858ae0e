-- $1 id of the last one seen or NULL, $2 how many at most, $3 the host whose leads, or NULL, $5
-- units whose beside those, or NULL: all, $4 filters: programme_id, host_id, state → leads by
-- internship_lead_shape, in order of id
SELECT lead.id, lead.programme_id, lead.host_id, lead.title, lead.text, lead.employer,
    lead.field_code, lead.occupation_code, lead.industry_code, lead.place_code, lead.remote,
    lead.language_code, lead.language_level, lead.starts_on, lead.ends_on, lead.hours_week,
    lead.paid, lead.seats, lead.seats_taken, lead.apply_until, lead.state, lead.reason_code,
    to_ms(lead.state_since) AS state_since, to_ms(lead.deadline_at) AS deadline_at,
    to_ms(lead.created_at) AS created_at, to_ms(lead.updated_at) AS updated_at, lead.version
FROM internship_lead AS lead
WHERE ($1::uuid IS NULL OR lead.id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR lead.programme_id IN (SELECT programmes_below($5::uuid[]))
        OR lead.host_id = $3::uuid
    )
    AND (
        NOT $4::jsonb ? 'programme_id' OR lead.programme_id = ($4::jsonb ->> 'programme_id')::uuid
    )
    AND (NOT $4::jsonb ? 'host_id' OR lead.host_id = ($4::jsonb ->> 'host_id')::uuid)
    AND (NOT $4::jsonb ? 'state' OR lead.state = $4::jsonb ->> 'state')
ORDER BY lead.id
LIMIT $2::bigint
