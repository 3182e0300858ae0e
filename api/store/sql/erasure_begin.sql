-- $1 id of a person → no rows: their needs ask for nothing any more, so that no end of a request
-- sends another one
UPDATE need
SET wishes = '{}',
    weights = NULL,
    ranked = '[]',
    avoided = '[]',
    fallback = false
WHERE student_id = $1::uuid
