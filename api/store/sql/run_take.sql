-- $1 id of a run that was just started, $2 id of the server that makes it → one row: all that it is
-- made of (snapshot: a bytea), and version, which is the fence: who has another one has lost it
UPDATE run
SET server = $2::uuid
FROM snapshot
WHERE run.id = $1::uuid AND run.state = 'running' AND snapshot.id = run.snapshot_id
RETURNING run.version, run.objective, run.weights, run.minimum_bp, run.seed, run.orders,
    snapshot.bytes AS snapshot
