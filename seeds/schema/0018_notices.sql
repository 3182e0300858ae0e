-- Sending the notices of the outbox (0006_steps.sql): what became of each. Mailers of several servers
-- share the work (api/store/store_notice.h).
ALTER TABLE outbox
    ADD COLUMN tries integer NOT NULL DEFAULT 0
        CONSTRAINT tries_to_send_a_notice_are_counted_from_0 CHECK (tries >= 0),
    -- When a mailer is to try (again), and no other takes it before; -infinity: never tried, at
    -- once; NULL: sent, or given up. Whoever tells somebody of something need not set it.
    ADD COLUMN next_try_at timestamptz DEFAULT '-infinity',
    ADD COLUMN sent_at timestamptz,
    ADD COLUMN failed text CONSTRAINT a_notice_fails_for_a_known_reason CHECK (
        failed IN ('no_email', 'no_basis', 'bad_address', 'refused', 'unreachable', 'stale')
    ),
    ADD CONSTRAINT a_notice_waits_or_was_sent_or_was_given_up CHECK (
        (next_try_at IS NOT NULL)::integer
            + (sent_at IS NOT NULL)::integer
            + (failed IS NOT NULL)::integer
        = 1
    );
CREATE INDEX outbox_next_try_at ON outbox (next_try_at, id) WHERE next_try_at IS NOT NULL;

-- Whom a notice may be told of what: the sides of an object, with the deadline of the state that it
-- is in. How to add a kind of object: branches, in a schema file that replaces this view.
CREATE VIEW told_side AS
SELECT id, 'student' AS party, student_id AS person_id, state, deadline_at FROM mentoring_request
UNION ALL
SELECT id, 'mentor', mentor_id, state, deadline_at FROM mentoring_request
UNION ALL
SELECT id, 'student', student_id, state, deadline_at FROM mentorship
UNION ALL
SELECT id, 'mentor', mentor_id, state, deadline_at FROM mentorship
UNION ALL
SELECT id, 'student', student_id, state, deadline_at FROM pair
UNION ALL
SELECT id, 'mentor', mentor_id, state, deadline_at FROM pair
UNION ALL
SELECT id, 'mentor', mentor_id, state, deadline_at FROM mentor_offer
UNION ALL
SELECT id, 'student', student_id, NULL, NULL FROM need;

-- The Message-ID of a notice, without its domain: the same whenever and by whomever it is sent, and
-- no other notice's, of other installations neither. It tells nobody who or what it is about.
CREATE FUNCTION message_id_of(notice outbox) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN left(
        encode(
            sha256(
                uuid_send(notice.object_id) || int4send(notice.version) || uuid_send(notice.person_id)
            ),
            'hex'
        ),
        40
    );
