-- $1 ids of people → their languages in order of person and position, by language_skill_shape
SELECT person_id, language_text, language_code, language_confidence, language_evidence, level
FROM language_skill
WHERE person_id = ANY ($1::uuid[])
ORDER BY person_id, position
