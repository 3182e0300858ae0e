-- $1 units the caller reaches or NULL: all, $2 id of a unit or NULL, $3 passed over, $4 the fewest
-- people that a figure may be about → rows by outcomes_row_shape: a programme of study and the year in
-- which people left it. Programmes that fewer left that year are one row of their field; where that is
-- of fewer still there is none. Of alumni who are not erased, as far as they let staff see it. What
-- became of somebody is known where a job is told that they had when they left or later; the job of one
-- leaver is the last of them. The largest industries and places, three at most: none of fewer people,
-- and never so that those which are not named are fewer.
WITH alumnus AS MATERIALIZED (
    SELECT person.id, open_to_staff(person, 'employments') AS tells_employments,
        CASE
            WHEN open_to_staff(person, 'place') THEN coalesce(person.place_code, person.country_code)
        END AS place
    FROM person
    WHERE person.role <> 'student'
        AND person.erased_at IS NULL
        AND open_to_staff(person, 'affiliations')
        AND ($3::bigint IS NULL OR true)
        AND (
            ($1::uuid[] IS NULL AND $2::uuid IS NULL)
            OR person.id IN (SELECT report_people($1::uuid[], $2::uuid))
        )
), leaver AS MATERIALIZED (
    -- Of several affiliations of one programme and year the last.
    SELECT DISTINCT ON (alumnus.id, affiliation.programme, field.code, left(affiliation."to", 4))
        alumnus.id, affiliation.programme, field.code AS field, left(affiliation."to", 4) AS year,
        affiliation."to" AS ended, alumnus.tells_employments, alumnus.place
    FROM alumnus
    JOIN affiliation ON affiliation.person_id = alumnus.id
    CROSS JOIN LATERAL (SELECT report_field(affiliation.field_code) AS code) AS field
    WHERE (affiliation.kind IS NULL OR lower(affiliation.kind) = 'degree')
        AND affiliation."to" IS NOT NULL
        AND field.code IS NOT NULL
    ORDER BY alumnus.id, affiliation.programme, field.code, left(affiliation."to", 4),
        affiliation."to" DESC
), job AS MATERIALIZED (
    SELECT leaver.id, leaver.ended,
        min(employment."from") AS began,
        (array_agg(employment.industry_code ORDER BY employment."from" DESC NULLS LAST,
            employment.position))[1] AS industry
    FROM (SELECT DISTINCT id, ended FROM leaver WHERE tells_employments) AS leaver
    JOIN employment ON employment.person_id = leaver.id
    WHERE employment."to" IS NULL OR left(employment."to", length(leaver.ended)) >= leaver.ended
    GROUP BY leaver.id, leaver.ended
), known AS MATERIALIZED (
    SELECT leaver.id, leaver.field, leaver.year, leaver.place, job.industry,
        job.id IS NOT NULL AS has_job,
        CASE
            WHEN length(leaver.ended) >= 7 AND length(job.began) >= 7
            THEN greatest(
                12 * left(job.began, 4)::integer + substr(job.began, 6, 2)::integer
                - 12 * left(leaver.ended, 4)::integer - substr(leaver.ended, 6, 2)::integer,
                0
            )
        END AS months,
        CASE
            WHEN count(*) OVER (
                PARTITION BY leaver.programme, leaver.field, leaver.year
            ) >= $4::bigint
            THEN leaver.programme
        END AS programme
    FROM leaver
    LEFT JOIN job ON job.id = leaver.id AND job.ended = leaver.ended
), alone AS MATERIALIZED (
    -- Who left two programmes that are one row is one leaver of it.
    SELECT DISTINCT ON (known.programme, known.field, known.year, known.id)
        known.programme, known.field, known.year, known.id, known.has_job, known.months,
        known.industry, known.place
    FROM known
    ORDER BY known.programme, known.field, known.year, known.id, known.months
), counted AS (
    SELECT programme, field, year, count(*) AS leavers, count(*) FILTER (WHERE has_job) AS known,
        count(months) AS dated,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY months) AS months_median
    FROM alone
    GROUP BY programme, field, year
    HAVING count(*) >= $4::bigint
), named AS (
    SELECT alone.programme, alone.field, alone.year, word.kind, word.code, count(*) AS people
    FROM alone
    CROSS JOIN LATERAL (
        VALUES ('industry', alone.industry), ('place', alone.place)
    ) AS word(kind, code)
    WHERE word.code IS NOT NULL
    GROUP BY alone.programme, alone.field, alone.year, word.kind, word.code
), placed AS (
    SELECT programme, field, year, kind, code, people,
        row_number() OVER ranked AS rank,
        sum(people) OVER (PARTITION BY programme, field, year, kind)
        - sum(people) OVER (ranked ROWS UNBOUNDED PRECEDING) AS unnamed
    FROM named
    WINDOW ranked AS (PARTITION BY programme, field, year, kind ORDER BY people DESC, code)
), shown AS (
    SELECT programme, field, year, kind, code, people, rank,
        max(rank) FILTER (WHERE rank <= 3 AND (unnamed = 0 OR unnamed >= $4::bigint)) OVER (
            PARTITION BY programme, field, year, kind
        ) AS last
    FROM placed
    WHERE people >= $4::bigint
), listed AS (
    SELECT programme, field, year,
        coalesce(
            jsonb_agg(jsonb_build_object('code', code, 'people', people) ORDER BY rank)
            FILTER (WHERE kind = 'industry'),
            '[]'
        ) AS industries,
        coalesce(
            jsonb_agg(jsonb_build_object('code', code, 'people', people) ORDER BY rank)
            FILTER (WHERE kind = 'place'),
            '[]'
        ) AS places
    FROM shown
    WHERE rank <= last
    GROUP BY programme, field, year
)
SELECT counted.programme, counted.field, counted.year::integer AS year, counted.leavers,
    report_figure(counted.known, counted.known, $4::bigint) AS known,
    CASE
        WHEN counted.dated >= $4::bigint THEN round(counted.months_median)
        ELSE -1
    END AS months_median,
    coalesce(listed.industries, '[]') AS industries,
    coalesce(listed.places, '[]') AS places
FROM counted
LEFT JOIN listed
    ON listed.field = counted.field
    AND listed.year = counted.year
    AND listed.programme IS NOT DISTINCT FROM counted.programme
ORDER BY counted.year DESC, counted.field, counted.programme NULLS LAST
LIMIT 5001
