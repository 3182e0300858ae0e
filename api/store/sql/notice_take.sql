-- $1 now (ms), $2 until when (ms) nobody else takes them, $3 how many at most, $4 notices written up
-- to that moment (ms) are stale → those due first, with what their mails say. failed is a word where
-- one is given up here and now: it is stale, or may not be sent on this day, or there is nowhere to
-- send it; the others are taken. Several mailers share: what another one is taking is passed over.
-- A deadline is told while the object is in the state that the notice told of; a reminder of one that
-- is in it no more is stale.
WITH due AS MATERIALIZED (
    SELECT outbox
    FROM outbox
    WHERE next_try_at <= from_ms($1::bigint)
    ORDER BY next_try_at, id
    LIMIT $3::bigint
    FOR UPDATE SKIP LOCKED
), judged AS MATERIALIZED (
    SELECT (due.outbox).id, message_id_of(due.outbox) AS message_id,
        person.email, person.language, about.party,
        CASE WHEN about.state = told.to_state THEN about.deadline_at END AS deadline_at,
        CASE
            WHEN (due.outbox).created_at <= from_ms($4::bigint)
            THEN CASE WHEN (due.outbox).tries = 0 THEN 'stale' ELSE 'unreachable' END
            WHEN told.event = 'remind' AND about.state <> told.to_state THEN 'stale'
            WHEN person.email IS NULL THEN 'no_email'
            WHEN lawful_basis(
                person.id, 'mentoring_mail', 'email',
                (from_ms($1::bigint) AT TIME ZONE 'UTC')::date
            ) IS NULL
            THEN 'no_basis'
        END AS failed
    FROM due
    JOIN person ON person.id = (due.outbox).person_id
    LEFT JOIN told_side AS about ON about.id = (due.outbox).object_id AND about.person_id = person.id
    LEFT JOIN audit AS told
        ON told.object_id = (due.outbox).object_id AND told.version = (due.outbox).version
)
UPDATE outbox
SET tries = outbox.tries + CASE WHEN judged.failed IS NULL THEN 1 ELSE 0 END,
    next_try_at = CASE WHEN judged.failed IS NULL THEN from_ms($2::bigint) END,
    failed = judged.failed
FROM judged
WHERE outbox.id = judged.id
RETURNING outbox.id, outbox.notice, outbox.tries, outbox.failed, judged.message_id, judged.party,
    judged.email, judged.language, to_ms(judged.deadline_at) AS deadline_at
