-- $1 ids of people → their employments in order of person and position, by employment_shape
SELECT person_id,
    occupation_text, occupation_code, occupation_confidence, occupation_evidence, employer,
    industry_text, industry_code, industry_confidence, industry_evidence, "from", "to"
FROM employment
WHERE person_id = ANY ($1::uuid[])
ORDER BY person_id, position
