-- $1 id, $2 version that must be there or 0 for any, $3 the round as jsonb by round_shape, of which
-- name and run_id are taken, $4 now (ms) → one row: version (NULL: not changed), refused and whether
-- there is such a round. A run is chosen while the round is frozen, in review or published.
WITH new AS (
    SELECT given.name, given.run_id
    FROM jsonb_to_record($3::jsonb) AS given(name text, run_id uuid)
), locked AS (
    SELECT id, version, state, run_id
    FROM round
    WHERE id = $1::uuid
    FOR UPDATE
), judged AS (
    SELECT locked.id,
        CASE
            WHEN new.run_id IS NOT DISTINCT FROM locked.run_id THEN NULL
            WHEN locked.state NOT IN ('frozen', 'review', 'published') THEN 'round_state'
            WHEN new.run_id IS NOT NULL
                AND NOT EXISTS (
                    SELECT FROM run WHERE run.id = new.run_id AND run.round_id = locked.id
                )
            THEN 'no_run'
        END AS refused
    FROM locked, new
    WHERE $2::integer = 0 OR locked.version = $2::integer
), changed AS (
    UPDATE round
    SET name = new.name,
        run_id = new.run_id,
        updated_at = from_ms($4::bigint),
        version = round.version + 1,
        changed_xid = pg_current_xact_id()
    FROM new, judged
    WHERE round.id = judged.id AND judged.refused IS NULL
    RETURNING round.version
)
SELECT (SELECT version FROM changed) AS version,
    (SELECT refused FROM judged) AS refused,
    EXISTS (SELECT FROM locked) AS exists
