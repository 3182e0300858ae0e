-- $1 id, $2 the run as jsonb by run_shape, $3 now (ms) → one row: refused, or NULL when it was
-- added, queued, with all that it does otherwise than the snapshot says, by aliases. What was decided
-- about the round's pairs are rules of it: approved ones are pins, vetoed, declined and lapsed ones
-- never. A repair begins with what was announced and still holds, of which confirmed pairs are
-- musts; mentors have the seats that they have today, and who takes no part any more is left out:
-- erased, not to be matched, a need met elsewhere, silent about a pair that lapsed. (Looked up one by
-- one, and hashed, for the reason that 0015_pairs.sql gives.)
WITH new AS (
    SELECT given.round_id, given.objective, given.weights, given.minimum_bp, given.seed,
        coalesce(given.rules, '[]') AS rules, coalesce(given.what_if, '[]') AS what_if,
        from_ms($3::bigint) AS now
    FROM jsonb_to_record($2::jsonb) AS given(
        round_id uuid, objective text, weights jsonb, minimum_bp integer, seed integer,
        rules jsonb, what_if jsonb
    )
), asked AS (
    SELECT rule.rule, rule.student_id, rule.mentor_id, student.alias AS student,
        mentor.alias AS mentor
    FROM new
    CROSS JOIN LATERAL jsonb_to_recordset(new.rules) AS rule(
        rule text, student_id uuid, mentor_id uuid
    )
    LEFT JOIN participant AS student
        ON student.round_id = new.round_id AND student.person_id = rule.student_id
    LEFT JOIN participant AS mentor
        ON mentor.round_id = new.round_id AND mentor.person_id = rule.mentor_id
), set_seats AS (
    SELECT given.mentor_id, given.seats, mentor.alias AS mentor
    FROM new
    CROSS JOIN LATERAL jsonb_to_recordset(new.what_if) AS given(mentor_id uuid, seats integer)
    LEFT JOIN participant AS mentor
        ON mentor.round_id = new.round_id AND mentor.person_id = given.mentor_id
), judged AS (
    SELECT round.id, round.snapshot_id, programme,
        CASE
            WHEN new.objective = 'repair' AND round.state <> 'published' THEN 'round_state'
            WHEN new.objective <> 'repair' AND round.state NOT IN ('frozen', 'review')
            THEN 'round_state'
            WHEN EXISTS (
                SELECT FROM asked WHERE student IS NULL OR (rule <> 'first' AND mentor IS NULL)
            ) THEN 'not_enrolled'
            WHEN EXISTS (SELECT FROM set_seats WHERE mentor IS NULL) THEN 'not_enrolled'
        END AS refused
    FROM new
    JOIN round ON round.id = new.round_id
    JOIN programme ON programme.id = round.programme_id
), decided AS (
    SELECT pair.state, student.alias AS student, mentor.alias AS mentor, pair.student_id,
        pair.mentor_id, pair.student_confirmed_at, mentorship.state AS mentorship_state
    FROM new
    JOIN pair ON pair.round_id = new.round_id
    CROSS JOIN LATERAL (
        SELECT participant.alias
        FROM participant
        WHERE participant.round_id = pair.round_id AND participant.person_id = pair.student_id
        LIMIT 1
    ) AS student
    CROSS JOIN LATERAL (
        SELECT participant.alias
        FROM participant
        WHERE participant.round_id = pair.round_id AND participant.person_id = pair.mentor_id
        LIMIT 1
    ) AS mentor
    LEFT JOIN LATERAL (
        SELECT mentorship.state FROM mentorship WHERE mentorship.pair_id = pair.id LIMIT 1
    ) AS mentorship ON true
), announced AS (
    SELECT student, mentor, student_id, mentor_id, state
    FROM decided, new
    WHERE new.objective = 'repair'
        AND (
            state = 'released'
            OR (state = 'confirmed' AND mentorship_state IN ('proposed', 'active', 'paused'))
        )
), rules AS (
    SELECT jsonb_build_object('rule', rule, 'student', student, 'asked', true)
        || CASE WHEN rule = 'first'
            THEN '{}'::jsonb ELSE jsonb_build_object('mentor', mentor)
        END AS rule
    FROM asked
    UNION ALL
    SELECT jsonb_build_object(
            'rule', CASE WHEN state = 'approved' THEN 'pin' ELSE 'never' END,
            'student', student, 'mentor', mentor
        )
    FROM decided
    WHERE state IN ('approved', 'vetoed', 'declined_student', 'declined_mentor', 'lapsed')
    UNION ALL
    SELECT jsonb_build_object('rule', 'must', 'student', student, 'mentor', mentor)
    FROM announced
    WHERE state = 'confirmed'
), matched AS MATERIALIZED (
    SELECT people.person_id
    FROM new
    CROSS JOIN LATERAL matched_people((new.now AT TIME ZONE 'UTC')::date) AS people
    WHERE new.objective = 'repair' AND people.matched
), departed AS (
    SELECT participant.alias
    FROM new
    JOIN participant ON participant.round_id = new.round_id
    LEFT JOIN judged ON true
    LEFT JOIN LATERAL (
        SELECT need.mentors_have, need.mentors_wanted
        FROM need
        WHERE need.programme_id = (judged.programme).id
            AND need.student_id = participant.person_id
        LIMIT 1
    ) AS need ON true
    WHERE new.objective = 'repair'
        AND (
            participant.alias IN (
                SELECT student FROM announced UNION ALL SELECT mentor FROM announced
            )
        ) IS NOT TRUE
        AND (
            participant.person_id IS NULL
            OR (participant.person_id IN (SELECT person_id FROM matched)) IS NOT TRUE
            OR (participant.student AND (need.mentors_have < need.mentors_wanted) IS NOT TRUE)
            OR (
                participant.alias IN (
                    SELECT student
                    FROM decided
                    WHERE state = 'lapsed' AND student_confirmed_at IS NULL
                )
            ) IS TRUE
        )
), seats_today AS (
    SELECT participant.alias AS mentor, coalesce(offered.places, 0) AS seats, true AS offers
    FROM new
    JOIN participant ON participant.round_id = new.round_id
    LEFT JOIN judged ON true
    CROSS JOIN LATERAL (
        SELECT count(*) AS offers,
            max(places_free(offer, new.now)) FILTER (WHERE offer.state = 'active') AS places
        FROM mentor_offer AS offer
        WHERE offer.programme_id = (judged.programme).id
            AND offer.mentor_id = participant.person_id
    ) AS offered
    WHERE new.objective = 'repair' AND offered.offers > 0
    UNION ALL
    SELECT mentor, 1, false
    FROM announced
), seats AS (
    SELECT mentor, seats, true AS asked FROM set_seats
    UNION ALL
    SELECT mentor, sum(seats)::integer, false
    FROM seats_today
    WHERE (mentor IN (SELECT alias FROM departed)) IS NOT TRUE
        AND (mentor IN (SELECT mentor FROM set_seats)) IS NOT TRUE
    GROUP BY mentor
    HAVING bool_or(offers)
), added AS (
    INSERT INTO run (
        id, round_id, programme_id, snapshot_id, objective, weights, minimum_bp, seed, orders,
        state, state_since, deadline_at, created_at, updated_at
    )
    SELECT $1::uuid, new.round_id, (judged.programme).id, judged.snapshot_id, new.objective,
        coalesce(new.weights, (judged.programme).weights),
        CASE WHEN new.minimum_bp < 0 THEN (judged.programme).minimum_bp ELSE new.minimum_bp END,
        new.seed,
        jsonb_strip_nulls(
            jsonb_build_object(
                'rules', (SELECT jsonb_agg(rule ORDER BY rule::text) FROM rules),
                'seats',
                (
                    SELECT jsonb_agg(
                        jsonb_build_object('mentor', mentor, 'seats', seats, 'asked', asked)
                        ORDER BY mentor
                    )
                    FROM seats
                ),
                'announced',
                (
                    SELECT jsonb_agg(
                        jsonb_build_object('student', student, 'mentor', mentor)
                        ORDER BY student
                    )
                    FROM announced
                ),
                'left', (SELECT jsonb_agg(alias ORDER BY alias) FROM departed)
            )
        ),
        'queued', new.now, deadline_of(judged.programme, 'ends_on', new.now), new.now, new.now
    FROM new, judged
    WHERE judged.refused IS NULL
)
SELECT CASE WHEN NOT EXISTS (SELECT FROM judged) THEN 'round_state' ELSE max(refused) END AS refused
FROM judged
