-- $1 people as jsonb [{id, content, person}] (content: digest in hexadecimal; person: by
-- person_shape; external ids all different), $2 now (ms) → id, external_id and created for each that
-- was created or changed; who is not returned was imported with that content before. What people
-- hide and whether they pause is theirs to say: no file sets it, and none takes it back
INSERT INTO person (
    id, external_id, role, name, email, language,
    place_text, place_code, place_confidence, place_evidence,
    country_text, country_code, country_confidence, country_evidence,
    remote, seats, hours_max, imported, created_at, updated_at
)
SELECT input.id, new.external_id, new.role, nullif(new.name, ''), nullif(new.email, ''),
    nullif(new.language, ''),
    nullif(new.place ->> 'text', ''), nullif(new.place ->> 'code', ''),
    coalesce((new.place ->> 'confidence')::smallint, 0), nullif(new.place ->> 'evidence', ''),
    nullif(new.country ->> 'text', ''), nullif(new.country ->> 'code', ''),
    coalesce((new.country ->> 'confidence')::smallint, 0), nullif(new.country ->> 'evidence', ''),
    coalesce(new.remote, false), coalesce(new.seats, 0), coalesce(new.hours_max, 0),
    decode(input.content, 'hex'),
    timestamptz 'epoch' + $2::bigint * interval '1 millisecond',
    timestamptz 'epoch' + $2::bigint * interval '1 millisecond'
FROM jsonb_to_recordset($1::jsonb) AS input(id uuid, content text, person jsonb)
CROSS JOIN LATERAL jsonb_to_record(input.person) AS new(
    external_id text, role text, name text, email text, language text, place jsonb, country jsonb,
    remote boolean, seats integer, hours_max integer
)
ON CONFLICT (external_id) DO UPDATE
SET role = excluded.role,
    name = excluded.name,
    email = excluded.email,
    language = excluded.language,
    place_text = excluded.place_text,
    place_code = excluded.place_code,
    place_confidence = excluded.place_confidence,
    place_evidence = excluded.place_evidence,
    country_text = excluded.country_text,
    country_code = excluded.country_code,
    country_confidence = excluded.country_confidence,
    country_evidence = excluded.country_evidence,
    remote = excluded.remote,
    -- Seats that are taken stay offered: a file may lag behind what was accepted, and one mentor's
    -- row must not refuse everybody's.
    seats = greatest(excluded.seats, person.seats_taken),
    hours_max = excluded.hours_max,
    imported = excluded.imported,
    updated_at = excluded.updated_at,
    version = person.version + 1,
    changed_xid = pg_current_xact_id()
WHERE person.imported IS DISTINCT FROM excluded.imported
RETURNING id, external_id, version = 1 AS created
