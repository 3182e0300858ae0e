-- $1 id, $2 version that must be there or 0 for any, $3 the programme as jsonb by programme_shape,
-- of which all but id and unit_id is taken, $4 now (ms) → one row: version (NULL: not changed),
-- refused (always NULL) and whether there is such a programme.
-- Deadlines follow the last day: those that end with the programme move with it, others are cut
-- where it now ends before them. (Days to answer and the like count for states that begin later.)
-- Each object so moved gets its version and its audit row, by the actor step; offers go first.
WITH changed AS (
    UPDATE programme
    SET name = new.name,
        starts_on = new.starts_on,
        ends_on = new.ends_on,
        weights = new.weights,
        rules = coalesce(new.rules, '[]'),
        minimum_bp = new.minimum_bp,
        requests_live_max = new.requests_live_max,
        hours_each = new.hours_each,
        draft_days = new.draft_days,
        answer_days = new.answer_days,
        info_days = new.info_days,
        waiting_days = new.waiting_days,
        start_days = new.start_days,
        pause_days = new.pause_days,
        reminder_days = new.reminder_days,
        updated_at = from_ms($4::bigint),
        version = programme.version + 1
    FROM jsonb_to_record($3::jsonb) AS new(
        name text, starts_on date, ends_on date, weights jsonb, rules jsonb, minimum_bp integer,
        requests_live_max integer, hours_each integer, draft_days integer, answer_days integer,
        info_days integer, waiting_days integer, start_days integer, pause_days integer,
        reminder_days integer
    )
    WHERE programme.id = $1::uuid AND ($2::integer = 0 OR programme.version = $2::integer)
    RETURNING programme.version, programme,
        deadline_of(programme, 'ends_on', from_ms($4::bigint)) AS ends_at
), moved_offer AS (
    UPDATE mentor_offer
    SET deadline_at = changed.ends_at,
        reminder_at = CASE WHEN reminder_at IS NOT NULL
            THEN reminder_of(changed.programme, changed.ends_at, from_ms($4::bigint))
        END,
        updated_at = from_ms($4::bigint),
        version = mentor_offer.version + 1
    FROM changed
    WHERE mentor_offer.programme_id = $1::uuid
        AND CASE
            WHEN mentor_offer.state IN ('active', 'paused')
            THEN mentor_offer.deadline_at <> changed.ends_at
            ELSE mentor_offer.deadline_at > changed.ends_at
        END
    RETURNING mentor_offer.id, mentor_offer.version
), moved_request AS (
    UPDATE mentoring_request
    SET deadline_at = changed.ends_at,
        reminder_at = CASE WHEN reminder_at IS NOT NULL
            THEN reminder_of(changed.programme, changed.ends_at, from_ms($4::bigint))
        END,
        updated_at = from_ms($4::bigint),
        version = mentoring_request.version + 1
    FROM changed, (SELECT count(*) AS offers FROM moved_offer) AS first
    WHERE mentoring_request.programme_id = $1::uuid
        AND mentoring_request.deadline_at > changed.ends_at
        AND first.offers >= 0
    RETURNING mentoring_request.id, mentoring_request.version
), moved_mentorship AS (
    UPDATE mentorship
    SET deadline_at = changed.ends_at,
        reminder_at = CASE WHEN reminder_at IS NOT NULL
            THEN reminder_of(changed.programme, changed.ends_at, from_ms($4::bigint))
        END,
        updated_at = from_ms($4::bigint),
        version = mentorship.version + 1
    FROM changed, (SELECT count(*) AS requests FROM moved_request) AS first
    WHERE mentorship.programme_id = $1::uuid
        AND CASE
            WHEN mentorship.state = 'active' THEN mentorship.deadline_at <> changed.ends_at
            ELSE mentorship.deadline_at > changed.ends_at
        END
        AND first.requests >= 0
    RETURNING mentorship.id, mentorship.version
), told AS (
    INSERT INTO audit (object, object_id, version, event, actor, at)
    SELECT moved.object, moved.id, moved.version, 'change', 'step', from_ms($4::bigint)
    FROM (
        SELECT 'mentor_offer' AS object, id, version FROM moved_offer
        UNION ALL
        SELECT 'mentoring_request', id, version FROM moved_request
        UNION ALL
        SELECT 'mentorship', id, version FROM moved_mentorship
    ) AS moved
)
SELECT (SELECT version FROM changed) AS version,
    NULL::text AS refused,
    EXISTS (SELECT FROM programme WHERE id = $1::uuid) AS exists
