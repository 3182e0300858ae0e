-- $1 run, $2 name, $3 the file, which is text: keeps it
INSERT INTO run_file (run_id, name, bytes)
VALUES ($1::uuid, $2::text, convert_to($3::text, 'UTF8'))
