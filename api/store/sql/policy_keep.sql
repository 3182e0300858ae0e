-- $1 for how many years after leaving alumni are matched unasked, 0: without end → changed: whether
-- that is new. Then all alumni are shown to the feed again.
WITH kept AS (
    UPDATE policy
    SET interest_years = $1::integer
    WHERE interest_years <> $1::integer
    RETURNING interest_years
), shown AS (
    UPDATE person
    SET changed_xid = pg_current_xact_id()
    FROM kept
    WHERE person.role = 'alumnus'
)
SELECT EXISTS (SELECT FROM kept) AS changed
