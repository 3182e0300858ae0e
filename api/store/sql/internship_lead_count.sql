-- $1 the host whose leads, or NULL, $3 units, $2 filters as of internship_lead_page → one row:
-- count, of all its pages
SELECT count(*) AS count
FROM internship_lead AS lead
WHERE (
        $3::uuid[] IS NULL
        OR lead.programme_id IN (SELECT programmes_below($3::uuid[]))
        OR lead.host_id = $1::uuid
    )
    AND (
        NOT $2::jsonb ? 'programme_id' OR lead.programme_id = ($2::jsonb ->> 'programme_id')::uuid
    )
    AND (NOT $2::jsonb ? 'host_id' OR lead.host_id = ($2::jsonb ->> 'host_id')::uuid)
    AND (NOT $2::jsonb ? 'state' OR lead.state = $2::jsonb ->> 'state')
