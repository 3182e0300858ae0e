-- $1 refused requests as jsonb: [{operation, code, actor, actor_id, times, since (ms)}], $2 now (ms):
-- a row each, about a thing of its own → no rows
INSERT INTO audit (
    object, object_id, version, event, actor, actor_id, at, operation, times, since
)
SELECT 'request', new_id($2::bigint), 1, code, actor, actor_id, from_ms($2::bigint), operation,
    times, from_ms(since)
FROM jsonb_to_recordset($1::jsonb) AS given(
    operation text, code text, actor text, actor_id uuid, times integer, since bigint
)
