-- Matching rounds (domain.md): a programme's students and seats, frozen, matched by runs, reviewed
-- pair by pair, published at once. JSON member = column = struct member (api/wire/round.h).

-- In steps: a column with a default cannot be added at once to what functions take as a row.
ALTER TABLE programme ADD COLUMN confirm_days integer;
UPDATE programme SET confirm_days = 14;
ALTER TABLE programme
    ALTER COLUMN confirm_days SET DEFAULT 14,
    ALTER COLUMN confirm_days SET NOT NULL,
    ADD CONSTRAINT days_to_confirm_a_pair_are_1_to_730 CHECK (confirm_days BETWEEN 1 AND 730);

CREATE TABLE round (
    id uuid CONSTRAINT a_round_has_an_id_of_its_own PRIMARY KEY,
    programme_id uuid NOT NULL
        CONSTRAINT a_round_is_held_in_a_programme_that_exists REFERENCES programme,
    name text NOT NULL CONSTRAINT a_round_has_a_name CHECK (name <> ''),
    run_id uuid, -- whose pairs are taken
    snapshot_id uuid, -- of the last freeze
    published_at timestamptz,
    state text NOT NULL CONSTRAINT round_states CHECK (
        state IN ('draft', 'open', 'frozen', 'review', 'published', 'closed', 'cancelled')
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT round_deadlines CHECK (
        (state IN ('draft', 'open', 'frozen', 'review', 'published')) = (deadline_at IS NOT NULL)
    ),
    CONSTRAINT a_round_is_published_when_it_was CHECK (
        state NOT IN ('published', 'closed') OR published_at IS NOT NULL
    )
);
CREATE INDEX round_programme_id ON round (programme_id, id);
CREATE INDEX round_deadline_at ON round (deadline_at);

-- What every run of a frozen round reads, as the text snapshot.tsv (matcher/ROUNDS.md): codes under
-- aliases, no names, no ids.
CREATE TABLE snapshot (
    id uuid CONSTRAINT a_snapshot_has_an_id_of_its_own PRIMARY KEY,
    round_id uuid NOT NULL CONSTRAINT a_snapshot_is_of_a_round REFERENCES round ON DELETE CASCADE,
    taken_at timestamptz NOT NULL,
    bytes bytea NOT NULL,
    students integer NOT NULL,
    mentors integer NOT NULL,
    seats integer NOT NULL
);
CREATE INDEX snapshot_round_id ON snapshot (round_id);
ALTER TABLE round
    ADD CONSTRAINT a_round_is_frozen_in_a_snapshot FOREIGN KEY (snapshot_id) REFERENCES snapshot;

-- The only way from an alias to a person: erasure takes it away (person_id NULL).
CREATE TABLE participant (
    round_id uuid NOT NULL
        CONSTRAINT a_participant_is_one_of_a_round REFERENCES round ON DELETE CASCADE,
    alias uuid NOT NULL,
    person_id uuid CONSTRAINT a_participant_is_a_person REFERENCES person ON DELETE SET NULL,
    student boolean NOT NULL, -- enrolled as a student at the last freeze
    CONSTRAINT an_alias_is_of_one_participant_of_a_round PRIMARY KEY (round_id, alias),
    CONSTRAINT a_person_has_one_alias_in_a_round UNIQUE (round_id, person_id)
);
CREATE INDEX participant_person_id ON participant (person_id);

CREATE TABLE run (
    id uuid CONSTRAINT a_run_has_an_id_of_its_own PRIMARY KEY,
    round_id uuid NOT NULL CONSTRAINT a_run_is_of_a_round REFERENCES round ON DELETE CASCADE,
    programme_id uuid NOT NULL CONSTRAINT a_run_is_part_of_a_programme REFERENCES programme,
    snapshot_id uuid NOT NULL
        CONSTRAINT a_run_reads_a_snapshot REFERENCES snapshot ON DELETE CASCADE,
    objective text NOT NULL CONSTRAINT an_objective_is_total_most_fair_stable_or_repair CHECK (
        objective IN ('total', 'most', 'fair', 'stable', 'repair')
    ),
    weights jsonb
        CONSTRAINT weights_of_a_run_are_an_object CHECK (jsonb_typeof(weights) = 'object')
        CONSTRAINT weights_of_a_run_sum_to_100 CHECK (are_weights(weights)),
    minimum_bp integer NOT NULL
        CONSTRAINT a_least_score_of_a_run_is_between_0_and_10000
        CHECK (minimum_bp BETWEEN 0 AND 10000),
    seed integer NOT NULL CONSTRAINT a_seed_is_not_negative CHECK (seed >= 0),
    -- What it does otherwise than the snapshot says, by aliases, fixed when it is made: {rules:
    -- [{rule, student, mentor}], seats: [{mentor, seats}], announced: [{student, mentor}], left:
    -- [alias]}.
    orders jsonb NOT NULL CONSTRAINT orders_are_an_object CHECK (jsonb_typeof(orders) = 'object'),
    -- While it runs: by whom, until when it is theirs, how far it is.
    server uuid,
    lease_seconds integer NOT NULL DEFAULT 30
        CONSTRAINT a_lease_has_1_to_3600_seconds CHECK (lease_seconds BETWEEN 1 AND 3600),
    stage text,
    done bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    -- When it has ended.
    students integer,
    mentors integer,
    seats integer,
    matched integer,
    total_bp bigint,
    worst_bp integer,
    problem text CONSTRAINT a_problem_is_named_by_its_hash CHECK (problem ~ '^[0-9a-f]{64}$'),
    failure text,
    state text NOT NULL CONSTRAINT run_states CHECK (
        state IN ('queued', 'running', 'done', 'infeasible', 'failed', 'cancelled')
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT run_deadlines CHECK ((state IN ('queued', 'running')) = (deadline_at IS NOT NULL)),
    CONSTRAINT a_run_that_is_done_has_its_figures CHECK (
        state <> 'done' OR num_nulls(students, mentors, seats, matched, total_bp, problem) = 0
    )
);
CREATE INDEX run_round_id ON run (round_id, id);
CREATE INDEX run_deadline_at ON run (deadline_at);
CREATE INDEX run_queued ON run (created_at, id) WHERE state = 'queued';
ALTER TABLE round ADD CONSTRAINT a_round_takes_a_run FOREIGN KEY (run_id) REFERENCES run;

-- The folder that `kring verify` and `kring replay` take.
CREATE TABLE run_file (
    run_id uuid NOT NULL CONSTRAINT a_file_is_of_a_run REFERENCES run ON DELETE CASCADE,
    name text NOT NULL CONSTRAINT a_run_has_five_files CHECK (
        name IN ('snapshot.tsv', 'pairs.csv', 'unmatched.csv', 'shortages.csv', 'run.json')
    ),
    bytes bytea NOT NULL,
    CONSTRAINT a_run_has_each_file_once PRIMARY KEY (run_id, name)
);

CREATE TABLE pair (
    id uuid CONSTRAINT a_pair_has_an_id_of_its_own PRIMARY KEY,
    round_id uuid NOT NULL CONSTRAINT a_pair_is_of_a_round REFERENCES round ON DELETE CASCADE,
    programme_id uuid NOT NULL CONSTRAINT a_pair_is_part_of_a_programme REFERENCES programme,
    run_id uuid -- that has it; NULL: put in by hand
        CONSTRAINT a_pair_comes_of_a_run REFERENCES run ON DELETE CASCADE,
    student_id uuid NOT NULL
        CONSTRAINT a_pair_has_a_student REFERENCES person ON DELETE CASCADE,
    mentor_id uuid NOT NULL
        CONSTRAINT a_pair_has_a_mentor REFERENCES person ON DELETE CASCADE,
    score_bp integer
        CONSTRAINT a_score_of_a_pair_is_between_0_and_10000 CHECK (score_bp BETWEEN 0 AND 10000),
    pinned boolean NOT NULL DEFAULT false,
    -- What it holds a place of once it is released.
    need_id uuid CONSTRAINT a_pair_meets_a_need REFERENCES need ON DELETE CASCADE,
    offer_id uuid
        CONSTRAINT a_pair_takes_a_seat_of_an_offer REFERENCES mentor_offer ON DELETE CASCADE,
    released_at timestamptz,
    student_confirmed_at timestamptz,
    mentor_confirmed_at timestamptz,
    state text NOT NULL CONSTRAINT pair_states CHECK (
        state IN (
            'proposed', 'approved', 'released', 'vetoed', 'swapped_out', 'confirmed',
            'declined_student', 'declined_mentor', 'lapsed', 'dropped'
        )
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT nobody_is_paired_with_themself CHECK (student_id <> mentor_id),
    CONSTRAINT pair_deadlines CHECK (
        (state IN ('proposed', 'approved', 'released')) = (deadline_at IS NOT NULL)
    ),
    CONSTRAINT a_released_pair_holds_places CHECK (
        state <> 'released' OR num_nulls(need_id, offer_id, released_at) = 0
    )
);
CREATE UNIQUE INDEX a_student_has_one_live_pair_in_a_round
    ON pair (round_id, student_id)
    WHERE state IN ('proposed', 'approved', 'released', 'confirmed');
CREATE INDEX pair_round_id ON pair (round_id, id);
CREATE INDEX pair_student_id ON pair (student_id, id);
CREATE INDEX pair_mentor_id ON pair (mentor_id, id);
CREATE INDEX pair_offer_id ON pair (offer_id);
CREATE INDEX pair_need_id ON pair (need_id);
CREATE INDEX pair_run_id ON pair (run_id);
CREATE INDEX pair_deadline_at ON pair (deadline_at);
CREATE INDEX pair_reminder_at ON pair (reminder_at);
CREATE TRIGGER pair_of_the_living BEFORE INSERT ON pair
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('student_id', 'mentor_id');

-- A mentorship comes of a request or of a pair that both sides confirmed.
ALTER TABLE mentorship
    ADD COLUMN pair_id uuid
        CONSTRAINT a_pair_makes_one_mentorship UNIQUE
        CONSTRAINT a_mentorship_comes_of_a_pair REFERENCES pair ON DELETE CASCADE,
    ADD CONSTRAINT a_mentorship_comes_of_one_thing CHECK (num_nonnulls(request_id, pair_id) <= 1);

-- Mentorships that an offer may still take: of its seats, of the mentor's over all programmes, and of
-- the hours that the mentor has left this year.
CREATE FUNCTION places_free(offer mentor_offer, now timestamptz) RETURNS integer
    LANGUAGE sql STABLE
    RETURN (
        SELECT greatest(
                0,
                least(
                    offer.seats - offer.seats_taken,
                    person.seats - person.seats_taken,
                    CASE WHEN programme.hours_each > 0 AND person.hours_max > 0
                        THEN (person.hours_max - coalesce(year.hours, 0)) / programme.hours_each
                    END
                )
            )
        FROM person
        JOIN programme ON programme.id = offer.programme_id
        LEFT JOIN hours_year AS year
            ON year.person_id = person.id
            AND year.year = extract(year FROM now AT TIME ZONE 'UTC')::integer
        WHERE person.id = offer.mentor_id
    );

-- How many take part: of the snapshot; while people enrol, who would now.
CREATE FUNCTION round_figures(round round)
    RETURNS TABLE (students integer, mentors integer, seats integer) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT snapshot.students, snapshot.mentors, snapshot.seats
    FROM snapshot
    WHERE snapshot.id = round.snapshot_id AND round.state NOT IN ('draft', 'open')
    UNION ALL
    SELECT (
            SELECT count(*)
            FROM need
            WHERE need.programme_id = round.programme_id
                AND need.mentors_have < need.mentors_wanted
        )::integer,
        count(*)::integer,
        coalesce(sum(offer.seats - offer.seats_taken), 0)::integer
    FROM mentor_offer AS offer
    WHERE offer.programme_id = round.programme_id
        AND offer.state = 'active'
        AND offer.seats_taken < offer.seats
    HAVING round.state IN ('draft', 'open') OR round.snapshot_id IS NULL;
END;

-- What staff asked of a run beside what was decided, as jsonb by run_shape.
CREATE FUNCTION run_rules(run run) RETURNS jsonb LANGUAGE sql STABLE
    RETURN (
        SELECT jsonb_agg(
            jsonb_strip_nulls(
                jsonb_build_object(
                    'rule', given.rule, 'student_id', student.person_id,
                    'mentor_id', mentor.person_id
                )
            )
        )
        FROM jsonb_to_recordset(run.orders -> 'rules')
            AS given(rule text, student uuid, mentor uuid, asked boolean)
        LEFT JOIN participant AS student
            ON student.round_id = run.round_id AND student.alias = given.student
        LEFT JOIN participant AS mentor
            ON mentor.round_id = run.round_id AND mentor.alias = given.mentor
        WHERE given.asked
    );
CREATE FUNCTION run_what_if(run run) RETURNS jsonb LANGUAGE sql STABLE
    RETURN (
        SELECT jsonb_agg(
            jsonb_build_object('mentor_id', mentor.person_id, 'seats', given.seats)
        )
        FROM jsonb_to_recordset(run.orders -> 'seats')
            AS given(mentor uuid, seats integer, asked boolean)
        JOIN participant AS mentor
            ON mentor.round_id = run.round_id AND mentor.alias = given.mentor
        WHERE given.asked AND mentor.person_id IS NOT NULL
    );

-- The server that makes a run is an actor.
ALTER TABLE audit
    DROP CONSTRAINT an_actor_is_a_party_a_person_staff_the_clock_or_another_step,
    ADD CONSTRAINT an_actor_is_a_party_a_person_staff_a_clock_a_step_or_a_server CHECK (
        actor IN ('student', 'mentor', 'staff', 'person', 'clock', 'step', 'server')
    );
