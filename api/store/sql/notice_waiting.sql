-- no parameters → how many notices wait to be sent
SELECT count(*) AS count
FROM outbox
WHERE next_try_at IS NOT NULL
