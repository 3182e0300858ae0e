-- $1 id, $2 version that must be there or 0 for any, $3 the person as jsonb by person_shape,
-- $4 now (ms) → one row: version (NULL: not changed) and whether there is such a person
WITH changed AS (
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
        updated_at = timestamptz 'epoch' + $4::bigint * interval '1 millisecond',
        version = person.version + 1,
        changed_xid = pg_current_xact_id()
    FROM jsonb_to_record($3::jsonb) AS new(
        external_id text, role text, name text, email text, language text, place jsonb,
        country jsonb, remote boolean, seats integer
    )
    WHERE person.id = $1::uuid AND ($2::integer = 0 OR person.version = $2::integer)
    RETURNING person.version
)
SELECT (SELECT version FROM changed) AS version,
    EXISTS (SELECT FROM person WHERE id = $1::uuid) AS exists
