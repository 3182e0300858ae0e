-- no parameters, no result: the ledger of migrations, the one table that no migration makes
CREATE TABLE IF NOT EXISTS schema_migration (
    name text CONSTRAINT a_migration_is_applied_once PRIMARY KEY,
    checksum text NOT NULL, -- BLAKE2b of the file, hexadecimal
    applied_at timestamptz NOT NULL
)
