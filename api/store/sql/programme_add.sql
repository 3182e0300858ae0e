-- $1 id, $2 the programme as jsonb by programme_shape, $3 now (ms) → one row: refused, always NULL
INSERT INTO programme (
    id, unit_id, name, kind, starts_on, ends_on, weights, rules, minimum_bp, requests_live_max,
    hours_each, draft_days, answer_days, info_days, waiting_days, start_days, pause_days,
    confirm_days, reminder_days, created_at, updated_at
)
SELECT $1::uuid, new.unit_id, new.name, new.kind, new.starts_on, new.ends_on, new.weights,
    coalesce(new.rules, '[]'), new.minimum_bp, new.requests_live_max, new.hours_each,
    new.draft_days, new.answer_days, new.info_days, new.waiting_days, new.start_days,
    new.pause_days, new.confirm_days, new.reminder_days, from_ms($3::bigint), from_ms($3::bigint)
FROM jsonb_to_record($2::jsonb) AS new(
    unit_id uuid, name text, kind text, starts_on date, ends_on date, weights jsonb, rules jsonb,
    minimum_bp integer, requests_live_max integer, hours_each integer, draft_days integer,
    answer_days integer, info_days integer, waiting_days integer, start_days integer,
    pause_days integer, confirm_days integer, reminder_days integer
)
RETURNING NULL::text AS refused
