-- $1 id, $2 the pair as jsonb by pair_shape, $3 now (ms) → one row: refused, or NULL when it was
-- added: put in by hand, approved as it is, between two of the round's snapshot; and its state. The
-- round stands still (round_hold.sql).
WITH new AS (
    SELECT given.round_id, given.student_id, given.mentor_id, from_ms($3::bigint) AS now
    FROM jsonb_to_record($2::jsonb) AS given(round_id uuid, student_id uuid, mentor_id uuid)
), judged AS (
    SELECT round.id, programme,
        CASE
            WHEN round.state <> 'review' THEN 'round_state'
            WHEN NOT EXISTS (
                    SELECT
                    FROM participant
                    WHERE participant.round_id = round.id
                        AND participant.person_id = new.student_id
                        AND participant.student
                )
                OR NOT EXISTS (
                    SELECT
                    FROM participant
                    WHERE participant.round_id = round.id
                        AND participant.person_id = new.mentor_id
                        -- Who takes part as a student may mentor too.
                        AND (
                            NOT participant.student
                            OR EXISTS (
                                SELECT
                                FROM mentor_offer AS offer
                                WHERE offer.programme_id = round.programme_id
                                    AND offer.mentor_id = new.mentor_id
                                    AND offer.state = 'active'
                            )
                        )
                )
            THEN 'not_enrolled'
            WHEN EXISTS (
                SELECT
                FROM pair
                WHERE pair.round_id = round.id
                    AND pair.student_id = new.student_id
                    AND pair.state IN ('proposed', 'approved', 'released')
            ) THEN 'student_paired'
            WHEN EXISTS (
                SELECT
                FROM pair
                WHERE pair.round_id = round.id
                    AND pair.student_id = new.student_id
                    AND pair.mentor_id = new.mentor_id
                    AND pair.state IN ('vetoed', 'declined_student', 'declined_mentor', 'lapsed')
            ) THEN 'pair_refused'
        END AS refused
    FROM new
    JOIN round ON round.id = new.round_id
    JOIN programme ON programme.id = round.programme_id
), added AS (
    INSERT INTO pair (
        id, round_id, programme_id, student_id, mentor_id, pinned, state, state_since,
        deadline_at, created_at, updated_at
    )
    SELECT $1::uuid, judged.id, (judged.programme).id, new.student_id, new.mentor_id, true,
        'approved', new.now, deadline_of(judged.programme, 'ends_on', new.now), new.now, new.now
    FROM new, judged
    WHERE judged.refused IS NULL
)
SELECT CASE WHEN NOT EXISTS (SELECT FROM judged) THEN 'round_state' ELSE max(refused) END AS refused,
    'approved' AS state
FROM judged
