-- $1 a position (xid8 as text) → ids of the people written since, and of those whose offers were,
-- in order, with the seats they have taken, their last year with hours (0: none) and its hours
SELECT person.id, person.seats_taken, coalesce(spent.year, 0) AS hours_year,
    coalesce(spent.hours, 0) AS hours_taken
FROM person
LEFT JOIN LATERAL (
    SELECT hours_year.year, hours_year.hours
    FROM hours_year
    WHERE hours_year.person_id = person.id
    ORDER BY hours_year.year DESC
    LIMIT 1
) AS spent ON true
WHERE person.erased_at IS NULL
    AND person.id IN (
        SELECT id
        FROM person
        WHERE changed_xid >= $1::text::xid8
        UNION
        SELECT mentor_id
        FROM mentor_offer
        WHERE changed_xid >= $1::text::xid8
    )
ORDER BY person.id
