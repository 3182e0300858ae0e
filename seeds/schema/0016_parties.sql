-- What kind a programme is: what is offered and asked for in it. Its calendar, days, hours, weights
-- and least score are of that. Other sides than student and mentor act.
ALTER TABLE programme ADD COLUMN kind text;
UPDATE programme SET kind = 'mentoring';
ALTER TABLE programme
    ALTER COLUMN kind SET DEFAULT 'mentoring',
    ALTER COLUMN kind SET NOT NULL,
    ADD CONSTRAINT a_programme_is_of_mentoring_lectures_or_internships CHECK (
        kind IN ('mentoring', 'lectures', 'internships')
    ),
    ADD CONSTRAINT a_programme_is_of_one_kind UNIQUE (id, kind);

-- Who makes something in a programme of another kind is told so by the name of the key. (In steps:
-- functions take rows of these tables, which a column with a default would write anew.)
ALTER TABLE mentor_offer ADD COLUMN programme_kind text;
UPDATE mentor_offer SET programme_kind = 'mentoring';
ALTER TABLE mentor_offer
    ALTER COLUMN programme_kind SET DEFAULT 'mentoring',
    ALTER COLUMN programme_kind SET NOT NULL,
    ADD CONSTRAINT an_offer_of_seats_is_of_mentoring CHECK (programme_kind = 'mentoring'),
    ADD CONSTRAINT an_offer_of_seats_is_made_in_a_programme_of_mentoring
        FOREIGN KEY (programme_id, programme_kind) REFERENCES programme (id, kind);
ALTER TABLE need ADD COLUMN programme_kind text;
UPDATE need SET programme_kind = 'mentoring';
ALTER TABLE need
    ALTER COLUMN programme_kind SET DEFAULT 'mentoring',
    ALTER COLUMN programme_kind SET NOT NULL,
    ADD CONSTRAINT a_need_is_of_mentoring CHECK (programme_kind = 'mentoring'),
    ADD CONSTRAINT a_need_is_told_in_a_programme_of_mentoring
        FOREIGN KEY (programme_id, programme_kind) REFERENCES programme (id, kind);
ALTER TABLE round ADD COLUMN programme_kind text;
UPDATE round SET programme_kind = 'mentoring';
ALTER TABLE round
    ALTER COLUMN programme_kind SET DEFAULT 'mentoring',
    ALTER COLUMN programme_kind SET NOT NULL,
    ADD CONSTRAINT a_round_is_of_mentoring CHECK (programme_kind = 'mentoring'),
    ADD CONSTRAINT a_round_is_held_in_a_programme_of_mentoring
        FOREIGN KEY (programme_id, programme_kind) REFERENCES programme (id, kind);

ALTER TABLE audit
    DROP CONSTRAINT an_actor_is_a_party_a_person_staff_a_clock_a_step_or_a_server,
    ADD CONSTRAINT an_actor_is_one_of_those_of_the_lifecycles CHECK (
        actor IN (
            'student', 'mentor', 'speaker', 'teacher', 'host', 'staff', 'person', 'clock', 'step',
            'server'
        )
    );
