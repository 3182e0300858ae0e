-- $1 id of a request or a mentorship that ended, $2 now (ms), $3 a new id, $4 id of the HTTP request
-- or NULL → the id $3 of a draft to the next choice of its need, or no row. There is one when the
-- need asks for it, is not met and has no live request: for the first of the mentors ranked that was
-- never asked and may be asked now. Its offer is locked until the draft is submitted, so that this
-- still holds then. With no choice left the student is told, once a version of the need. The end of
-- a draft that was never sent asks nobody.
WITH ended AS (
    SELECT need_id, message
    FROM mentoring_request
    WHERE id = $1::uuid
        AND EXISTS (
            SELECT
            FROM audit
            WHERE audit.object_id = mentoring_request.id AND audit.event = 'submit'
        )
    UNION ALL
    SELECT mentorship.need_id, request.message
    FROM mentorship
    LEFT JOIN mentoring_request AS request ON request.id = mentorship.request_id
    WHERE mentorship.id = $1::uuid
), looking AS (
    SELECT need, programme, ended.message, from_ms($2::bigint) AS now
    FROM ended
    JOIN need ON need.id = ended.need_id
    JOIN programme ON programme.id = need.programme_id
    WHERE need.fallback
        AND need.mentors_have < need.mentors_wanted
        AND need.requests_live = 0
        AND deadline_of(programme, 'ends_on', from_ms($2::bigint)) > from_ms($2::bigint)
), choice AS (
    SELECT offer.id AS offer_id, offer.mentor_id, ranked.place
    FROM looking
    CROSS JOIN LATERAL jsonb_array_elements_text((looking.need).ranked)
        WITH ORDINALITY AS ranked(mentor_id, place)
    JOIN mentor_offer AS offer
        ON offer.programme_id = (looking.need).programme_id
        AND offer.mentor_id = ranked.mentor_id::uuid
    WHERE offer.state = 'active'
        AND offer.mentor_id <> (looking.need).student_id
        AND request_refusal(looking.need, offer, looking.programme, looking.now) IS NULL
        AND NOT EXISTS (
            SELECT
            FROM mentoring_request AS asked
            WHERE asked.need_id = (looking.need).id AND asked.mentor_id = offer.mentor_id
        )
    ORDER BY ranked.place
    LIMIT 1
    FOR NO KEY UPDATE OF offer
), drafted AS (
    INSERT INTO mentoring_request (
        id, need_id, offer_id, programme_id, student_id, mentor_id, message, choice, state,
        state_since, deadline_at, created_at, updated_at
    )
    SELECT $3::uuid, (looking.need).id, choice.offer_id, (looking.need).programme_id,
        (looking.need).student_id, choice.mentor_id, looking.message, choice.place::integer,
        'draft', looking.now, deadline_of(looking.programme, 'draft_days', looking.now),
        looking.now, looking.now
    FROM looking, choice
    -- Drafted by the student at this moment: then it is theirs to send.
    ON CONFLICT DO NOTHING
    RETURNING id, created_at
), recorded AS (
    INSERT INTO audit (object, object_id, version, event, to_state, actor, request_id, at)
    SELECT 'mentoring_request', id, 1, 'create', 'draft', 'step', $4::text, created_at
    FROM drafted
), told AS (
    INSERT INTO outbox (notice, object_id, version, person_id, created_at)
    SELECT 'need.choices_exhausted', (looking.need).id, (looking.need).version,
        (looking.need).student_id, looking.now
    FROM looking
    WHERE jsonb_array_length((looking.need).ranked) > 0 AND NOT EXISTS (SELECT FROM choice)
    ON CONFLICT ON CONSTRAINT a_person_is_told_once_of_a_version DO NOTHING
)
SELECT id
FROM drafted
