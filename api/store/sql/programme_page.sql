-- $1 id of the last one seen or NULL, $2 how many at most, $3 and $5 passed over: programmes are
-- open to all, $4 filters: unit_id, kind, q (part of the name) → programmes by programme_shape, in order
-- of id
SELECT id, unit_id, name, kind, starts_on, ends_on, weights, rules, minimum_bp, requests_live_max,
    hours_each, draft_days, answer_days, info_days, waiting_days, start_days, pause_days,
    confirm_days, reminder_days, version
FROM programme
WHERE ($1::uuid IS NULL OR id > $1::uuid)
    AND ($3::uuid IS NULL OR true)
    AND ($5::uuid[] IS NULL OR true)
    AND (NOT $4::jsonb ? 'unit_id' OR unit_id = ($4::jsonb ->> 'unit_id')::uuid)
    AND (NOT $4::jsonb ? 'kind' OR kind = $4::jsonb ->> 'kind')
    AND (NOT $4::jsonb ? 'q' OR strpos(lower(name), lower($4::jsonb ->> 'q')) > 0)
ORDER BY id
LIMIT $2::bigint
