-- $1 id, $2 event, $3 state after or NULL (it stays), $4 clause of its deadline or NULL, $5 whether
-- it is reminded of, $6 by how much what the object holds changes, $7 reason or NULL, $8 now (ms),
-- $9 a new id, $10 kind of actor → one row: refused (a word, or NULL) and changes: what became of
-- which object, as jsonb by step_record, the step's own first.
-- Who belongs to the programme's unit or to what lies below it, to a university also who belongs to
-- no unit, and may be matched that day: students without a need in the programme get one that asks
-- for nothing, alumni who offer seats and never made an offer in it get an active one of these
-- seats. So the same again adds nothing.
WITH step AS (
    SELECT $1::uuid AS id, $2::text AS event, from_ms($8::bigint) AS now
), held AS MATERIALIZED (
    SELECT round.id, round.state, programme, programme.id AS programme_id, unit.id AS unit_id,
        unit.kind
    FROM step
    JOIN round ON round.id = step.id
    JOIN programme ON programme.id = round.programme_id
    JOIN unit ON unit.id = programme.unit_id
), belonging AS MATERIALIZED (
    SELECT people_below(ARRAY[held.unit_id]) AS person_id
    FROM held
), placed AS MATERIALIZED (
    SELECT person_id
    FROM person_unit
), people AS MATERIALIZED (
    SELECT person.id, person.role, person.seats
    FROM step
    CROSS JOIN held
    CROSS JOIN LATERAL matched_people((step.now AT TIME ZONE 'UTC')::date) AS matched
    JOIN person ON person.id = matched.person_id
    WHERE matched.matched
        AND (
            person.id IN (SELECT person_id FROM belonging)
            OR (held.kind = 'university' AND person.id NOT IN (SELECT person_id FROM placed))
        )
), needs AS (
    INSERT INTO need (
        id, programme_id, student_id, wishes, ranked, avoided, fallback, mentors_wanted,
        created_at, updated_at
    )
    SELECT new_id($8::bigint), held.programme_id, people.id, '{}', '[]', '[]', true, 1, step.now,
        step.now
    FROM step, held, people
    WHERE people.role IN ('student', 'both')
    ON CONFLICT ON CONSTRAINT a_student_tells_one_need_in_a_programme DO NOTHING
    RETURNING id,
        jsonb_build_object('object', 'need', 'id', id, 'version', 1, 'event', 'create') AS change
), offers AS (
    INSERT INTO mentor_offer (
        id, programme_id, mentor_id, seats, conditions, state, state_since, deadline_at,
        created_at, updated_at
    )
    SELECT new_id($8::bigint), held.programme_id, people.id, people.seats, '{}', 'active',
        step.now, deadline_of(held.programme, 'ends_on', step.now), step.now, step.now
    FROM step, held, people
    WHERE people.role IN ('alumnus', 'both')
        AND people.seats > 0
        AND NOT EXISTS (
            SELECT
            FROM mentor_offer AS earlier
            WHERE earlier.programme_id = held.programme_id AND earlier.mentor_id = people.id
        )
    ON CONFLICT DO NOTHING
    RETURNING id,
        jsonb_build_object(
            'object', 'mentor_offer', 'id', id, 'version', 1, 'event', 'create', 'to_state', state
        ) AS change
), moved AS (
    UPDATE round
    SET updated_at = step.now,
        version = round.version + 1,
        changed_xid = pg_current_xact_id()
    FROM step, held
    WHERE round.id = held.id
    RETURNING jsonb_build_object(
        'object', 'round', 'id', round.id, 'version', round.version, 'event', step.event,
        'from_state', held.state, 'to_state', round.state
    ) AS change
), others AS (
    SELECT id, change FROM needs
    UNION ALL
    SELECT id, change FROM offers
)
SELECT NULL::text AS refused,
    jsonb_build_array(moved.change)
        || coalesce((SELECT jsonb_agg(change ORDER BY id) FROM others), '[]') AS changes
FROM moved
CROSS JOIN (
    SELECT $3::text AS to_state, $4::text AS clause, $5::boolean AS reminded,
        $6::integer AS held, $7::text AS reason_code, $9::uuid AS new_id, $10::text AS actor
) AS unused
