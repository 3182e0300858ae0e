-- $1 id → the membership by membership_shape with its newest 200 events, or no row
SELECT id, group_id, unit_id, person_id, origin, to_ms(member_since) AS member_since, state,
    reason_code, to_ms(state_since) AS state_since, to_ms(deadline_at) AS deadline_at,
    to_ms(created_at) AS created_at, to_ms(updated_at) AS updated_at, version,
    history_of(id) AS history
FROM membership
WHERE id = $1::uuid
