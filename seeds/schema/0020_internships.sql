-- Internship leads and the applications to them, in programmes of that kind. How many seats of a
-- lead are taken is counted by the lead, in the statement that changes the state of an application.

CREATE TABLE internship_lead (
    id uuid CONSTRAINT a_lead_has_an_id_of_its_own PRIMARY KEY,
    programme_id uuid NOT NULL
        CONSTRAINT a_lead_is_told_in_a_programme_that_exists REFERENCES programme,
    programme_kind text NOT NULL DEFAULT 'internships'
        CONSTRAINT a_lead_is_of_internships CHECK (programme_kind = 'internships'),
    host_id uuid NOT NULL
        CONSTRAINT a_lead_has_a_host_that_exists REFERENCES person ON DELETE CASCADE,
    title text, -- what erasure takes away is NULL, of this and what follows
    text text,
    employer text,
    field_code text,
    occupation_code text,
    industry_code text,
    place_code text,
    remote boolean NOT NULL,
    language_code text,
    language_level text,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    hours_week integer NOT NULL
        CONSTRAINT hours_a_week_are_between_0_and_60 CHECK (hours_week BETWEEN 0 AND 60),
    paid boolean NOT NULL,
    seats integer NOT NULL
        CONSTRAINT seats_of_a_lead_are_between_1_and_1000 CHECK (seats BETWEEN 1 AND 1000),
    seats_taken integer NOT NULL DEFAULT 0,
    apply_until date NOT NULL,
    -- When that day is over.
    expires_at timestamptz NOT NULL
        GENERATED ALWAYS AS ((apply_until + 1)::timestamp AT TIME ZONE 'UTC') STORED,
    state text NOT NULL CONSTRAINT internship_lead_states CHECK (
        state IN (
            'draft', 'submitted', 'changes_requested', 'published', 'rejected', 'filled', 'closed',
            'expired', 'withdrawn'
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
    CONSTRAINT a_lead_is_told_in_a_programme_of_internships
        FOREIGN KEY (programme_id, programme_kind) REFERENCES programme (id, kind),
    CONSTRAINT a_lead_is_of_one_programme_and_host UNIQUE (id, programme_id, host_id),
    CONSTRAINT seats_taken_of_a_lead_are_between_0_and_its_seats
        CHECK (seats_taken BETWEEN 0 AND seats),
    CONSTRAINT an_internship_ends_after_it_starts CHECK (ends_on >= starts_on),
    CONSTRAINT internship_lead_deadlines CHECK (
        (state IN ('draft', 'submitted', 'changes_requested', 'published'))
            = (deadline_at IS NOT NULL)
    )
);
CREATE INDEX internship_lead_programme_id ON internship_lead (programme_id, id);
CREATE INDEX internship_lead_host_id ON internship_lead (host_id, id);
CREATE INDEX internship_lead_deadline_at ON internship_lead (deadline_at);
CREATE INDEX internship_lead_reminder_at ON internship_lead (reminder_at);
CREATE INDEX internship_lead_open ON internship_lead (id) WHERE state = 'published';

CREATE TABLE application (
    id uuid CONSTRAINT an_application_has_an_id_of_its_own PRIMARY KEY,
    programme_id uuid NOT NULL
        CONSTRAINT an_application_is_sent_in_a_programme REFERENCES programme,
    lead_id uuid NOT NULL,
    student_id uuid NOT NULL
        CONSTRAINT an_application_is_sent_by_a_student REFERENCES person ON DELETE CASCADE,
    host_id uuid NOT NULL
        CONSTRAINT an_application_is_sent_to_a_host REFERENCES person ON DELETE CASCADE,
    message text,
    signed_student_at timestamptz,
    signed_school_at timestamptz,
    signed_host_at timestamptz,
    started_at timestamptz,
    state text NOT NULL CONSTRAINT application_states CHECK (
        state IN (
            'draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'agreed', 'started',
            'completed', 'broken_off', 'rejected', 'withdrawn', 'lapsed'
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
    CONSTRAINT an_application_is_to_a_lead_of_its_programme_and_host
        FOREIGN KEY (lead_id, programme_id, host_id)
        REFERENCES internship_lead (id, programme_id, host_id) ON DELETE CASCADE,
    CONSTRAINT nobody_applies_to_themself CHECK (student_id <> host_id),
    CONSTRAINT no_internship_starts_without_three_signatures CHECK (
        state NOT IN ('agreed', 'started', 'completed', 'broken_off')
        OR (
            signed_student_at IS NOT NULL
            AND signed_school_at IS NOT NULL
            AND signed_host_at IS NOT NULL
        )
    ),
    CONSTRAINT application_deadlines CHECK (
        (state IN ('draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'agreed', 'started'))
            = (deadline_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX a_student_has_one_live_application_to_a_lead
    ON application (student_id, lead_id)
    WHERE state IN (
        'draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'agreed', 'started'
    );
CREATE INDEX application_lead_id ON application (lead_id, id);
CREATE INDEX application_programme_id ON application (programme_id, id);
CREATE INDEX application_student_id ON application (student_id, id);
CREATE INDEX application_host_id ON application (host_id, id);
CREATE INDEX application_deadline_at ON application (deadline_at);
CREATE INDEX application_reminder_at ON application (reminder_at);

-- When a state of a lead that begins now ends: a published one with the last day to apply, if that
-- is before the programme's.
CREATE FUNCTION deadline_of_lead(
    lead internship_lead, programme programme, clause text, now timestamptz
) RETURNS timestamptz LANGUAGE sql STABLE
    RETURN CASE
        WHEN clause = 'expires_at'
        THEN least(lead.expires_at, deadline_of(programme, 'ends_on', now))
        ELSE deadline_of(programme, clause, now)
    END;
-- True while one may apply: what the clock has not yet ended is over too.
CREATE FUNCTION is_open(lead internship_lead, programme programme, now timestamptz)
    RETURNS boolean LANGUAGE sql STABLE
    RETURN lead.state = 'published'
        AND deadline_of_lead(lead, programme, 'expires_at', now) > now;

CREATE TRIGGER internship_lead_of_the_living BEFORE INSERT ON internship_lead
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('host_id');
CREATE TRIGGER application_of_the_living BEFORE INSERT ON application
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('student_id', 'host_id');
