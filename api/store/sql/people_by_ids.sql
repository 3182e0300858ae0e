-- $1 ids → those people, in order of id, with the columns of person_shape
SELECT id, external_id, role, name, email, language,
    place_text, place_code, place_confidence, place_evidence,
    country_text, country_code, country_confidence, country_evidence,
    remote, seats, hours_max, visibility, paused, to_ms(erase_at) AS erase_at, version
FROM person
WHERE id = ANY ($1::uuid[])
ORDER BY id
