-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of an
-- application changes or relies on, in the order of all steps: programme, lead, application. Each
-- part waits for the one before it by counting its rows.
WITH programme_held AS (
    SELECT programme.id
    FROM programme
    JOIN application ON application.programme_id = programme.id
    WHERE application.id = $1::uuid
    FOR SHARE OF programme
), lead_held AS (
    SELECT lead.id
    FROM internship_lead AS lead
    JOIN application ON application.lead_id = lead.id
    WHERE application.id = $1::uuid AND (SELECT count(*) FROM programme_held) >= 0
    FOR NO KEY UPDATE OF lead
)
SELECT application.state, application.version
FROM application, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE application.id = $1::uuid AND (SELECT count(*) FROM lead_held) >= 0
FOR NO KEY UPDATE OF application
