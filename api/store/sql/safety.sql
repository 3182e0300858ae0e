-- no parameters → a row for each setting that is off though data would be lost with it off: name
SELECT name
FROM (VALUES ('fsync'), ('full_page_writes'), ('synchronous_commit')) AS needed(name)
WHERE current_setting(name) = 'off'
ORDER BY name
