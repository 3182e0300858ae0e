-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Releases every approved pair that holds today, with its seats, its place in the need and the
-- mentor's hours, and tells both sides; each other is dropped, with the reason, and told to nobody.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $7::text AS reason_code, from_ms($8::bigint) AS now,
        extract(year FROM from_ms($8::bigint) AT TIME ZONE 'UTC')::integer AS year
), judged AS MATERIALIZED (
    SELECT round.id, round.state AS from_state, programme, programme.id AS programme_id,
        programme.hours_each, deadline_of(programme, 'confirm_days', step.now) AS deadline_at,
        reminder_of(
            programme, deadline_of(programme, 'confirm_days', step.now), step.now
        ) AS reminder_at,
        CASE
            WHEN deadline_of(programme, 'ends_on', step.now) <= step.now THEN 'programme_over'
            WHEN EXISTS (
                SELECT FROM pair WHERE pair.round_id = round.id AND pair.state = 'proposed'
            ) THEN 'pairs_undecided'
            WHEN NOT EXISTS (
                SELECT FROM pair WHERE pair.round_id = round.id AND pair.state = 'approved'
            ) THEN 'no_pairs'
        END AS refused
    FROM step
    JOIN round ON round.id = step.id
    JOIN programme ON programme.id = round.programme_id
), decided AS MATERIALIZED (
    SELECT decided.pair_id, decided.need_id, decided.offer_id, decided.reason
    FROM step
    CROSS JOIN judged
    CROSS JOIN LATERAL release_reasons(
        judged.programme_id,
        ARRAY(
            SELECT pair FROM pair WHERE pair.round_id = judged.id AND pair.state = 'approved'
        ),
        '{}',
        step.now
    ) AS decided
    WHERE judged.refused IS NULL
), released AS (
    UPDATE pair
    SET state = 'released',
        state_since = step.now,
        need_id = decided.need_id,
        offer_id = decided.offer_id,
        released_at = step.now,
        deadline_at = judged.deadline_at,
        reminder_at = judged.reminder_at,
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged, decided
    WHERE pair.id = decided.pair_id AND decided.reason IS NULL
    RETURNING pair.id, pair.need_id, pair.offer_id, pair.mentor_id,
        jsonb_build_object(
            'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', 'release',
            'from_state', 'approved', 'to_state', pair.state, 'student_id', pair.student_id,
            'mentor_id', pair.mentor_id, 'told', true
        ) AS change
), dropped AS (
    UPDATE pair
    SET state = 'dropped',
        state_since = step.now,
        deadline_at = NULL,
        reason_code = decided.reason,
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, decided
    WHERE pair.id = decided.pair_id AND decided.reason IS NOT NULL
    RETURNING pair.id,
        jsonb_build_object(
            'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', 'drop',
            'from_state', 'approved', 'to_state', pair.state, 'reason_code', pair.reason_code
        ) AS change
), seated AS (
    UPDATE mentor_offer AS offer
    SET seats_taken = offer.seats_taken + taking.count,
        changed_xid = pg_current_xact_id()
    FROM (SELECT offer_id, count(*) AS count FROM released GROUP BY offer_id) AS taking
    WHERE offer.id = taking.offer_id
), met AS (
    UPDATE need
    SET mentors_have = need.mentors_have + 1
    FROM released
    WHERE need.id = released.need_id
), taken AS (
    UPDATE person
    SET seats_taken = person.seats_taken + taking.count,
        changed_xid = pg_current_xact_id()
    FROM (SELECT mentor_id, count(*) AS count FROM released GROUP BY mentor_id) AS taking
    WHERE person.id = taking.mentor_id
    RETURNING person.id, person.hours_max, taking.count
), booked AS (
    INSERT INTO hours_year (person_id, year, hours, hours_max)
    SELECT taken.id, step.year, taken.count * judged.hours_each, taken.hours_max
    FROM step, judged, taken
    WHERE judged.hours_each > 0
    ON CONFLICT ON CONSTRAINT hours_of_a_year_are_counted_once DO UPDATE
    SET hours = hours_year.hours + excluded.hours,
        hours_max = excluded.hours_max
    RETURNING person_id
), entered AS (
    INSERT INTO hours_entry (object_id, person_id, year, activity, hours, created_at)
    SELECT released.id, booked.person_id, step.year, 'mentoring', judged.hours_each, step.now
    FROM step
    CROSS JOIN judged
    CROSS JOIN released
    JOIN booked ON booked.person_id = released.mentor_id
), moved AS (
    UPDATE round
    SET state = step.to_state,
        state_since = step.now,
        published_at = step.now,
        deadline_at = deadline_of(judged.programme, step.clause, step.now),
        reason_code = step.reason_code,
        updated_at = step.now,
        version = round.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE round.id = judged.id AND judged.refused IS NULL
    RETURNING jsonb_build_object(
        'object', 'round', 'id', round.id, 'version', round.version, 'event', step.event,
        'from_state', judged.from_state, 'to_state', round.state
    ) AS change
), others AS (
    SELECT id, change FROM released
    UNION ALL
    SELECT id, change FROM dropped
)
SELECT judged.refused,
    jsonb_build_array(moved.change)
        || coalesce((SELECT jsonb_agg(change ORDER BY id) FROM others), '[]') AS changes
FROM judged
LEFT JOIN moved ON true
CROSS JOIN (
    SELECT $5::boolean AS reminded, $6::integer AS held, $9::uuid AS new_id, $10::text AS actor
) AS unused
