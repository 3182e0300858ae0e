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

-- The last day that a partial date may mean. (A 31st of February is the last day of that month.) One
-- expression, so that the planner sees through it.
CREATE FUNCTION last_day_of(happened partial_date) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE length(happened)
        WHEN 4 THEN make_date(happened::integer, 12, 31)
        ELSE least(
            (
                make_date(substr(happened, 1, 4)::integer, substr(happened, 6, 2)::integer, 1)
                + interval '1 month'
                - interval '1 day'
            )::date,
            make_date(substr(happened, 1, 4)::integer, substr(happened, 6, 2)::integer, 1)
                + coalesce(nullif(substr(happened, 9, 2), '')::integer, 31)
                - 1
        )
    END;

-- Why something may be done with each person's data on a day, NULL: it may not. An objection to the
-- purpose beats all; who ever agreed to it is asked for no other reason: only what they agreed to
-- counts, while it holds. Without a word of theirs students are matched, and those who take part in
-- mentoring are written to about it, because it is what they came for (contract); alumni are for
-- the years that the policy says after they left, which is the last day of their affiliations,
-- unless one has no end that is known (legitimate_interest). Nothing else goes without consent.
-- To the day: within it the state decides, which the clock ends at expires_at. One SELECT, which
-- the planner puts where it is called: the feed asks for everybody.
CREATE FUNCTION lawful_bases(purpose text, channel text, day date)
    RETURNS TABLE (person_id uuid, basis text) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT person.id,
        CASE
            WHEN said.no THEN NULL
            WHEN said.anything THEN said.basis
            WHEN (purpose, channel) NOT IN (('matching', 'none'), ('mentoring_mail', 'email'))
            THEN NULL
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
            WHEN policy.interest_years = 0
                OR (
                    SELECT CASE
                            WHEN bool_and(affiliation."to" IS NOT NULL)
                            THEN max(last_day_of(affiliation."to"))
                        END
                    FROM affiliation
                    WHERE affiliation.person_id = person.id
                ) + make_interval(years => policy.interest_years) < day IS NOT TRUE
            THEN 'legitimate_interest'
        END
    FROM person
    CROSS JOIN policy
    CROSS JOIN LATERAL (
        SELECT bool_or(consent.basis = 'objection' AND consent.state = 'given') AS no,
            bool_or(consent.basis <> 'objection') AS anything,
            max(consent.basis) FILTER (
                WHERE consent.basis <> 'objection'
                    AND consent.state = 'given'
                    AND (
                        consent.expires_at IS NULL
                        OR consent.expires_at > day::timestamp AT TIME ZONE 'UTC'
                    )
            ) AS basis
        FROM consent
        WHERE consent.person_id = person.id
            AND consent.purpose = lawful_bases.purpose
            AND (consent.channel = lawful_bases.channel OR consent.basis = 'objection')
    ) AS said;
END;

-- The same of one person; NULL of nobody.
CREATE FUNCTION lawful_basis(person_id uuid, purpose text, channel text, day date) RETURNS text
    LANGUAGE sql STABLE
    RETURN (
        SELECT lawful.basis
        FROM lawful_bases(purpose, channel, day) AS lawful
        WHERE lawful.person_id = lawful_basis.person_id
    );

-- Nobody erased says anything new (0010_erasure.sql).
CREATE TRIGGER consent_of_the_living BEFORE INSERT ON consent
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

-- Who may be found by others and be asked on a day: who takes part (0010_erasure.sql), and whom there
-- is a lawful basis to match. Who changes what that is made of sets person.changed_xid; what ends
-- with a day the feed sees on the next (store_feed.h).
CREATE FUNCTION matched_people(day date)
    RETURNS TABLE (person_id uuid, matched boolean) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT person.id, may_match(person) AND lawful.basis IS NOT NULL
    FROM person
    JOIN lawful_bases('matching', 'none', day) AS lawful ON lawful.person_id = person.id;
END;

-- As before (0009_privacy.sql), and: on that day.
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
            SELECT bool_and(people.matched)
            FROM matched_people((now AT TIME ZONE 'UTC')::date) AS people
            WHERE people.person_id IN (need.student_id, offer.mentor_id)
        ) THEN 'not_matching'
    END;
