-- $1 id, $2 version that must be there or 0 for any, $3 the offer as jsonb by mentor_offer_shape,
-- of which seats and conditions are taken, $4 now (ms) → one row: version (NULL: not changed),
-- refused and whether there is such an offer
WITH new AS (
    SELECT given.seats, given.conditions
    FROM jsonb_to_record($3::jsonb) AS given(seats integer, conditions jsonb)
), locked AS (
    SELECT id, version, state, seats_taken
    FROM mentor_offer
    WHERE id = $1::uuid
    FOR UPDATE
), judged AS (
    SELECT locked.id,
        CASE
            WHEN locked.state NOT IN ('draft', 'active', 'paused') THEN 'offer_not_active'
            WHEN locked.seats_taken > new.seats THEN 'seats_below_taken'
        END AS refused
    FROM locked, new
    WHERE $2::integer = 0 OR locked.version = $2::integer
), changed AS (
    UPDATE mentor_offer
    SET seats = new.seats,
        conditions = coalesce(new.conditions, '{}'),
        updated_at = from_ms($4::bigint),
        version = mentor_offer.version + 1,
        changed_xid = pg_current_xact_id()
    FROM new, judged
    WHERE mentor_offer.id = judged.id AND judged.refused IS NULL
    RETURNING mentor_offer.version
)
SELECT (SELECT version FROM changed) AS version,
    (SELECT refused FROM judged) AS refused,
    EXISTS (SELECT FROM locked) AS exists
