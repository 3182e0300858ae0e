-- Consents and objections: what may be done with a person's data, why, and until when. JSON member =
-- column = struct member (api/wire/consent.h). Append-only: what somebody agreed to is never
-- rewritten, it is withdrawn, expires, or is superseded by what they say next. An objection is a row
-- too, kept apart from what it beats, and holds until it is withdrawn.

CREATE DOMAIN consent_purpose AS text
    CONSTRAINT a_purpose_is_matching_mentoring_mail_events_or_news CHECK (
        VALUE IN ('matching', 'mentoring_mail', 'events', 'news')
    );

CREATE TABLE consent (
    id uuid CONSTRAINT a_consent_has_an_id_of_its_own PRIMARY KEY,
    person_id uuid NOT NULL
        CONSTRAINT a_consent_is_of_a_person REFERENCES person ON DELETE CASCADE,
    purpose consent_purpose NOT NULL,
    channel text NOT NULL
        CONSTRAINT a_channel_is_none_or_email CHECK (channel IN ('none', 'email')),
    basis text NOT NULL
        CONSTRAINT a_basis_is_consent_legitimate_interest_contract_or_an_objection CHECK (
            basis IN ('consent', 'legitimate_interest', 'contract', 'objection')
        ),
    -- Which wording was agreed to: a name, no text about anybody.
    text_version text CONSTRAINT a_text_version_is_a_word_such_as_2026_09 CHECK (
        text_version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'
    ),
    given_at timestamptz NOT NULL,
    expires_at timestamptz,
    state text NOT NULL CONSTRAINT consent_states CHECK (
        state IN ('given', 'withdrawn', 'expired', 'superseded')
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT matching_has_no_channel_and_messages_have_one CHECK (
        (purpose = 'matching') = (channel = 'none')
    ),
    CONSTRAINT a_consent_names_the_wording_agreed_to CHECK (
        basis <> 'consent' OR text_version IS NOT NULL
    ),
    CONSTRAINT an_objection_has_no_end CHECK (basis <> 'objection' OR expires_at IS NULL),
    CONSTRAINT what_is_given_was_given_by_now CHECK (given_at <= created_at),
    CONSTRAINT what_is_given_ends_after_now CHECK (expires_at > created_at),
    CONSTRAINT consent_deadlines CHECK (state = 'given' OR deadline_at IS NULL)
);
-- What holds: of a purpose and channel one basis, and one objection beside it.
CREATE UNIQUE INDEX one_basis_of_a_purpose_and_channel_holds_at_a_time
    ON consent (person_id, purpose, channel, (basis = 'objection')) WHERE state = 'given';
CREATE INDEX consent_person_id ON consent (person_id, id);
CREATE INDEX consent_deadline_at ON consent (deadline_at);

-- What the institution decided: for how many years after leaving alumni are matched and written to
-- in its legitimate interest, if they never said anything of it; 0: no end.
CREATE TABLE policy (
    one boolean NOT NULL DEFAULT true
        CONSTRAINT there_is_one_policy PRIMARY KEY
        CONSTRAINT there_is_only_one_policy CHECK (one),
    interest_years integer NOT NULL DEFAULT 0
        CONSTRAINT years_of_interest_are_between_0_and_100 CHECK (interest_years BETWEEN 0 AND 100)
);
INSERT INTO policy (one) VALUES (true);

-- The last day that a partial date may mean. (A 31st of February is the last day of that month.)
CREATE FUNCTION last_day_of(happened partial_date) RETURNS date
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT CASE
                WHEN length(happened) = 10
                THEN least(first.day + substr(happened, 9, 2)::integer - 1, first.last)
                ELSE first.last
            END
        FROM (
            SELECT month.day,
                (
                    month.day
                    + CASE length(happened) WHEN 4 THEN interval '1 year' ELSE interval '1 month' END
                    - interval '1 day'
                )::date AS last
            FROM (
                SELECT make_date(
                        substr(happened, 1, 4)::integer,
                        coalesce(nullif(substr(happened, 6, 2), '')::integer, 1),
                        1
                    ) AS day
            ) AS month
        ) AS first
    );

