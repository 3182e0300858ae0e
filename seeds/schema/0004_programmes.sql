-- Programmes: the tree of units, what a unit runs, who offers seats in it and who needs a mentor,
-- and the ledger of a mentor's hours. JSON member = column = struct member (api/wire/mentoring.h).
-- What SQL need not look into (conditions, wishes, weights, rules, ranked mentors) is jsonb,
-- written and read by shape. Objects with a lifecycle all have the same eight columns from state to
-- version; their states are those of the table in api/store/lifecycle.c, which a test compares.

-- Times are milliseconds since 1970 outside PostgreSQL.
CREATE FUNCTION to_ms(timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN floor(extract(epoch FROM $1) * 1000)::bigint;
CREATE FUNCTION from_ms(bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN to_timestamp($1 / 1000.0);

-- A UUIDv7 (RFC 9562) for what a statement makes beside what it was asked for: 48 bits of now (ms),
-- chance, and of a version 4 two more bits set make version 7.
CREATE FUNCTION new_id(now bigint) RETURNS uuid LANGUAGE sql VOLATILE STRICT PARALLEL SAFE
    RETURN encode(
        set_bit(
            set_bit(
                overlay(
                    uuid_send(gen_random_uuid()) PLACING substring(int8send(now) FROM 3)
                    FROM 1 FOR 6
                ),
                52, 1
            ),
            53, 1
        ),
        'hex'
    )::uuid;

-- Lists of ids in jsonb: texts as ids are written.
CREATE FUNCTION are_ids(ids jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN NOT jsonb_path_exists(
        ids,
        '$[*] ? (
            @.type() != "string"
            || !(@ like_regex "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
        )'
    );
-- Weights: percents of 100.
CREATE FUNCTION are_weights(weights jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN coalesce((weights ->> 'field')::integer, 0)
        + coalesce((weights ->> 'career')::integer, 0)
        + coalesce((weights ->> 'language')::integer, 0)
        + coalesce((weights ->> 'place')::integer, 0) = 100;

CREATE DOMAIN reason_code AS text
    CONSTRAINT a_reason_is_a_word_such_as_no_time CHECK (VALUE ~ '^[a-z][a-z_]{1,39}$');

CREATE TABLE unit (
    id uuid CONSTRAINT a_unit_has_an_id_of_its_own PRIMARY KEY,
    -- Never changes: so no unit can come to lie inside itself.
    parent_id uuid CONSTRAINT a_unit_lies_in_a_unit_that_exists REFERENCES unit,
    kind text NOT NULL
        CONSTRAINT a_unit_is_a_university_faculty_department_campus_or_chapter CHECK (
            kind IN ('university', 'faculty', 'department', 'campus', 'chapter')
        ),
    name text NOT NULL CONSTRAINT a_unit_has_a_name CHECK (name <> ''),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT a_university_and_nothing_else_is_a_root CHECK (
        (kind = 'university') = (parent_id IS NULL)
    )
);
CREATE UNIQUE INDEX units_of_one_parent_have_different_names
    ON unit (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name));

CREATE TABLE programme (
    id uuid CONSTRAINT a_programme_has_an_id_of_its_own PRIMARY KEY,
    unit_id uuid NOT NULL CONSTRAINT a_programme_is_run_by_a_unit_that_exists REFERENCES unit,
    name text NOT NULL CONSTRAINT a_programme_has_a_name CHECK (name <> ''),
    starts_on date NOT NULL,
    ends_on date NOT NULL, -- the last day
    -- What its scores weigh; NULL: the policy's weights.
    weights jsonb CONSTRAINT weights_are_an_object CHECK (jsonb_typeof(weights) = 'object')
        CONSTRAINT weights_sum_to_100 CHECK (are_weights(weights)),
    -- Who never meets whom, and the like: [{rule, student_id, mentor_id}].
    rules jsonb NOT NULL CONSTRAINT rules_are_a_list CHECK (jsonb_typeof(rules) = 'array')
        CONSTRAINT rules_name_people_by_their_ids CHECK (
            are_ids(jsonb_path_query_array(rules, '$[*].*') - 'never')
        ),
    minimum_bp integer NOT NULL
        CONSTRAINT a_least_score_is_between_0_and_10000 CHECK (minimum_bp BETWEEN 0 AND 10000),
    requests_live_max integer NOT NULL
        CONSTRAINT live_requests_are_limited_to_1_to_50 CHECK (requests_live_max BETWEEN 1 AND 50),
    hours_each integer NOT NULL
        CONSTRAINT a_mentorship_takes_0_to_1000_hours CHECK (hours_each BETWEEN 0 AND 1000),
    draft_days integer NOT NULL
        CONSTRAINT days_of_a_draft_are_1_to_730 CHECK (draft_days BETWEEN 1 AND 730),
    answer_days integer NOT NULL
        CONSTRAINT days_to_answer_are_1_to_730 CHECK (answer_days BETWEEN 1 AND 730),
    info_days integer NOT NULL
        CONSTRAINT days_to_tell_more_are_1_to_730 CHECK (info_days BETWEEN 1 AND 730),
    waiting_days integer NOT NULL
        CONSTRAINT days_on_the_waiting_list_are_1_to_730 CHECK (waiting_days BETWEEN 1 AND 730),
    start_days integer NOT NULL
        CONSTRAINT days_to_start_are_1_to_730 CHECK (start_days BETWEEN 1 AND 730),
    pause_days integer NOT NULL
        CONSTRAINT days_of_a_pause_are_1_to_730 CHECK (pause_days BETWEEN 1 AND 730),
    reminder_days integer NOT NULL
        CONSTRAINT a_reminder_comes_0_to_365_days_ahead CHECK (reminder_days BETWEEN 0 AND 365),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT a_programme_ends_after_it_starts CHECK (ends_on >= starts_on)
);
CREATE INDEX programme_unit_id ON programme (unit_id);

-- When a state that begins now ends: clause is NULL (never), 'ends_on' (with the programme), or
-- the programme's column that counts the days; nothing waits beyond the programme's end.
CREATE FUNCTION deadline_of(programme programme, clause text, now timestamptz) RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN CASE
        WHEN clause IS NULL THEN NULL
        ELSE least(
            (programme.ends_on + 1)::timestamp AT TIME ZONE 'UTC',
            CASE WHEN clause <> 'ends_on'
                THEN now + make_interval(days => (to_jsonb(programme) ->> clause)::integer)
            END
        )
    END;
-- When to remind of it: NULL when the programme does not, or when that day is over.
CREATE FUNCTION reminder_of(programme programme, deadline timestamptz, now timestamptz)
    RETURNS timestamptz LANGUAGE sql STABLE
    RETURN CASE
        WHEN programme.reminder_days > 0
            AND deadline - make_interval(days => programme.reminder_days) > now
        THEN deadline - make_interval(days => programme.reminder_days)
    END;

-- A person's own maximum over all programmes, and of hours a year (0: none).
ALTER TABLE person
    ADD COLUMN hours_max integer NOT NULL DEFAULT 0
        CONSTRAINT hours_a_year_are_between_0_and_8784 CHECK (hours_max BETWEEN 0 AND 8784),
    ADD COLUMN seats_taken integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT seats_taken_of_a_person_are_between_0_and_their_seats
        CHECK (seats_taken BETWEEN 0 AND seats);

CREATE TABLE mentor_offer (
    id uuid CONSTRAINT an_offer_has_an_id_of_its_own PRIMARY KEY,
    programme_id uuid NOT NULL
        CONSTRAINT an_offer_is_made_in_a_programme_that_exists REFERENCES programme,
    mentor_id uuid NOT NULL
        CONSTRAINT an_offer_is_made_by_a_person_that_exists REFERENCES person ON DELETE CASCADE,
    seats integer NOT NULL
        CONSTRAINT seats_of_an_offer_are_between_1_and_1000 CHECK (seats BETWEEN 1 AND 1000),
    -- Mentorships proposed, active and paused under this offer.
    seats_taken integer NOT NULL DEFAULT 0
        CONSTRAINT seats_taken_of_an_offer_are_between_0_and_its_seats
        CHECK (seats_taken BETWEEN 0 AND seats),
    conditions jsonb NOT NULL
        CONSTRAINT conditions_are_an_object CHECK (jsonb_typeof(conditions) = 'object'),
    state text NOT NULL CONSTRAINT mentor_offer_states CHECK (
        state IN ('draft', 'active', 'paused', 'withdrawn', 'expired')
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT mentor_offer_deadlines CHECK (
        (state IN ('draft', 'active', 'paused')) = (deadline_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX a_mentor_makes_one_offer_in_a_programme
    ON mentor_offer (programme_id, mentor_id) WHERE state IN ('draft', 'active', 'paused');
CREATE INDEX mentor_offer_mentor_id ON mentor_offer (mentor_id);
CREATE INDEX mentor_offer_changed_xid ON mentor_offer (changed_xid);
CREATE INDEX mentor_offer_deadline_at ON mentor_offer (deadline_at);
CREATE INDEX mentor_offer_reminder_at ON mentor_offer (reminder_at);

CREATE TABLE need (
    id uuid CONSTRAINT a_need_has_an_id_of_its_own PRIMARY KEY,
    programme_id uuid NOT NULL
        CONSTRAINT a_need_is_told_in_a_programme_that_exists REFERENCES programme,
    student_id uuid NOT NULL
        CONSTRAINT a_need_is_told_by_a_person_that_exists REFERENCES person ON DELETE CASCADE,
    wishes jsonb NOT NULL CONSTRAINT wishes_are_an_object CHECK (jsonb_typeof(wishes) = 'object'),
    weights jsonb
        CONSTRAINT own_weights_are_an_object CHECK (jsonb_typeof(weights) = 'object')
        CONSTRAINT own_weights_sum_to_100 CHECK (are_weights(weights)),
    ranked jsonb NOT NULL
        CONSTRAINT ranked_mentors_are_a_list CHECK (jsonb_typeof(ranked) = 'array')
        CONSTRAINT mentors_are_ranked_by_their_ids CHECK (are_ids(ranked)),
    avoided jsonb NOT NULL
        CONSTRAINT avoided_mentors_are_a_list CHECK (jsonb_typeof(avoided) = 'array')
        CONSTRAINT mentors_are_avoided_by_their_ids CHECK (are_ids(avoided)),
    fallback boolean NOT NULL,
    mentors_wanted integer NOT NULL
        CONSTRAINT mentors_wanted_are_between_1_and_10 CHECK (mentors_wanted BETWEEN 1 AND 10),
    -- Mentorships proposed, active, paused and completed.
    mentors_have integer NOT NULL DEFAULT 0
        CONSTRAINT mentors_had_are_between_0_and_those_wanted
        CHECK (mentors_have BETWEEN 0 AND mentors_wanted),
    -- Requests pending, info_requested and waitlisted; the programme limits them.
    requests_live integer NOT NULL DEFAULT 0
        CONSTRAINT live_requests_are_between_0_and_50 CHECK (requests_live BETWEEN 0 AND 50),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT a_student_tells_one_need_in_a_programme UNIQUE (programme_id, student_id)
);
CREATE INDEX need_student_id ON need (student_id);

-- A mentor's place among those that a need ranks, from 1; 0: not among them.
CREATE FUNCTION choice_of(ranked jsonb, mentor_id uuid) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN coalesce(
        (
            SELECT min(choice.place)::integer
            FROM jsonb_array_elements_text(ranked) WITH ORDINALITY AS choice(id, place)
            WHERE choice.id = mentor_id::text
        ),
        0
    );

-- Hours of a person in a year over mentoring, lectures and internships. hours_max is the person's
-- when hours were last taken: what was promised before a maximum was lowered stays.
CREATE TABLE hours_year (
    person_id uuid NOT NULL
        CONSTRAINT hours_are_those_of_a_person REFERENCES person ON DELETE CASCADE,
    year integer NOT NULL CONSTRAINT hours_are_of_a_year CHECK (year BETWEEN 1970 AND 2200),
    hours integer NOT NULL,
    hours_max integer NOT NULL,
    CONSTRAINT hours_of_a_year_are_counted_once PRIMARY KEY (person_id, year),
    CONSTRAINT hours_are_between_0_and_the_maximum_of_the_year CHECK (
        hours >= 0 AND (hours_max = 0 OR hours <= hours_max)
    )
);
CREATE TABLE hours_entry (
    object_id uuid NOT NULL,
    person_id uuid NOT NULL
        CONSTRAINT an_entry_is_of_a_person REFERENCES person ON DELETE CASCADE,
    year integer NOT NULL,
    activity text NOT NULL CONSTRAINT an_entry_is_for_mentoring_a_lecture_or_an_internship CHECK (
        activity IN ('mentoring', 'lecture', 'internship')
    ),
    hours integer NOT NULL CONSTRAINT an_entry_has_hours CHECK (hours > 0),
    created_at timestamptz NOT NULL,
    CONSTRAINT an_object_takes_hours_of_a_person_once PRIMARY KEY (object_id, person_id),
    CONSTRAINT an_entry_counts_in_its_year
        FOREIGN KEY (person_id, year) REFERENCES hours_year ON DELETE CASCADE
);
CREATE INDEX hours_entry_person_id ON hours_entry (person_id, year);
