-- $1 id of a person, $2 units → a row when the person reaches beyond those units and all below: they
-- belong to another one, or hold a role for another one or for the whole installation
SELECT
WHERE EXISTS (
        SELECT
        FROM person_unit
        WHERE person_id = $1::uuid AND unit_id NOT IN (SELECT units_below($2::uuid[]))
    )
    OR EXISTS (
        SELECT
        FROM appointment
        WHERE person_id = $1::uuid
            AND ended_at IS NULL
            AND (unit_id IS NULL OR unit_id NOT IN (SELECT units_below($2::uuid[])))
    )
