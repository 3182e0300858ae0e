-- Mentoring requests and mentorships. Who is live, and holds a seat, is said by the counters of
-- need, mentor_offer and person, which change in the statement that changes the state.

CREATE TABLE mentoring_request (
    id uuid CONSTRAINT a_request_has_an_id_of_its_own PRIMARY KEY,
    need_id uuid NOT NULL
        CONSTRAINT a_request_is_about_a_need REFERENCES need ON DELETE CASCADE,
    offer_id uuid NOT NULL
        CONSTRAINT a_request_is_about_an_offer REFERENCES mentor_offer ON DELETE CASCADE,
    programme_id uuid NOT NULL
        CONSTRAINT a_request_is_made_in_a_programme REFERENCES programme,
    student_id uuid NOT NULL
        CONSTRAINT a_request_is_made_by_a_student REFERENCES person ON DELETE CASCADE,
    mentor_id uuid NOT NULL
        CONSTRAINT a_request_is_made_to_a_mentor REFERENCES person ON DELETE CASCADE,
    message text,
    choice integer NOT NULL DEFAULT 0, -- the mentor's place among those ranked; 0: none
    state text NOT NULL CONSTRAINT mentoring_request_states CHECK (
        state IN (
            'draft', 'pending', 'info_requested', 'waitlisted', 'accepted', 'declined',
            'withdrawn', 'expired', 'superseded'
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
    CONSTRAINT nobody_mentors_themself CHECK (student_id <> mentor_id),
    CONSTRAINT mentoring_request_deadlines CHECK (
        (state IN ('draft', 'pending', 'info_requested', 'waitlisted')) = (deadline_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX a_student_has_one_open_request_to_a_mentor_in_a_programme
    ON mentoring_request (student_id, mentor_id, programme_id)
    WHERE state IN ('draft', 'pending', 'info_requested', 'waitlisted');
CREATE INDEX mentoring_request_offer_id ON mentoring_request (offer_id, state, state_since);
CREATE INDEX mentoring_request_need_id ON mentoring_request (need_id);
CREATE INDEX mentoring_request_student_id ON mentoring_request (student_id, id);
CREATE INDEX mentoring_request_mentor_id ON mentoring_request (mentor_id, id);
CREATE INDEX mentoring_request_deadline_at ON mentoring_request (deadline_at);
CREATE INDEX mentoring_request_reminder_at ON mentoring_request (reminder_at);
CREATE INDEX mentoring_request_waitlisted ON mentoring_request (offer_id, state_since, id)
    WHERE state = 'waitlisted';

-- The place on the waiting list of its offer, from 1; 0: not on it.
CREATE FUNCTION position_of(request mentoring_request) RETURNS integer LANGUAGE sql STABLE
    RETURN CASE
        WHEN request.state = 'waitlisted' THEN (
            SELECT count(*)::integer + 1
            FROM mentoring_request AS ahead
            WHERE ahead.offer_id = request.offer_id
                AND ahead.state = 'waitlisted'
                AND (ahead.state_since, ahead.id) < (request.state_since, request.id)
        )
        ELSE 0
    END;

-- Seats that may still be taken: of the offer, and of the mentor over all programmes.
CREATE FUNCTION seats_free(offer_id uuid) RETURNS integer LANGUAGE sql STABLE
    RETURN (
        SELECT least(offer.seats - offer.seats_taken, person.seats - person.seats_taken)
        FROM mentor_offer AS offer
        JOIN person ON person.id = offer.mentor_id
        WHERE offer.id = seats_free.offer_id
    );
-- Why a request may not be sent now, as a word of LIFECYCLE_REFUSALS; NULL: it may.
CREATE FUNCTION request_refusal(
    need need, offer mentor_offer, programme programme, now timestamptz
) RETURNS text LANGUAGE sql STABLE
    RETURN CASE
        WHEN offer.state <> 'active' THEN 'offer_not_active'
        WHEN deadline_of(programme, 'ends_on', now) <= now THEN 'programme_over'
        WHEN need.mentors_have >= need.mentors_wanted THEN 'need_met'
        WHEN need.requests_live >= programme.requests_live_max THEN 'too_many_live'
        WHEN programme.rules @> jsonb_build_array(
            jsonb_build_object(
                'rule', 'never', 'student_id', need.student_id, 'mentor_id', offer.mentor_id
            )
        ) THEN 'never'
        WHEN need.avoided ? offer.mentor_id::text THEN 'avoided'
    END;
-- True of a request sent when no seat is free, or somebody waits for one before it.
CREATE FUNCTION must_wait(request mentoring_request) RETURNS boolean LANGUAGE sql STABLE
    RETURN seats_free(request.offer_id) <= 0
        OR EXISTS (
            SELECT
            FROM mentoring_request AS ahead
            WHERE ahead.offer_id = request.offer_id
                AND ahead.state = 'waitlisted'
                AND ahead.id <> request.id
        );
-- True of the first on the waiting list when more seats are free than requests open.
CREATE FUNCTION is_next(request mentoring_request) RETURNS boolean LANGUAGE sql STABLE
    RETURN position_of(request) = 1
        AND EXISTS (
            SELECT
            FROM mentor_offer AS offer
            WHERE offer.id = request.offer_id AND offer.state = 'active'
        )
        AND seats_free(request.offer_id) > (
            SELECT count(*)
            FROM mentoring_request AS open
            WHERE open.offer_id = request.offer_id AND open.state IN ('pending', 'info_requested')
        );

CREATE TABLE mentorship (
    id uuid CONSTRAINT a_mentorship_has_an_id_of_its_own PRIMARY KEY,
    request_id uuid
        CONSTRAINT a_request_makes_one_mentorship UNIQUE
        CONSTRAINT a_mentorship_comes_of_a_request REFERENCES mentoring_request ON DELETE CASCADE,
    need_id uuid NOT NULL
        CONSTRAINT a_mentorship_meets_a_need REFERENCES need ON DELETE CASCADE,
    offer_id uuid NOT NULL
        CONSTRAINT a_mentorship_takes_a_seat_of_an_offer REFERENCES mentor_offer ON DELETE CASCADE,
    programme_id uuid NOT NULL
        CONSTRAINT a_mentorship_is_part_of_a_programme REFERENCES programme,
    student_id uuid NOT NULL
        CONSTRAINT a_mentorship_has_a_student REFERENCES person ON DELETE CASCADE,
    mentor_id uuid NOT NULL
        CONSTRAINT a_mentorship_has_a_mentor REFERENCES person ON DELETE CASCADE,
    student_fit text CONSTRAINT a_student_says_fits_undecided_or_does_not_fit CHECK (
        student_fit IN ('fits', 'undecided', 'does_not_fit')
    ),
    mentor_fit text CONSTRAINT a_mentor_says_fits_undecided_or_does_not_fit CHECK (
        mentor_fit IN ('fits', 'undecided', 'does_not_fit')
    ),
    started_at timestamptz,
    state text NOT NULL CONSTRAINT mentorship_states CHECK (
        state IN ('proposed', 'active', 'paused', 'completed', 'ended_early', 'void')
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT nobody_is_their_own_mentor CHECK (student_id <> mentor_id),
    CONSTRAINT mentorship_deadlines CHECK (
        (state IN ('proposed', 'active', 'paused')) = (deadline_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX a_student_has_one_live_mentorship_with_a_mentor_in_a_programme
    ON mentorship (student_id, mentor_id, programme_id)
    WHERE state IN ('proposed', 'active', 'paused');
CREATE INDEX mentorship_offer_id ON mentorship (offer_id);
CREATE INDEX mentorship_need_id ON mentorship (need_id);
CREATE INDEX mentorship_student_id ON mentorship (student_id, id);
CREATE INDEX mentorship_mentor_id ON mentorship (mentor_id, id);
CREATE INDEX mentorship_deadline_at ON mentorship (deadline_at);
CREATE INDEX mentorship_reminder_at ON mentorship (reminder_at);
