-- $1 id, $2 the request as jsonb by lecture_request_shape, $3 now (ms) → one row: refused, always
-- NULL: it was added, as a draft. (Of a programme that is not there the deadline is now, so that the
-- foreign key may say so and no CHECK does.)
INSERT INTO lecture_request (
    id, programme_id, teacher_id, course, text, wishes, languages, level, format, earliest_on,
    latest_on, minutes, audience, expires_at, state, state_since, deadline_at, created_at,
    updated_at
)
SELECT $1::uuid, new.programme_id, new.teacher_id, new.course, new.text,
    coalesce(new.wishes, '{}'), coalesce(new.languages, '[]'), new.level, new.format,
    new.earliest_on, new.latest_on, new.minutes, new.audience,
    (new.latest_on + 1)::timestamp AT TIME ZONE 'UTC', 'draft', from_ms($3::bigint),
    coalesce(deadline_of(programme, 'draft_days', from_ms($3::bigint)), from_ms($3::bigint)),
    from_ms($3::bigint), from_ms($3::bigint)
FROM jsonb_to_record($2::jsonb) AS new(
    programme_id uuid, teacher_id uuid, course text, text text, wishes jsonb, languages jsonb,
    level text, format text, earliest_on date, latest_on date, minutes integer, audience integer
)
LEFT JOIN programme ON programme.id = new.programme_id
RETURNING NULL::text AS refused
