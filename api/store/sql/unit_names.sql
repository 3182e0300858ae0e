-- $1 id of a unit → name of it and of each unit below it, but of those whose name others have too
SELECT unit.name
FROM units_below(ARRAY[$1::uuid]) AS below(id)
JOIN unit ON unit.id = below.id
WHERE NOT EXISTS (SELECT FROM unit AS other WHERE other.name = unit.name AND other.id <> unit.id)
ORDER BY unit.name
