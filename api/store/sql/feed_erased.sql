-- $1 a position (xid8 as text) → ids of those who were erased since, in order
SELECT id
FROM person
WHERE erased_at IS NOT NULL AND changed_xid >= $1::text::xid8
ORDER BY id
