-- Invitations and sign-in links: a code by mail, good for one sign-in (store_sign_in.h). The code
-- itself is nowhere: the mailer makes it when it sends the mail, and keeps its keyed hash.
CREATE TABLE sign_in (
    id uuid CONSTRAINT a_sign_in_has_an_id_of_its_own PRIMARY KEY,
    person_id uuid NOT NULL
        CONSTRAINT a_sign_in_belongs_to_a_person REFERENCES person ON DELETE CASCADE,
    kind text NOT NULL
        CONSTRAINT a_sign_in_is_an_invitation_or_a_link CHECK (kind IN ('invitation', 'link')),
    created_at timestamptz NOT NULL,
    -- Of created_at, since 1970: what keeps two that are asked for at once from both being there.
    minute bigint NOT NULL,
    tries integer NOT NULL DEFAULT 0
        CONSTRAINT tries_to_send_are_counted_from_0 CHECK (tries >= 0),
    -- When the mailer is to try (again); NULL: sent, given up, or used.
    next_try_at timestamptz,
    -- Of the code last mailed, and how long it holds; NULL: none was.
    hash bytea
        CONSTRAINT a_code_is_unique UNIQUE
        CONSTRAINT a_code_hash_has_32_bytes CHECK (octet_length(hash) = 32),
    expires_at timestamptz,
    sent_at timestamptz,
    used_at timestamptz,
    failed text CONSTRAINT a_mail_fails_for_a_known_reason CHECK (
        failed IN ('no_email', 'no_basis', 'bad_address', 'refused', 'unreachable')
    ),
    CONSTRAINT a_person_is_written_to_once_a_minute UNIQUE (person_id, minute),
    CONSTRAINT a_code_has_a_hash_and_an_end CHECK ((hash IS NULL) = (expires_at IS NULL)),
    CONSTRAINT only_a_code_that_was_mailed_is_used CHECK (used_at IS NULL OR hash IS NOT NULL)
);
CREATE INDEX sign_in_next_try_at ON sign_in (next_try_at, id) WHERE next_try_at IS NOT NULL;
CREATE INDEX sign_in_created_at ON sign_in (created_at, id);

-- Who asks for a link is found by address, in any case.
CREATE INDEX person_email ON person (lower(email)) WHERE email IS NOT NULL;

-- Whoever reads the old address is let in no more, whichever statement changed it. What is not mailed
-- yet goes to the new one: the mailer reads it as it sends (sql/sign_in_take.sql).
CREATE FUNCTION void_mailed_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM sign_in
    WHERE person_id = NEW.id AND hash IS NOT NULL AND used_at IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER person_email_changed AFTER UPDATE OF email ON person
    FOR EACH ROW WHEN (lower(OLD.email) IS DISTINCT FROM lower(NEW.email))
    EXECUTE FUNCTION void_mailed_codes();
