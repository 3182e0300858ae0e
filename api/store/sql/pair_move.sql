-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- A pair that is released takes a seat of the offer and of the mentor, one of the mentors that the
-- need wants, and the mentor's hours; its end gives them back. Once confirmed they are those of the
-- mentorship $9, which it proposes. Of a pair that was never released neither side knows.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded,
        -- What is confirmed goes on holding its places.
        CASE WHEN $3::text = 'confirmed' THEN 0 ELSE $6::integer END AS held,
        $7::text AS reason_code, from_ms($8::bigint) AS now, $9::uuid AS new_id,
        extract(year FROM from_ms($8::bigint) AT TIME ZONE 'UTC')::integer AS year
), judged AS MATERIALIZED (
    SELECT pair.id, pair.state AS from_state, pair.mentor_id, programme, programme.hours_each,
        coalesce(released.need_id, pair.need_id) AS need_id,
        coalesce(released.offer_id, pair.offer_id) AS offer_id,
        CASE step.event
            WHEN 'release' THEN released.reason
            WHEN 'confirm_student' THEN CASE
                WHEN pair.student_confirmed_at IS NOT NULL THEN 'confirmed_already'
            END
            WHEN 'confirm_mentor' THEN CASE
                WHEN pair.mentor_confirmed_at IS NOT NULL THEN 'confirmed_already'
            END
        END AS refused
    FROM step
    JOIN pair ON pair.id = step.id
    JOIN programme ON programme.id = pair.programme_id
    LEFT JOIN LATERAL release_reasons(programme.id, ARRAY[pair], '{}', step.now) AS released
        ON step.event = 'release'
), seated AS (
    UPDATE mentor_offer AS offer
    SET seats_taken = offer.seats_taken + step.held,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE offer.id = judged.offer_id AND step.held <> 0 AND judged.refused IS NULL
), met AS (
    UPDATE need
    SET mentors_have = need.mentors_have + step.held
    FROM step, judged
    WHERE need.id = judged.need_id AND step.held <> 0 AND judged.refused IS NULL
), taken AS (
    UPDATE person
    SET seats_taken = person.seats_taken + step.held,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE person.id = judged.mentor_id AND step.held <> 0 AND judged.refused IS NULL
    RETURNING person.id, person.hours_max
), booked AS (
    INSERT INTO hours_year (person_id, year, hours, hours_max)
    SELECT taken.id, step.year, judged.hours_each, taken.hours_max
    FROM step, judged, taken
    WHERE judged.hours_each > 0 AND step.held > 0
    ON CONFLICT ON CONSTRAINT hours_of_a_year_are_counted_once DO UPDATE
    SET hours = hours_year.hours + excluded.hours,
        hours_max = excluded.hours_max
    RETURNING person_id
), entered AS (
    INSERT INTO hours_entry (object_id, person_id, year, activity, hours, created_at)
    SELECT step.id, booked.person_id, step.year, 'mentoring', judged.hours_each, step.now
    FROM step, judged, booked
), returned AS (
    DELETE FROM hours_entry AS entry
    USING step, judged
    WHERE entry.object_id = step.id AND step.held < 0 AND judged.refused IS NULL
    RETURNING entry.person_id, entry.year, entry.hours
), unbooked AS (
    UPDATE hours_year
    SET hours = hours_year.hours - returned.hours
    FROM returned
    WHERE hours_year.person_id = returned.person_id AND hours_year.year = returned.year
), handed_on AS (
    UPDATE hours_entry AS entry
    SET object_id = step.new_id
    FROM step, judged
    WHERE entry.object_id = step.id
        AND step.to_state = 'confirmed'
        AND judged.refused IS NULL
), moved AS (
    UPDATE pair
    SET need_id = judged.need_id,
        offer_id = judged.offer_id,
        released_at = CASE
            WHEN step.event = 'release' THEN step.now ELSE pair.released_at
        END,
        student_confirmed_at = CASE
            WHEN step.event = 'confirm_student' THEN step.now ELSE pair.student_confirmed_at
        END,
        mentor_confirmed_at = CASE
            WHEN step.event = 'confirm_mentor' THEN step.now ELSE pair.mentor_confirmed_at
        END,
        state = coalesce(step.to_state, pair.state),
        state_since = CASE WHEN step.to_state IS NULL THEN pair.state_since ELSE step.now END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN pair.deadline_at
            ELSE deadline_of(judged.programme, step.clause, step.now)
        END,
        reminder_at = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' THEN pair.reminder_at
            WHEN step.reminded AND step.to_state IS NOT NULL
            THEN reminder_of(
                judged.programme, deadline_of(judged.programme, step.clause, step.now), step.now
            )
        END,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN pair.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE pair.id = judged.id AND judged.refused IS NULL
    RETURNING pair.id, pair.need_id, pair.offer_id, pair.programme_id, pair.student_id,
        pair.mentor_id, pair.state,
        jsonb_build_object(
            'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', step.event,
            'from_state', judged.from_state, 'to_state', pair.state
        ) || CASE WHEN pair.released_at IS NULL
            THEN '{}'::jsonb
            ELSE jsonb_build_object('student_id', pair.student_id, 'mentor_id', pair.mentor_id)
        END AS change
), proposed AS (
    INSERT INTO mentorship (
        id, pair_id, need_id, offer_id, programme_id, student_id, mentor_id, state, state_since,
        deadline_at, reminder_at, created_at, updated_at
    )
    SELECT step.new_id, moved.id, moved.need_id, moved.offer_id, moved.programme_id,
        moved.student_id, moved.mentor_id, 'proposed', step.now, starting.deadline_at,
        reminder_of(judged.programme, starting.deadline_at, step.now), step.now, step.now
    FROM step
    CROSS JOIN judged
    CROSS JOIN moved
    CROSS JOIN LATERAL (
        SELECT deadline_of(judged.programme, 'start_days', step.now) AS deadline_at
    ) AS starting
    WHERE moved.state = 'confirmed'
    RETURNING jsonb_build_object(
        'object', 'mentorship', 'id', id, 'version', 1, 'event', 'create', 'to_state', state
    ) AS change
)
SELECT judged.refused,
    jsonb_build_array(moved.change)
        || coalesce((SELECT jsonb_agg(change) FROM proposed), '[]') AS changes
FROM judged
LEFT JOIN moved ON true
CROSS JOIN (SELECT $10::text AS actor) AS unused
