-- Accounts: who has which role for which unit, and what a token opens. Students and alumni need no
-- appointment: they are what person.role says, and act on what is theirs.

CREATE DOMAIN staff_role AS text
    CONSTRAINT a_staff_role_is_teacher_coordinator_career_centre_or_admin CHECK (
        VALUE IN ('teacher', 'coordinator', 'career_centre', 'admin')
    );

-- A role for a unit and all that lies below it; without a unit for the whole installation. It is
-- ended, never deleted: so the feed and the audit see it.
CREATE TABLE appointment (
    id uuid CONSTRAINT an_appointment_has_an_id_of_its_own PRIMARY KEY,
    person_id uuid NOT NULL
        CONSTRAINT an_appointment_is_of_a_person REFERENCES person ON DELETE CASCADE,
    role staff_role NOT NULL,
    unit_id uuid CONSTRAINT an_appointment_is_for_a_unit_that_exists REFERENCES unit,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE UNIQUE INDEX a_person_holds_a_role_for_a_unit_once
    ON appointment (person_id, role, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'))
    WHERE ended_at IS NULL;
CREATE INDEX appointment_changed_xid ON appointment (changed_xid);

-- Of what is about one person alone, that person is the actor.
ALTER TABLE audit
    DROP CONSTRAINT an_actor_is_a_party_staff_the_clock_or_another_step,
    ADD CONSTRAINT an_actor_is_a_party_a_person_staff_the_clock_or_another_step CHECK (
        actor IN ('student', 'mentor', 'staff', 'person', 'clock', 'step')
    );

-- A token is a person's, and opens what they may do; or a program's, with a role of its own.
ALTER TABLE token
    DROP CONSTRAINT a_token_is_for_staff_or_a_person,
    DROP CONSTRAINT a_token_of_a_person_names_them,
    ALTER COLUMN role DROP NOT NULL,
    ADD COLUMN unit_id uuid CONSTRAINT a_token_is_for_a_unit_that_exists REFERENCES unit,
    ADD COLUMN scope text NOT NULL DEFAULT 'all'
        CONSTRAINT a_token_opens_all_or_only_reading CHECK (scope IN ('all', 'read')),
    ADD COLUMN label text CONSTRAINT a_label_is_not_empty CHECK (label <> '');
UPDATE token SET role = CASE role WHEN 'staff' THEN 'admin' END, changed_xid = pg_current_xact_id();
ALTER TABLE token
    ALTER COLUMN role TYPE staff_role,
    ADD CONSTRAINT a_token_is_of_a_person_or_has_a_role CHECK (
        (person_id IS NULL) = (role IS NOT NULL)
    ),
    ADD CONSTRAINT a_token_for_a_unit_has_a_role CHECK (unit_id IS NULL OR role IS NOT NULL);

-- A unit and all that lies below it.
CREATE FUNCTION units_below(units uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE below AS (
        SELECT id
        FROM unit
        WHERE id = ANY (units)
        UNION
        SELECT unit.id
        FROM unit
        JOIN below ON unit.parent_id = below.id
    )
    SELECT id FROM below;
END;
CREATE INDEX unit_parent_id ON unit (parent_id);

CREATE FUNCTION programmes_below(units uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT id FROM programme WHERE unit_id IN (SELECT units_below(units));
END;

-- Where a person belongs: the units that the unit or campus of an affiliation names word for word.
-- A name that several units have names none of them.
CREATE VIEW person_unit AS
SELECT DISTINCT affiliation.person_id, unit.id AS unit_id
FROM affiliation
JOIN unit ON unit.name IN (affiliation.unit, affiliation.campus)
WHERE NOT EXISTS (SELECT FROM unit AS other WHERE other.name = unit.name AND other.id <> unit.id);

CREATE FUNCTION people_below(units uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT person_id FROM person_unit WHERE unit_id IN (SELECT units_below(units));
END;
