-- $1 id of the last one seen or NULL, $2 how many at most, $3 the person whose consents, or NULL, $5
-- units of the people whose beside those, or NULL: all, $4 filters: person_id, purpose,
-- channel, basis, state → consents by consent_shape, in order of id
SELECT id, person_id, purpose, channel, basis, text_version, to_ms(given_at) AS given_at,
    to_ms(expires_at) AS expires_at, state, reason_code, to_ms(state_since) AS state_since,
    to_ms(deadline_at) AS deadline_at, to_ms(created_at) AS created_at,
    to_ms(updated_at) AS updated_at, version
FROM consent
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR person_id IN (SELECT people_below($5::uuid[]))
        OR person_id = $3::uuid
    )
    AND (NOT $4::jsonb ? 'person_id' OR person_id = ($4::jsonb ->> 'person_id')::uuid)
    AND (NOT $4::jsonb ? 'purpose' OR purpose = $4::jsonb ->> 'purpose')
    AND (NOT $4::jsonb ? 'channel' OR channel = $4::jsonb ->> 'channel')
    AND (NOT $4::jsonb ? 'basis' OR basis = $4::jsonb ->> 'basis')
    AND (NOT $4::jsonb ? 'state' OR state = $4::jsonb ->> 'state')
ORDER BY id
LIMIT $2::bigint
