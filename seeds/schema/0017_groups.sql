-- Groups: chapters, circles, subject networks, campuses, and who is in them. JSON member = column =
-- struct member (api/wire/group.h). A rule over what people tell of themselves makes members
-- (membership_derive.sql); what a rule means in words that people's records hold is kept beside it.

CREATE TABLE member_group (
    id uuid CONSTRAINT a_group_has_an_id_of_its_own PRIMARY KEY,
    unit_id uuid NOT NULL CONSTRAINT a_group_is_of_a_unit_that_exists REFERENCES unit,
    kind text NOT NULL
        CONSTRAINT a_group_is_a_chapter_circle_subject_network_or_campus CHECK (
            kind IN ('chapter', 'circle', 'subject_network', 'campus')
        ),
    name text NOT NULL CONSTRAINT a_group_has_a_name CHECK (name <> ''),
    -- Whom to ask; NULL: nobody yet.
    contact_person_id uuid CONSTRAINT a_contact_is_a_person_that_exists
        REFERENCES person ON DELETE SET NULL,
    -- By group_rule_shape. What is absent does not limit; a rule that says nothing takes nobody.
    rule jsonb NOT NULL CONSTRAINT a_rule_is_an_object CHECK (jsonb_typeof(rule) = 'object'),
    rule_unit_id uuid GENERATED ALWAYS AS ((rule ->> 'unit_id')::uuid) STORED
        CONSTRAINT a_rule_names_a_unit_that_exists REFERENCES unit,
    joinable boolean NOT NULL, -- one may ask to join
    answer_days integer NOT NULL
        CONSTRAINT days_to_answer_for_a_group_are_1_to_730 CHECK (answer_days BETWEEN 1 AND 730),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT a_group_is_of_one_unit UNIQUE (id, unit_id),
    CONSTRAINT years_of_a_rule_are_in_order CHECK (
        (rule ->> 'left_from')::integer <= (rule ->> 'left_to')::integer
    )
);
CREATE UNIQUE INDEX groups_of_one_unit_have_different_names
    ON member_group (unit_id, lower(name));
CREATE INDEX member_group_contact_person_id ON member_group (contact_person_id);

-- Parts of a rule, each a bit, and what a record must say to meet one: kind of an affiliation, name
-- of its unit or campus, code of its field, year in which it ended; code of a language; code of a
-- place. The first four must be met by one and the same affiliation.
CREATE FUNCTION rule_parts(rule jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN rule ? 'kinds' THEN 1 ELSE 0 END
        + CASE WHEN rule ? 'unit_id' THEN 2 ELSE 0 END
        + CASE WHEN rule ? 'fields' THEN 4 ELSE 0 END
        + CASE WHEN rule ?| ARRAY['left_from', 'left_to'] THEN 8 ELSE 0 END
        + CASE WHEN rule ? 'languages' THEN 16 ELSE 0 END
        + CASE WHEN rule ? 'places' THEN 32 ELSE 0 END;

-- Of the parts that are codes, and of units: what the codes mean is known to the taxonomies alone.
CREATE TABLE group_word (
    group_id uuid NOT NULL CONSTRAINT a_word_is_of_a_group REFERENCES member_group,
    part integer NOT NULL
        CONSTRAINT a_word_is_of_a_part CHECK (part IN (2, 4, 16, 32)),
    word text NOT NULL,
    CONSTRAINT a_part_has_a_word_once PRIMARY KEY (group_id, part, word)
);

-- True when members may see a field of a person: what they may not makes nobody a member, since who
-- is in a group is told to the others in it.
CREATE FUNCTION open_to_members(person person, field text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN person.visibility = '[]'
        OR NOT jsonb_path_exists(
            person.visibility,
            '$[*] ? (@.field == $field && @.audience != "members")',
            jsonb_build_object('field', field)
        );

CREATE TABLE membership (
    id uuid CONSTRAINT a_membership_has_an_id_of_its_own PRIMARY KEY,
    group_id uuid NOT NULL,
    unit_id uuid NOT NULL, -- the group's, which never changes
    person_id uuid NOT NULL
        CONSTRAINT a_membership_is_of_a_person_that_exists REFERENCES person ON DELETE CASCADE,
    origin text NOT NULL
        CONSTRAINT a_membership_is_derived_invited_or_requested CHECK (
            origin IN ('derived', 'invited', 'requested')
        ),
    -- When it became active; NULL: it never was.
    member_since timestamptz,
    state text NOT NULL CONSTRAINT membership_states CHECK (
        state IN (
            'requested', 'invited', 'active', 'muted', 'left', 'removed', 'ended', 'expired'
        )
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT a_membership_is_of_a_group_that_exists
        FOREIGN KEY (group_id, unit_id) REFERENCES member_group (id, unit_id),
    CONSTRAINT membership_deadlines CHECK (
        (state IN ('requested', 'invited')) = (deadline_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX a_person_is_in_a_group_once
    ON membership (group_id, person_id)
    WHERE state IN ('requested', 'invited', 'active', 'muted');
CREATE INDEX membership_group_id ON membership (group_id, person_id);
CREATE INDEX membership_person_id ON membership (person_id);
CREATE INDEX membership_deadline_at ON membership (deadline_at) WHERE deadline_at IS NOT NULL;

-- Nobody erased joins anything (0010_erasure.sql). Derivation reads who is erased by itself, and
-- erasures keep off it (store_group.h).
CREATE TRIGGER membership_of_the_living BEFORE INSERT ON membership
    FOR EACH ROW WHEN (NEW.origin <> 'derived') EXECUTE FUNCTION refuse_erased('person_id');
CREATE TRIGGER member_group_contact_of_the_living
    BEFORE INSERT OR UPDATE OF contact_person_id ON member_group
    FOR EACH ROW WHEN (NEW.contact_person_id IS NOT NULL)
    EXECUTE FUNCTION refuse_erased('contact_person_id');
