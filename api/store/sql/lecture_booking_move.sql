-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- A lecture that is confirmed takes the speaker's hours of the year it is held in; when it falls
-- through they are given back. Feedback is kept as its side's.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $6::integer AS held, $7::text AS reason_code,
        from_ms($8::bigint) AS now, $9::uuid AS new_id, $10::text AS actor
), judged AS MATERIALIZED (
    SELECT booking.id, booking.state AS from_state, booking.speaker_id, booking.starts_at,
        programme, programme.hours_each,
        extract(year FROM booking.starts_at AT TIME ZONE 'UTC')::integer AS year,
        CASE
            WHEN step.event = 'confirm'
            THEN booking.ends_at + make_interval(days => programme.answer_days)
            ELSE booking.expires_at
        END AS expires_at,
        CASE
            WHEN step.event IN ('accept', 'confirm') AND request.state <> 'open'
            THEN 'request_not_open'
            WHEN step.event = 'accept' AND offer.state <> 'published' THEN 'offer_not_published'
            WHEN step.event = 'accept'
                AND times_taken(
                    offer.id, extract(year FROM booking.starts_at AT TIME ZONE 'UTC')::integer
                ) >= offer.times_a_year
            THEN 'times_spent'
            WHEN step.event = 'confirm'
                AND EXISTS (
                    SELECT
                    FROM lecture_booking AS other
                    WHERE other.speaker_id = booking.speaker_id
                        AND other.state = 'confirmed'
                        AND tstzrange(other.starts_at, other.ends_at)
                            && tstzrange(booking.starts_at, booking.ends_at)
                )
            THEN 'overlaps'
            WHEN step.event IN ('deliver', 'no_show') AND step.now < booking.starts_at
            THEN 'not_held_yet'
        END AS refused
    FROM step
    JOIN lecture_booking AS booking ON booking.id = step.id
    JOIN lecture_request AS request ON request.id = booking.request_id
    JOIN lecture_offer AS offer ON offer.id = booking.offer_id
    JOIN programme ON programme.id = booking.programme_id
), waiting AS (
    SELECT CASE
            WHEN step.clause IS NULL THEN NULL
            WHEN step.clause = 'expires_at'
            THEN least(deadline_of(judged.programme, 'ends_on', step.now), judged.expires_at)
            ELSE deadline_of(judged.programme, step.clause, step.now)
        END AS deadline_at
    FROM step, judged
), taken AS (
    UPDATE person
    SET changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE person.id = judged.speaker_id
        AND judged.refused IS NULL
        AND judged.hours_each > 0
        AND (step.to_state = 'confirmed' OR judged.from_state = 'confirmed')
    RETURNING person.id, person.hours_max
), booked AS (
    INSERT INTO hours_year (person_id, year, hours, hours_max)
    SELECT taken.id, judged.year, judged.hours_each, taken.hours_max
    FROM step, taken, judged
    WHERE step.to_state = 'confirmed'
        AND (taken.hours_max = 0 OR judged.hours_each <= taken.hours_max)
    ON CONFLICT ON CONSTRAINT hours_of_a_year_are_counted_once DO UPDATE
    SET hours = hours_year.hours + excluded.hours,
        hours_max = excluded.hours_max
    WHERE excluded.hours_max = 0 OR hours_year.hours + excluded.hours <= excluded.hours_max
    RETURNING person_id, year
), entered AS (
    INSERT INTO hours_entry (object_id, person_id, year, activity, hours, created_at)
    SELECT step.id, booked.person_id, booked.year, 'lecture', judged.hours_each, step.now
    FROM step, booked, judged
), returned AS (
    DELETE FROM hours_entry AS entry
    USING step
    WHERE entry.object_id = step.id
        AND step.to_state IN ('cancelled_speaker', 'cancelled_host', 'no_show')
    RETURNING entry.person_id, entry.year, entry.hours
), unbooked AS (
    UPDATE hours_year
    SET hours = hours_year.hours - returned.hours
    FROM returned
    WHERE hours_year.person_id = returned.person_id AND hours_year.year = returned.year
), moved AS (
    UPDATE lecture_booking AS booking
    SET speaker_feedback = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' AND step.actor = 'speaker'
            THEN step.event ELSE booking.speaker_feedback
        END,
        teacher_feedback = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' AND step.actor = 'teacher'
            THEN step.event ELSE booking.teacher_feedback
        END,
        expires_at = judged.expires_at,
        state = coalesce(step.to_state, booking.state),
        state_since = CASE WHEN step.to_state IS NULL THEN booking.state_since ELSE step.now END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN booking.deadline_at ELSE waiting.deadline_at
        END,
        -- Of a lecture that is confirmed, ahead of its begin.
        reminder_at = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' THEN booking.reminder_at
            WHEN step.reminded AND step.to_state IS NOT NULL
            THEN reminder_of(
                judged.programme, least(waiting.deadline_at, judged.starts_at), step.now
            )
        END,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN booking.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = booking.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged, waiting
    WHERE booking.id = judged.id AND judged.refused IS NULL
    RETURNING jsonb_build_object(
        'object', 'lecture_booking', 'id', booking.id, 'version', booking.version,
        'event', step.event, 'from_state', judged.from_state, 'to_state', booking.state,
        'speaker_id', booking.speaker_id, 'teacher_id', booking.teacher_id
    ) AS change
)
SELECT
    CASE
        WHEN judged.refused IS NOT NULL THEN judged.refused
        WHEN step.to_state = 'confirmed'
            AND judged.hours_each > 0
            AND NOT EXISTS (SELECT FROM booked)
        THEN 'hours_spent'
    END AS refused,
    jsonb_build_array(moved.change) AS changes
FROM judged
CROSS JOIN (SELECT to_state, held, new_id FROM step) AS step
LEFT JOIN moved ON true
