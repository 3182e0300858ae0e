-- $1 id, $2 the lead as jsonb by internship_lead_shape, $3 now (ms) → one row: refused (always
-- NULL): it is added, as a draft. (Of a programme that is not there the deadline is now, so that the
-- foreign key may say so and no CHECK does.)
WITH new AS (
    SELECT given.programme_id, given.host_id, given.title, given.text, given.employer,
        given.field_code, given.occupation_code, given.industry_code, given.place_code,
        given.remote, given.language_code, given.language_level, given.starts_on, given.ends_on,
        given.hours_week, given.paid, given.seats, given.apply_until
    FROM jsonb_to_record($2::jsonb) AS given(
        programme_id uuid, host_id uuid, title text, text text, employer text, field_code text,
        occupation_code text, industry_code text, place_code text, remote boolean,
        language_code text, language_level text, starts_on date, ends_on date, hours_week integer,
        paid boolean, seats integer, apply_until date
    )
), added AS (
    INSERT INTO internship_lead (
        id, programme_id, host_id, title, text, employer, field_code, occupation_code,
        industry_code, place_code, remote, language_code, language_level, starts_on, ends_on,
        hours_week, paid, seats, apply_until, state, state_since, deadline_at, created_at,
        updated_at
    )
    SELECT $1::uuid, new.programme_id, new.host_id, new.title, new.text, new.employer,
        nullif(new.field_code, ''), nullif(new.occupation_code, ''),
        nullif(new.industry_code, ''), nullif(new.place_code, ''), coalesce(new.remote, false),
        nullif(new.language_code, ''), nullif(new.language_level, ''), new.starts_on, new.ends_on,
        coalesce(new.hours_week, 0), coalesce(new.paid, false), new.seats, new.apply_until,
        'draft', from_ms($3::bigint),
        coalesce(deadline_of(programme, 'draft_days', from_ms($3::bigint)), from_ms($3::bigint)),
        from_ms($3::bigint), from_ms($3::bigint)
    FROM new
    LEFT JOIN programme ON programme.id = new.programme_id
)
SELECT NULL::text AS refused
