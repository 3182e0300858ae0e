-- $1 id, $2 the fence: version, $3 id of the server, $4 now (ms), $5 what it is at, $6 how much of it
-- is done, $7 of how much → one row, and the lease counts from now; no row: it is not this server's
-- any more. Its version stays.
UPDATE run
SET deadline_at = from_ms($4::bigint) + make_interval(secs => lease_seconds),
    stage = $5::text,
    done = $6::bigint,
    total = $7::bigint
WHERE id = $1::uuid AND version = $2::integer AND server = $3::uuid AND state = 'running'
RETURNING id
