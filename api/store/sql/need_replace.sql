-- $1 id, $2 version that must be there or 0 for any, $3 the need as jsonb by need_shape, of which
-- all but id, programme_id and student_id is taken, $4 now (ms) → one row: version (NULL: not
-- changed), refused (always NULL) and whether there is such a need
WITH changed AS (
    UPDATE need
    SET wishes = coalesce(new.wishes, '{}'),
        weights = new.weights,
        ranked = coalesce(new.ranked, '[]'),
        avoided = coalesce(new.avoided, '[]'),
        fallback = new.fallback,
        mentors_wanted = new.mentors_wanted,
        updated_at = from_ms($4::bigint),
        version = need.version + 1
    FROM jsonb_to_record($3::jsonb) AS new(
        wishes jsonb, weights jsonb, ranked jsonb, avoided jsonb, fallback boolean,
        mentors_wanted integer
    )
    WHERE need.id = $1::uuid AND ($2::integer = 0 OR need.version = $2::integer)
    RETURNING need.version
)
SELECT (SELECT version FROM changed) AS version,
    NULL::text AS refused,
    EXISTS (SELECT FROM need WHERE id = $1::uuid) AS exists
