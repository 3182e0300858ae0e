-- $1 id of a person whose objects have ended, $2 now (ms), $3 hash of their external id (bytea as
-- \x…) → version: takes away what is kept about them (store_personal.h says what of which table)
WITH who AS (
    SELECT id, external_id, name, email
    FROM person
    WHERE id = $1::uuid
), lists AS (
    DELETE FROM affiliation WHERE person_id = $1::uuid
), employments AS (
    DELETE FROM employment WHERE person_id = $1::uuid
), languages AS (
    DELETE FROM language_skill WHERE person_id = $1::uuid
), wishes AS (
    DELETE FROM wish WHERE person_id = $1::uuid
), condition_fields AS (
    DELETE FROM condition_field WHERE person_id = $1::uuid
), condition_languages AS (
    DELETE FROM condition_language WHERE person_id = $1::uuid
), consents AS (
    DELETE FROM consent WHERE person_id = $1::uuid
), sign_ins AS (
    DELETE FROM sign_in WHERE person_id = $1::uuid
), tokens AS (
    UPDATE token
    SET revoked_at = coalesce(revoked_at, from_ms($2::bigint)),
        label = NULL,
        changed_xid = pg_current_xact_id()
    WHERE person_id = $1::uuid
), appointments AS (
    UPDATE appointment
    SET ended_at = from_ms($2::bigint),
        version = version + 1,
        changed_xid = pg_current_xact_id()
    WHERE person_id = $1::uuid AND ended_at IS NULL
    RETURNING id, version
), offers AS (
    UPDATE mentor_offer
    SET conditions = '{}', changed_xid = pg_current_xact_id()
    WHERE mentor_id = $1::uuid
), requests AS (
    UPDATE mentoring_request
    SET message = NULL
    WHERE (student_id = $1::uuid OR mentor_id = $1::uuid) AND message IS NOT NULL
), notes AS (
    DELETE FROM note
    WHERE object_id IN (
        SELECT id FROM mentor_offer WHERE mentor_id = $1::uuid
        UNION
        SELECT id FROM need WHERE student_id = $1::uuid
        UNION
        SELECT id FROM mentoring_request WHERE $1::uuid IN (student_id, mentor_id)
        UNION
        SELECT id FROM mentorship WHERE $1::uuid IN (student_id, mentor_id)
        UNION
        SELECT id FROM consent WHERE person_id = $1::uuid
    )
), notices AS (
    DELETE FROM outbox WHERE person_id = $1::uuid
), replies AS (
    -- Their own, and those that tell of them. Of imports every one: it quotes what was refused.
    DELETE FROM idempotency
    USING who
    WHERE idempotency.caller = 'person:' || who.id
        OR strpos(idempotency.body, who.id::text) > 0
        OR strpos(idempotency.location, who.id::text) > 0
        OR strpos(idempotency.body, who.external_id) > 0
        OR strpos(idempotency.body, who.name) > 0
        OR strpos(idempotency.body, who.email) > 0
        OR strpos(idempotency.body, '"errors_total":') > 0
), remembered AS (
    INSERT INTO erased (hash, erased_at)
    VALUES ($3::bytea, from_ms($2::bigint))
    ON CONFLICT (hash) DO NOTHING
)
UPDATE person
SET external_id = 'erased-' || person.id,
    name = NULL,
    email = NULL,
    language = NULL,
    place_text = NULL,
    place_code = NULL,
    place_confidence = 0,
    place_evidence = NULL,
    country_text = NULL,
    country_code = NULL,
    country_confidence = 0,
    country_evidence = NULL,
    remote = false,
    seats = 0,
    hours_max = 0,
    imported = NULL,
    visibility = '[]',
    paused = false,
    erase_at = NULL,
    erased_at = from_ms($2::bigint),
    updated_at = from_ms($2::bigint),
    version = person.version + 1,
    changed_xid = pg_current_xact_id()
WHERE person.id = $1::uuid
RETURNING person.version
