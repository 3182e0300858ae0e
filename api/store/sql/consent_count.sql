-- $1 the person whose consents, or NULL, $3 units, $2 filters as of consent_page → one row: count,
-- of all its pages
SELECT count(*) AS count
FROM consent
WHERE (
        $3::uuid[] IS NULL
        OR person_id IN (SELECT people_below($3::uuid[]))
        OR person_id = $1::uuid
    )
    AND (NOT $2::jsonb ? 'person_id' OR person_id = ($2::jsonb ->> 'person_id')::uuid)
    AND (NOT $2::jsonb ? 'purpose' OR purpose = $2::jsonb ->> 'purpose')
    AND (NOT $2::jsonb ? 'channel' OR channel = $2::jsonb ->> 'channel')
    AND (NOT $2::jsonb ? 'basis' OR basis = $2::jsonb ->> 'basis')
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
