-- $1 id, $2 the unit as jsonb by unit_shape, $3 now (ms) → one row: refused, always NULL
INSERT INTO unit (id, parent_id, kind, name, created_at, updated_at)
SELECT $1::uuid, new.parent_id, new.kind, new.name, from_ms($3::bigint), from_ms($3::bigint)
FROM jsonb_to_record($2::jsonb) AS new(parent_id uuid, kind text, name text)
RETURNING NULL::text AS refused
