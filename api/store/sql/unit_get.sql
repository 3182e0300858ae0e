-- $1 id → the unit by unit_shape, or no row
SELECT id, parent_id, kind, name, version
FROM unit
WHERE id = $1::uuid
