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
RETURNING sign_in.id, sign_in.kind, sign_in.tries, person.email, person.name, person.language,
    -- A link was asked for; an invitation is for who may be written to, also on the day it is sent.
    sign_in.kind = 'link'
    OR lawful_basis(
        person.id, 'mentoring_mail', 'email', (from_ms($1::bigint) AT TIME ZONE 'UTC')::date
    ) IS NOT NULL AS lawful
