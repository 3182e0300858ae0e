-- $1 id of a person, $2 how many rows of a section at most, the newest → section and items: what is
-- kept about them as jsonb, by the sections of store_personal.h, `person` first, with NULL when there
-- is none. Of a request that was never sent its mentor knows nothing, and neither side of a pair that
-- was never released.
WITH request_seen AS (
    SELECT request.id
    FROM mentoring_request AS request
    WHERE request.student_id = $1::uuid
        OR (
            request.mentor_id = $1::uuid
            AND EXISTS (
                SELECT
                FROM audit
                WHERE audit.object_id = request.id AND audit.event = 'submit'
            )
        )
), application_seen AS (
    SELECT application.id
    FROM application
    WHERE application.student_id = $1::uuid
        OR (
            application.host_id = $1::uuid
            AND EXISTS (
                SELECT
                FROM audit
                WHERE audit.object_id = application.id AND audit.event = 'submit'
            )
        )
), own AS (
    SELECT id FROM request_seen
    UNION
    SELECT id FROM mentor_offer WHERE mentor_id = $1::uuid
    UNION
    SELECT id FROM need WHERE student_id = $1::uuid
    UNION
    SELECT id FROM mentorship WHERE $1::uuid IN (student_id, mentor_id)
    UNION
    SELECT id FROM membership WHERE person_id = $1::uuid
    UNION
    SELECT id
    FROM pair
    WHERE $1::uuid IN (student_id, mentor_id) AND released_at IS NOT NULL
    UNION
    SELECT id FROM lecture_offer WHERE speaker_id = $1::uuid
    UNION
    SELECT id FROM lecture_request WHERE teacher_id = $1::uuid
    UNION
    SELECT id FROM lecture_booking WHERE $1::uuid IN (speaker_id, teacher_id)
    UNION
    SELECT id FROM internship_lead WHERE host_id = $1::uuid
    UNION
    SELECT id FROM application_seen
)
SELECT 'person' AS section,
    (
        SELECT to_jsonb(person) - '{changed_xid}'::text[]
        FROM person
        WHERE id = $1::uuid AND erased_at IS NULL
    ) AS items
