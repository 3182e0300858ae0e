-- $1 people as jsonb [{id, person}] (person: by person_shape) → one row of no interest: their lists
-- are added
WITH input AS MATERIALIZED (
    SELECT id, person
    FROM jsonb_to_recordset($1::jsonb) AS input(id uuid, person jsonb)
), affiliations AS (
    INSERT INTO affiliation (
        person_id, position, kind, unit, campus, programme,
        field_text, field_code, field_confidence, field_evidence, "from", "to"
    )
    SELECT input.id, item.position - 1, nullif(item.kind, ''), nullif(item.unit, ''),
        nullif(item.campus, ''), nullif(item.programme, ''),
        nullif(item.field ->> 'text', ''), nullif(item.field ->> 'code', ''),
        coalesce((item.field ->> 'confidence')::smallint, 0), nullif(item.field ->> 'evidence', ''),
        nullif(item."from", ''), nullif(item."to", '')
    FROM input
    CROSS JOIN LATERAL ROWS FROM (
        jsonb_to_recordset(input.person -> 'affiliations') AS (
            kind text, unit text, campus text, programme text, field jsonb, "from" text, "to" text
        )
    ) WITH ORDINALITY AS item(kind, unit, campus, programme, field, "from", "to", position)
), employments AS (
    INSERT INTO employment (
        person_id, position,
        occupation_text, occupation_code, occupation_confidence, occupation_evidence, employer,
        industry_text, industry_code, industry_confidence, industry_evidence, "from", "to"
    )
    SELECT input.id, item.position - 1,
        nullif(item.occupation ->> 'text', ''), nullif(item.occupation ->> 'code', ''),
        coalesce((item.occupation ->> 'confidence')::smallint, 0),
        nullif(item.occupation ->> 'evidence', ''), nullif(item.employer, ''),
        nullif(item.industry ->> 'text', ''), nullif(item.industry ->> 'code', ''),
        coalesce((item.industry ->> 'confidence')::smallint, 0),
        nullif(item.industry ->> 'evidence', ''),
        nullif(item."from", ''), nullif(item."to", '')
    FROM input
    CROSS JOIN LATERAL ROWS FROM (
        jsonb_to_recordset(input.person -> 'employments') AS (
            occupation jsonb, employer text, industry jsonb, "from" text, "to" text
        )
    ) WITH ORDINALITY AS item(occupation, employer, industry, "from", "to", position)
), languages AS (
    INSERT INTO language_skill (
        person_id, position,
        language_text, language_code, language_confidence, language_evidence, level
    )
    SELECT input.id, item.position - 1,
        nullif(item.language ->> 'text', ''), nullif(item.language ->> 'code', ''),
        coalesce((item.language ->> 'confidence')::smallint, 0),
        nullif(item.language ->> 'evidence', ''), nullif(item.level, '')
    FROM input
    CROSS JOIN LATERAL ROWS FROM (
        jsonb_to_recordset(input.person -> 'languages') AS (language jsonb, level text)
    ) WITH ORDINALITY AS item(language, level, position)
), wishes AS (
    INSERT INTO wish (person_id, kind, position, text, code, confidence, evidence)
    SELECT input.id, list.kind, item.position - 1, nullif(item.text, ''), nullif(item.code, ''),
        coalesce(item.confidence, 0), nullif(item.evidence, '')
    FROM input
    CROSS JOIN LATERAL jsonb_each(input.person -> 'wishes') AS list(kind, items)
    CROSS JOIN LATERAL ROWS FROM (
        jsonb_to_recordset(list.items) AS (
            text text, code text, confidence smallint, evidence text
        )
    ) WITH ORDINALITY AS item(text, code, confidence, evidence, position)
), fields AS (
    INSERT INTO condition_field (person_id, position, text, code, confidence, evidence)
    SELECT input.id, item.position - 1, nullif(item.text, ''), nullif(item.code, ''),
        coalesce(item.confidence, 0), nullif(item.evidence, '')
    FROM input
    CROSS JOIN LATERAL ROWS FROM (
        jsonb_to_recordset(input.person -> 'conditions' -> 'fields') AS (
            text text, code text, confidence smallint, evidence text
        )
    ) WITH ORDINALITY AS item(text, code, confidence, evidence, position)
), condition_languages AS (
    INSERT INTO condition_language (
        person_id, position,
        language_text, language_code, language_confidence, language_evidence, level
    )
    SELECT input.id, item.position - 1,
        nullif(item.language ->> 'text', ''), nullif(item.language ->> 'code', ''),
        coalesce((item.language ->> 'confidence')::smallint, 0),
        nullif(item.language ->> 'evidence', ''), nullif(item.level, '')
    FROM input
    CROSS JOIN LATERAL ROWS FROM (
        jsonb_to_recordset(input.person -> 'conditions' -> 'languages') AS (
            language jsonb, level text
        )
    ) WITH ORDINALITY AS item(language, level, position)
)
SELECT 1 AS done
