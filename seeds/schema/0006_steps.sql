-- What every change of an object writes in its own transaction: who did what (audit), what they
-- wrote (note), who is to be told (outbox), and what a repeated request is answered (idempotency).

-- Append-only, without texts that people typed: one row a version of an object.
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY
        CONSTRAINT an_audit_row_has_a_number PRIMARY KEY,
    object text NOT NULL,
    object_id uuid NOT NULL,
    version integer NOT NULL,
    event text NOT NULL,
    from_state text,
    to_state text,
    actor text NOT NULL CONSTRAINT an_actor_is_a_party_staff_the_clock_or_another_step CHECK (
        actor IN ('student', 'mentor', 'staff', 'clock', 'step')
    ),
    -- Of the person, or of the staff's token; NULL for the clock.
    actor_id uuid,
    reason_code reason_code,
    request_id text,
    at timestamptz NOT NULL,
    CONSTRAINT a_version_is_made_once UNIQUE (object_id, version)
);

CREATE TABLE note (
    object_id uuid NOT NULL,
    version integer NOT NULL,
    text text NOT NULL CONSTRAINT a_note_is_not_empty CHECK (text <> ''),
    CONSTRAINT a_version_has_one_note PRIMARY KEY (object_id, version)
);

-- What happened to an object, as jsonb by object_event_shape: the newest 200 events, in order.
CREATE FUNCTION history_of(object_id uuid) RETURNS jsonb LANGUAGE sql STABLE
    RETURN (
        SELECT jsonb_agg(
            jsonb_strip_nulls(
                jsonb_build_object(
                    'version', done.version, 'event', done.event, 'from_state', done.from_state,
                    'to_state', done.to_state, 'actor', done.actor,
                    'reason_code', done.reason_code, 'note', note.text, 'at', to_ms(done.at)
                )
            )
            ORDER BY done.version
        )
        FROM (
            SELECT version, event, from_state, to_state, actor, reason_code, at
            FROM audit
            WHERE audit.object_id = history_of.object_id
            ORDER BY version DESC
            LIMIT 200
        ) AS done
        LEFT JOIN note ON note.object_id = history_of.object_id AND note.version = done.version
    );

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY
        CONSTRAINT a_notice_has_a_number PRIMARY KEY,
    notice text NOT NULL, -- "mentoring_request.accept"
    object_id uuid NOT NULL,
    version integer NOT NULL,
    person_id uuid NOT NULL
        CONSTRAINT a_notice_is_for_a_person REFERENCES person ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    CONSTRAINT a_person_is_told_once_of_a_version UNIQUE (object_id, version, person_id)
);
CREATE INDEX outbox_person_id ON outbox (person_id);

CREATE TABLE idempotency (
    caller text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL
        CONSTRAINT a_fingerprint_has_32_bytes CHECK (octet_length(fingerprint) = 32),
    -- The reply; NULL only within the transaction that makes it.
    http integer,
    body text,
    etag text,
    location text,
    created_at timestamptz NOT NULL,
    CONSTRAINT a_caller_uses_a_key_once PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);
