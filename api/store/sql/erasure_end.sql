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
), memberships AS (
    DELETE FROM membership WHERE person_id = $1::uuid
), contacts AS (
    UPDATE member_group
    SET contact_person_id = NULL, version = version + 1
    WHERE contact_person_id = $1::uuid
), sign_ins AS (
    DELETE FROM sign_in WHERE person_id = $1::uuid
), tokens AS (
    UPDATE token
    SET revoked_at = coalesce(revoked_at, from_ms($2::bigint)),
        label = NULL,
        changed_xid = pg_current_xact_id()
    WHERE person_id = $1::uuid
), labels AS (
    -- Of others' tokens that name them: "for anna@example.org".
    UPDATE token
    SET label = NULL
    FROM who
    WHERE token.person_id IS DISTINCT FROM who.id
        AND (
            strpos(lower(token.label), lower(who.name)) > 0
            OR strpos(lower(token.label), lower(who.email)) > 0
            -- As a word: it may be a short number.
            OR lower(who.external_id)
                = ANY (regexp_split_to_array(lower(token.label), '[[:space:],;:()]+'))
        )
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
), leads AS (
    UPDATE internship_lead
    SET title = NULL,
        text = NULL,
        employer = NULL,
        field_code = NULL,
        occupation_code = NULL,
        industry_code = NULL,
        place_code = NULL,
        language_code = NULL,
        language_level = NULL
    WHERE host_id = $1::uuid
), applications AS (
    UPDATE application
    SET message = NULL
    WHERE (student_id = $1::uuid OR host_id = $1::uuid) AND message IS NOT NULL
), lecture_offers AS (
    UPDATE lecture_offer
    SET title = 'erased', text = NULL, topics = '{}', changed_xid = pg_current_xact_id()
    WHERE speaker_id = $1::uuid
), lecture_requests AS (
    UPDATE lecture_request
    SET course = 'erased', text = NULL, wishes = '{}', languages = '[]',
        changed_xid = pg_current_xact_id()
    WHERE teacher_id = $1::uuid
), lecture_bookings AS (
    UPDATE lecture_booking
    SET location = NULL
    WHERE $1::uuid IN (speaker_id, teacher_id) AND location IS NOT NULL
), participations AS (
    UPDATE participant SET person_id = NULL WHERE person_id = $1::uuid
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
        SELECT id FROM pair WHERE $1::uuid IN (student_id, mentor_id)
        UNION
        SELECT id FROM internship_lead WHERE host_id = $1::uuid
        UNION
        SELECT id FROM application WHERE $1::uuid IN (student_id, host_id)
        UNION
        SELECT id FROM lecture_offer WHERE speaker_id = $1::uuid
        UNION
        SELECT id FROM lecture_request WHERE teacher_id = $1::uuid
        UNION
        SELECT id FROM lecture_booking WHERE $1::uuid IN (speaker_id, teacher_id)
        UNION
        SELECT id FROM consent WHERE person_id = $1::uuid
        UNION
        SELECT id FROM membership WHERE person_id = $1::uuid
    )
), notices AS (
    DELETE FROM outbox WHERE person_id = $1::uuid
), replies AS (
    -- Their own, and those that tell of them, or whose keys do. Of imports every one: it quotes what was refused.
    DELETE FROM idempotency
    USING who
    WHERE idempotency.caller = 'person:' || who.id
        OR strpos(idempotency.body, who.id::text) > 0
        OR strpos(idempotency.location, who.id::text) > 0
        OR strpos(idempotency.body, who.external_id) > 0
        OR strpos(idempotency.body, who.name) > 0
        OR strpos(idempotency.body, who.email) > 0
        OR strpos(idempotency.body, '"errors_total":') > 0
        OR strpos(lower(idempotency.key), who.id::text) > 0
        OR strpos(lower(idempotency.key), lower(who.external_id)) > 0
        OR strpos(lower(idempotency.key), lower(who.name)) > 0
        OR strpos(lower(idempotency.key), lower(who.email)) > 0
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
