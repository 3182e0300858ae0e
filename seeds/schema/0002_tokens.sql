-- Bearer tokens, and the key their hashes are made with (store_token.h).

-- What is the same for every server of one installation: always exactly one row.
CREATE TABLE installation (
    one boolean NOT NULL DEFAULT true
        CONSTRAINT there_is_one_installation PRIMARY KEY
        CONSTRAINT there_is_only_one_installation CHECK (one),
    token_key bytea NOT NULL
        CONSTRAINT a_token_key_has_32_bytes CHECK (octet_length(token_key) = 32)
);

CREATE TABLE token (
    id uuid CONSTRAINT a_token_has_an_id_of_its_own PRIMARY KEY,
    hash bytea NOT NULL
        CONSTRAINT a_token_is_unique UNIQUE
        CONSTRAINT a_token_hash_has_32_bytes CHECK (octet_length(hash) = 32),
    role text NOT NULL
        CONSTRAINT a_token_is_for_staff_or_a_person CHECK (role IN ('staff', 'person')),
    person_id uuid
        CONSTRAINT a_token_belongs_to_a_person REFERENCES person ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
        CONSTRAINT a_token_expires_after_it_was_made CHECK (expires_at > created_at),
    revoked_at timestamptz,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT a_token_of_a_person_names_them CHECK ((role = 'person') = (person_id IS NOT NULL))
);
CREATE INDEX token_changed_xid ON token (changed_xid);
CREATE INDEX token_person_id ON token (person_id);
