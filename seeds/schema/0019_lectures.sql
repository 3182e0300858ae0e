-- Guest lectures: who offers to speak, which course asks for a speaker, and what was arranged
-- between the two. All three are of a programme of lectures, whose calendar and days they keep.

-- A speaker's lectures must not overlap: equal ids and overlapping times are one index.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE lecture_offer (
    id uuid CONSTRAINT a_lecture_offer_has_an_id_of_its_own PRIMARY KEY,
    programme_id uuid NOT NULL
        CONSTRAINT a_lecture_offer_is_made_in_a_programme_that_exists REFERENCES programme,
    programme_kind text NOT NULL DEFAULT 'lectures'
        CONSTRAINT a_lecture_offer_is_of_lectures CHECK (programme_kind = 'lectures'),
    speaker_id uuid NOT NULL
        CONSTRAINT a_lecture_offer_is_made_by_a_person_that_exists
        REFERENCES person ON DELETE CASCADE,
    title text NOT NULL CONSTRAINT a_lecture_offer_has_a_title CHECK (title <> ''),
    text text,
    topics jsonb NOT NULL
        CONSTRAINT topics_are_an_object CHECK (jsonb_typeof(topics) = 'object'),
    format text NOT NULL CONSTRAINT a_lecture_is_on_site_online_or_either CHECK (
        format IN ('on_site', 'online', 'either')
    ),
    travel_km integer NOT NULL
        CONSTRAINT a_speaker_travels_0_to_20015_km CHECK (travel_km BETWEEN 0 AND 20015),
    notice_days integer NOT NULL
        CONSTRAINT notice_is_0_to_365_days CHECK (notice_days BETWEEN 0 AND 365),
    times_a_year integer NOT NULL
        CONSTRAINT a_lecture_is_held_1_to_100_times_a_year CHECK (times_a_year BETWEEN 1 AND 100),
    state text NOT NULL CONSTRAINT lecture_offer_states CHECK (
        state IN ('draft', 'published', 'paused', 'withdrawn', 'expired')
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT a_lecture_offer_is_made_in_a_programme_of_lectures
        FOREIGN KEY (programme_id, programme_kind) REFERENCES programme (id, kind),
    CONSTRAINT lecture_offer_deadlines CHECK (
        (state IN ('draft', 'published', 'paused')) = (deadline_at IS NOT NULL)
    )
);
CREATE INDEX lecture_offer_programme_id ON lecture_offer (programme_id, state, id);
CREATE INDEX lecture_offer_speaker_id ON lecture_offer (speaker_id, id);
CREATE INDEX lecture_offer_deadline_at ON lecture_offer (deadline_at);

CREATE TABLE lecture_request (
    id uuid CONSTRAINT a_lecture_request_has_an_id_of_its_own PRIMARY KEY,
    programme_id uuid NOT NULL
        CONSTRAINT a_lecture_request_is_made_in_a_programme_that_exists REFERENCES programme,
    programme_kind text NOT NULL DEFAULT 'lectures'
        CONSTRAINT a_lecture_request_is_of_lectures CHECK (programme_kind = 'lectures'),
    teacher_id uuid NOT NULL
        CONSTRAINT a_lecture_request_is_made_by_a_person_that_exists
        REFERENCES person ON DELETE CASCADE,
    course text NOT NULL CONSTRAINT a_lecture_request_names_a_course CHECK (course <> ''),
    text text,
    wishes jsonb NOT NULL
        CONSTRAINT wishes_of_a_lecture_are_an_object CHECK (jsonb_typeof(wishes) = 'object'),
    languages jsonb NOT NULL
        CONSTRAINT languages_of_a_lecture_are_a_list CHECK (jsonb_typeof(languages) = 'array'),
    level text CONSTRAINT a_course_is_of_a_bachelor_master_or_doctorate CHECK (
        level IN ('bachelor', 'master', 'doctorate', 'any')
    ),
    format text NOT NULL CONSTRAINT a_lecture_is_asked_for_on_site_online_or_either CHECK (
        format IN ('on_site', 'online', 'either')
    ),
    earliest_on date NOT NULL,
    latest_on date NOT NULL, -- the last day
    minutes integer NOT NULL
        CONSTRAINT a_lecture_lasts_15_to_600_minutes CHECK (minutes BETWEEN 15 AND 600),
    audience integer NOT NULL
        CONSTRAINT an_audience_is_0_to_10000_people CHECK (audience BETWEEN 0 AND 10000),
    expires_at timestamptz NOT NULL, -- when the last day is over
    state text NOT NULL CONSTRAINT lecture_request_states CHECK (
        state IN ('draft', 'open', 'filled', 'closed', 'cancelled', 'expired')
    ),
    state_since timestamptz NOT NULL,
    deadline_at timestamptz,
    reminder_at timestamptz,
    reason_code reason_code,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT a_lecture_request_is_made_in_a_programme_of_lectures
        FOREIGN KEY (programme_id, programme_kind) REFERENCES programme (id, kind),
    CONSTRAINT the_latest_day_is_not_before_the_earliest CHECK (latest_on >= earliest_on),
    CONSTRAINT lecture_request_deadlines CHECK (
        (state IN ('draft', 'open', 'filled')) = (deadline_at IS NOT NULL)
    )
);
CREATE INDEX lecture_request_programme_id ON lecture_request (programme_id, state, id);
CREATE INDEX lecture_request_teacher_id ON lecture_request (teacher_id, id);
CREATE INDEX lecture_request_deadline_at ON lecture_request (deadline_at);

