-- Imports, one row for each content: importing the same file again counts in `runs`.
CREATE TABLE import (
    digest bytea
        CONSTRAINT an_import_is_known_by_its_content PRIMARY KEY
        CONSTRAINT an_import_digest_has_32_bytes CHECK (octet_length(digest) = 32),
    runs integer NOT NULL DEFAULT 1,
    -- Of the last run:
    imported_by text NOT NULL,
    imported_at timestamptz NOT NULL,
    created integer NOT NULL,
    changed integer NOT NULL,
    unchanged integer NOT NULL,
    repeated integer NOT NULL,
    report jsonb NOT NULL
        CONSTRAINT a_report_is_an_object CHECK (jsonb_typeof(report) = 'object')
);
