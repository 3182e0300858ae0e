-- $1 id, $2 the membership as jsonb by membership_shape, $3 now (ms) → one row: refused, or NULL when
-- it was added, and state: requested or invited, or, where who left a group themself wishes to be in
-- it again, active at once. An invitation never follows who left. (Of a group that is not there the
-- deadline is now, so that the foreign key may say so and no CHECK does.)
WITH new AS (
    SELECT given.group_id, given.unit_id, given.person_id, given.origin,
        coalesce(member_group.joinable, true) AS joinable,
        from_ms($3::bigint) + make_interval(days => coalesce(member_group.answer_days, 0))
            AS deadline_at
    FROM jsonb_to_record($2::jsonb) AS given(
        group_id uuid, unit_id uuid, person_id uuid, origin text
    )
    LEFT JOIN member_group ON member_group.id = given.group_id
), gone AS (
    -- How they went last, if they did.
    SELECT before.state, before.member_since IS NOT NULL AS was_member
    FROM membership AS before
    JOIN new USING (group_id, person_id)
    WHERE before.state IN ('left', 'removed')
    ORDER BY before.state_since DESC, before.id DESC
    LIMIT 1
), judged AS (
    SELECT CASE
            WHEN EXISTS (
                SELECT
                FROM membership AS live
                WHERE live.group_id = new.group_id
                    AND live.person_id = new.person_id
                    AND live.state IN ('requested', 'invited', 'active', 'muted')
            ) THEN 'member_already'
            WHEN new.origin = 'invited' AND gone.state = 'left' THEN 'left_group'
            WHEN new.origin = 'requested'
                AND NOT new.joinable
                AND (gone.state = 'left' AND gone.was_member) IS NOT TRUE
            THEN 'not_joinable'
        END AS refused,
        CASE
            WHEN new.origin = 'invited' THEN 'invited'
            WHEN gone.state = 'left' AND gone.was_member THEN 'active'
            ELSE 'requested'
        END AS state
    FROM new
    LEFT JOIN gone ON true
), added AS (
    INSERT INTO membership (
        id, group_id, unit_id, person_id, origin, member_since, state, state_since, deadline_at,
        created_at, updated_at
    )
    SELECT $1::uuid, new.group_id, new.unit_id, new.person_id, new.origin,
        CASE WHEN judged.state = 'active' THEN from_ms($3::bigint) END,
        judged.state, from_ms($3::bigint),
        CASE WHEN judged.state <> 'active' THEN new.deadline_at END,
        from_ms($3::bigint), from_ms($3::bigint)
    FROM new, judged
    WHERE judged.refused IS NULL
)
SELECT refused, state FROM judged
