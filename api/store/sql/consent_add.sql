-- $1 id, $2 the consent as jsonb by consent_shape, $3 now (ms) → one row: refused, or NULL when it
-- was added, as given. What the person said of the same purpose and channel before is superseded,
-- with its audit row, by the actor step; objections supersede objections, and while one holds
-- nothing else is added; what they took back only a consent brings again. The person is locked (person_hold), and shown to the feed again when they
-- may come into matching by it, or go.
WITH new AS (
    SELECT given.person_id, given.purpose, given.channel, given.basis, given.text_version,
        coalesce(given.given_at, from_ms($3::bigint)) AS given_at, given.expires_at
    FROM jsonb_to_record($2::jsonb) AS given(
        person_id uuid, purpose text, channel text, basis text, text_version text,
        given_at timestamptz, expires_at timestamptz
    )
), refusal AS (
    SELECT judged.refused
    FROM new
    CROSS JOIN LATERAL (
        SELECT CASE
                WHEN new.basis = 'objection' THEN NULL
                WHEN EXISTS (
                    SELECT
                    FROM consent AS objection
                    WHERE objection.person_id = new.person_id
                        AND objection.purpose = new.purpose
                        AND objection.basis = 'objection'
                        AND objection.state = 'given'
                ) THEN 'objected'
                WHEN new.basis <> 'consent'
                    AND (
                        SELECT before.state
                        FROM consent AS before
                        WHERE before.person_id = new.person_id
                            AND before.purpose = new.purpose
                            AND before.channel = new.channel
                            AND before.basis <> 'objection'
                        ORDER BY before.created_at DESC, before.id DESC
                        LIMIT 1
                    ) = 'withdrawn'
                THEN 'withdrawn'
            END AS refused
    ) AS judged
    WHERE judged.refused IS NOT NULL
), superseded AS (
    UPDATE consent AS before
    SET state = 'superseded',
        state_since = from_ms($3::bigint),
        deadline_at = NULL,
        reason_code = 'said_anew',
        updated_at = from_ms($3::bigint),
        version = before.version + 1,
        changed_xid = pg_current_xact_id()
    FROM new
    WHERE before.person_id = new.person_id
        AND before.purpose = new.purpose
        AND before.channel = new.channel
        AND (before.basis = 'objection') = (new.basis = 'objection')
        AND before.state = 'given'
        AND NOT EXISTS (SELECT FROM refusal)
    RETURNING before.id, before.version
), superseded_audit AS (
    INSERT INTO audit (
        object, object_id, version, event, from_state, to_state, actor, reason_code, at
    )
    SELECT 'consent', id, version, 'supersede', 'given', 'superseded', 'step', 'said_anew',
        from_ms($3::bigint)
    FROM superseded
), added AS (
    INSERT INTO consent (
        id, person_id, purpose, channel, basis, text_version, given_at, expires_at, state,
        state_since, deadline_at, created_at, updated_at
    )
    SELECT $1::uuid, new.person_id, new.purpose, new.channel, new.basis, new.text_version,
        new.given_at, new.expires_at, 'given', from_ms($3::bigint), new.expires_at,
        from_ms($3::bigint), from_ms($3::bigint)
    -- The one before leaves its index first.
    FROM new, (SELECT count(*) AS before FROM superseded) AS first
    WHERE first.before >= 0 AND NOT EXISTS (SELECT FROM refusal)
    RETURNING person_id, purpose
), shown AS (
    UPDATE person
    SET changed_xid = pg_current_xact_id()
    FROM added
    WHERE person.id = added.person_id AND added.purpose = 'matching'
)
SELECT (SELECT refused FROM refusal) AS refused
