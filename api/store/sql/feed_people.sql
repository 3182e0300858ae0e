-- $1 a position (xid8 as text) → ids of the people written since, in order
SELECT id
FROM person
WHERE changed_xid >= $1::text::xid8
ORDER BY id
