-- $1 id of the last one seen or NULL, $2 how many at most, $3 a party whose applications, or NULL: of
-- theirs as the host those that were sent alone, $5 units whose beside those, or NULL: all, $4
-- filters: programme_id, lead_id, student_id, host_id, state → applications by application_shape, in
-- order of id
SELECT application.id, application.programme_id, application.lead_id, application.student_id,
    application.host_id, application.message, lead.title, lead.employer,
    CASE WHEN is_close THEN student.name END AS student_name,
    CASE WHEN is_close THEN student.email END AS student_email,
    CASE WHEN is_close THEN host.name END AS host_name,
    CASE WHEN is_close THEN host.email END AS host_email,
    to_ms(application.signed_student_at) AS signed_student_at,
    to_ms(application.signed_school_at) AS signed_school_at,
    to_ms(application.signed_host_at) AS signed_host_at,
    to_ms(application.started_at) AS started_at, application.state, application.reason_code,
    to_ms(application.state_since) AS state_since, to_ms(application.deadline_at) AS deadline_at,
    to_ms(application.created_at) AS created_at, to_ms(application.updated_at) AS updated_at,
    application.version
FROM application
JOIN internship_lead AS lead ON lead.id = application.lead_id
JOIN person AS student ON student.id = application.student_id
JOIN person AS host ON host.id = application.host_id
CROSS JOIN LATERAL (
    -- From the acceptance on each knows how to reach the other.
    SELECT application.state IN ('accepted', 'agreed', 'started') AS is_close
) AS reach
WHERE ($1::uuid IS NULL OR application.id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR application.programme_id IN (SELECT programmes_below($5::uuid[]))
        OR application.student_id = $3::uuid
        OR application.host_id = $3::uuid
    )
    AND (
        $3::uuid IS NULL
        OR application.host_id IS DISTINCT FROM $3::uuid
        OR EXISTS (
            SELECT
            FROM audit
            WHERE audit.object_id = application.id AND audit.event = 'submit'
        )
    )
    AND (
        NOT $4::jsonb ? 'programme_id'
        OR application.programme_id = ($4::jsonb ->> 'programme_id')::uuid
    )
    AND (NOT $4::jsonb ? 'lead_id' OR application.lead_id = ($4::jsonb ->> 'lead_id')::uuid)
    AND (
        NOT $4::jsonb ? 'student_id' OR application.student_id = ($4::jsonb ->> 'student_id')::uuid
    )
    AND (NOT $4::jsonb ? 'host_id' OR application.host_id = ($4::jsonb ->> 'host_id')::uuid)
    AND (NOT $4::jsonb ? 'state' OR application.state = $4::jsonb ->> 'state')
ORDER BY application.id
LIMIT $2::bigint