CREATE TABLE lecture_booking (
    id uuid CONSTRAINT a_booking_has_an_id_of_its_own PRIMARY KEY,
    programme_id uuid NOT NULL
        CONSTRAINT a_booking_is_made_in_a_programme REFERENCES programme,
    request_id uuid NOT NULL
        CONSTRAINT a_booking_is_made_for_a_request REFERENCES lecture_request ON DELETE CASCADE,
    offer_id uuid NOT NULL
        CONSTRAINT a_booking_is_made_of_an_offer REFERENCES lecture_offer ON DELETE CASCADE,
    speaker_id uuid NOT NULL
        CONSTRAINT a_booking_has_a_speaker REFERENCES person ON DELETE CASCADE,
    teacher_id uuid NOT NULL
        CONSTRAINT a_booking_has_a_teacher REFERENCES person ON DELETE CASCADE,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    online boolean NOT NULL,
    location text, -- a room, or where to meet online
    speaker_feedback text
        CONSTRAINT a_speaker_recommends_or_not CHECK (
            speaker_feedback IN ('recommend', 'mixed', 'do_not_recommend')
        ),
    teacher_feedback text
        CONSTRAINT a_teacher_recommends_or_not CHECK (
            teacher_feedback IN ('recommend', 'mixed', 'do_not_recommend')
        ),
    -- Until confirmed when it begins, then until when it may be said how it went.
    expires_at timestamptz NOT NULL,
    state text NOT NULL CONSTRAINT lecture_booking_states CHECK (
        state IN (
            'invited', 'tentative', 'confirmed', 'delivered', 'closed', 'declined', 'withdrawn',
            'expired', 'cancelled_speaker', 'cancelled_host', 'no_show'
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
    CONSTRAINT nobody_lectures_in_their_own_course CHECK (speaker_id <> teacher_id),
    CONSTRAINT a_lecture_takes_5_minutes_to_a_day CHECK (
        ends_at BETWEEN starts_at + interval '5 minutes' AND starts_at + interval '1 day'
    ),
    CONSTRAINT confirmed_lectures_of_a_speaker_do_not_overlap
        EXCLUDE USING gist (speaker_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state = 'confirmed'),
    CONSTRAINT lecture_booking_deadlines CHECK (
        (state IN ('invited', 'tentative', 'confirmed', 'delivered')) = (deadline_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX a_request_has_one_live_booking_of_an_offer
    ON lecture_booking (request_id, offer_id) WHERE state IN ('invited', 'tentative', 'confirmed');
CREATE INDEX lecture_booking_offer_id ON lecture_booking (offer_id, starts_at);
CREATE INDEX lecture_booking_speaker_id ON lecture_booking (speaker_id, id);
CREATE INDEX lecture_booking_teacher_id ON lecture_booking (teacher_id, id);
CREATE INDEX lecture_booking_deadline_at ON lecture_booking (deadline_at);
CREATE INDEX lecture_booking_reminder_at ON lecture_booking (reminder_at);

-- How often an offer is taken in a calendar year (UTC): what was arranged or held.
CREATE FUNCTION times_taken(offer_id uuid, year integer) RETURNS integer LANGUAGE sql STABLE
    RETURN (
        SELECT count(*)::integer
        FROM lecture_booking AS booking
        WHERE booking.offer_id = times_taken.offer_id
            AND booking.starts_at >= make_timestamptz(times_taken.year, 1, 1, 0, 0, 0, 'UTC')
            AND booking.starts_at < make_timestamptz(times_taken.year + 1, 1, 1, 0, 0, 0, 'UTC')
            AND booking.state IN ('tentative', 'confirmed', 'delivered', 'closed')
    );

CREATE TRIGGER lecture_offer_of_the_living BEFORE INSERT ON lecture_offer
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('speaker_id');
CREATE TRIGGER lecture_request_of_the_living BEFORE INSERT ON lecture_request
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('teacher_id');
CREATE TRIGGER lecture_booking_of_the_living BEFORE INSERT ON lecture_booking
    FOR EACH ROW EXECUTE FUNCTION refuse_erased('speaker_id', 'teacher_id');
