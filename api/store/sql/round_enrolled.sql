-- $1 id of a round, $2 now (ms) → who is enrolled in its programme, by enrolled_shape, in order of
-- id: students whose need is not met, mentors with an active offer and a place free today, and with
-- none those whom the students rank; all of whom may be matched that day. alias: that of an earlier
-- freeze, else a new one. first: a student whom the unit's last published round left out, through no
-- doing of their own.
WITH held AS MATERIALIZED (
    SELECT round.id, programme.id AS programme_id, programme.unit_id, from_ms($2::bigint) AS now
    FROM round
    JOIN programme ON programme.id = round.programme_id
    WHERE round.id = $1::uuid
    FOR SHARE OF programme
), asks AS MATERIALIZED (
    SELECT need.student_id AS person_id, need.wishes, need.ranked, need.avoided
    FROM held
    JOIN need ON need.programme_id = held.programme_id
    WHERE need.mentors_have < need.mentors_wanted
), offers AS MATERIALIZED (
    SELECT offer.mentor_id AS person_id, offer.conditions, places_free(offer, held.now) AS seats
    FROM held
    JOIN mentor_offer AS offer ON offer.programme_id = held.programme_id
    WHERE offer.state = 'active'
), named AS MATERIALIZED (
    SELECT DISTINCT ranked.id::uuid AS person_id
    FROM asks
    CROSS JOIN LATERAL jsonb_array_elements_text(asks.ranked) AS ranked(id)
), last AS MATERIALIZED (
    SELECT earlier.id
    FROM held
    JOIN programme ON programme.unit_id = held.unit_id
    JOIN round AS earlier ON earlier.programme_id = programme.id
    WHERE earlier.published_at IS NOT NULL AND earlier.id <> held.id
    ORDER BY earlier.published_at DESC, earlier.id DESC
    LIMIT 1
), left_out AS MATERIALIZED (
    SELECT participant.person_id
    FROM last
    JOIN participant ON participant.round_id = last.id AND participant.student
    WHERE NOT EXISTS (
        SELECT
        FROM pair
        WHERE pair.round_id = last.id
            AND pair.student_id = participant.person_id
            AND (
                pair.state IN ('released', 'confirmed', 'declined_student')
                OR (pair.state = 'lapsed' AND pair.student_confirmed_at IS NULL)
            )
    )
), matched AS MATERIALIZED (
    SELECT people.person_id
    FROM held
    CROSS JOIN LATERAL matched_people((held.now AT TIME ZONE 'UTC')::date) AS people
    WHERE people.matched
)
SELECT person.id, coalesce(participant.alias, gen_random_uuid()) AS alias,
    asks.person_id IS NOT NULL AS student,
    offers.seats > 0 OR named.person_id IS NOT NULL AS mentor,
    CASE WHEN offers.seats > 0 THEN offers.seats ELSE 0 END AS seats, asks.wishes,
    offers.conditions, asks.ranked, asks.avoided,
    asks.person_id IS NOT NULL AND left_out.person_id IS NOT NULL AS first
FROM held
CROSS JOIN person
JOIN matched ON matched.person_id = person.id
LEFT JOIN asks ON asks.person_id = person.id AND person.role IN ('student', 'both')
LEFT JOIN offers ON offers.person_id = person.id AND person.role IN ('alumnus', 'both')
LEFT JOIN named ON named.person_id = person.id AND person.role IN ('alumnus', 'both')
LEFT JOIN left_out ON left_out.person_id = person.id
LEFT JOIN participant ON participant.round_id = held.id AND participant.person_id = person.id
WHERE asks.person_id IS NOT NULL OR offers.seats > 0 OR named.person_id IS NOT NULL
ORDER BY person.id
