-- $1 id → the offer by mentor_offer_shape with its newest 200 events, or no row
SELECT id, programme_id, mentor_id, seats, seats_taken, conditions, state, reason_code,
    to_ms(state_since) AS state_since, to_ms(deadline_at) AS deadline_at,
    to_ms(created_at) AS created_at, to_ms(updated_at) AS updated_at, version,
    history_of(id) AS history
FROM mentor_offer
WHERE id = $1::uuid
