-- no parameters → one row: whether there is a ledger (a fresh database has none)
SELECT to_regclass('schema_migration') IS NOT NULL AS exists