-- When a person left: the last day of their affiliations; NULL while one has no end that is known.
CREATE FUNCTION left_on(person_id uuid) RETURNS date LANGUAGE sql STABLE
    RETURN (
        SELECT CASE WHEN bool_and("to" IS NOT NULL) THEN max(last_day_of("to")) END
        FROM affiliation
        WHERE affiliation.person_id = left_on.person_id
    );

-- The basis that there is without a word of the person's: students are matched, and those who take
-- part in mentoring are written to about it, because it is what they came for (contract); alumni
-- are for the years that the policy says (legitimate_interest). Nothing else goes without consent.
CREATE FUNCTION basis_unasked(person person, purpose text, channel text, day date) RETURNS text
    LANGUAGE sql STABLE
    RETURN CASE
        WHEN (purpose, channel) NOT IN (('matching', 'none'), ('mentoring_mail', 'email')) THEN NULL
        WHEN person.role IN ('student', 'both') THEN 'contract'
        WHEN purpose = 'mentoring_mail'
            AND (
                EXISTS (
                    SELECT
                    FROM mentorship
                    WHERE mentorship.mentor_id = person.id
                        AND mentorship.state IN ('proposed', 'active', 'paused')
                )
                OR EXISTS (
                    SELECT
                    FROM mentoring_request AS request
                    WHERE request.mentor_id = person.id
                        AND request.state IN ('pending', 'info_requested', 'waitlisted')
                )
            )
        THEN 'contract'
        WHEN (
            SELECT policy.interest_years = 0
                OR left_on(person.id) + make_interval(years => policy.interest_years) < day IS NOT TRUE
            FROM policy
        )
        THEN 'legitimate_interest'
    END;

-- Why something may be done with a person's data on a day, NULL: it may not. An objection to the
-- purpose beats all; who ever agreed to it is asked for no other reason: only what they agreed to
-- counts, while it holds; else what holds unasked. To the day: within it the state decides, which
-- the clock ends at expires_at.
CREATE FUNCTION lawful_basis(person person, purpose text, channel text, day date) RETURNS text
    LANGUAGE sql STABLE
    RETURN (
        SELECT CASE
                WHEN bool_or(said.basis = 'objection' AND said.state = 'given') THEN NULL
                WHEN bool_or(said.basis <> 'objection')
                THEN max(said.basis) FILTER (
                    WHERE said.basis <> 'objection'
                        AND said.state = 'given'
                        AND (
                            said.expires_at IS NULL
                            OR said.expires_at > day::timestamp AT TIME ZONE 'UTC'
                        )
                )
                ELSE basis_unasked(person, lawful_basis.purpose, lawful_basis.channel, day)
            END
        FROM consent AS said
        WHERE said.person_id = person.id
            AND said.purpose = lawful_basis.purpose
            AND (said.channel = lawful_basis.channel OR said.basis = 'objection')
    );

-- The same by id; NULL of nobody.
CREATE FUNCTION lawful_basis(person_id uuid, purpose text, channel text, day date) RETURNS text
    LANGUAGE sql STABLE
    RETURN (
        SELECT lawful_basis(person, purpose, channel, day)
        FROM person
        WHERE person.id = person_id
    );

-- Nobody erased says anything new (0010_erasure.sql).
CREATE TRIGGER consent_of_the_living BEFORE INSERT ON consent
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

-- Whether a person may be found by others and be asked on a day: they take part (0010_erasure.sql),
-- and there is a lawful basis to match them. Who changes what a basis is made of sets
-- person.changed_xid; what ends with a day the feed sees on the next (store_feed.h).
CREATE FUNCTION may_match(person person, day date) RETURNS boolean LANGUAGE sql STABLE
    RETURN may_match(person) AND lawful_basis(person, 'matching', 'none', day) IS NOT NULL;

CREATE OR REPLACE FUNCTION request_refusal(
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
        WHEN NOT (
            SELECT bool_and(may_match(person, (now AT TIME ZONE 'UTC')::date))
            FROM person
            WHERE person.id IN (need.student_id, offer.mentor_id)
        ) THEN 'not_matching'
    END;
