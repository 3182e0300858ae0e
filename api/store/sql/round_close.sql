-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Pairs that still wait for an answer lapse, give their places back, and both sides are told; all at
-- once, since they may be thousands. Nothing refuses.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, $3::text AS to_state, $7::text AS reason_code,
        from_ms($8::bigint) AS now
), lapsed AS (
    UPDATE pair
    SET state = 'lapsed',
        state_since = step.now,
        deadline_at = NULL,
        reminder_at = NULL,
        reason_code = 'round_closed',
        updated_at = step.now,
        version = pair.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step
    WHERE pair.round_id = step.id AND pair.state = 'released'
    RETURNING pair.id, pair.need_id, pair.offer_id, pair.mentor_id,
        jsonb_build_object(
            'object', 'pair', 'id', pair.id, 'version', pair.version, 'event', 'lapse',
            'from_state', 'released', 'to_state', pair.state, 'reason_code', pair.reason_code,
            'student_id', pair.student_id, 'mentor_id', pair.mentor_id, 'told', true
        ) AS change
), unseated AS (
    UPDATE mentor_offer AS offer
    SET seats_taken = offer.seats_taken - freed.count,
        changed_xid = pg_current_xact_id()
    FROM (SELECT offer_id, count(*) AS count FROM lapsed GROUP BY offer_id) AS freed
    WHERE offer.id = freed.offer_id
), unmet AS (
    UPDATE need
    SET mentors_have = need.mentors_have - 1
    FROM lapsed
    WHERE need.id = lapsed.need_id
), untaken AS (
    UPDATE person
    SET seats_taken = person.seats_taken - freed.count,
        changed_xid = pg_current_xact_id()
    FROM (SELECT mentor_id, count(*) AS count FROM lapsed GROUP BY mentor_id) AS freed
    WHERE person.id = freed.mentor_id
), returned AS (
    DELETE FROM hours_entry AS entry
    USING lapsed
    WHERE entry.object_id = lapsed.id
    RETURNING entry.person_id, entry.year, entry.hours
), unbooked AS (
    UPDATE hours_year
    SET hours = hours_year.hours - freed.hours
    FROM (
        SELECT person_id, year, sum(hours) AS hours FROM returned GROUP BY person_id, year
    ) AS freed
    WHERE hours_year.person_id = freed.person_id AND hours_year.year = freed.year
), moved AS (
    UPDATE round
    SET state = step.to_state,
        state_since = step.now,
        deadline_at = NULL,
        reason_code = step.reason_code,
        updated_at = step.now,
        version = round.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step
    WHERE round.id = step.id
    RETURNING jsonb_build_object(
        'object', 'round', 'id', round.id, 'version', round.version, 'event', step.event,
        'from_state', 'published', 'to_state', round.state
    ) AS change
)
SELECT NULL::text AS refused,
    jsonb_build_array(moved.change)
        || coalesce((SELECT jsonb_agg(change ORDER BY id) FROM lapsed), '[]') AS changes
FROM moved,
    (
        SELECT $4::text AS clause, $5::boolean AS reminded, $6::integer AS held,
            $9::uuid AS new_id, $10::text AS actor
    ) AS unused
