-- $1 id → the pair by pair_shape with its newest 200 events, or no row
SELECT pair.id, pair.round_id, pair.programme_id, pair.run_id, pair.student_id, pair.mentor_id,
    pair.score_bp, pair.pinned, mentorship.id AS mentorship_id,
    to_ms(pair.released_at) AS released_at,
    to_ms(pair.student_confirmed_at) AS student_confirmed_at,
    to_ms(pair.mentor_confirmed_at) AS mentor_confirmed_at, pair.state, pair.reason_code,
    to_ms(pair.state_since) AS state_since, to_ms(pair.deadline_at) AS deadline_at,
    to_ms(pair.created_at) AS created_at, to_ms(pair.updated_at) AS updated_at, pair.version,
    history_of(pair.id) AS history
FROM pair
LEFT JOIN mentorship ON mentorship.pair_id = pair.id
WHERE pair.id = $1::uuid
