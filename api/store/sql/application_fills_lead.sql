-- $1 id of an application just accepted, $2 now (ms), $3 a new id, $4 id of the HTTP request → the id
-- of its lead, when it is published and no seat is left
SELECT lead.id
FROM application
JOIN internship_lead AS lead ON lead.id = application.lead_id
CROSS JOIN (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE application.id = $1::uuid
    AND lead.state = 'published'
    AND lead.seats_taken >= lead.seats
