-- no parameters → all migrations applied, in order: name, checksum
SELECT name, checksum
FROM schema_migration
ORDER BY name COLLATE "C"
