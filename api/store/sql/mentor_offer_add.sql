-- $1 id, $2 the offer as jsonb by mentor_offer_shape, $3 now (ms) → one row: refused, or NULL when
-- it was added, as a draft. (Of a programme that is not there the deadline is now, so that the
-- foreign key may say so and no CHECK does.)
WITH new AS (
    SELECT given.programme_id, given.mentor_id, given.seats, given.conditions
    FROM jsonb_to_record($2::jsonb) AS given(
        programme_id uuid, mentor_id uuid, seats integer, conditions jsonb
    )
), refusal AS (
    SELECT 'live_seats' AS refused
    FROM new
    WHERE EXISTS (
        SELECT
        FROM mentor_offer AS earlier
        WHERE earlier.programme_id = new.programme_id
            AND earlier.mentor_id = new.mentor_id
            AND earlier.state IN ('withdrawn', 'expired')
            AND earlier.seats_taken > 0
    )
), added AS (
    INSERT INTO mentor_offer (
        id, programme_id, mentor_id, seats, conditions, state, state_since, deadline_at,
        created_at, updated_at
    )
    SELECT $1::uuid, new.programme_id, new.mentor_id, new.seats, coalesce(new.conditions, '{}'),
        'draft', from_ms($3::bigint),
        coalesce(deadline_of(programme, 'draft_days', from_ms($3::bigint)), from_ms($3::bigint)),
        from_ms($3::bigint), from_ms($3::bigint)
    FROM new
    LEFT JOIN programme ON programme.id = new.programme_id
    WHERE NOT EXISTS (SELECT FROM refusal)
)
SELECT (SELECT refused FROM refusal) AS refused
