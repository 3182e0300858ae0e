-- $1 id → the offer by lecture_offer_shape with its newest 200 events, or no row
SELECT id, programme_id, speaker_id, title, text, topics, format, travel_km, notice_days,
    times_a_year, state, reason_code,
    to_ms(state_since) AS state_since, to_ms(deadline_at) AS deadline_at,
    to_ms(created_at) AS created_at, to_ms(updated_at) AS updated_at, version,
    history_of(id) AS history
FROM lecture_offer
WHERE id = $1::uuid
