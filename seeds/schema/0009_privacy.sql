-- Privacy: what a person shows to whom, and whether they take part in matching at all.

ALTER TABLE person
    -- By visibility_shape: [{field, audience}], what the person set otherwise than it is by itself.
    ADD COLUMN visibility jsonb NOT NULL DEFAULT '[]'
        CONSTRAINT visibility_is_a_list CHECK (jsonb_typeof(visibility) = 'array'),
    -- The person wants no new students or mentors for now.
    ADD COLUMN paused boolean NOT NULL DEFAULT false;

-- True when staff may see a field of a person: what is not to be searched by either.
CREATE FUNCTION open_to_staff(person person, field text) RETURNS boolean LANGUAGE sql IMMUTABLE
    RETURN NOT person.visibility @> jsonb_build_array(
        jsonb_build_object('field', field, 'audience', 'self')
    );

-- True when a person may be found by others and be asked. What else keeps somebody out of matching
-- comes in here; whoever changes what it reads sets person.changed_xid, or search goes on with what
-- was.
CREATE FUNCTION may_match(person person) RETURNS boolean LANGUAGE sql STABLE
    RETURN NOT person.paused;

-- As before (0005_mentoring.sql), and: both take part in matching.
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
            SELECT bool_and(may_match(person))
            FROM person
            WHERE person.id IN (need.student_id, offer.mentor_id)
        ) THEN 'not_matching'
    END;
