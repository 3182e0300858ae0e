-- $1 id of the last person seen or NULL, $2 role: student, alumnus, both or NULL (anybody), $3 part
-- of name, external id or e-mail or NULL, $4 how many at most, $5 units, NULL:
-- anywhere → ids, in order
SELECT id
FROM person
WHERE erased_at IS NULL
    AND ($1::uuid IS NULL OR id > $1::uuid)
    AND ($2::text IS NULL OR role IN ($2::text, 'both'))
    AND (
        $3::text IS NULL
        OR (strpos(lower(name), lower($3::text)) > 0 AND open_to_staff(person, 'name'))
        OR strpos(lower(external_id), lower($3::text)) > 0
        OR (strpos(lower(email), lower($3::text)) > 0 AND open_to_staff(person, 'email'))
    )
    AND ($5::uuid[] IS NULL OR id IN (SELECT people_below($5::uuid[])))
ORDER BY id
LIMIT $4::bigint
