-- $1 id, $2 version that must be there or 0 for any, $3 the offer as jsonb by lecture_offer_shape, $4
-- now (ms) → one row: version (NULL: not changed), refused and whether there is such an offer. What
-- was arranged already stays as it is.
WITH new AS (
    SELECT given.title, given.text, given.topics, given.format, given.travel_km,
        given.notice_days, given.times_a_year
    FROM jsonb_to_record($3::jsonb) AS given(
        title text, text text, topics jsonb, format text, travel_km integer, notice_days integer,
        times_a_year integer
    )
), locked AS (
    SELECT id, version, state
    FROM lecture_offer
    WHERE id = $1::uuid
    FOR NO KEY UPDATE
), judged AS (
    SELECT id,
        CASE WHEN state IN ('withdrawn', 'expired') THEN 'offer_not_published' END AS refused
    FROM locked
    WHERE $2::integer = 0 OR version = $2::integer
), changed AS (
    UPDATE lecture_offer AS offer
    SET title = new.title,
        text = new.text,
        topics = coalesce(new.topics, '{}'),
        format = new.format,
        travel_km = new.travel_km,
        notice_days = new.notice_days,
        times_a_year = new.times_a_year,
        updated_at = from_ms($4::bigint),
        version = offer.version + 1,
        changed_xid = pg_current_xact_id()
    FROM new, judged
    WHERE offer.id = judged.id AND judged.refused IS NULL
    RETURNING offer.version
)
SELECT (SELECT version FROM changed) AS version,
    (SELECT refused FROM judged) AS refused,
    EXISTS (SELECT FROM locked) AS exists
