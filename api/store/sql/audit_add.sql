-- $1 object, $2 its id, $3 version, $4 event, $5 state after or NULL, $6 actor, $7 its id or NULL,
-- $8 id of the request or NULL, $9 now (ms), $10 names of the members changed or NULL: adds the audit
-- row of a creation or change → no rows
INSERT INTO audit (
    object, object_id, version, event, to_state, actor, actor_id, request_id, at, fields
)
VALUES (
    $1::text, $2::uuid, $3::integer, $4::text, $5::text, $6::text, $7::uuid, $8::text,
    from_ms($9::bigint), $10::text
)
