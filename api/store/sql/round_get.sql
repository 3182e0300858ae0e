-- $1 id → the round by round_shape with its newest 200 events, or no row. Before it is frozen the
-- figures are of who would take part, but for who may not be matched that day.
SELECT round.id, round.programme_id, round.name, round.run_id, round.snapshot_id, figures.students,
    figures.mentors, figures.seats, to_ms(snapshot.taken_at) AS frozen_at,
    to_ms(round.published_at) AS published_at, round.state, round.reason_code,
    to_ms(round.state_since) AS state_since, to_ms(round.deadline_at) AS deadline_at,
    to_ms(round.created_at) AS created_at, to_ms(round.updated_at) AS updated_at, round.version,
    history_of(round.id) AS history
FROM round
LEFT JOIN snapshot ON snapshot.id = round.snapshot_id
CROSS JOIN LATERAL round_figures(round) AS figures
WHERE round.id = $1::uuid
