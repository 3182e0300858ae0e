-- $1 ids of people → the fields they ask of students in order of person and position, by
-- reading_shape
SELECT person_id, text, code, confidence, evidence
FROM condition_field
WHERE person_id = ANY ($1::uuid[])
ORDER BY person_id, position
