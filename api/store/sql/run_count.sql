-- $1 a party, $3 units, $2 filters as of run_page → one row: count, of all its pages
SELECT count(*) AS count
FROM run, (SELECT $1::uuid AS party) AS unused
WHERE (
        $3::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($3::uuid[]))
    )
    AND (NOT $2::jsonb ? 'round_id' OR round_id = ($2::jsonb ->> 'round_id')::uuid)
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
