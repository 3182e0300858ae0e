-- $1 who (invitation_order_shape, jsonb), $2 now (ms), $3 how many may be open of one person, $4 units
-- or NULL: who belongs to none of them, or below, is nobody, $5 how many are queued at once → one row
-- with the columns of invitation_report_shape. Who may not be written to that day, who has an
-- invitation that still holds, who was written to within a minute, and who has too many open already
-- gets none.
WITH order_of AS (
    SELECT coalesce($1::jsonb -> 'person_ids', '[]') AS ids,
        coalesce($1::jsonb -> 'external_ids', '[]') AS external_ids,
        coalesce(($1::jsonb ->> 'all_without_account')::boolean, false) AS everybody
),
named AS (
    SELECT DISTINCT value AS name, true AS by_id
    FROM order_of, jsonb_array_elements_text(ids)
    UNION ALL
    SELECT DISTINCT value, false
    FROM order_of, jsonb_array_elements_text(external_ids)
),
within AS (
    SELECT people_below($4::uuid[]) AS id
),
found AS (
    SELECT person.id, named.name, named.by_id
    FROM named
    JOIN person
        ON person.id = CASE WHEN named.by_id THEN named.name::uuid END AND person.erased_at IS NULL
    WHERE $4::uuid[] IS NULL OR person.id IN (SELECT id FROM within)
    UNION ALL
    SELECT person.id, named.name, named.by_id
    FROM named
    JOIN person
        ON person.external_id = CASE WHEN NOT named.by_id THEN named.name END
        AND person.erased_at IS NULL
    WHERE $4::uuid[] IS NULL OR person.id IN (SELECT id FROM within)
    UNION ALL
    SELECT person.id, NULL, NULL
    FROM order_of, person
    WHERE order_of.everybody
        AND person.erased_at IS NULL
        AND ($4::uuid[] IS NULL OR person.id IN (SELECT id FROM within))
        AND NOT EXISTS (
            SELECT FROM sign_in
            WHERE sign_in.person_id = person.id AND sign_in.used_at IS NOT NULL
        )
        AND NOT EXISTS (
            SELECT FROM token
            WHERE token.person_id = person.id
                AND token.revoked_at IS NULL
                AND token.expires_at > from_ms($2::bigint)
        )
),
target AS (
    SELECT DISTINCT person.id,
        CASE
            WHEN person.email IS NULL THEN 'no_email'
            WHEN lawful.basis IS NULL THEN 'no_basis'
            ELSE 'may'
        END AS writing
    FROM found
    JOIN person USING (id)
    JOIN lawful_bases(
        'mentoring_mail', 'email', (from_ms($2::bigint) AT TIME ZONE 'UTC')::date
    ) AS lawful ON lawful.person_id = person.id
),
free AS (
    SELECT target.id
    FROM target
    WHERE target.writing = 'may'
        AND (
            SELECT count(*) < $3::bigint
                AND count(*) FILTER (WHERE sign_in.kind = 'invitation') = 0
            FROM sign_in
            WHERE sign_in.person_id = target.id
                AND sign_in.used_at IS NULL
                AND sign_in.failed IS NULL
                AND (sign_in.expires_at IS NULL OR sign_in.expires_at > from_ms($2::bigint))
        )
        AND NOT EXISTS (
            SELECT FROM sign_in
            WHERE sign_in.person_id = target.id
                AND sign_in.created_at > from_ms($2::bigint - 60000)
        )
),
chosen AS (
    SELECT id
    FROM free
    ORDER BY id
    LIMIT $5::bigint
),
added AS (
    INSERT INTO sign_in (id, person_id, kind, created_at, minute, next_try_at)
    SELECT new_id($2::bigint), chosen.id, 'invitation', from_ms($2::bigint), $2::bigint / 60000,
        from_ms($2::bigint)
    FROM chosen
    ORDER BY chosen.id
    ON CONFLICT ON CONSTRAINT a_person_is_written_to_once_a_minute DO NOTHING
    RETURNING person_id
)
SELECT (SELECT count(*) FROM added) AS queued,
    (SELECT count(*) FROM target WHERE writing = 'no_email') AS no_email,
    (SELECT count(*) FROM target WHERE writing = 'no_basis') AS no_basis,
    (SELECT count(*) FROM target WHERE writing = 'may') - (SELECT count(*) FROM free)
        + (SELECT count(*) FROM chosen) - (SELECT count(*) FROM added) AS already_open,
    (SELECT count(*) FROM free) - (SELECT count(*) FROM chosen) AS later,
    coalesce(
        (
            SELECT jsonb_agg(missing.name ORDER BY missing.name)
            FROM (
                SELECT name, by_id
                FROM named
                EXCEPT
                SELECT name, by_id
                FROM found
            ) AS missing
        ),
        '[]'
    ) AS not_found
