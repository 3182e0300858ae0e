-- $1 id → the programme by programme_shape, or no row
SELECT id, unit_id, name, kind, starts_on, ends_on, weights, rules, minimum_bp, requests_live_max,
    hours_each, draft_days, answer_days, info_days, waiting_days, start_days, pause_days,
    confirm_days, reminder_days, version
FROM programme
WHERE id = $1::uuid
