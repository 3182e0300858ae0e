-- $1 id, $2 event, $3 state after or NULL → state and version, or no row: locks what a step of a
-- lead changes or relies on, in the order of all steps: programme, lead. (The applications that it
-- ends lock themselves, after the lead as they always do.)
WITH programme_held AS (
    SELECT programme.id
    FROM programme
    JOIN internship_lead AS lead ON lead.programme_id = programme.id
    WHERE lead.id = $1::uuid
    FOR SHARE OF programme
)
SELECT lead.state, lead.version
FROM internship_lead AS lead, (SELECT $2::text AS event, $3::text AS to_state) AS step
WHERE lead.id = $1::uuid AND (SELECT count(*) FROM programme_held) >= 0
FOR NO KEY UPDATE OF lead
