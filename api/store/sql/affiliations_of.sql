-- $1 ids of people → their affiliations in order of person and position, by affiliation_shape
SELECT person_id, kind, unit, campus, programme,
    field_text, field_code, field_confidence, field_evidence, "from", "to"
FROM affiliation
WHERE person_id = ANY ($1::uuid[])
ORDER BY person_id, position
