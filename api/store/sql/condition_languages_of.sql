-- $1 ids of people → the languages they ask of students in order of person and position, by
-- language_skill_shape
SELECT person_id, language_text, language_code, language_confidence, language_evidence, level
FROM condition_language
WHERE person_id = ANY ($1::uuid[])
ORDER BY person_id, position
