-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- What the round's repair run changes: released pairs that it has no more are dropped and give their
-- places back, those that are new are released with theirs, and both sides of all these are told. A
-- new pair that cannot be released today is kept as dropped, with the reason, and told to nobody; but
-- nobody loses a pair for one that falls out: then the run is stale.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, from_ms($8::bigint) AS now,
        extract(year FROM from_ms($8::bigint) AT TIME ZONE 'UTC')::integer AS year
), judged AS MATERIALIZED (
    SELECT round.id, round.run_id, round.state, programme.id AS programme_id,
        programme.hours_each, deadline_of(programme, 'confirm_days', step.now) AS deadline_at,
        reminder_of(
            programme, deadline_of(programme, 'confirm_days', step.now), step.now
        ) AS reminder_at,
        run_refusal(round) AS refused
    FROM step
    JOIN round ON round.id = step.id
    JOIN programme ON programme.id = round.programme_id
), found AS MATERIALIZED (
    SELECT found.student_id, found.mentor_id, found.score_bp
    FROM judged
    CROSS JOIN LATERAL run_pairs(judged.run_id) AS found
    WHERE judged.refused IS NULL
), undone AS MATERIALIZED (
    SELECT pair
    FROM judged
    JOIN pair ON pair.round_id = judged.id
    WHERE judged.refused IS NULL
        AND pair.state = 'released'
        -- Hashed, as in 0015_pairs.sql.
        AND (
            (pair.student_id, pair.mentor_id) IN (SELECT student_id, mentor_id FROM found)
        ) IS NOT TRUE
), wanted AS MATERIALIZED (
    SELECT jsonb_populate_record(
            NULL::pair,
            jsonb_build_object(
                'id', new_id($8::bigint), 'student_id', found.student_id,
                'mentor_id', found.mentor_id, 'score_bp', found.score_bp, 'pinned', false
            )
        ) AS pair
    FROM judged
    CROSS JOIN found
    WHERE (
        (found.student_id, found.mentor_id) IN (
            SELECT standing.student_id, standing.mentor_id
            FROM pair AS standing
            WHERE standing.round_id = $1::uuid AND standing.state IN ('released', 'confirmed')
        )
    ) IS NOT TRUE
), decided AS MATERIALIZED (
    SELECT (wanted.pair).id, (wanted.pair).student_id, (wanted.pair).mentor_id,
        (wanted.pair).score_bp, decided.need_id, decided.offer_id, decided.reason
    FROM step
    CROSS JOIN judged
    CROSS JOIN LATERAL release_reasons(
        judged.programme_id, ARRAY(SELECT wanted.pair FROM wanted),
        ARRAY(SELECT undone.pair FROM undone), step.now
    ) AS decided
    JOIN wanted ON (wanted.pair).id = decided.pair_id
), told AS MATERIALIZED (
    SELECT coalesce(
            judged.refused,
            CASE
                WHEN EXISTS (
                    SELECT
                    FROM decided
                    JOIN undone ON (undone.pair).student_id = decided.student_id
                    WHERE decided.reason IS NOT NULL
                ) THEN 'run_stale'
            END
        ) AS refused
    FROM judged
), dropped AS (
    UPDATE pair
    SET state = 'dropped',
        state_since = step.now,
        deadline_at = NULL,
        reminder_at = NULL,
        reason_code = 'replaced',
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, told, undone
    WHERE pair.id = (undone.pair).id AND told.refused IS NULL
    RETURNING pair.id, pair.need_id, pair.offer_id, pair.mentor_id,
        jsonb_build_object(
            'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', 'drop',
            'from_state', 'released', 'to_state', pair.state, 'reason_code', pair.reason_code,
            'student_id', pair.student_id, 'mentor_id', pair.mentor_id, 'told', true
        ) AS change
), added AS (
    INSERT INTO pair (
        id, round_id, programme_id, run_id, student_id, mentor_id, score_bp, need_id, offer_id,
        released_at, state, state_since, deadline_at, reminder_at, reason_code, created_at,
        updated_at
    )
    SELECT decided.id, judged.id, judged.programme_id, judged.run_id, decided.student_id,
        decided.mentor_id, decided.score_bp, decided.need_id, decided.offer_id,
        CASE WHEN decided.reason IS NULL THEN step.now END,
        CASE WHEN decided.reason IS NULL THEN 'released' ELSE 'dropped' END, step.now,
        CASE WHEN decided.reason IS NULL THEN judged.deadline_at END,
        CASE WHEN decided.reason IS NULL THEN judged.reminder_at END,
        decided.reason, step.now, step.now
    FROM step
    CROSS JOIN judged
    CROSS JOIN told
    CROSS JOIN decided
    WHERE told.refused IS NULL
        -- The index must have let go of those that fall out.
        AND (SELECT count(*) FROM dropped) >= 0
    RETURNING id, need_id, offer_id, mentor_id, state,
        jsonb_build_object(
            'object', 'pair', 'id', id, 'version', 1,
            'event', CASE state WHEN 'released' THEN 'release' ELSE 'drop' END, 'to_state', state,
            'reason_code', reason_code
        ) || CASE WHEN state = 'released'
            THEN jsonb_build_object(
                'student_id', student_id, 'mentor_id', mentor_id, 'told', true
            )
            ELSE '{}'::jsonb
        END AS change
), balance AS (
    SELECT need_id, offer_id, mentor_id, -1 AS places FROM dropped
    UNION ALL
    SELECT need_id, offer_id, mentor_id, 1 FROM added WHERE state = 'released'
), seated AS (
    UPDATE mentor_offer AS offer
    SET seats_taken = offer.seats_taken + taking.places,
        changed_xid = pg_current_xact_id()
    FROM (SELECT offer_id, sum(places) AS places FROM balance GROUP BY offer_id) AS taking
    WHERE offer.id = taking.offer_id AND taking.places <> 0
), met AS (
    UPDATE need
    SET mentors_have = need.mentors_have + taking.places
    FROM (SELECT need_id, sum(places) AS places FROM balance GROUP BY need_id) AS taking
    WHERE need.id = taking.need_id AND taking.places <> 0
), taken AS (
    UPDATE person
    SET seats_taken = person.seats_taken + taking.places,
        changed_xid = pg_current_xact_id()
    FROM (SELECT mentor_id, sum(places) AS places FROM balance GROUP BY mentor_id) AS taking
    WHERE person.id = taking.mentor_id AND taking.places <> 0
), returned AS (
    DELETE FROM hours_entry AS entry
    USING dropped
    WHERE entry.object_id = dropped.id
    RETURNING entry.person_id, entry.year, entry.hours
), hours_balance AS (
    SELECT hours.person_id, hours.year, sum(hours.hours) AS hours
    FROM (
        SELECT person_id, year, -hours AS hours FROM returned
        UNION ALL
        SELECT added.mentor_id, step.year, judged.hours_each
        FROM step, judged, added
        WHERE added.state = 'released' AND judged.hours_each > 0
    ) AS hours
    GROUP BY hours.person_id, hours.year
), booked AS (
    INSERT INTO hours_year (person_id, year, hours, hours_max)
    SELECT hours_balance.person_id, hours_balance.year, hours_balance.hours, person.hours_max
    FROM hours_balance
    JOIN person ON person.id = hours_balance.person_id
    WHERE hours_balance.hours > 0
    ON CONFLICT ON CONSTRAINT hours_of_a_year_are_counted_once DO UPDATE
    SET hours = hours_year.hours + excluded.hours,
        hours_max = excluded.hours_max
), unbooked AS (
    UPDATE hours_year
    SET hours = hours_year.hours + hours_balance.hours
    FROM hours_balance
    WHERE hours_year.person_id = hours_balance.person_id
        AND hours_year.year = hours_balance.year
        AND hours_balance.hours < 0
), entered AS (
    INSERT INTO hours_entry (object_id, person_id, year, activity, hours, created_at)
    SELECT added.id, added.mentor_id, step.year, 'mentoring', judged.hours_each, step.now
    FROM step, judged, added
    WHERE added.state = 'released' AND judged.hours_each > 0
), moved AS (
    UPDATE round
    SET updated_at = step.now,
        version = round.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, told
    WHERE round.id = step.id AND told.refused IS NULL
    RETURNING jsonb_build_object(
        'object', 'round', 'id', round.id, 'version', round.version, 'event', step.event,
        'from_state', round.state, 'to_state', round.state
    ) AS change
), others AS (
    SELECT id, change FROM dropped
    UNION ALL
    SELECT id, change FROM added
)
SELECT told.refused,
    jsonb_build_array(moved.change)
        || coalesce((SELECT jsonb_agg(change ORDER BY id) FROM others), '[]') AS changes
FROM told
LEFT JOIN moved ON true
CROSS JOIN (
    SELECT $3::text AS to_state, $4::text AS clause, $5::boolean AS reminded,
        $6::integer AS held, $7::text AS reason_code, $9::uuid AS new_id, $10::text AS actor
) AS unused
