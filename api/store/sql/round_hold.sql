-- $1 id of a round → its id: what is added to it waits for its steps, and they for that. The
-- programme stays as it is too: what is added takes its deadline from it.
WITH programme_held AS (
    SELECT programme.id
    FROM programme
    JOIN round ON round.programme_id = programme.id
    WHERE round.id = $1::uuid
    FOR SHARE OF programme
)
SELECT id
FROM round
WHERE id = $1::uuid AND (SELECT count(*) FROM programme_held) >= 0
FOR NO KEY UPDATE
