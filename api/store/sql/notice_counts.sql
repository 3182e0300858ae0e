-- $1 now (ms) → one row: waiting, of all notices: those that wait, the oldest of them, and when the
-- next is tried; items as jsonb by notice_item_shape: how many there are by notice and standing
WITH stands AS (
    SELECT notice,
        CASE
            WHEN sent_at IS NOT NULL THEN 'sent'
            WHEN failed IS NOT NULL THEN failed
            WHEN next_try_at <= from_ms($1::bigint) THEN 'due'
            ELSE 'later'
        END AS standing,
        created_at, greatest(next_try_at, created_at) AS next_try_at, next_try_at IS NOT NULL AS waits
    FROM outbox
), items AS (
    SELECT notice, standing, count(*) AS count, min(created_at) AS oldest_at,
        min(next_try_at) FILTER (WHERE waits) AS next_try_at
    FROM stands
    GROUP BY notice, standing
), waiting AS (
    SELECT count(*) AS waiting, min(created_at) AS oldest_at, min(next_try_at) AS next_try_at
    FROM stands
    WHERE waits
)
SELECT waiting.waiting, to_ms(waiting.oldest_at) AS oldest_at,
    to_ms(waiting.next_try_at) AS next_try_at,
    coalesce(
        (
            SELECT jsonb_agg(
                jsonb_build_object(
                    'notice', notice, 'standing', standing, 'count', count,
                    'oldest_at', to_ms(oldest_at), 'next_try_at', to_ms(next_try_at)
                )
                ORDER BY notice, standing
            )
            FROM items
        ),
        '[]'
    ) AS items
FROM waiting
