-- $1 a new token key (bytea as \x…) → the row when it was made now, no row when there was one
INSERT INTO installation (token_key)
VALUES ($1::bytea)
ON CONFLICT (one) DO NOTHING
RETURNING one
