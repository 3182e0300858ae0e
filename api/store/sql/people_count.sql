-- $1 role: student, alumnus, both or NULL (anybody), $2 part of name, external id or e-mail or NULL,
-- $3 units, NULL: anywhere → one row: people, how many people_page would list in all
SELECT count(*) AS people
FROM person
WHERE erased_at IS NULL
    AND ($1::text IS NULL OR role IN ($1::text, 'both'))
    AND (
        $2::text IS NULL
        OR (strpos(lower(name), lower($2::text)) > 0 AND open_to_staff(person, 'name'))
        OR strpos(lower(external_id), lower($2::text)) > 0
        OR (strpos(lower(email), lower($2::text)) > 0 AND open_to_staff(person, 'email'))
    )
    AND ($3::uuid[] IS NULL OR id IN (SELECT people_below($3::uuid[])))
