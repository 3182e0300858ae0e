-- $1 now (ms), $2 until when (ms) nobody else takes it, $3 hash of the code to be mailed (bytea as
-- \x…), $4 how long (ms) the code holds → the one due first, if there is one, with what its mail
-- says. Several mailers share: what another one is taking is passed over, and so is who is being
-- changed: else the code would go to an address that is old by then, unseen by the trigger that
-- makes such codes void.
WITH due AS MATERIALIZED (
    SELECT sign_in.id, person.id AS person_id, person.email, person.language
    FROM sign_in
    JOIN person ON person.id = sign_in.person_id
    WHERE sign_in.next_try_at <= from_ms($1::bigint)
    ORDER BY sign_in.next_try_at, sign_in.id
    LIMIT 1
    FOR UPDATE OF sign_in SKIP LOCKED
    FOR SHARE OF person SKIP LOCKED
)
UPDATE sign_in
SET tries = sign_in.tries + 1,
    next_try_at = from_ms($2::bigint),
    hash = $3::bytea,
    expires_at = from_ms($4::bigint)
FROM due
WHERE sign_in.id = due.id
RETURNING sign_in.id, sign_in.kind, sign_in.tries, due.email, due.language,
    -- A link was asked for; an invitation is for who may be written to, also on the day it is sent.
    sign_in.kind = 'link'
    OR lawful_basis(
        due.person_id, 'mentoring_mail', 'email', (from_ms($1::bigint) AT TIME ZONE 'UTC')::date
    ) IS NOT NULL AS lawful
