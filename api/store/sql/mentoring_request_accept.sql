-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Takes the request, a seat of the offer and of the mentor, one of the mentors that the need wants,
-- and the mentor's hours; proposes the mentorship $9. Each take looks at the counter of the very row
-- it changes. Where one finds nothing left, refused says so, others may have been taken, and the
-- transaction must be rolled back.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $6::integer AS held, $7::text AS reason_code,
        from_ms($8::bigint) AS now, $9::uuid AS new_id, $10::text AS actor
), asked AS (
    SELECT request.id, request.need_id, request.offer_id, request.mentor_id,
        request.state AS from_state, programme, programme.hours_each,
        extract(year FROM step.now AT TIME ZONE 'UTC')::integer AS year,
        deadline_of(programme, 'start_days', step.now) AS deadline_at,
        deadline_of(programme, 'ends_on', step.now) <= step.now AS programme_over,
        -- By a rule that came after the request.
        programme.rules @> jsonb_build_array(
            jsonb_build_object(
                'rule', 'never', 'student_id', request.student_id, 'mentor_id', request.mentor_id
            )
        ) AS never,
        -- By a round, of which both sides know.
        EXISTS (
            SELECT
            FROM pair
            WHERE pair.student_id = request.student_id
                AND pair.mentor_id = request.mentor_id
                AND pair.programme_id = request.programme_id
                AND pair.state = 'released'
        ) AS paired
    FROM step
    JOIN mentoring_request AS request ON request.id = step.id
    JOIN programme ON programme.id = request.programme_id
), seated AS (
    UPDATE mentor_offer AS offer
    SET seats_taken = offer.seats_taken + 1,
        changed_xid = pg_current_xact_id()
    FROM asked
    WHERE offer.id = asked.offer_id
        AND offer.state = 'active'
        AND offer.seats_taken < offer.seats
    RETURNING offer.id
), met AS (
    UPDATE need
    SET mentors_have = need.mentors_have + 1,
        requests_live = need.requests_live + step.held
    FROM step, asked
    WHERE need.id = asked.need_id AND need.mentors_have < need.mentors_wanted
    RETURNING need.id
), taken AS (
    UPDATE person
    SET seats_taken = person.seats_taken + 1,
        changed_xid = pg_current_xact_id()
    FROM asked
    WHERE person.id = asked.mentor_id AND person.seats_taken < person.seats
    RETURNING person.id, person.hours_max
), booked AS (
    INSERT INTO hours_year (person_id, year, hours, hours_max)
    SELECT taken.id, asked.year, asked.hours_each, taken.hours_max
    FROM taken, asked
    WHERE asked.hours_each > 0
        AND (taken.hours_max = 0 OR asked.hours_each <= taken.hours_max)
    ON CONFLICT ON CONSTRAINT hours_of_a_year_are_counted_once DO UPDATE
    SET hours = hours_year.hours + excluded.hours,
        hours_max = excluded.hours_max
    WHERE excluded.hours_max = 0 OR hours_year.hours + excluded.hours <= excluded.hours_max
    RETURNING person_id, year
), entered AS (
    INSERT INTO hours_entry (object_id, person_id, year, activity, hours, created_at)
    SELECT step.new_id, booked.person_id, booked.year, 'mentoring', asked.hours_each, step.now
    FROM step, asked, booked
), moved AS (
    UPDATE mentoring_request AS request
    SET state = step.to_state,
        state_since = step.now,
        deadline_at = deadline_of(asked.programme, step.clause, step.now),
        reminder_at = NULL,
        reason_code = step.reason_code,
        updated_at = step.now,
        version = request.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, asked
    WHERE request.id = asked.id
    RETURNING request.id, request.need_id, request.offer_id, request.programme_id,
        request.student_id, request.mentor_id, request.version, request.state
), proposed AS (
    INSERT INTO mentorship (
        id, request_id, need_id, offer_id, programme_id, student_id, mentor_id, state,
        state_since, deadline_at, reminder_at, created_at, updated_at
    )
    SELECT step.new_id, moved.id, moved.need_id, moved.offer_id, moved.programme_id,
        moved.student_id, moved.mentor_id, 'proposed', step.now, asked.deadline_at,
        reminder_of(asked.programme, asked.deadline_at, step.now), step.now, step.now
    FROM step, asked, moved
)
SELECT
    CASE
        WHEN asked.programme_over THEN 'programme_over'
        WHEN NOT EXISTS (SELECT FROM met) THEN 'need_met'
        WHEN offer.state <> 'active' THEN 'offer_not_active'
        WHEN asked.never THEN 'never'
        WHEN asked.paired THEN 'pair_released'
        WHEN NOT EXISTS (SELECT FROM seated) OR NOT EXISTS (SELECT FROM taken) THEN 'no_seat'
        WHEN asked.hours_each > 0 AND NOT EXISTS (SELECT FROM booked) THEN 'hours_spent'
    END AS refused,
    jsonb_build_array(
        jsonb_build_object(
            'object', 'mentoring_request', 'id', moved.id, 'version', moved.version,
            'event', step.event, 'from_state', asked.from_state, 'to_state', moved.state,
            'student_id', moved.student_id, 'mentor_id', moved.mentor_id
        ),
        jsonb_build_object(
            'object', 'mentorship', 'id', step.new_id, 'version', 1, 'event', 'create',
            'to_state', 'proposed'
        )
    ) AS changes
FROM step
CROSS JOIN asked
CROSS JOIN moved
JOIN mentor_offer AS offer ON offer.id = asked.offer_id
CROSS JOIN (SELECT $5::boolean AS reminded, $10::text AS actor) AS unused
