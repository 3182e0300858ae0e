-- $1 id → the run by run_shape with its newest 200 events, or no row
SELECT run.id, run.round_id, run.programme_id, run.snapshot_id, run.objective, run.weights,
    run.minimum_bp, run.seed, run_rules(run) AS rules, run_what_if(run) AS what_if,
    run.snapshot_id IS DISTINCT FROM round.snapshot_id AS stale, run.stage,
    CASE WHEN run.total > 0
        THEN greatest(1, least(100, run.done * 100 / run.total))::integer
    END AS progress,
    run.students AS result_students, run.mentors AS result_mentors, run.seats AS result_seats,
    run.matched AS result_matched, run.total_bp AS result_total_bp,
    run.worst_bp AS result_worst_bp, run.problem AS result_problem, run.failure, run.state,
    run.reason_code, to_ms(run.state_since) AS state_since, to_ms(run.deadline_at) AS deadline_at,
    to_ms(run.created_at) AS created_at, to_ms(run.updated_at) AS updated_at, run.version,
    history_of(run.id) AS history
FROM run
JOIN round ON round.id = run.round_id
WHERE run.id = $1::uuid
