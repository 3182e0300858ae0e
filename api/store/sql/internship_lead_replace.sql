-- $1 id, $2 version that must be there or 0 for any, $3 the lead as jsonb by internship_lead_shape,
-- of which all that is told of the internship is taken, $4 now (ms) → one row: version (NULL: not
-- changed), refused and whether there is such a lead. Of what was moderated only seats and
-- apply_until change, with which its deadline moves.
WITH new AS (
    SELECT given.title, given.text, given.employer, given.field_code, given.occupation_code,
        given.industry_code, given.place_code, given.remote, given.language_code,
        given.language_level, given.starts_on, given.ends_on, given.hours_week, given.paid,
        given.seats, given.apply_until
    FROM jsonb_to_record($3::jsonb) AS given(
        title text, text text, employer text, field_code text, occupation_code text,
        industry_code text, place_code text, remote boolean, language_code text,
        language_level text, starts_on date, ends_on date, hours_week integer, paid boolean,
        seats integer, apply_until date
    )
), programme_held AS (
    SELECT programme
    FROM programme
    JOIN internship_lead AS lead ON lead.programme_id = programme.id
    WHERE lead.id = $1::uuid
    FOR SHARE OF programme
), locked AS (
    SELECT lead.id, lead.version, lead.state, lead.title, lead.text, lead.employer,
        lead.field_code, lead.occupation_code, lead.industry_code, lead.place_code, lead.remote,
        lead.language_code, lead.language_level, lead.starts_on, lead.ends_on, lead.hours_week,
        lead.paid, lead.seats, lead.seats_taken
    FROM internship_lead AS lead
    WHERE lead.id = $1::uuid AND (SELECT count(*) FROM programme_held) >= 0
    FOR NO KEY UPDATE
), judged AS (
    SELECT locked.id, locked.state,
        CASE
            WHEN locked.state IN ('rejected', 'filled', 'closed', 'expired', 'withdrawn')
            THEN 'lead_not_open'
            WHEN locked.seats_taken > new.seats THEN 'seats_below_taken'
            WHEN locked.state IN ('submitted', 'published')
                AND (
                    locked.title, locked.text, locked.employer, locked.field_code,
                    locked.occupation_code, locked.industry_code, locked.place_code,
                    locked.remote, locked.language_code, locked.language_level,
                    locked.starts_on, locked.ends_on, locked.hours_week, locked.paid
                ) IS DISTINCT FROM (
                    new.title, new.text, new.employer, nullif(new.field_code, ''),
                    nullif(new.occupation_code, ''), nullif(new.industry_code, ''),
                    nullif(new.place_code, ''), coalesce(new.remote, false),
                    nullif(new.language_code, ''), nullif(new.language_level, ''),
                    new.starts_on, new.ends_on, coalesce(new.hours_week, 0),
                    coalesce(new.paid, false)
                )
            THEN 'moderated'
        END AS refused
    FROM locked, new
    WHERE $2::integer = 0 OR locked.version = $2::integer
), ending AS (
    SELECT judged.id,
        CASE WHEN judged.state = 'published'
            THEN least(
                (new.apply_until + 1)::timestamp AT TIME ZONE 'UTC',
                deadline_of(held.programme, 'ends_on', from_ms($4::bigint))
            )
        END AS at,
        held.programme
    FROM judged, new, programme_held AS held
    WHERE judged.refused IS NULL
), changed AS (
    UPDATE internship_lead AS lead
    SET title = new.title,
        text = new.text,
        employer = new.employer,
        field_code = nullif(new.field_code, ''),
        occupation_code = nullif(new.occupation_code, ''),
        industry_code = nullif(new.industry_code, ''),
        place_code = nullif(new.place_code, ''),
        remote = coalesce(new.remote, false),
        language_code = nullif(new.language_code, ''),
        language_level = nullif(new.language_level, ''),
        starts_on = new.starts_on,
        ends_on = new.ends_on,
        hours_week = coalesce(new.hours_week, 0),
        paid = coalesce(new.paid, false),
        seats = new.seats,
        apply_until = new.apply_until,
        deadline_at = coalesce(ending.at, lead.deadline_at),
        reminder_at = CASE
            WHEN ending.at IS NOT NULL AND ending.at IS DISTINCT FROM lead.deadline_at
            THEN reminder_of(ending.programme, ending.at, from_ms($4::bigint))
            ELSE lead.reminder_at
        END,
        updated_at = from_ms($4::bigint),
        version = lead.version + 1,
        changed_xid = pg_current_xact_id()
    FROM new, ending
    WHERE lead.id = ending.id
    RETURNING lead.version
)
SELECT (SELECT version FROM changed) AS version,
    (SELECT refused FROM judged) AS refused,
    EXISTS (SELECT FROM locked) AS exists
