-- $1 units the caller reaches or NULL: all, $2 id of a unit or NULL, $3 today (ms), $4 the fewest people
-- that a figure may be about, $5 codes of places that are no country, $6 the country of each → rows by
-- supply_row_shape, by enum supply_by, then those where most is wanting. Of those who take part in
-- matching today and as far as they let staff see it. Students count where they wish something, and
-- where they wish no field or place by their own; alumni where they are.
WITH scope AS MATERIALIZED (
    SELECT person.id, person.role <> 'alumnus' AS student, person.role <> 'student' AS alumnus,
        offering.mentor_id IS NOT NULL AS mentor,
        greatest(least(offering.seats, person.seats - person.seats_taken), 0) AS seats,
        CASE
            WHEN open_to_staff(person, 'place') THEN coalesce(person.place_code, person.country_code)
        END AS place,
        open_to_staff(person, 'affiliations') AS tells_affiliations,
        open_to_staff(person, 'employments') AS tells_employments,
        open_to_staff(person, 'languages') AS tells_languages,
        open_to_staff(person, 'wishes') AS tells_wishes
    FROM matched_people((from_ms($3::bigint) AT TIME ZONE 'UTC')::date) AS matched
    JOIN person ON person.id = matched.person_id
    LEFT JOIN (
        SELECT mentor_id, sum(seats - seats_taken) AS seats
        FROM mentor_offer
        WHERE state = 'active'
        GROUP BY mentor_id
    ) AS offering ON offering.mentor_id = person.id AND person.role <> 'student'
    WHERE matched.matched
        AND (
            ($1::uuid[] IS NULL AND $2::uuid IS NULL)
            OR person.id IN (SELECT report_people($1::uuid[], $2::uuid))
        )
), wished AS MATERIALIZED (
    SELECT wish.person_id, wish.kind, wish.code
    FROM wish
    JOIN scope ON scope.id = wish.person_id AND scope.student AND scope.tells_wishes
    WHERE wish.code IS NOT NULL AND wish.kind <> 'industries'
    UNION
    SELECT need.student_id, asked.kind, said.wish ->> 'code'
    FROM need
    JOIN scope ON scope.id = need.student_id AND scope.student
    CROSS JOIN (VALUES ('fields'), ('occupations'), ('places')) AS asked(kind)
    CROSS JOIN LATERAL jsonb_array_elements(need.wishes -> asked.kind) AS said(wish)
    WHERE need.mentors_have < need.mentors_wanted AND said.wish ->> 'code' IS NOT NULL
), wisher AS MATERIALIZED (
    SELECT person_id, bool_or(kind = 'fields') AS fields, bool_or(kind = 'places') AS places
    FROM wished
    GROUP BY person_id
), side AS MATERIALIZED (
    -- What somebody has counts for an alumnus as offered, for a student as looked for where they
    -- wish nothing else.
    SELECT scope.id, scope.alumnus, scope.mentor, scope.seats, scope.place,
        scope.tells_affiliations, scope.tells_employments, scope.tells_languages, scope.student,
        scope.student AND wisher.fields IS NOT TRUE AS wants_fields,
        scope.student AND wisher.places IS NOT TRUE AS wants_places
    FROM scope
    LEFT JOIN wisher ON wisher.person_id = scope.id
), country AS MATERIALIZED (
    SELECT code, country FROM unnest($5::text[], $6::text[]) AS place(code, country)
), placed AS MATERIALIZED (
    SELECT side.alumnus AS has, side.wants_places AS wants, side.mentor, side.seats, side.place AS code
    FROM side
    WHERE side.place IS NOT NULL
), had AS (
    -- One row for each person and code.
    SELECT 'field' AS by, own.code, side.alumnus AS has, side.wants_fields AS wants, side.mentor,
        side.seats
    FROM (
        SELECT DISTINCT person_id, report_field(field_code) AS code
        FROM affiliation
        WHERE field_code IS NOT NULL
    ) AS own
    JOIN side ON side.id = own.person_id AND side.tells_affiliations
    UNION ALL
    SELECT 'occupation', own.code, side.alumnus, false, side.mentor, side.seats
    FROM (
        SELECT DISTINCT person_id, report_occupation(occupation_code) AS code
        FROM employment
        WHERE occupation_code IS NOT NULL
    ) AS own
    JOIN side ON side.id = own.person_id AND side.tells_employments
    UNION ALL
    SELECT 'language', own.code, side.alumnus, side.student, side.mentor, side.seats
    FROM (
        SELECT DISTINCT person_id, language_code AS code
        FROM language_skill
        WHERE language_code IS NOT NULL
    ) AS own
    JOIN side ON side.id = own.person_id AND side.tells_languages
), looked_for AS (
    SELECT DISTINCT 'field' AS by, person_id, report_field(code) AS code, NULL AS within
    FROM wished
    WHERE kind = 'fields'
    UNION ALL
    SELECT DISTINCT 'occupation', person_id, report_occupation(code), NULL
    FROM wished
    WHERE kind = 'occupations'
    UNION ALL
    SELECT DISTINCT 'country', wished.person_id, coalesce(country.country, wished.code), NULL
    FROM wished
    LEFT JOIN country ON country.code = wished.code
    WHERE wished.kind = 'places'
    UNION ALL
    SELECT 'place', wished.person_id, country.code, coalesce(country.country, wished.code)
    FROM wished
    LEFT JOIN country ON country.code = wished.code
    WHERE wished.kind = 'places'
), told_by AS (
    -- within: of a place its country; one without a code is of those who name the country alone.
    SELECT by, code, NULL AS within, has, wants, mentor, seats
    FROM had
    UNION ALL
    SELECT 'country', coalesce(country.country, placed.code), NULL, has, wants, mentor, seats
    FROM placed
    LEFT JOIN country ON country.code = placed.code
    UNION ALL
    SELECT 'place', country.code, coalesce(country.country, placed.code), has, wants, mentor, seats
    FROM placed
    LEFT JOIN country ON country.code = placed.code
    UNION ALL
    SELECT by, code, within, false, true, false, 0
    FROM looked_for
), counted AS (
    SELECT by, code, within,
        count(*) FILTER (WHERE wants) AS students,
        count(*) FILTER (WHERE has AND mentor) AS mentors,
        coalesce(sum(seats) FILTER (WHERE has AND mentor), 0) AS seats,
        count(*) FILTER (WHERE has AND NOT mentor) AS others
    FROM told_by
    GROUP BY by, code, within
), figures AS (
    SELECT counted.by, counted.code, counted.within, side.name, side.people, side.figure
    FROM counted
    CROSS JOIN LATERAL (
        VALUES
        ('students', students, students), ('mentors', mentors, seats), ('others', others, others)
    ) AS side(name, people, figure)
), ranked AS (
    -- unnamed: how many of the country are in none of the places down to this one.
    SELECT by, code, within, name, people, figure,
        row_number() OVER down AS rank,
        sum(people) OVER (PARTITION BY by, within, name)
        - sum(people) OVER (down ROWS UNBOUNDED PRECEDING) AS unnamed
    FROM figures
    WINDOW down AS (PARTITION BY by, within, name ORDER BY code IS NULL, people DESC, code)
), told AS (
    -- Places are told down to where those in no place that is told are nobody, or enough.
    SELECT by, code, name,
        CASE
            WHEN people = 0 THEN 0
            WHEN people >= $4::bigint AND (by <> 'place' OR rank <= max(rank) FILTER (
                WHERE code IS NOT NULL
                    AND people >= $4::bigint
                    AND (unnamed = 0 OR unnamed >= $4::bigint)
            ) OVER (PARTITION BY by, within, name))
            THEN people
            ELSE -1
        END AS people,
        figure
    FROM ranked
), side_by_side AS (
    SELECT by, code,
        max(people) FILTER (WHERE name = 'students') AS students,
        max(people) FILTER (WHERE name = 'mentors') AS mentors,
        max(figure) FILTER (WHERE name = 'mentors') AS seats,
        max(people) FILTER (WHERE name = 'others') AS others
    FROM told
    WHERE code IS NOT NULL
    GROUP BY by, code
)
SELECT by, code, students, mentors, CASE WHEN mentors < 0 THEN -1 ELSE seats END AS seats, others
FROM side_by_side
WHERE greatest(students, mentors, others) > 0
ORDER BY array_position(ARRAY['field', 'occupation', 'language', 'country', 'place'], by),
    greatest(students, 0) - CASE WHEN mentors < 0 THEN 0 ELSE seats END DESC,
    code
LIMIT 5001
