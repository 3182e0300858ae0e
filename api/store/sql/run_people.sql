-- $1 id of a run → alias and person_id of each participant of its round who is not erased, in order
-- of alias
SELECT participant.alias, participant.person_id
FROM run
JOIN participant ON participant.round_id = run.round_id
WHERE run.id = $1::uuid AND participant.person_id IS NOT NULL
ORDER BY participant.alias
