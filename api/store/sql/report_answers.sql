-- $1 units the caller reaches or NULL: all, $2 id of a unit or NULL, $3 passed over, $4 the fewest
-- people that a figure may be about → rows by answers_row_shape, a programme of mentoring each, those
-- with most requests first. A figure of requests is about as many people as there are students in them,
-- or mentors where these are fewer. An answer is an acceptance or a refusal, and takes from the first
-- moment that the mentor was asked.
WITH scope AS (
    SELECT programme.id, programme.name
    FROM programme
    WHERE programme.kind = 'mentoring'
        AND ($1::uuid[] IS NULL OR programme.id IN (SELECT programmes_below($1::uuid[])))
        AND ($2::uuid IS NULL OR programme.id IN (SELECT programmes_below(ARRAY[$2::uuid])))
        AND ($3::bigint IS NULL OR true)
), asked AS MATERIALIZED (
    SELECT request.programme_id, request.student_id, request.mentor_id,
        CASE
            WHEN request.state IN ('accepted', 'declined', 'expired') THEN request.state
            WHEN request.state IN ('withdrawn', 'superseded') THEN 'withdrawn'
            ELSE 'waiting'
        END AS became,
        CASE
            WHEN request.state IN ('accepted', 'declined')
            THEN greatest(extract(epoch FROM request.state_since - submitted.at) / 3600, 0)
        END AS hours
    FROM mentoring_request AS request
    JOIN scope ON scope.id = request.programme_id
    CROSS JOIN LATERAL (
        SELECT audit.at
        FROM audit
        WHERE audit.object_id = request.id AND audit.event = 'submit'
        ORDER BY audit.version
        LIMIT 1
    ) AS submitted
), figures AS (
    SELECT programme_id,
        report_parts(
            ARRAY[
                count(*), count(*) FILTER (WHERE became = 'accepted'),
                count(*) FILTER (WHERE became = 'declined'),
                count(*) FILTER (WHERE became = 'expired'),
                count(*) FILTER (WHERE became = 'withdrawn'),
                count(*) FILTER (WHERE became = 'waiting')
            ],
            ARRAY[
                least(count(DISTINCT student_id), count(DISTINCT mentor_id)),
                least(
                    count(DISTINCT student_id) FILTER (WHERE became = 'accepted'),
                    count(DISTINCT mentor_id) FILTER (WHERE became = 'accepted')
                ),
                least(
                    count(DISTINCT student_id) FILTER (WHERE became = 'declined'),
                    count(DISTINCT mentor_id) FILTER (WHERE became = 'declined')
                ),
                least(
                    count(DISTINCT student_id) FILTER (WHERE became = 'expired'),
                    count(DISTINCT mentor_id) FILTER (WHERE became = 'expired')
                ),
                least(
                    count(DISTINCT student_id) FILTER (WHERE became = 'withdrawn'),
                    count(DISTINCT mentor_id) FILTER (WHERE became = 'withdrawn')
                ),
                least(
                    count(DISTINCT student_id) FILTER (WHERE became = 'waiting'),
                    count(DISTINCT mentor_id) FILTER (WHERE became = 'waiting')
                )
            ],
            $4::bigint
        ) AS parts,
        count(*) AS requests,
        count(DISTINCT student_id) AS students,
        least(
            count(DISTINCT student_id) FILTER (WHERE hours IS NOT NULL),
            count(DISTINCT mentor_id) FILTER (WHERE hours IS NOT NULL)
        ) AS answered,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) AS hours_median,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY hours) AS hours_p90
    FROM asked
    GROUP BY programme_id
), loads AS (
    SELECT programme_id, requests,
        row_number() OVER (PARTITION BY programme_id ORDER BY requests DESC, mentor_id) AS place,
        count(*) OVER (PARTITION BY programme_id) AS mentors
    FROM (
        SELECT programme_id, mentor_id, count(*) AS requests FROM asked GROUP BY programme_id, mentor_id
    ) AS load
), spread AS (
    SELECT programme_id, max(mentors) AS mentors,
        sum(requests) FILTER (WHERE place <= greatest($4::bigint, ceil(mentors / 10.0))) AS busiest
    FROM loads
    GROUP BY programme_id
), unasked AS (
    SELECT offer.programme_id, count(DISTINCT offer.mentor_id) AS mentors
    FROM mentor_offer AS offer
    JOIN scope ON scope.id = offer.programme_id
    WHERE offer.state = 'active'
        AND (offer.programme_id, offer.mentor_id) NOT IN (SELECT programme_id, mentor_id FROM asked)
    GROUP BY offer.programme_id
)
SELECT scope.id AS programme_id, scope.name,
    coalesce(parts[1], 0) AS requests,
    coalesce(parts[2], 0) AS accepted,
    coalesce(parts[3], 0) AS declined,
    coalesce(parts[4], 0) AS expired,
    coalesce(parts[5], 0) AS withdrawn,
    coalesce(parts[6], 0) AS waiting,
    CASE
        WHEN parts[2] >= 0 AND parts[3] >= 0 AND parts[4] >= 0 AND parts[2] + parts[3] + parts[4] > 0
        THEN round(100.0 * parts[2] / (parts[2] + parts[3] + parts[4]))
        ELSE -1
    END AS accepted_percent,
    CASE WHEN answered >= $4::bigint THEN round(hours_median) ELSE -1 END AS hours_median,
    CASE WHEN answered >= 2 * $4::bigint THEN round(hours_p90) ELSE -1 END AS hours_p90,
    coalesce(report_figure(students, students, $4::bigint), 0) AS students,
    coalesce(report_figure(spread.mentors, spread.mentors, $4::bigint), 0) AS mentors,
    coalesce(report_figure(unasked.mentors, unasked.mentors, $4::bigint), 0) AS mentors_unasked,
    CASE
        WHEN spread.mentors >= 2 * $4::bigint THEN round(100.0 * busiest / figures.requests)
        ELSE -1
    END AS busiest_percent
FROM scope
LEFT JOIN figures ON figures.programme_id = scope.id
LEFT JOIN spread ON spread.programme_id = scope.id
LEFT JOIN unasked ON unasked.programme_id = scope.id
ORDER BY coalesce(parts[1], 0) DESC, scope.name, scope.id
LIMIT 5001
