-- $1 the speaker whose offers, or NULL, $3 units, $2 filters as of lecture_offer_page → one
-- row: count, of all its pages
SELECT count(*) AS count
FROM lecture_offer
WHERE (
        $3::uuid[] IS NULL
        OR programme_id IN (SELECT programmes_below($3::uuid[]))
        OR speaker_id = $1::uuid
    )
    AND (NOT $2::jsonb ? 'programme_id' OR programme_id = ($2::jsonb ->> 'programme_id')::uuid)
    AND (NOT $2::jsonb ? 'speaker_id' OR speaker_id = ($2::jsonb ->> 'speaker_id')::uuid)
    AND (NOT $2::jsonb ? 'state' OR state = $2::jsonb ->> 'state')
