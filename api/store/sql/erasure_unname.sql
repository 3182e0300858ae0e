-- $1 id of a person, $2 now (ms) → no rows: no need of others ranks or avoids them any more, and no
-- rule of a programme is about them. What is changed gets its version and its audit row, by the
-- actor step. erasure_lock holds it.
WITH changed_need AS (
    UPDATE need
    SET ranked = ranked - $1::uuid::text,
        avoided = avoided - $1::uuid::text,
        updated_at = from_ms($2::bigint),
        version = version + 1
    WHERE ranked ? $1::uuid::text OR avoided ? $1::uuid::text
    RETURNING id, version
), changed_programme AS (
    UPDATE programme
    SET rules = (
            SELECT coalesce(jsonb_agg(kept.rule ORDER BY kept.place), '[]')
            FROM jsonb_array_elements(programme.rules) WITH ORDINALITY AS kept(rule, place)
            WHERE $1::uuid::text NOT IN (kept.rule ->> 'student_id', kept.rule ->> 'mentor_id')
        ),
        updated_at = from_ms($2::bigint),
        version = version + 1
    WHERE jsonb_path_query_array(rules, '$[*].*') ? $1::uuid::text
    RETURNING id, version
)
INSERT INTO audit (object, object_id, version, event, actor, at)
SELECT changed.object, changed.id, changed.version, 'change', 'step', from_ms($2::bigint)
FROM (
    SELECT 'need' AS object, id, version FROM changed_need
    UNION ALL
    SELECT 'programme', id, version FROM changed_programme
) AS changed
