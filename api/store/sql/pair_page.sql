-- $1 id of the last one seen or NULL, $2 how many at most, $3 a party whose pairs, or NULL: of theirs
-- those that were released alone, $5 units whose beside those, or NULL: all, $4 filters: round_id,
-- run_id, student_id, mentor_id, state → pairs by pair_shape, in order of id
SELECT pair.id, pair.round_id, pair.programme_id, pair.run_id, pair.student_id, pair.mentor_id,
    pair.score_bp, pair.pinned, mentorship.id AS mentorship_id,
    to_ms(pair.released_at) AS released_at,
    to_ms(pair.student_confirmed_at) AS student_confirmed_at,
    to_ms(pair.mentor_confirmed_at) AS mentor_confirmed_at, pair.state, pair.reason_code,
    to_ms(pair.state_since) AS state_since, to_ms(pair.deadline_at) AS deadline_at,
    to_ms(pair.created_at) AS created_at, to_ms(pair.updated_at) AS updated_at, pair.version
FROM pair
LEFT JOIN mentorship ON mentorship.pair_id = pair.id
WHERE ($1::uuid IS NULL OR pair.id > $1::uuid)
    AND (
        $5::uuid[] IS NULL
        OR pair.programme_id IN (SELECT programmes_below($5::uuid[]))
        OR ($3::uuid IN (pair.student_id, pair.mentor_id) AND pair.released_at IS NOT NULL)
    )
    AND (
        $3::uuid IS NULL
        OR $3::uuid NOT IN (pair.student_id, pair.mentor_id)
        OR pair.released_at IS NOT NULL
    )
    AND (NOT $4::jsonb ? 'round_id' OR pair.round_id = ($4::jsonb ->> 'round_id')::uuid)
    AND (NOT $4::jsonb ? 'run_id' OR pair.run_id = ($4::jsonb ->> 'run_id')::uuid)
    AND (NOT $4::jsonb ? 'student_id' OR pair.student_id = ($4::jsonb ->> 'student_id')::uuid)
    AND (NOT $4::jsonb ? 'mentor_id' OR pair.mentor_id = ($4::jsonb ->> 'mentor_id')::uuid)
    AND (NOT $4::jsonb ? 'state' OR pair.state = $4::jsonb ->> 'state')
ORDER BY pair.id
LIMIT $2::bigint
