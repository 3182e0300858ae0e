-- $1 ids (bigint[]), $2 which try it was of each (integer[]), $3 now (ms): they were taken and not
-- tried → a row for each that nobody took meanwhile
UPDATE outbox
SET tries = outbox.tries - 1, next_try_at = from_ms($3::bigint)
FROM unnest($1::bigint[], $2::integer[]) AS taken (id, tries)
WHERE outbox.id = taken.id AND outbox.tries = taken.tries AND outbox.next_try_at IS NOT NULL
RETURNING outbox.id
