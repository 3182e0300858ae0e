-- $1 id, $2 the group as jsonb by member_group_shape, $3 now (ms) → one row: refused, always NULL
INSERT INTO member_group (
    id, unit_id, kind, name, contact_person_id, rule, joinable, answer_days, created_at, updated_at
)
SELECT $1::uuid, new.unit_id, new.kind, new.name, new.contact_person_id,
    coalesce(new.rule, '{}'), coalesce(new.joinable, false), new.answer_days,
    from_ms($3::bigint), from_ms($3::bigint)
FROM jsonb_to_record($2::jsonb) AS new(
    unit_id uuid, kind text, name text, contact_person_id uuid, rule jsonb, joinable boolean,
    answer_days integer
)
RETURNING NULL::text AS refused
