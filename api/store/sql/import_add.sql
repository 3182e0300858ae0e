-- $1 digest (bytea as \x…), $2 who, $3 now (ms), $4..$7 created, changed, unchanged, repeated,
-- $8 report (a JSON object), kept
-- without what it quotes → how often this content was imported
INSERT INTO import (
    digest, imported_by, imported_at, created, changed, unchanged, repeated, report
)
VALUES (
    $1::bytea, $2::text, timestamptz 'epoch' + $3::bigint * interval '1 millisecond',
    $4::integer, $5::integer, $6::integer, $7::integer, report_without_people($8::jsonb)
)
ON CONFLICT (digest) DO UPDATE
SET runs = import.runs + 1,
    imported_by = excluded.imported_by,
    imported_at = excluded.imported_at,
    created = excluded.created,
    changed = excluded.changed,
    unchanged = excluded.unchanged,
    repeated = excluded.repeated,
    report = excluded.report
RETURNING runs
