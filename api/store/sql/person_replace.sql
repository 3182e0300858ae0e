-- $1 id, $2 version that must be there or 0 for any, $3 the person as jsonb by person_shape,
-- $4 now (ms) → one row: version (NULL: not changed), refused and whether there is such a person
WITH new AS (
    SELECT given.external_id, given.role, given.name, given.email, given.language, given.place,
        given.country, given.remote, given.seats, given.hours_max, given.visibility, given.paused
    FROM jsonb_to_record($3::jsonb) AS given(
        external_id text, role text, name text, email text, language text, place jsonb,
        country jsonb, remote boolean, seats integer, hours_max integer, visibility jsonb,
        paused boolean
    )
), locked AS (
    SELECT id, version, seats_taken
    FROM person
    WHERE id = $1::uuid AND erased_at IS NULL
    FOR UPDATE
), judged AS (
    SELECT locked.id,
        CASE
            -- What is out of every range is the constraint's to say.
            WHEN coalesce(new.seats, 0) BETWEEN 0 AND locked.seats_taken - 1
            THEN 'seats_below_taken'
        END AS refused
    FROM locked, new
    WHERE $2::integer = 0 OR locked.version = $2::integer
), changed AS (
    UPDATE person
    SET external_id = new.external_id,
        role = new.role,
        name = nullif(new.name, ''),
        email = nullif(new.email, ''),
        language = nullif(new.language, ''),
        place_text = nullif(new.place ->> 'text', ''),
        place_code = nullif(new.place ->> 'code', ''),
        place_confidence = coalesce((new.place ->> 'confidence')::smallint, 0),
        place_evidence = nullif(new.place ->> 'evidence', ''),
        country_text = nullif(new.country ->> 'text', ''),
        country_code = nullif(new.country ->> 'code', ''),
        country_confidence = coalesce((new.country ->> 'confidence')::smallint, 0),
        country_evidence = nullif(new.country ->> 'evidence', ''),
        remote = coalesce(new.remote, false),
        seats = coalesce(new.seats, 0),
        hours_max = coalesce(new.hours_max, 0),
        visibility = coalesce(new.visibility, '[]'),
        paused = coalesce(new.paused, false),
        updated_at = timestamptz 'epoch' + $4::bigint * interval '1 millisecond',
        version = person.version + 1,
        changed_xid = pg_current_xact_id()
    FROM new, judged
    WHERE person.id = judged.id AND judged.refused IS NULL
    RETURNING person.version
)
SELECT (SELECT version FROM changed) AS version,
    (SELECT refused FROM judged) AS refused,
    EXISTS (SELECT FROM locked) AS exists
