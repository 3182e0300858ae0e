-- no parameters → id of the run that has waited longest, or no row
SELECT id
FROM run
WHERE state = 'queued'
ORDER BY created_at, id
LIMIT 1
