-- $1 hash of an external id (bytea as \x…) → one row when somebody with it was erased: the next
-- import may bring them anew
DELETE FROM erased
WHERE hash = $1::bytea
RETURNING erased_at
