-- $1 id of a person → their years by hours_year_shape, the latest first, each with its newest 1000
-- entries; one row of NULLs for a person without any, no row for one who is not there
SELECT hours_year.year, hours_year.hours, hours_year.hours_max,
    (
        SELECT jsonb_agg(
            jsonb_build_object(
                'object_id', entry.object_id, 'activity', entry.activity, 'hours', entry.hours,
                'created_at', to_ms(entry.created_at)
            )
            ORDER BY entry.created_at DESC, entry.object_id
        )
        FROM (
            SELECT object_id, activity, hours, created_at
            FROM hours_entry
            WHERE hours_entry.person_id = hours_year.person_id
                AND hours_entry.year = hours_year.year
            ORDER BY created_at DESC, object_id
            LIMIT 1000
        ) AS entry
    ) AS entries
FROM person
LEFT JOIN hours_year ON hours_year.person_id = person.id
WHERE person.id = $1::uuid AND person.erased_at IS NULL
ORDER BY hours_year.year DESC
