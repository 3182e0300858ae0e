-- Pairs that are released hold places as mentorships do: a seat of the offer and of the mentor, one of
-- the mentors that the need wants, and the mentor's hours, entered under the pair's id. A pair that
-- both confirm hands them to its mentorship.

-- A student whose mentorship of this round has ended may be given another mentor by a repair.
DROP INDEX a_student_has_one_live_pair_in_a_round;
CREATE UNIQUE INDEX a_student_has_one_live_pair_in_a_round
    ON pair (round_id, student_id) WHERE state IN ('proposed', 'approved', 'released');

-- Statistics are often older than a round of thousands: what is looked up one by one here is a
-- LATERAL with a LIMIT, which goes by an index, and what is asked of a whole list is
-- ((…) IN (SELECT …)) IS TRUE, which is hashed; a join of either may become a loop over all with all.

-- The pairs that a run found, of its pairs.csv (matcher/ROUNDS.md): a row begins with the aliases of
-- both, ahead of everything that is quoted, and the score with two decimals. Pairs of somebody
-- erased since are not among them.
CREATE FUNCTION run_pairs(run_id uuid)
    RETURNS TABLE (student_id uuid, mentor_id uuid, score_bp integer) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH line AS MATERIALIZED (
        SELECT run.round_id, string_to_array(left(written.line, 100), ',') AS cells
        FROM run
        JOIN run_file AS file ON file.run_id = run.id AND file.name = 'pairs.csv'
        CROSS JOIN LATERAL string_to_table(
            convert_from(file.bytes, 'UTF8'), E'\n'
        ) AS written(line)
        WHERE run.id = run_pairs.run_id
            AND written.line ~ '^[0-9a-f-]{36},[0-9a-f-]{36},[0-9]+\.[0-9]{2},'
    )
    SELECT student.person_id, mentor.person_id, (100 * line.cells[3]::numeric)::integer
    FROM line
    CROSS JOIN LATERAL (
        SELECT participant.person_id
        FROM participant
        WHERE participant.round_id = line.round_id AND participant.alias = line.cells[1]::uuid
        LIMIT 1
    ) AS student
    CROSS JOIN LATERAL (
        SELECT participant.person_id
        FROM participant
        WHERE participant.round_id = line.round_id AND participant.alias = line.cells[2]::uuid
        LIMIT 1
    ) AS mentor
    WHERE student.person_id IS NOT NULL AND mentor.person_id IS NOT NULL;
END;

-- Why a run may not be taken for the pairs of its round, as a word of LIFECYCLE_REFUSALS; NULL: it
-- may. It undoes what was decided when it takes apart what stands (approved and confirmed pairs,
-- and released ones that it was not told of), or brings back what was refused.
CREATE FUNCTION run_refusal(round round) RETURNS text LANGUAGE sql STABLE
    RETURN (
        WITH run AS (
            SELECT run.id, run.state, run.snapshot_id, run.objective, run.orders
            FROM run
            WHERE run.id = round.run_id
        ), found AS MATERIALIZED (
            SELECT found.student_id, found.mentor_id
            FROM run_pairs(round.run_id) AS found
        ), announced AS MATERIALIZED (
            SELECT student.person_id AS student_id, mentor.person_id AS mentor_id
            FROM run
            CROSS JOIN LATERAL jsonb_to_recordset(run.orders -> 'announced')
                AS given(student uuid, mentor uuid)
            CROSS JOIN LATERAL (
                SELECT participant.person_id
                FROM participant
                WHERE participant.round_id = round.id AND participant.alias = given.student
                LIMIT 1
            ) AS student
            CROSS JOIN LATERAL (
                SELECT participant.person_id
                FROM participant
                WHERE participant.round_id = round.id AND participant.alias = given.mentor
                LIMIT 1
            ) AS mentor
        )
        SELECT CASE
                WHEN round.run_id IS NULL THEN 'no_run'
                WHEN (SELECT state FROM run) <> 'done' THEN 'run_unfinished'
                WHEN (SELECT snapshot_id FROM run) IS DISTINCT FROM round.snapshot_id
                THEN 'run_stale'
                WHEN (round.state = 'published')
                    <> ((SELECT objective FROM run) = 'repair')
                THEN 'run_undoes'
                WHEN EXISTS (
                    SELECT
                    FROM pair
                    WHERE pair.round_id = round.id
                        AND CASE
                            WHEN pair.state IN (
                                'vetoed', 'declined_student', 'declined_mentor', 'lapsed'
                            )
                            THEN (
                                (pair.student_id, pair.mentor_id) IN (
                                    SELECT student_id, mentor_id FROM found
                                )
                            ) IS TRUE
                            WHEN pair.state = 'approved'
                                OR (
                                    pair.state = 'released'
                                    AND (
                                        (pair.student_id, pair.mentor_id) IN (
                                            SELECT student_id, mentor_id FROM announced
                                        )
                                    ) IS NOT TRUE
                                )
                                OR (
                                    pair.state = 'confirmed'
                                    AND EXISTS (
                                        SELECT
                                        FROM mentorship
                                        WHERE mentorship.pair_id = pair.id
                                            AND mentorship.state IN (
                                                'proposed', 'active', 'paused'
                                            )
                                    )
                                )
                            THEN (
                                (pair.student_id, pair.mentor_id) IN (
                                    SELECT student_id, mentor_id FROM found
                                )
                            ) IS NOT TRUE
                        END
                ) THEN 'run_undoes'
            END
    );

