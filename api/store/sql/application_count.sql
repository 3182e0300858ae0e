-- $1 a party, $3 units, $2 filters as of application_page → one row: count, of all its pages
SELECT count(*) AS count
FROM application
WHERE (
        $3::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($3::uuid[]))
        OR student_id = $1::uuid
        OR host_id = $1::uuid
    )
    AND (
        $1::uuid IS NULL
        OR host_id IS DISTINCT FROM $1::uuid
        OR EXISTS (
            SELECT
            FROM audit
            WHERE audit.object_id = application.id AND audit.event = 'submit'
        )
    )
    AND (NOT $2::jsonb ? 'programme_id' OR programme_id = ($2::jsonb ->> 'programme_id')::uuid)
    AND (NOT $2::jsonb ? 'lead_id' OR lead_id = ($2::jsonb ->> 'lead_id')::uuid)
    AND (NOT $2::jsonb ? 'student_id' OR student_id = ($2::jsonb ->> 'student_id')::uuid)
    AND (NOT $2::jsonb ? 'host_id' OR host_id = ($2::jsonb ->> 'host_id')::uuid)
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
