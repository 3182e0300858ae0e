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
        confirm_days = new.confirm_days,
        reminder_days = new.reminder_days,
        updated_at = from_ms($4::bigint),
        version = programme.version + 1
    FROM jsonb_to_record($3::jsonb) AS new(
        name text, starts_on date, ends_on date, weights jsonb, rules jsonb, minimum_bp integer,
        requests_live_max integer, hours_each integer, draft_days integer, answer_days integer,
        info_days integer, waiting_days integer, start_days integer, pause_days integer,
        confirm_days integer, reminder_days integer
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
), moved_round AS (
    UPDATE round
    SET deadline_at = changed.ends_at,
        updated_at = from_ms($4::bigint),
        version = round.version + 1
    FROM changed, (SELECT count(*) AS mentorships FROM moved_mentorship) AS first
    WHERE round.programme_id = $1::uuid
        AND round.deadline_at <> changed.ends_at
        AND first.mentorships >= 0
    RETURNING round.id, round.version
), moved_run AS (
    UPDATE run
    SET deadline_at = changed.ends_at,
        updated_at = from_ms($4::bigint),
        version = run.version + 1
    FROM changed
    WHERE run.programme_id = $1::uuid
        AND run.state = 'queued'
        AND run.deadline_at <> changed.ends_at
    RETURNING run.id, run.version
), moved_pair AS (
    UPDATE pair
    SET deadline_at = changed.ends_at,
        reminder_at = CASE WHEN reminder_at IS NOT NULL
            THEN reminder_of(changed.programme, changed.ends_at, from_ms($4::bigint))
        END,
        updated_at = from_ms($4::bigint),
        version = pair.version + 1
    FROM changed, (SELECT count(*) AS rounds FROM moved_round) AS first
    WHERE pair.programme_id = $1::uuid
        AND CASE
            WHEN pair.state IN ('proposed', 'approved') THEN pair.deadline_at <> changed.ends_at
            ELSE pair.deadline_at > changed.ends_at
        END
        AND first.rounds >= 0
    RETURNING pair.id, pair.version
), moved_lead AS (
    UPDATE internship_lead AS lead
    SET deadline_at = CASE WHEN lead.state = 'published'
            THEN least(lead.expires_at, changed.ends_at) ELSE changed.ends_at
        END,
        reminder_at = CASE WHEN lead.reminder_at IS NOT NULL
            THEN reminder_of(
                changed.programme, least(lead.expires_at, changed.ends_at), from_ms($4::bigint)
            )
        END,
        updated_at = from_ms($4::bigint),
        version = lead.version + 1,
        changed_xid = pg_current_xact_id()
    FROM changed
    WHERE lead.programme_id = $1::uuid
        AND CASE
            WHEN lead.state = 'published'
            THEN lead.deadline_at <> least(lead.expires_at, changed.ends_at)
            ELSE lead.deadline_at > changed.ends_at
        END
    RETURNING lead.id, lead.version
), moved_application AS (
    UPDATE application
    SET deadline_at = changed.ends_at,
        reminder_at = CASE WHEN reminder_at IS NOT NULL
            THEN reminder_of(changed.programme, changed.ends_at, from_ms($4::bigint))
        END,
        updated_at = from_ms($4::bigint),
        version = application.version + 1,
        changed_xid = pg_current_xact_id()
    FROM changed, (SELECT count(*) AS leads FROM moved_lead) AS first
    WHERE application.programme_id = $1::uuid
        AND CASE
            WHEN application.state IN ('agreed', 'started')
            THEN application.deadline_at <> changed.ends_at
            ELSE application.deadline_at > changed.ends_at
        END
        AND first.leads >= 0
    RETURNING application.id, application.version
), moved_lecture_offer AS (
    UPDATE lecture_offer
    SET deadline_at = changed.ends_at,
        updated_at = from_ms($4::bigint),
        version = lecture_offer.version + 1
    FROM changed
    WHERE lecture_offer.programme_id = $1::uuid
        AND CASE
            WHEN lecture_offer.state IN ('published', 'paused')
            THEN lecture_offer.deadline_at <> changed.ends_at
            ELSE lecture_offer.deadline_at > changed.ends_at
        END
    RETURNING lecture_offer.id, lecture_offer.version
), moved_lecture_request AS (
    UPDATE lecture_request
    SET deadline_at = CASE
            WHEN lecture_request.state = 'open'
            THEN least(changed.ends_at, lecture_request.expires_at)
            ELSE changed.ends_at
        END,
        updated_at = from_ms($4::bigint),
        version = lecture_request.version + 1
    FROM changed
    WHERE lecture_request.programme_id = $1::uuid
        AND CASE
            WHEN lecture_request.state = 'filled'
            THEN lecture_request.deadline_at <> changed.ends_at
            WHEN lecture_request.state = 'open'
            THEN lecture_request.deadline_at <> least(changed.ends_at, lecture_request.expires_at)
            ELSE lecture_request.deadline_at > changed.ends_at
        END
    RETURNING lecture_request.id, lecture_request.version
), moved_lecture_booking AS (
    UPDATE lecture_booking
    SET deadline_at = CASE
            WHEN lecture_booking.state IN ('tentative', 'confirmed')
            THEN least(changed.ends_at, lecture_booking.expires_at)
            ELSE changed.ends_at
        END,
        updated_at = from_ms($4::bigint),
        version = lecture_booking.version + 1
    FROM changed
    WHERE lecture_booking.programme_id = $1::uuid
        AND CASE
            WHEN lecture_booking.state IN ('tentative', 'confirmed')
            THEN lecture_booking.deadline_at <> least(changed.ends_at, lecture_booking.expires_at)
            ELSE lecture_booking.deadline_at > changed.ends_at
        END
    RETURNING lecture_booking.id, lecture_booking.version
), told AS (
    INSERT INTO audit (object, object_id, version, event, actor, at)
    SELECT moved.object, moved.id, moved.version, 'change', 'step', from_ms($4::bigint)
    FROM (
        SELECT 'mentor_offer' AS object, id, version FROM moved_offer
        UNION ALL
        SELECT 'mentoring_request', id, version FROM moved_request
        UNION ALL
        SELECT 'mentorship', id, version FROM moved_mentorship
        UNION ALL
        SELECT 'round', id, version FROM moved_round
        UNION ALL
        SELECT 'run', id, version FROM moved_run
        UNION ALL
        SELECT 'pair', id, version FROM moved_pair
        UNION ALL
        SELECT 'lecture_offer', id, version FROM moved_lecture_offer
        UNION ALL
        SELECT 'lecture_request', id, version FROM moved_lecture_request
        UNION ALL
        SELECT 'lecture_booking', id, version FROM moved_lecture_booking
        UNION ALL
        SELECT 'internship_lead', id, version FROM moved_lead
        UNION ALL
        SELECT 'application', id, version FROM moved_application
    ) AS moved
)
SELECT (SELECT version FROM changed) AS version,
    NULL::text AS refused,
    EXISTS (SELECT FROM programme WHERE id = $1::uuid) AS exists
