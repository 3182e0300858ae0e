-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- An end frees the seats; one that was early gives the need its place back, and one before the
-- beginning also the mentor's hours. Feedback is kept as its side's; rematch avoids the mentor from
-- now on. Nothing refuses.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $4::text AS clause,
        $5::boolean AS reminded, $6::integer AS held, $7::text AS reason_code,
        from_ms($8::bigint) AS now, $9::uuid AS new_id, $10::text AS actor
), judged AS (
    SELECT mentorship.id, mentorship.need_id, mentorship.offer_id, mentorship.mentor_id,
        mentorship.state AS from_state, programme
    FROM step
    JOIN mentorship ON mentorship.id = step.id
    JOIN programme ON programme.id = mentorship.programme_id
), unseated AS (
    UPDATE mentor_offer AS offer
    SET seats_taken = offer.seats_taken + step.held,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE offer.id = judged.offer_id AND step.held <> 0
), unmet AS (
    UPDATE need
    SET mentors_have = need.mentors_have - 1,
        avoided = CASE
            WHEN step.event <> 'rematch' OR need.avoided ? judged.mentor_id::text
            THEN need.avoided
            -- As many as a need may name (RANKED_MAX): the newest stay.
            WHEN jsonb_array_length(need.avoided) >= 20
            THEN need.avoided - 0 || to_jsonb(judged.mentor_id::text)
            ELSE need.avoided || to_jsonb(judged.mentor_id::text)
        END,
        updated_at = CASE WHEN step.event = 'rematch' THEN step.now ELSE need.updated_at END,
        version = need.version + (step.event = 'rematch')::integer
    FROM step, judged
    WHERE need.id = judged.need_id AND step.to_state IN ('ended_early', 'void')
    RETURNING need.id, need.version
), untaken AS (
    UPDATE person
    SET seats_taken = person.seats_taken + step.held,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE person.id = judged.mentor_id AND step.held <> 0
), returned AS (
    DELETE FROM hours_entry AS entry
    USING step
    WHERE entry.object_id = step.id AND step.to_state = 'void'
    RETURNING entry.person_id, entry.year, entry.hours
), unbooked AS (
    UPDATE hours_year
    SET hours = hours_year.hours - returned.hours
    FROM returned
    WHERE hours_year.person_id = returned.person_id AND hours_year.year = returned.year
), moved AS (
    UPDATE mentorship
    SET student_fit = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' AND step.actor = 'student'
            THEN step.event ELSE mentorship.student_fit
        END,
        mentor_fit = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' AND step.actor = 'mentor'
            THEN step.event ELSE mentorship.mentor_fit
        END,
        started_at = CASE
            WHEN step.event = 'start' THEN step.now ELSE mentorship.started_at
        END,
        state = coalesce(step.to_state, mentorship.state),
        state_since = CASE WHEN step.to_state IS NULL THEN mentorship.state_since ELSE step.now END,
        deadline_at = CASE
            WHEN step.to_state IS NULL THEN mentorship.deadline_at
            ELSE deadline_of(judged.programme, step.clause, step.now)
        END,
        reminder_at = CASE
            WHEN step.to_state IS NULL AND step.event <> 'remind' THEN mentorship.reminder_at
            WHEN step.reminded AND step.to_state IS NOT NULL
            THEN reminder_of(
                judged.programme, deadline_of(judged.programme, step.clause, step.now), step.now
            )
        END,
        reason_code = CASE
            WHEN step.to_state IS NULL THEN mentorship.reason_code ELSE step.reason_code
        END,
        updated_at = step.now,
        version = mentorship.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, judged
    WHERE mentorship.id = judged.id
    RETURNING jsonb_build_object(
        'object', 'mentorship', 'id', mentorship.id, 'version', mentorship.version,
        'event', step.event, 'from_state', judged.from_state, 'to_state', mentorship.state,
        'student_id', mentorship.student_id, 'mentor_id', mentorship.mentor_id
    ) AS change
)
SELECT NULL::text AS refused,
    jsonb_build_array(moved.change) || coalesce(
        (
            SELECT jsonb_build_array(
                jsonb_build_object(
                    'object', 'need', 'id', unmet.id, 'version', unmet.version, 'event', 'change'
                )
            )
            FROM unmet, step
            WHERE step.event = 'rematch'
        ),
        '[]'
    ) AS changes
FROM moved, (SELECT $9::uuid AS new_id) AS unused
