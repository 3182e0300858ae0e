-- $1 now (ms), $2 until when (ms) nobody else takes it, $3 hash of the code to be mailed (bytea as
-- \x…), $4 how long (ms) the code holds → the one due first, if there is one, with what its mail
-- says. Several mailers share: what another one is taking is passed over.
UPDATE sign_in
SET tries = sign_in.tries + 1,
    next_try_at = from_ms($2::bigint),
    hash = $3::bytea,
    expires_at = from_ms($4::bigint)
FROM person
WHERE sign_in.id = (
        SELECT due.id
        FROM sign_in AS due
        WHERE due.next_try_at <= from_ms($1::bigint)
        ORDER BY due.next_try_at, due.id
        LIMIT 1
        FOR UPDATE SKIP LOCKED
    )
    AND person.id = sign_in.person_id
RETURNING sign_in.id, sign_in.kind, sign_in.tries, person.email, person.name, person.language
