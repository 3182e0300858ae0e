-- $1 id → its id, or no row: waits for the steps under way in the programme, and keeps others from
-- beginning. A statement of its own: that of the change sees what they did only if it begins later.
SELECT id
FROM programme
WHERE id = $1::uuid
FOR NO KEY UPDATE
