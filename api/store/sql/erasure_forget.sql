-- $1 id of somebody erased: takes away their pseudonym, so that no way leads from the audit to them
-- → no rows
UPDATE person
SET pseudonym = NULL
WHERE id = $1::uuid
