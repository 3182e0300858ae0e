-- $1 id of a group, $2 id of the last one seen or NULL, $3 how many at most → person_id of those in
-- it, in order
SELECT person_id
FROM membership
WHERE group_id = $1::uuid
    AND state IN ('active', 'muted')
    AND ($2::uuid IS NULL OR person_id > $2::uuid)
ORDER BY person_id
LIMIT $3::bigint
