-- $1 id of a run, $2 name of a file → its bytes; no row where none was kept
SELECT bytes FROM run_file WHERE run_id = $1::uuid AND name = $2::text