UNION ALL
SELECT 'affiliations',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(affiliation) AS item
            FROM affiliation
            WHERE affiliation.person_id = $1::uuid
            ORDER BY affiliation.position
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'employments',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(employment) AS item
            FROM employment
            WHERE employment.person_id = $1::uuid
            ORDER BY employment.position
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'languages',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(language_skill) AS item
            FROM language_skill
            WHERE language_skill.person_id = $1::uuid
            ORDER BY language_skill.position
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'wishes',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(wish) AS item
            FROM wish
            WHERE wish.person_id = $1::uuid
            ORDER BY wish.kind, wish.position
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'condition_fields',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(condition_field) AS item
            FROM condition_field
            WHERE condition_field.person_id = $1::uuid
            ORDER BY condition_field.position
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'condition_languages',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(condition_language) AS item
            FROM condition_language
            WHERE condition_language.person_id = $1::uuid
            ORDER BY condition_language.position
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'consents',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(consent) - '{changed_xid}'::text[] AS item
            FROM consent
            WHERE consent.person_id = $1::uuid
            ORDER BY consent.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'memberships',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(membership) - '{changed_xid}'::text[] AS item
            FROM membership
            WHERE membership.person_id = $1::uuid
            ORDER BY membership.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'group_contacts',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(member_group) AS item
            FROM member_group
            WHERE member_group.contact_person_id = $1::uuid
            ORDER BY member_group.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'sign_ins',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(sign_in) - '{hash}'::text[] AS item
            FROM sign_in
            WHERE sign_in.person_id = $1::uuid
            ORDER BY sign_in.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'appointments',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(appointment) - '{changed_xid}'::text[] AS item
            FROM appointment
            WHERE appointment.person_id = $1::uuid
            ORDER BY appointment.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'tokens',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(token) - '{hash,changed_xid}'::text[] AS item
            FROM token
            WHERE token.person_id = $1::uuid
            ORDER BY token.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'offers',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(mentor_offer) - '{programme_kind,changed_xid}'::text[] AS item
            FROM mentor_offer
            WHERE mentor_offer.mentor_id = $1::uuid
            ORDER BY mentor_offer.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'needs',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(need) - 'programme_kind' AS item
            FROM need
            WHERE need.student_id = $1::uuid
            ORDER BY need.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'requests',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            -- A mentor is not told which choice of the student's they are.
            SELECT to_jsonb(mentoring_request) - '{changed_xid}'::text[]
                || CASE
                    WHEN mentoring_request.mentor_id = $1::uuid
                    THEN '{"choice":null,"reason_code":null}'::jsonb
                    ELSE '{}'
                END AS item
            FROM mentoring_request
            WHERE mentoring_request.id IN (SELECT id FROM request_seen)
            ORDER BY mentoring_request.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'mentorships',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(mentorship) - '{changed_xid}'::text[] AS item
            FROM mentorship
            WHERE $1::uuid IN (mentorship.student_id, mentorship.mentor_id)
            ORDER BY mentorship.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'pairs',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(pair) - '{changed_xid}'::text[] AS item
            FROM pair
            WHERE $1::uuid IN (pair.student_id, pair.mentor_id) AND pair.released_at IS NOT NULL
            ORDER BY pair.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'leads',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(internship_lead) - '{programme_kind,expires_at,changed_xid}'::text[]
                AS item
            FROM internship_lead
            WHERE internship_lead.host_id = $1::uuid
            ORDER BY internship_lead.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'applications',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(application) - '{changed_xid}'::text[] AS item
            FROM application
            WHERE application.id IN (SELECT id FROM application_seen)
            ORDER BY application.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'lecture_offers',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(lecture_offer) - '{programme_kind,changed_xid}'::text[] AS item
            FROM lecture_offer
            WHERE lecture_offer.speaker_id = $1::uuid
            ORDER BY lecture_offer.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'lecture_requests',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(lecture_request) - '{programme_kind,changed_xid}'::text[] AS item
            FROM lecture_request
            WHERE lecture_request.teacher_id = $1::uuid
            ORDER BY lecture_request.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'lecture_bookings',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(lecture_booking) - '{changed_xid}'::text[] AS item
            FROM lecture_booking
            WHERE $1::uuid IN (lecture_booking.speaker_id, lecture_booking.teacher_id)
            ORDER BY lecture_booking.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'participations',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(participant) AS item
            FROM participant
            WHERE participant.person_id = $1::uuid
            ORDER BY participant.round_id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'hours_years',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(hours_year) AS item
            FROM hours_year
            WHERE hours_year.person_id = $1::uuid
            ORDER BY hours_year.year DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'hours_entries',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(hours_entry) AS item
            FROM hours_entry
            WHERE hours_entry.person_id = $1::uuid
            ORDER BY hours_entry.created_at DESC, hours_entry.object_id
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'notes',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(note) AS item
            FROM note
            WHERE note.object_id IN (SELECT id FROM own)
            ORDER BY note.object_id DESC, note.version
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'notices',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(outbox) AS item
            FROM outbox
            WHERE outbox.person_id = $1::uuid
            ORDER BY outbox.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'kept_replies',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(idempotency) - '{fingerprint,body}'::text[] AS item
            FROM idempotency
            WHERE idempotency.caller = 'person:' || $1::text
            ORDER BY idempotency.created_at DESC, idempotency.key
            LIMIT $2::bigint
        ) AS kept
    )
UNION ALL
SELECT 'audit',
    (
        SELECT jsonb_agg(kept.item)
        FROM (
            SELECT to_jsonb(audit) AS item
            FROM audit
            WHERE (SELECT pseudonym FROM person WHERE id = $1::uuid)
                IN (audit.actor_id, audit.object_id)
            ORDER BY audit.id DESC
            LIMIT $2::bigint
        ) AS kept
    )
