-- $1 ids of people → their wishes in order of person, list and position, by reading_shape;
-- list_name: the member of struct wishes
SELECT person_id, kind AS list_name, text, code, confidence, evidence
FROM wish
WHERE person_id = ANY ($1::uuid[])
ORDER BY person_id, kind, position
