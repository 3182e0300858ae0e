-- $1 id of the last one seen or NULL, $2 how many at most, $3 a party (of runs there is none), $5
-- units whose runs, or NULL: all, $4 filters: round_id, state → runs by run_shape, in
-- order of id
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
    to_ms(run.created_at) AS created_at, to_ms(run.updated_at) AS updated_at, run.version
FROM run
JOIN round ON round.id = run.round_id
CROSS JOIN (SELECT $3::uuid AS party) AS unused
WHERE ($1::uuid IS NULL OR run.id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR run.programme_id IN (SELECT programmes_below($5::uuid[]))
    )
    AND (NOT $4::jsonb ? 'round_id' OR run.round_id = ($4::jsonb ->> 'round_id')::uuid)
    AND (NOT $4::jsonb ? 'state' OR run.state = $4::jsonb ->> 'state')
ORDER BY run.id
LIMIT $2::bigint
