-- People: what they typed beside what it was read as. JSON member = column = struct member
-- (scoring/person.h): a reading "place" is place_text, place_code, place_confidence and
-- place_evidence.
-- Absent texts are NULL, never ''. Times are handed in by the caller, never asked for here.
-- Constraints have names that read as sentences: they are shown to people (store_status.c).

-- Dates as people know them: a year, a month of it, a day of that (ISO 8601, reduced precision).
CREATE DOMAIN partial_date AS text
    CONSTRAINT a_date_is_a_year_a_month_or_a_day_such_as_2016_or_2016_09 CHECK (
        VALUE ~ '^(19[0-9]{2}|2[01][0-9]{2}|2200)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'
    );

CREATE DOMAIN confidence AS smallint
    CONSTRAINT a_confidence_is_between_0_and_100 CHECK (VALUE BETWEEN 0 AND 100);

CREATE DOMAIN cefr_level AS text
    CONSTRAINT a_level_is_one_of_a1_to_c2_or_native CHECK (
        VALUE IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')
    );

CREATE DOMAIN list_position AS smallint
    CONSTRAINT a_list_holds_at_most_32_items CHECK (VALUE BETWEEN 0 AND 31);

CREATE TABLE person (
    id uuid CONSTRAINT a_person_has_an_id_of_their_own PRIMARY KEY,
    external_id text NOT NULL
        CONSTRAINT an_external_id_belongs_to_one_person UNIQUE
        CONSTRAINT an_external_id_is_not_empty CHECK (external_id <> ''),
    role text NOT NULL
        CONSTRAINT a_role_is_student_alumnus_or_both CHECK (role IN ('student', 'alumnus', 'both')),
    name text,
    email text,
    language text,
    place_text text,
    place_code text,
    place_confidence confidence NOT NULL,
    place_evidence text,
    country_text text,
    country_code text,
    country_confidence confidence NOT NULL,
    country_evidence text,
    remote boolean NOT NULL,
    seats integer NOT NULL
        CONSTRAINT seats_are_between_0_and_1000 CHECK (seats BETWEEN 0 AND 1000),
    version integer NOT NULL DEFAULT 1,
    -- BLAKE2b of what an import last said of this person; NULL if none ever did.
    imported bytea,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    -- The transaction that wrote the row last: what the change feed follows (store_feed.h).
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX person_changed_xid ON person (changed_xid);

CREATE TABLE affiliation (
    person_id uuid NOT NULL
        CONSTRAINT an_affiliation_belongs_to_a_person REFERENCES person ON DELETE CASCADE,
    position list_position NOT NULL,
    kind text,
    unit text,
    campus text,
    programme text,
    field_text text,
    field_code text,
    field_confidence confidence NOT NULL,
    field_evidence text,
    "from" partial_date,
    "to" partial_date,
    CONSTRAINT affiliations_have_an_order PRIMARY KEY (person_id, position)
);

CREATE TABLE employment (
    person_id uuid NOT NULL
        CONSTRAINT an_employment_belongs_to_a_person REFERENCES person ON DELETE CASCADE,
    position list_position NOT NULL,
    occupation_text text,
    occupation_code text,
    occupation_confidence confidence NOT NULL,
    occupation_evidence text,
    employer text,
    industry_text text,
    industry_code text,
    industry_confidence confidence NOT NULL,
    industry_evidence text,
    "from" partial_date,
    "to" partial_date,
    CONSTRAINT employments_have_an_order PRIMARY KEY (person_id, position)
);

CREATE TABLE language_skill (
    person_id uuid NOT NULL
        CONSTRAINT a_language_skill_belongs_to_a_person REFERENCES person ON DELETE CASCADE,
    position list_position NOT NULL,
    language_text text,
    language_code text,
    language_confidence confidence NOT NULL,
    language_evidence text,
    level cefr_level, -- NULL: unknown
    CONSTRAINT language_skills_have_an_order PRIMARY KEY (person_id, position)
);

-- What a student looks for. kind is the member of struct wishes.
CREATE TABLE wish (
    person_id uuid NOT NULL
        CONSTRAINT a_wish_belongs_to_a_person REFERENCES person ON DELETE CASCADE,
    kind text NOT NULL
        CONSTRAINT a_wish_is_about_fields_occupations_industries_or_places CHECK (
            kind IN ('fields', 'occupations', 'industries', 'places')
        ),
    position list_position NOT NULL,
    text text,
    code text,
    confidence confidence NOT NULL,
    evidence text,
    CONSTRAINT wishes_have_an_order PRIMARY KEY (person_id, kind, position)
);

-- What a mentor asks of a student.
CREATE TABLE condition_field (
    person_id uuid NOT NULL
        CONSTRAINT a_condition_on_the_field_belongs_to_a_person REFERENCES person ON DELETE CASCADE,
    position list_position NOT NULL,
    text text,
    code text,
    confidence confidence NOT NULL,
    evidence text,
    CONSTRAINT conditions_on_the_field_have_an_order PRIMARY KEY (person_id, position)
);

CREATE TABLE condition_language (
    person_id uuid NOT NULL
        CONSTRAINT a_condition_on_language_belongs_to_a_person REFERENCES person ON DELETE CASCADE,
    position list_position NOT NULL,
    language_text text,
    language_code text,
    language_confidence confidence NOT NULL,
    language_evidence text,
    level cefr_level, -- NULL: any
    CONSTRAINT conditions_on_language_have_an_order PRIMARY KEY (person_id, position)
);
