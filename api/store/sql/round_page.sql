-- $1 id of the last one seen or NULL, $2 how many at most, $3 a party (of rounds there is none), $5
-- units whose rounds, or NULL: all, $4 filters: programme_id, state → rounds by
-- round_shape, in order of id
SELECT round.id, round.programme_id, round.name, round.run_id, round.snapshot_id, figures.students,
    figures.mentors, figures.seats, to_ms(snapshot.taken_at) AS frozen_at,
    to_ms(round.published_at) AS published_at, round.state, round.reason_code,
    to_ms(round.state_since) AS state_since, to_ms(round.deadline_at) AS deadline_at,
    to_ms(round.created_at) AS created_at, to_ms(round.updated_at) AS updated_at, round.version
FROM round
LEFT JOIN snapshot ON snapshot.id = round.snapshot_id
CROSS JOIN LATERAL round_figures(round) AS figures
CROSS JOIN (SELECT $3::uuid AS party) AS unused
WHERE ($1::uuid IS NULL OR round.id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR round.programme_id IN (SELECT programmes_below($5::uuid[]))
    )
    AND (
        NOT $4::jsonb ? 'programme_id'
        OR round.programme_id = ($4::jsonb ->> 'programme_id')::uuid
    )
    AND (NOT $4::jsonb ? 'state' OR round.state = $4::jsonb ->> 'state')
ORDER BY round.id
LIMIT $2::bigint
