-- $1 id, $2 the request as jsonb by mentoring_request_shape, $3 now (ms) → one row: refused, or
-- NULL when it was added, as a draft: under the mentor's active offer and about the student's need
-- in that programme. A student who told of none there gets the need that asks for nothing, with
-- its audit row.
WITH new AS (
    SELECT given.programme_id, given.student_id, given.mentor_id, given.message
    FROM jsonb_to_record($2::jsonb) AS given(
        programme_id uuid, student_id uuid, mentor_id uuid, message text
    )
), offer AS (
    SELECT mentor_offer.id
    FROM mentor_offer, new
    WHERE mentor_offer.programme_id = new.programme_id
        AND mentor_offer.mentor_id = new.mentor_id
        AND mentor_offer.state = 'active'
), told AS (
    SELECT need.id, need.ranked
    FROM need, new
    WHERE need.programme_id = new.programme_id AND need.student_id = new.student_id
), made AS (
    INSERT INTO need (
        id, programme_id, student_id, wishes, ranked, avoided, fallback, mentors_wanted,
        created_at, updated_at
    )
    SELECT new_id($3::bigint), new.programme_id, new.student_id, '{}', '[]', '[]', true, 1,
        from_ms($3::bigint), from_ms($3::bigint)
    FROM new, offer
    WHERE NOT EXISTS (SELECT FROM told)
    -- Told by somebody else at this moment: then that is the need.
    ON CONFLICT ON CONSTRAINT a_student_tells_one_need_in_a_programme
        DO UPDATE SET updated_at = need.updated_at
    RETURNING id, ranked, xmax = 0 AS inserted
), made_audit AS (
    INSERT INTO audit (object, object_id, version, event, actor, at)
    SELECT 'need', id, 1, 'create', 'step', from_ms($3::bigint)
    FROM made
    WHERE inserted
), added AS (
    INSERT INTO mentoring_request (
        id, need_id, offer_id, programme_id, student_id, mentor_id, message, choice, state,
        state_since, deadline_at, created_at, updated_at
    )
    SELECT $1::uuid, need.id, offer.id, new.programme_id, new.student_id, new.mentor_id,
        nullif(new.message, ''), choice_of(need.ranked, new.mentor_id), 'draft',
        from_ms($3::bigint), deadline_of(programme, 'draft_days', from_ms($3::bigint)),
        from_ms($3::bigint), from_ms($3::bigint)
    FROM new
    JOIN programme ON programme.id = new.programme_id
    CROSS JOIN offer
    CROSS JOIN (SELECT id, ranked FROM told UNION ALL SELECT id, ranked FROM made) AS need
)
SELECT CASE WHEN NOT EXISTS (SELECT FROM offer) THEN 'offer_not_active' END AS refused
