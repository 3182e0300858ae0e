-- no parameters → how many mails wait to be sent
SELECT count(*) AS count
FROM sign_in
WHERE next_try_at IS NOT NULL
