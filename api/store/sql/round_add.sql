-- $1 id, $2 the round as jsonb by round_shape, $3 now (ms) → one row: refused, always NULL: added
-- as a draft. (Of a programme that is not there the deadline is now, so that the foreign key may say
-- so and no CHECK does.)
INSERT INTO round (
    id, programme_id, name, state, state_since, deadline_at, created_at, updated_at
)
SELECT $1::uuid, new.programme_id, new.name, 'draft', from_ms($3::bigint),
    coalesce(deadline_of(programme, 'ends_on', from_ms($3::bigint)), from_ms($3::bigint)),
    from_ms($3::bigint), from_ms($3::bigint)
FROM jsonb_to_record($2::jsonb) AS new(programme_id uuid, name text)
LEFT JOIN programme ON programme.id = new.programme_id
RETURNING NULL::text AS refused
