-- $1 the mentor whose offers, or NULL, $3 units, $2 filters as of mentor_offer_page → one row:
-- count, of all its pages
SELECT count(*) AS count
FROM mentor_offer
WHERE (
        $3::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($3::uuid[]))
        OR mentor_id = $1::uuid
    )
    AND (NOT $2::jsonb ? 'programme_id' OR programme_id = ($2::jsonb ->> 'programme_id')::uuid)
    AND (NOT $2::jsonb ? 'mentor_id' OR mentor_id = ($2::jsonb ->> 'mentor_id')::uuid)
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
