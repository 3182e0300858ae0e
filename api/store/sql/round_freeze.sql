-- $1 id of a round, $2 a new id, $3 now (ms), $4 the snapshot (snapshot.tsv), $5 how many students,
-- $6 mentors with a seat, $7 seats, $8 the participants as jsonb: [{alias, person_id, student}] →
-- no rows: the round's snapshot is this one. Who took part in an earlier one stays a participant,
-- for what runs of it name.
WITH taken AS (
    INSERT INTO snapshot (id, round_id, taken_at, bytes, students, mentors, seats)
    VALUES (
        $2::uuid, $1::uuid, from_ms($3::bigint), convert_to($4::text, 'UTF8'), $5::integer,
        $6::integer, $7::integer
    )
), given AS (
    SELECT given.alias, given.person_id, given.student
    FROM jsonb_to_recordset($8::jsonb) AS given(alias uuid, person_id uuid, student boolean)
), absent AS (
    UPDATE participant
    SET student = false
    WHERE participant.round_id = $1::uuid
        AND participant.student
        AND participant.alias NOT IN (SELECT alias FROM given)
), present AS (
    INSERT INTO participant (round_id, alias, person_id, student)
    SELECT $1::uuid, alias, person_id, student
    FROM given
    ON CONFLICT ON CONSTRAINT an_alias_is_of_one_participant_of_a_round
        DO UPDATE SET student = excluded.student
)
UPDATE round
SET snapshot_id = $2::uuid
WHERE id = $1::uuid
