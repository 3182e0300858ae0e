-- $1 id of a lead that was closed or taken back, $2 now (ms), $3 a new id, $4 id of the HTTP request →
-- ids of the applications that wait for its host or an answer to an offer; who has a seat keeps it
SELECT application.id
FROM application, (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE application.lead_id = $1::uuid
    AND application.state IN ('submitted', 'shortlisted', 'offered')
ORDER BY application.id
