-- $1 id → the consent by consent_shape with its newest 200 events, or no row
SELECT id, person_id, purpose, channel, basis, text_version, to_ms(given_at) AS given_at,
    to_ms(expires_at) AS expires_at, state, reason_code, to_ms(state_since) AS state_since,
    to_ms(deadline_at) AS deadline_at, to_ms(created_at) AS created_at,
    to_ms(updated_at) AS updated_at, version, history_of(id) AS history
FROM consent
WHERE id = $1::uuid
