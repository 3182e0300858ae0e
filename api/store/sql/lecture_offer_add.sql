-- $1 id, $2 the offer as jsonb by lecture_offer_shape, $3 now (ms) → one row: refused, always NULL:
-- it was added, as a draft. (Of a programme that is not there the deadline is now, so that the
-- foreign key may say so and no CHECK does.)
INSERT INTO lecture_offer (
    id, programme_id, speaker_id, title, text, topics, format, travel_km, notice_days,
    times_a_year, state, state_since, deadline_at, created_at, updated_at
)
SELECT $1::uuid, new.programme_id, new.speaker_id, new.title, new.text,
    coalesce(new.topics, '{}'), new.format, new.travel_km, new.notice_days, new.times_a_year,
    'draft', from_ms($3::bigint),
    coalesce(deadline_of(programme, 'draft_days', from_ms($3::bigint)), from_ms($3::bigint)),
    from_ms($3::bigint), from_ms($3::bigint)
FROM jsonb_to_record($2::jsonb) AS new(
    programme_id uuid, speaker_id uuid, title text, text text, topics jsonb, format text,
    travel_km integer, notice_days integer, times_a_year integer
)
LEFT JOIN programme ON programme.id = new.programme_id
RETURNING NULL::text AS refused
