-- $1 a position (xid8 as text) → all appointments that hold, in order of person_id, if any was
-- written since; else no rows, and so one row with NULLs where none holds any more
SELECT changed.any_changed, appointment.person_id, appointment.role, appointment.unit_id
FROM (
    SELECT EXISTS (SELECT FROM appointment WHERE changed_xid >= $1::text::xid8) AS any_changed
) AS changed
LEFT JOIN appointment ON appointment.ended_at IS NULL
WHERE changed.any_changed
ORDER BY appointment.person_id, appointment.role, appointment.unit_id
