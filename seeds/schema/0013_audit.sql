-- The audit for good: by pseudonyms, append-only, and sealed (store_audit.h). Rows are written
-- unchained, so that writers do not wait for each other; a sealer chains them afterwards.

-- What the audit calls a person. Erasure takes it away, and with it the way from the audit to them.
ALTER TABLE person
    ADD COLUMN pseudonym uuid CONSTRAINT a_pseudonym_belongs_to_one_person UNIQUE;
ALTER TABLE person ALTER COLUMN pseudonym SET DEFAULT gen_random_uuid();
UPDATE person SET pseudonym = gen_random_uuid() WHERE erased_at IS NULL;
ALTER TABLE person
    ADD CONSTRAINT only_somebody_erased_has_no_pseudonym CHECK (
        pseudonym IS NOT NULL OR erased_at IS NOT NULL
    );

-- The pseudonym of a person, NULL once they are erased; any other id as it is.
CREATE FUNCTION pseudonym_of(known uuid) RETURNS uuid LANGUAGE sql STABLE
    RETURN CASE
        WHEN EXISTS (SELECT FROM person WHERE id = known)
        THEN (SELECT pseudonym FROM person WHERE id = known)
        ELSE known
    END;

-- Requests that were refused, many alike in one row: object 'request', event the problem's code.
ALTER TABLE audit
    ALTER COLUMN actor DROP NOT NULL,
    ADD COLUMN operation text, -- the route's name; 'none': no route
    ADD COLUMN times integer
        CONSTRAINT a_request_is_refused_at_least_once CHECK (times > 0),
    ADD COLUMN since timestamptz, -- of the first; at: of the last, or somewhat later
    -- Which members of a person were changed, by name: "email name". Never what they were or are.
    ADD COLUMN fields text
        CONSTRAINT fields_are_told_by_name_alone CHECK (
            fields ~ '^[a-z_]+( [a-z_]+)*$'
        ),
    ADD CONSTRAINT an_actor_is_unknown_of_refused_requests_alone CHECK (
        actor IS NOT NULL OR object = 'request'
    ),
    ADD CONSTRAINT refused_requests_alone_are_counted CHECK (
        num_nonnulls(operation, times, since) = CASE object WHEN 'request' THEN 3 ELSE 0 END
    );

UPDATE audit
SET object_id = coalesce(pseudonym_of(object_id), gen_random_uuid()),
    actor_id = pseudonym_of(actor_id),
    request_id = substring(request_id FROM '^[0-9a-fA-F-]{8,64}$');

-- Whoever writes a row: people are in it by their pseudonyms alone. Clients choose the ids of their
-- requests, so that one which is not hexadecimal might be a name.
CREATE FUNCTION audit_by_pseudonyms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.actor_id := pseudonym_of(NEW.actor_id);
    IF NEW.object = 'person' THEN
        NEW.object_id := pseudonym_of(NEW.object_id);
    END IF;
    NEW.request_id := substring(NEW.request_id FROM '^[0-9a-fA-F-]{8,64}$');
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_is_by_pseudonyms BEFORE INSERT ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_by_pseudonyms();

-- What is not sealed yet, and by which transaction it was written: a row may be sealed when no
-- older transaction can bring another one.
CREATE TABLE audit_unsealed (
    audit_id bigint CONSTRAINT a_row_waits_once_for_its_seal PRIMARY KEY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
INSERT INTO audit_unsealed (audit_id) SELECT id FROM audit;

CREATE FUNCTION audit_await_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unsealed (audit_id) SELECT id FROM added;
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_awaits_its_seal AFTER INSERT ON audit
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal();

-- The chain: numbers from 1 without a gap.
CREATE TABLE audit_seal (
    number bigint CONSTRAINT a_seal_has_a_number PRIMARY KEY
        CONSTRAINT a_seal_is_numbered_from_1 CHECK (number > 0),
    audit_id bigint NOT NULL
        CONSTRAINT a_row_is_sealed_once UNIQUE
        CONSTRAINT a_seal_is_of_a_row REFERENCES audit,
    hash bytea NOT NULL CONSTRAINT a_seal_has_32_bytes CHECK (octet_length(hash) = 32)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING
        ERRCODE = 'check_violation', CONSTRAINT = 'the_audit_only_grows', TABLE = TG_TABLE_NAME;
END
$$;
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
