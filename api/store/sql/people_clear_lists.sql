-- $1 ids of people → one row of no interest: their lists are gone, to be added anew
WITH affiliations AS (DELETE FROM affiliation WHERE person_id = ANY ($1::uuid[])),
    employments AS (DELETE FROM employment WHERE person_id = ANY ($1::uuid[])),
    languages AS (DELETE FROM language_skill WHERE person_id = ANY ($1::uuid[])),
    wishes AS (DELETE FROM wish WHERE person_id = ANY ($1::uuid[])),
    fields AS (DELETE FROM condition_field WHERE person_id = ANY ($1::uuid[])),
    condition_languages AS (DELETE FROM condition_language WHERE person_id = ANY ($1::uuid[]))
SELECT 1 AS done
