-- $1 unit, programme, round or person, $2 its id → ids of the units that it lies in, up to the root:
-- of a unit the unit itself and those above it, of a programme that of its unit, of a round those of
-- its programme, of a person those of all units they belong to
WITH RECURSIVE path AS (
    SELECT id FROM unit WHERE $1::text = 'unit' AND id = $2::uuid
    UNION
    SELECT unit_id FROM programme WHERE $1::text = 'programme' AND id = $2::uuid
    UNION
    SELECT programme.unit_id
    FROM round
    JOIN programme ON programme.id = round.programme_id
    WHERE $1::text = 'round' AND round.id = $2::uuid
    UNION
    SELECT unit_id FROM person_unit WHERE $1::text = 'person' AND person_id = $2::uuid
), up AS (
    SELECT id FROM path
    UNION
    SELECT unit.parent_id
    FROM up
    JOIN unit ON unit.id = up.id
    WHERE unit.parent_id IS NOT NULL
)
SELECT id FROM up
