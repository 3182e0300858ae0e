-- $1 id → the group by member_group_shape, or no row
SELECT id, unit_id, kind, name, contact_person_id, rule, joinable, answer_days, version
FROM member_group
WHERE id = $1::uuid
