-- $1 id → the application by application_shape with its newest 200 events, or no row
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
    application.version,
    history_of(application.id) AS history
FROM application
JOIN internship_lead AS lead ON lead.id = application.lead_id
JOIN person AS student ON student.id = application.student_id
JOIN person AS host ON host.id = application.host_id
CROSS JOIN LATERAL (
    -- From the acceptance on each knows how to reach the other.
    SELECT application.state IN ('accepted', 'agreed', 'started') AS is_close
) AS reach
WHERE application.id = $1::uuid