-- Where the pairs wanted would be released now, all at once and after the pairs undone have given
-- their places back: the need and the offer of each, and the reason why it cannot be released; NULL:
-- it can. Where a mentor has more good pairs than places, those put in by hand come first, then the
-- higher score, then the older pair.
CREATE FUNCTION release_reasons(
    programme_id uuid, wanted pair[], undone pair[], now timestamptz
) RETURNS TABLE (pair_id uuid, need_id uuid, offer_id uuid, reason text) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH asked AS MATERIALIZED (
        SELECT given.id, given.student_id, given.mentor_id, given.score_bp, given.pinned
        FROM unnest(wanted) AS given
    ), freed AS MATERIALIZED (
        SELECT given.student_id, given.mentor_id, coalesce(entry.hours, 0) AS hours
        FROM unnest(undone) AS given
        LEFT JOIN hours_entry AS entry
            ON entry.object_id = given.id
            AND entry.person_id = given.mentor_id
            AND entry.year = extract(year FROM release_reasons.now AT TIME ZONE 'UTC')::integer
    ), places_freed AS MATERIALIZED (
        SELECT freed.mentor_id, count(*) AS seats, sum(freed.hours) AS hours
        FROM freed
        GROUP BY freed.mentor_id
    ), never AS MATERIALIZED (
        SELECT DISTINCT (rule ->> 'student_id')::uuid AS student_id,
            (rule ->> 'mentor_id')::uuid AS mentor_id
        FROM programme
        CROSS JOIN LATERAL jsonb_array_elements(programme.rules) AS rule
        WHERE programme.id = release_reasons.programme_id AND rule ->> 'rule' = 'never'
    ), matched AS MATERIALIZED (
        SELECT people.person_id
        FROM matched_people((release_reasons.now AT TIME ZONE 'UTC')::date) AS people
        WHERE people.matched
            AND people.person_id IN (
                SELECT asked.student_id FROM asked UNION ALL SELECT asked.mentor_id FROM asked
            )
    ), held AS MATERIALIZED (
        SELECT mentorship.student_id, mentorship.mentor_id
        FROM mentorship
        WHERE mentorship.programme_id = release_reasons.programme_id
            AND mentorship.state IN ('proposed', 'active', 'paused')
        UNION
        SELECT pair.student_id, pair.mentor_id
        FROM pair
        WHERE pair.programme_id = release_reasons.programme_id AND pair.state = 'released'
    ), judged AS (
        SELECT asked.id, asked.mentor_id, asked.pinned, asked.score_bp, need.id AS need_id,
            offer.id AS offer_id,
            least(offer.seats - offer.seats_taken, mentor.seats - mentor.seats_taken)
                + coalesce(places_freed.seats, 0) AS seats,
            CASE WHEN programme.hours_each > 0 AND mentor.hours_max > 0
                THEN (
                    mentor.hours_max - coalesce(year.hours, 0) + coalesce(places_freed.hours, 0)
                ) / programme.hours_each
            END AS times,
            CASE
                WHEN student.erased_at IS NOT NULL OR mentor.erased_at IS NOT NULL THEN 'erased'
                WHEN (asked.student_id IN (SELECT person_id FROM matched)) IS NOT TRUE
                    OR (asked.mentor_id IN (SELECT person_id FROM matched)) IS NOT TRUE
                THEN 'not_matching'
                WHEN offer.id IS NULL THEN 'offer_not_active'
                WHEN (
                    (asked.student_id, asked.mentor_id) IN (
                        SELECT student_id, mentor_id FROM never
                    )
                ) IS TRUE
                THEN 'never'
                WHEN need.avoided ? asked.mentor_id::text THEN 'avoided'
                -- Or this very mentor has been found otherwise.
                WHEN (
                    (asked.student_id, asked.mentor_id) IN (
                        SELECT student_id, mentor_id FROM held
                    )
                ) IS TRUE
                    OR (
                        need.mentors_have - (
                            SELECT count(*)
                            FROM freed
                            WHERE freed.student_id = asked.student_id
                        ) < need.mentors_wanted
                    ) IS NOT TRUE
                THEN 'need_met'
            END AS reason
        FROM asked
        JOIN programme ON programme.id = release_reasons.programme_id
        JOIN person AS student ON student.id = asked.student_id
        JOIN person AS mentor ON mentor.id = asked.mentor_id
        LEFT JOIN LATERAL (
            SELECT offer.id, offer.seats, offer.seats_taken
            FROM mentor_offer AS offer
            WHERE offer.programme_id = release_reasons.programme_id
                AND offer.mentor_id = asked.mentor_id
                AND offer.state = 'active'
            LIMIT 1
        ) AS offer ON true
        LEFT JOIN LATERAL (
            SELECT need.id, need.avoided, need.mentors_have, need.mentors_wanted
            FROM need
            WHERE need.programme_id = release_reasons.programme_id
                AND need.student_id = asked.student_id
            LIMIT 1
        ) AS need ON true
        LEFT JOIN places_freed ON places_freed.mentor_id = asked.mentor_id
        LEFT JOIN LATERAL (
            SELECT year.hours
            FROM hours_year AS year
            WHERE year.person_id = asked.mentor_id
                AND year.year
                    = extract(year FROM release_reasons.now AT TIME ZONE 'UTC')::integer
            LIMIT 1
        ) AS year ON true
    ), ranked AS (
        SELECT judged.id, judged.need_id, judged.offer_id, judged.seats, judged.times,
            judged.reason,
            row_number() OVER (
                PARTITION BY judged.mentor_id, judged.reason IS NULL
                ORDER BY judged.pinned DESC, judged.score_bp DESC NULLS LAST, judged.id
            ) AS place
        FROM judged
    )
    SELECT ranked.id, ranked.need_id, ranked.offer_id,
        coalesce(
            ranked.reason,
            CASE
                WHEN ranked.place > ranked.seats THEN 'no_seat'
                WHEN ranked.place > ranked.times THEN 'hours_spent'
            END
        )
    FROM ranked;
END;
