-- $1 id, $2 the booking as jsonb by lecture_booking_shape, $3 now (ms) → one row: refused, or NULL
-- when it was added: the speaker is invited. Request and offer stand still meanwhile: they are
-- locked here, in the order of all steps.
WITH new AS (
    SELECT given.programme_id, given.request_id, given.offer_id, given.teacher_id,
        given.starts_at, given.ends_at, given.online, given.location, from_ms($3::bigint) AS now
    FROM jsonb_to_record($2::jsonb) AS given(
        programme_id uuid, request_id uuid, offer_id uuid, teacher_id uuid, starts_at timestamptz,
        ends_at timestamptz, online boolean, location text
    )
), offer AS (
    SELECT offer.id, offer.programme_id, offer.speaker_id, offer.state, offer.notice_days,
        offer.times_a_year, offer.format
    FROM lecture_offer AS offer
    JOIN new ON new.offer_id = offer.id
    FOR SHARE OF offer
), request AS (
    SELECT request.id, request.programme_id, request.teacher_id, request.state,
        request.earliest_on, request.latest_on, request.format
    FROM lecture_request AS request
    JOIN new ON new.request_id = request.id
    WHERE (SELECT count(*) FROM offer) >= 0
    FOR SHARE OF request
), judged AS (
    SELECT programme, offer.speaker_id,
        CASE
            WHEN offer.programme_id <> new.programme_id
                OR request.programme_id <> new.programme_id
                OR request.teacher_id <> new.teacher_id
            THEN 'not_together'
            WHEN request.state <> 'open' THEN 'request_not_open'
            WHEN offer.state <> 'published' THEN 'offer_not_published'
            WHEN (new.online AND 'on_site' IN (offer.format, request.format))
                OR (NOT new.online AND 'online' IN (offer.format, request.format))
            THEN 'other_format'
            WHEN (new.starts_at AT TIME ZONE 'UTC')::date
                NOT BETWEEN request.earliest_on AND request.latest_on
            THEN 'outside_dates'
            WHEN new.starts_at < new.now + make_interval(days => offer.notice_days)
                OR new.starts_at <= new.now
            THEN 'too_soon'
            WHEN times_taken(
                    offer.id, extract(year FROM new.starts_at AT TIME ZONE 'UTC')::integer
                ) >= offer.times_a_year
            THEN 'times_spent'
        END AS refused
    FROM new
    JOIN offer ON offer.id = new.offer_id
    JOIN request ON request.id = new.request_id
    JOIN programme ON programme.id = new.programme_id
), waiting AS (
    SELECT least(deadline_of(judged.programme, 'answer_days', new.now), new.starts_at)
            AS deadline_at
    FROM new, judged
), added AS (
    INSERT INTO lecture_booking (
        id, programme_id, request_id, offer_id, speaker_id, teacher_id, starts_at, ends_at,
        online, location, expires_at, state, state_since, deadline_at, reminder_at, created_at,
        updated_at
    )
    SELECT $1::uuid, new.programme_id, new.request_id, new.offer_id, judged.speaker_id,
        new.teacher_id, new.starts_at, new.ends_at, new.online, new.location, new.starts_at,
        'invited', new.now, waiting.deadline_at,
        reminder_of(judged.programme, waiting.deadline_at, new.now), new.now, new.now
    FROM new, judged, waiting
    WHERE judged.refused IS NULL
    RETURNING id, speaker_id
), told AS (
    INSERT INTO outbox (notice, object_id, version, person_id, created_at)
    SELECT 'lecture_booking.invite', added.id, 1, added.speaker_id, new.now
    FROM added, new
)
SELECT CASE WHEN NOT EXISTS (SELECT FROM judged) THEN 'not_together' ELSE max(refused) END
        AS refused
FROM judged
