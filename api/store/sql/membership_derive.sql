-- $1 id of a group or NULL: all, $2 ids of people or NULL: all, $3 now (ms), $4 how many join at most
-- or NULL → one row: joined and ended, how many, and later: how many are to join yet. Makes members of all whom a rule takes, and ends those that it made and takes no
-- more, each with its audit row, by the actor step. Who is in the group already, waits for an
-- answer, left or was removed is not touched; who was muted when their membership ended is muted
-- when it begins anew. Done again it changes nothing. (NOT IN, of what is never NULL: hashed, however
-- few rows the planner takes a group's members for.)
WITH ruled AS MATERIALIZED (
    SELECT id, unit_id, rule_parts(rule) AS parts,
        ARRAY(
            SELECT lower(said.word) FROM jsonb_array_elements_text(rule -> 'kinds') AS said(word)
        ) AS kinds,
        coalesce(rule ->> 'left_from', '0000') AS left_from,
        coalesce(rule ->> 'left_to', '9999') AS left_to
    FROM member_group
    WHERE ($1::uuid IS NULL OR id = $1::uuid) AND rule_parts(rule) > 0
), said AS MATERIALIZED (
    SELECT affiliation.person_id, lower(affiliation.kind) AS kind, affiliation.unit,
        affiliation.campus, affiliation.field_code, substring(affiliation."to", 1, 4) AS ended
    FROM affiliation
    JOIN person ON person.id = affiliation.person_id AND open_to_members(person, 'affiliations')
    WHERE $2::uuid[] IS NULL OR affiliation.person_id = ANY ($2::uuid[])
), near AS MATERIALIZED (
    -- Who meets what a rule says of languages and places, where it says anything of them.
    SELECT ruled.id AS group_id, ruled.parts, met.person_id
    FROM (
        SELECT group_word.group_id, skill.person_id, 16 AS part
        FROM language_skill AS skill
        JOIN person ON person.id = skill.person_id AND open_to_members(person, 'languages')
        JOIN group_word ON group_word.part = 16 AND group_word.word = skill.language_code
        WHERE $2::uuid[] IS NULL OR skill.person_id = ANY ($2::uuid[])
        UNION ALL
        SELECT group_word.group_id, person.id, 32
        FROM person
        JOIN group_word
            ON group_word.part = 32
            AND group_word.word = coalesce(person.place_code, person.country_code)
        WHERE ($2::uuid[] IS NULL OR person.id = ANY ($2::uuid[]))
            AND open_to_members(person, 'place')
    ) AS met
    JOIN ruled ON ruled.id = met.group_id
    GROUP BY ruled.id, ruled.parts, met.person_id
    HAVING bit_or(met.part) = ruled.parts & 48
), candidate AS (
    -- Affiliations that may be the one: of those who are near, else of its field, else of its unit,
    -- else any.
    SELECT near.group_id, said.person_id, said.kind, said.unit, said.campus, said.field_code,
        said.ended
    FROM near
    JOIN said USING (person_id)
    WHERE near.parts & 15 > 0
    UNION ALL
    SELECT ruled.id, said.person_id, said.kind, said.unit, said.campus, said.field_code, said.ended
    FROM ruled
    JOIN group_word ON group_word.group_id = ruled.id AND group_word.part = 4
    JOIN said ON said.field_code = group_word.word
    WHERE ruled.parts & 48 = 0
    UNION ALL
    SELECT ruled.id, said.person_id, said.kind, said.unit, said.campus, said.field_code, said.ended
    FROM ruled
    JOIN group_word ON group_word.group_id = ruled.id AND group_word.part = 2
    JOIN said ON said.unit = group_word.word
    WHERE ruled.parts & 52 = 0
    UNION ALL
    SELECT ruled.id, said.person_id, said.kind, said.unit, said.campus, said.field_code, said.ended
    FROM ruled
    JOIN group_word ON group_word.group_id = ruled.id AND group_word.part = 2
    JOIN said ON said.campus = group_word.word
    WHERE ruled.parts & 52 = 0
    UNION ALL
    SELECT ruled.id, said.person_id, said.kind, said.unit, said.campus, said.field_code, said.ended
    FROM ruled
    CROSS JOIN said
    WHERE ruled.parts & 54 = 0
), taken AS MATERIALIZED (
    SELECT ruled.id AS group_id, ruled.unit_id, candidate.person_id
    FROM candidate
    JOIN ruled ON ruled.id = candidate.group_id
    WHERE (ruled.parts & 1 = 0 OR candidate.kind = ANY (ruled.kinds))
        AND (
            ruled.parts & 8 = 0 OR candidate.ended BETWEEN ruled.left_from AND ruled.left_to
        )
        AND (
            ruled.parts & 4 = 0
            OR EXISTS (
                SELECT
                FROM group_word
                WHERE group_word.group_id = ruled.id
                    AND group_word.part = 4
                    AND group_word.word = candidate.field_code
            )
        )
        AND (
            ruled.parts & 2 = 0
            OR EXISTS (
                SELECT
                FROM group_word
                WHERE group_word.group_id = ruled.id
                    AND group_word.part = 2
                    AND group_word.word IN (candidate.unit, candidate.campus)
            )
        )
    UNION
    SELECT near.group_id, ruled.unit_id, near.person_id
    FROM near
    JOIN ruled ON ruled.id = near.group_id
    WHERE near.parts & 15 = 0
), known AS MATERIALIZED (
    SELECT id, group_id, person_id, origin, state
    FROM membership
    WHERE ($1::uuid IS NULL OR group_id = $1::uuid)
        AND ($2::uuid[] IS NULL OR person_id = ANY ($2::uuid[]))
        AND state <> 'expired'
), going AS MATERIALIZED (
    -- As they stand now, whatever their people did meanwhile.
    SELECT held.id, held.state
    FROM membership AS held
    WHERE held.id IN (
            SELECT known.id
            FROM known
            WHERE known.origin = 'derived'
                AND known.state IN ('active', 'muted')
                AND (known.group_id, known.person_id) NOT IN (
                    SELECT group_id, person_id FROM taken
                )
        )
        AND held.state IN ('active', 'muted')
    ORDER BY held.id
    FOR NO KEY UPDATE
), ended AS (
    UPDATE membership
    SET state = 'ended',
        state_since = from_ms($3::bigint),
        reason_code = CASE going.state WHEN 'muted' THEN 'rule_ended_muted' ELSE 'rule_ended' END,
        updated_at = from_ms($3::bigint),
        version = membership.version + 1,
        changed_xid = pg_current_xact_id()
    FROM going
    WHERE membership.id = going.id
    RETURNING membership.id, membership.version, membership.reason_code, going.state
), missing AS MATERIALIZED (
    SELECT group_id, unit_id, person_id
    FROM taken
    WHERE (group_id, person_id) NOT IN (
            SELECT group_id, person_id FROM known WHERE state <> 'ended'
        )
), joined AS (
    INSERT INTO membership (
        id, group_id, unit_id, person_id, origin, member_since, state, state_since, created_at,
        updated_at
    )
    SELECT new_id($3::bigint), missing.group_id, missing.unit_id, missing.person_id, 'derived',
        from_ms($3::bigint),
        CASE (
                SELECT before.reason_code
                FROM membership AS before
                WHERE before.group_id = missing.group_id
                    AND before.person_id = missing.person_id
                    AND before.state = 'ended'
                ORDER BY before.state_since DESC, before.id DESC
                LIMIT 1
            )
            WHEN 'rule_ended_muted' THEN 'muted'
            ELSE 'active'
        END,
        from_ms($3::bigint), from_ms($3::bigint), from_ms($3::bigint)
    FROM (SELECT group_id, unit_id, person_id FROM missing LIMIT $4::bigint) AS missing
    ON CONFLICT DO NOTHING
    RETURNING id, state
), recorded AS (
    INSERT INTO audit (
        object, object_id, version, event, from_state, to_state, actor, reason_code, at
    )
    SELECT 'membership', id, version, 'end', state, 'ended', 'step', reason_code,
        from_ms($3::bigint)
    FROM ended
    UNION ALL
    SELECT 'membership', id, 1, 'create', NULL, state, 'step', 'rule', from_ms($3::bigint)
    FROM joined
)
SELECT (SELECT count(*) FROM joined) AS joined, (SELECT count(*) FROM ended) AS ended,
    (SELECT count(*) FROM missing) - (SELECT count(*) FROM joined) AS later
