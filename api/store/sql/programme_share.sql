-- $1 id → its id, or no row: keeps the programme as it is until the transaction ends, as steps do.
-- A statement of its own: that of what is added sees the last day only if it begins later.
SELECT id
FROM programme
WHERE id = $1::uuid
FOR SHARE
