-- $1 id, $2 the need as jsonb by need_shape, $3 now (ms) → one row: refused, always NULL
INSERT INTO need (
    id, programme_id, student_id, wishes, weights, ranked, avoided, fallback, mentors_wanted,
    created_at, updated_at
)
SELECT $1::uuid, new.programme_id, new.student_id, coalesce(new.wishes, '{}'), new.weights,
    coalesce(new.ranked, '[]'), coalesce(new.avoided, '[]'), new.fallback, new.mentors_wanted,
    from_ms($3::bigint), from_ms($3::bigint)
FROM jsonb_to_record($2::jsonb) AS new(
    programme_id uuid, student_id uuid, wishes jsonb, weights jsonb, ranked jsonb, avoided jsonb,
    fallback boolean, mentors_wanted integer
)
RETURNING NULL::text AS refused
