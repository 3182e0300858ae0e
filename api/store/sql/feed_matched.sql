-- $1 a position (xid8 as text), $2 today (yyyy-mm-dd) → person_id and matched (whether they take part
-- in matching today) of the people that feed_people gives for it and of those erased since, in order.
-- Apart from feed_people, which each poll plans anew, since this takes longer to plan.
SELECT people.person_id, people.matched
FROM matched_people($2::text::date) AS people
WHERE people.person_id IN (
        SELECT id
        FROM person
        WHERE changed_xid >= $1::text::xid8
        UNION
        SELECT mentor_id
        FROM mentor_offer
        WHERE changed_xid >= $1::text::xid8
    )
ORDER BY people.person_id
