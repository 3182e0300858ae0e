-- $1 id, $2 version that must be there or 0 for any, $3 the request as jsonb by
-- lecture_request_shape, $4 now (ms) → one row: version (NULL: not changed), refused and whether
-- there is such a request. While it is open its deadline follows its last day; whoever is invited
-- already keeps the time they were invited for.
WITH new AS (
    SELECT given.course, given.text, given.wishes, given.languages, given.level, given.format,
        given.earliest_on, given.latest_on, given.minutes, given.audience,
        (given.latest_on + 1)::timestamp AT TIME ZONE 'UTC' AS expires_at,
        from_ms($4::bigint) AS now
    FROM jsonb_to_record($3::jsonb) AS given(
        course text, text text, wishes jsonb, languages jsonb, level text, format text,
        earliest_on date, latest_on date, minutes integer, audience integer
    )
), locked AS (
    SELECT id, programme_id, version, state
    FROM lecture_request
    WHERE id = $1::uuid
    FOR NO KEY UPDATE
), judged AS (
    SELECT locked.id, programme,
        CASE
            WHEN locked.state NOT IN ('draft', 'open') THEN 'request_not_open'
            WHEN locked.state = 'open' AND new.expires_at <= new.now THEN 'dates_over'
        END AS refused
    FROM new, locked
    JOIN programme ON programme.id = locked.programme_id
    WHERE $2::integer = 0 OR locked.version = $2::integer
), changed AS (
    UPDATE lecture_request AS request
    SET course = new.course,
        text = new.text,
        wishes = coalesce(new.wishes, '{}'),
        languages = coalesce(new.languages, '[]'),
        level = new.level,
        format = new.format,
        earliest_on = new.earliest_on,
        latest_on = new.latest_on,
        minutes = new.minutes,
        audience = new.audience,
        expires_at = new.expires_at,
        deadline_at = CASE
            WHEN request.state = 'open'
            THEN least(deadline_of(judged.programme, 'ends_on', new.now), new.expires_at)
            ELSE request.deadline_at
        END,
        updated_at = new.now,
        version = request.version + 1,
        changed_xid = pg_current_xact_id()
    FROM new, judged
    WHERE request.id = judged.id AND judged.refused IS NULL
    RETURNING request.version
)
SELECT (SELECT version FROM changed) AS version,
    (SELECT refused FROM judged) AS refused,
    EXISTS (SELECT FROM locked) AS exists
