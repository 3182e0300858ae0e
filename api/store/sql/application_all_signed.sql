-- $1 id of an application that one side just signed, $2 now (ms), $3 a new id, $4 id of the HTTP
-- request → the id, when all three have
SELECT application.id
FROM application, (SELECT $2::bigint AS now, $3::uuid AS new_id, $4::text AS request_id) AS unused
WHERE application.id = $1::uuid
    AND application.signed_student_at IS NOT NULL
    AND application.signed_school_at IS NOT NULL
    AND application.signed_host_at IS NOT NULL
