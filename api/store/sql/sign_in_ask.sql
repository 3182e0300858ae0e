-- $1 e-mail address, $2 now (ms), $3 how many may be open of one person, $4 how many people may have
-- that address → a row for each who gets a link
INSERT INTO sign_in (id, person_id, kind, created_at, minute, next_try_at)
SELECT new_id($2::bigint), person.id, 'link', from_ms($2::bigint), $2::bigint / 60000,
    from_ms($2::bigint)
FROM person
WHERE lower(person.email) = lower($1::text)
    AND (
        SELECT count(*)
        FROM sign_in
        WHERE sign_in.person_id = person.id
            AND sign_in.used_at IS NULL
            AND sign_in.failed IS NULL
            AND (sign_in.expires_at IS NULL OR sign_in.expires_at > from_ms($2::bigint))
    ) < $3::bigint
    AND NOT EXISTS (
        SELECT FROM sign_in
        WHERE sign_in.person_id = person.id AND sign_in.created_at > from_ms($2::bigint - 60000)
    )
ORDER BY person.id
LIMIT $4::bigint
ON CONFLICT ON CONSTRAINT a_person_is_written_to_once_a_minute DO NOTHING
RETURNING person_id
