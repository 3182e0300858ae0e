-- $1 id of a group, $2 codes that its rule means by the taxonomies, as jsonb: {fields, languages,
-- places}, each a list → no rows: keeps what a record must say to meet those parts of the rule that
-- are codes or a unit (0017_groups.sql). Units are known by their names as people_below knows them: a
-- name that several units have names none of them.
WITH ruled AS (
    SELECT id, rule FROM member_group WHERE id = $1::uuid
), meant AS (
    SELECT 2 AS part, unit.name AS word
    FROM ruled
    CROSS JOIN LATERAL units_below(ARRAY[(ruled.rule ->> 'unit_id')::uuid]) AS below(id)
    JOIN unit ON unit.id = below.id
    WHERE NOT EXISTS (
        SELECT FROM unit AS other WHERE other.name = unit.name AND other.id <> unit.id
    )
    UNION
    SELECT code.part, code.word
    FROM ruled
    CROSS JOIN LATERAL (
        SELECT 4 AS part, jsonb_array_elements_text($2::jsonb -> 'fields') AS word
        UNION
        SELECT 16, jsonb_array_elements_text($2::jsonb -> 'languages')
        UNION
        SELECT 32, jsonb_array_elements_text($2::jsonb -> 'places')
    ) AS code
), gone AS (
    DELETE FROM group_word
    WHERE group_id = $1::uuid AND (part, word) NOT IN (SELECT part, word FROM meant)
)
INSERT INTO group_word (group_id, part, word)
SELECT ruled.id, meant.part, meant.word
FROM ruled, meant
ON CONFLICT ON CONSTRAINT a_part_has_a_word_once DO NOTHING
