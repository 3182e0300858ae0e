-- $1 id, $2 version that must be there or 0 for any, $3 the group as jsonb by member_group_shape, of
-- which all but unit_id is taken, $4 now (ms) → one row: version (NULL: not changed), refused (always
-- NULL) and whether there is such a group
WITH new AS (
    SELECT given.kind, given.name, given.contact_person_id, given.rule, given.joinable,
        given.answer_days
    FROM jsonb_to_record($3::jsonb) AS given(
        kind text, name text, contact_person_id uuid, rule jsonb, joinable boolean,
        answer_days integer
    )
), changed AS (
    UPDATE member_group
    SET kind = new.kind,
        name = new.name,
        contact_person_id = new.contact_person_id,
        rule = coalesce(new.rule, '{}'),
        joinable = coalesce(new.joinable, false),
        answer_days = new.answer_days,
        updated_at = from_ms($4::bigint),
        version = member_group.version + 1
    FROM new
    WHERE member_group.id = $1::uuid
        AND ($2::integer = 0 OR member_group.version = $2::integer)
    RETURNING member_group.version
)
SELECT (SELECT version FROM changed) AS version,
    NULL::text AS refused,
    EXISTS (SELECT FROM member_group WHERE id = $1::uuid) AS exists
