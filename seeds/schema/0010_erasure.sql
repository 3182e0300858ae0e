-- Erasure: who is erased leaves a row without anything about them, since what others did with them
-- refers to it (a mentor's hours, a seat that was taken), and a keyed hash of their external id, so
-- that the next nightly file does not bring them back (store_erasure.h).
ALTER TABLE person
    -- Until then they may change their mind (DELETE /v1/people/{id}); NULL: nobody asked.
    ADD COLUMN erase_at timestamptz,
    ADD COLUMN erased_at timestamptz,
    ADD CONSTRAINT nothing_is_kept_about_somebody_erased CHECK (
        erased_at IS NULL
        OR (
            external_id ~ '^erased-[0-9a-f-]{36}$'
            AND num_nonnulls(
                name, email, language, place_text, place_code, place_evidence, country_text,
                country_code, country_evidence, imported, erase_at
            ) = 0
            AND visibility = '[]'
            AND seats = 0
            AND seats_taken = 0
        )
    );
CREATE INDEX person_erase_at ON person (erase_at, id) WHERE erase_at IS NOT NULL;
CREATE INDEX person_erased ON person (changed_xid) WHERE erased_at IS NOT NULL;

-- As before (0009_privacy.sql), and: who is to be erased is out of it at once.
CREATE OR REPLACE FUNCTION may_match(person person) RETURNS boolean LANGUAGE sql STABLE
    RETURN NOT person.paused AND person.erase_at IS NULL AND person.erased_at IS NULL;

-- BLAKE2b of the external ids of those erased, keyed by the installation's key.
CREATE TABLE erased (
    hash bytea CONSTRAINT an_erased_id_is_kept_once PRIMARY KEY
        CONSTRAINT an_erased_id_has_32_bytes CHECK (octet_length(hash) = 32),
    erased_at timestamptz NOT NULL
);

-- Nobody erased does anything new, whatever was checked before: waits for an erasure that is under
-- way. The arguments are the columns that name people.
CREATE FUNCTION refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who text;
    gone timestamptz;
BEGIN
    FOREACH who IN ARRAY TG_ARGV LOOP
        SELECT person.erased_at INTO gone
        FROM person
        WHERE person.id = (to_jsonb(NEW) ->> who)::uuid
        FOR KEY SHARE;
        IF gone IS NOT NULL THEN
            RAISE EXCEPTION 'this person was erased' USING
                ERRCODE = 'check_violation', CONSTRAINT = 'nobody_erased_does_anything_new';
        END IF;
    END LOOP;
    RETURN NEW;
END
$$;
CREATE TRIGGER mentor_offer_of_the_living BEFORE INSERT ON mentor_offer
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('mentor_id');
CREATE TRIGGER need_of_the_living BEFORE INSERT ON need
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('student_id');
CREATE TRIGGER mentoring_request_of_the_living BEFORE INSERT ON mentoring_request
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('student_id', 'mentor_id');
CREATE TRIGGER mentorship_of_the_living BEFORE INSERT ON mentorship
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('student_id', 'mentor_id');
CREATE TRIGGER token_of_the_living BEFORE INSERT ON token
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION refuse_erased('person_id');
CREATE TRIGGER appointment_of_the_living BEFORE INSERT ON appointment
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

-- Reports of imports keep which lines were refused and why; what they quoted of people is gone.
CREATE FUNCTION report_without_people(report jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN report ? 'errors'
        THEN report || jsonb_build_object(
            'errors',
            (
                SELECT coalesce(
                    jsonb_agg(
                        jsonb_build_object('line', error -> 'line', 'code', error -> 'code')
                        ORDER BY place
                    ),
                    '[]'
                )
                FROM jsonb_array_elements(
                    jsonb_path_query_array(report, '$.errors[*] ? (@.type() == "object")')
                ) WITH ORDINALITY AS listed(error, place)
            )
        )
        ELSE report
    END;
UPDATE import SET report = report_without_people(report);
ALTER TABLE import
    ADD CONSTRAINT a_report_quotes_nobody CHECK (
        NOT jsonb_path_exists(report, '$.errors[*].detail')
    );
