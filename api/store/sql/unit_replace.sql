-- $1 id, $2 version that must be there or 0 for any, $3 the unit as jsonb by unit_shape, of which
-- kind and name are taken, $4 now (ms) → one row: version (NULL: not changed), refused (always
-- NULL) and whether there is such a unit
WITH changed AS (
    UPDATE unit
    SET kind = $3::jsonb ->> 'kind',
        name = $3::jsonb ->> 'name',
        updated_at = from_ms($4::bigint),
        version = version + 1
    WHERE id = $1::uuid AND ($2::integer = 0 OR version = $2::integer)
    RETURNING version
)
SELECT (SELECT version FROM changed) AS version,
    NULL::text AS refused,
    EXISTS (SELECT FROM unit WHERE id = $1::uuid) AS exists
