-- $1 the moment (ms) up to which they are forgotten, $2 how many at most → a row for each
DELETE FROM sign_in
USING (
    SELECT id
    FROM sign_in
    WHERE created_at <= from_ms($1::bigint)
    ORDER BY created_at, id
    LIMIT $2::bigint
    FOR UPDATE SKIP LOCKED
) AS old
WHERE sign_in.id = old.id
RETURNING sign_in.id
