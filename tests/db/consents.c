/* Consents and objections: what supersedes what, when they end, and on what basis something may be
 * done with a person's data on a day. */
#include "tests/db/step_world.h"

#include "api/store/store_erasure.h"
#include "api/store/store_policy.h"
#include "api/wire/consent.h"

#define STEP_NOW (TEST_NOW + MOMENT_DAY_MS)
#define TEST_DAY "2026-09-21" /* of TEST_NOW */

static const struct object_kind consents = {"consent", &consent_shape};

static void start(void)
{
    set_up();
    step_now = STEP_NOW;
    found_university();
}

TestSuite(consents, .init = start, .fini = tear_down, .timeout = 120);

static struct consent consent_of(const struct id *person, int32_t purpose, int32_t basis)
{
    return (struct consent){.person_id = person->text,
                            .purpose = purpose,
                            .channel = purpose == PURPOSE_MATCHING ? CHANNEL_NONE : CHANNEL_EMAIL,
                            .basis = basis,
                            .text_version = basis == BASIS_CONSENT ? "2026-09" : NULL};
}

static struct id said(const struct id *person, int32_t purpose, int32_t basis)
{
    struct consent consent = consent_of(person, purpose, basis);
    return added(&consents, &consent);
}

/* What refuses it: the code of the one fault. */
static const char *refusal_of(const struct consent *consent)
{
    struct faults faults = faults_in(db.arena);
    struct id id = new_id();
    enum status status = add(&consents, id.text, consent, &faults);
    cr_assert(ne(int, status, STATUS_OK));
    cr_assert(eq(sz, faults.count, 1), "%s", store_error(db.store));
    return faults.items[0].code;
}

static const char *basis_of(const struct id *person, const char *purpose, const char *channel,
                            const char *day)
{
    return sql("SELECT coalesce(lawful_basis('%s'::uuid, '%s', '%s', '%s'), 'none')", person->text,
               purpose, channel, day);
}

/* ---- what is kept */

Test(consents, all_that_is_said_is_read_back)
{
    struct consent consent = consent_of(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    consent.given_at = TEST_NOW - 3 * MOMENT_DAY_MS;
    consent.expires_at = TEST_NOW + 300 * MOMENT_DAY_MS;
    struct id id = added(&consents, &consent);
    struct consent back;
    read_back(&consents, id.text, &back);
    cr_expect(eq(str, (char *)back.person_id, ann.text));
    cr_expect(eq(int, back.purpose, PURPOSE_NEWS));
    cr_expect(eq(int, back.channel, CHANNEL_EMAIL));
    cr_expect(eq(int, back.basis, BASIS_CONSENT));
    cr_expect(eq(str, (char *)back.text_version, "2026-09"));
    cr_expect(eq(i64, back.given_at, consent.given_at));
    cr_expect(eq(i64, back.expires_at, consent.expires_at));
    cr_expect(eq(i64, back.deadline_at, consent.expires_at));
    cr_expect(eq(str, (char *)back.state, "given"));
    cr_assert(eq(sz, back.history_count, 1));
    cr_expect(eq(str, (char *)back.history[0].event, "create"));
}

Test(consents, what_is_said_without_a_time_is_said_now_and_has_no_end)
{
    struct id id = said(&ann, PURPOSE_MATCHING, BASIS_CONSENT);
    struct consent back;
    read_back(&consents, id.text, &back);
    cr_expect(eq(i64, back.given_at, TEST_NOW));
    cr_expect(eq(i64, back.expires_at, 0));
    cr_expect(eq(i64, back.deadline_at, 0));
}

/* ---- what is refused */

Test(consents, what_contradicts_itself_is_refused_by_name)
{
    static const struct {
        int32_t purpose, channel, basis;
        const char *text_version;
        moment given_at, expires_at;
        const char *code;
    } rows[] = {
        {PURPOSE_MATCHING, CHANNEL_EMAIL, BASIS_CONSENT, "1", 0, 0,
         "matching_has_no_channel_and_messages_have_one"},
        {PURPOSE_NEWS, CHANNEL_NONE, BASIS_CONSENT, "1", 0, 0,
         "matching_has_no_channel_and_messages_have_one"},
        {PURPOSE_NEWS, CHANNEL_EMAIL, BASIS_CONSENT, NULL, 0, 0,
         "a_consent_names_the_wording_agreed_to"},
        {PURPOSE_NEWS, CHANNEL_EMAIL, BASIS_CONSENT, "as Ann said", 0, 0,
         "a_text_version_is_a_word_such_as_2026_09"},
        {PURPOSE_MATCHING, CHANNEL_NONE, BASIS_OBJECTION, NULL, 0, TEST_NOW + 1,
         "an_objection_has_no_end"},
        {PURPOSE_NEWS, CHANNEL_EMAIL, BASIS_CONSENT, "1", TEST_NOW + 1, 0,
         "what_is_given_was_given_by_now"},
        {PURPOSE_NEWS, CHANNEL_EMAIL, BASIS_CONSENT, "1", 0, TEST_NOW,
         "what_is_given_ends_after_now"},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        struct consent consent = {.person_id = ann.text,
                                  .purpose = rows[i].purpose,
                                  .channel = rows[i].channel,
                                  .basis = rows[i].basis,
                                  .text_version = rows[i].text_version,
                                  .given_at = rows[i].given_at,
                                  .expires_at = rows[i].expires_at};
        cr_expect(eq(str, (char *)refusal_of(&consent), (char *)rows[i].code), "row %zu", i);
    }
    struct consent nobody_s = consent_of(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    nobody_s.person_id = NOBODY;
    cr_expect(eq(str, (char *)refusal_of(&nobody_s), "a_consent_is_of_a_person"));
    EXPECT_SQL("0", "SELECT count(*) FROM consent");
}

Test(consents, the_last_millisecond_and_the_first_are_allowed)
{
    struct consent consent = consent_of(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    consent.given_at = TEST_NOW;
    consent.expires_at = TEST_NOW + 1;
    added(&consents, &consent);
    EXPECT_SQL("1", "SELECT count(*) FROM consent");
}

/* ---- what is said anew */

Test(consents, who_consents_anew_supersedes_what_they_said_before_by_a_step)
{
    struct id first = said(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    struct id other = said(&ann, PURPOSE_EVENTS, BASIS_CONSENT);
    struct id another = said(&bo, PURPOSE_NEWS, BASIS_CONSENT);
    struct id second = said(&ann, PURPOSE_NEWS, BASIS_LEGITIMATE_INTEREST);
    cr_expect(eq(str, (char *)state_of("consent", &first), "superseded"));
    cr_expect(eq(str, (char *)state_of("consent", &second), "given"));
    cr_expect(eq(str, (char *)state_of("consent", &other), "given"));
    cr_expect(eq(str, (char *)state_of("consent", &another), "given"));
    EXPECT_SQL("2 supersede given superseded step said_anew t",
               "SELECT concat_ws(' ', version, event, from_state, to_state, actor, reason_code, "
               "at = (SELECT created_at FROM consent WHERE id = '%s')) FROM audit WHERE "
               "object_id = '%s' AND version > 1",
               second.text, first.text);
    EXPECT_SQL("4", "SELECT count(*) FROM audit WHERE object = 'consent' AND event = 'create'");
}

Test(consents, an_objection_stands_beside_what_it_beats_and_holds_until_it_is_lifted)
{
    struct id consent = said(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    cr_expect(eq(str, (char *)basis_of(&ann, "news", "email", TEST_DAY), "consent"));
    struct id objection = said(&ann, PURPOSE_NEWS, BASIS_OBJECTION);
    cr_expect(eq(str, (char *)state_of("consent", &consent), "given"));
    cr_expect(eq(str, (char *)basis_of(&ann, "news", "email", TEST_DAY), "none"));
    struct consent anew = consent_of(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    cr_expect(eq(str, (char *)refusal_of(&anew), "objected"));
    cr_expect(eq(str, (char *)state_of("consent", &consent), "given"),
              "a refusal has changed nothing");
    struct id again = said(&ann, PURPOSE_NEWS, BASIS_OBJECTION);
    cr_expect(eq(str, (char *)state_of("consent", &objection), "superseded"));
    cr_expect(eq(str, (char *)basis_of(&ann, "news", "email", TEST_DAY), "none"));
    EXPECT_FIRED("consent", &again, "withdraw", "");
    cr_expect(eq(str, (char *)basis_of(&ann, "news", "email", TEST_DAY), "consent"));
    added(&consents, &anew);
    cr_expect(eq(str, (char *)state_of("consent", &consent), "superseded"));
}

/* ---- who is erased */

static enum status erase_in(struct store *store, void *context)
{
    const struct id *person = context;
    return store_erase(store, &deed, &(struct erasure_order){.id = person->text}, NULL);
}

Test(consents, who_is_erased_has_said_nothing_that_holds)
{
    struct id first = said(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    struct id objection = said(&ann, PURPOSE_MATCHING, BASIS_OBJECTION);
    struct id other = said(&bo, PURPOSE_NEWS, BASIS_CONSENT);
    struct taking taking = taking_of("consent", first.text, "withdraw", ACTOR_PERSON);
    taking.step.note = "Nee";
    cr_assert(eq(str, (char *)take(&taking), ""));
    cr_assert(eq(int, store_transaction(db.store, erase_in, &ann), STATUS_OK), "%s",
              store_error(db.store));
    EXPECT_SQL("withdraw withdrawn",
               "SELECT event || ' ' || to_state FROM audit WHERE object_id = '%s' AND version = 2",
               objection.text);
    EXPECT_SQL("0", "SELECT count(*) FROM consent WHERE person_id = '%s'", ann.text);
    cr_expect(eq(str, (char *)state_of("consent", &other), "given"));
    EXPECT_SQL("0", "SELECT count(*) FROM note");
    struct consent anew = consent_of(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    cr_expect(eq(str, (char *)refusal_of(&anew), "nobody_erased_does_anything_new"));
}

/* ---- every event in every state */

static void try_cell(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                     const struct lifecycle_state *from)
{
    sql("DELETE FROM consent");
    struct id id = said(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    sql("UPDATE consent SET state = '%s'", from->word);
    struct taking taking = taking_of("consent", id.text, row->event, ACTOR_PERSON);
    taking.step.reason_code = "other";
    taking.step.note = "Nee";
    const char *told = take(&taking);
    if (!lifecycle_allows(row, from->word)) {
        cr_expect(eq(str, (char *)told, "state"), "%s from %s", row->event, from->word);
        cr_expect(eq(str, (char *)state_of("consent", &id), (char *)from->word));
        EXPECT_SQL("1", "SELECT count(*) FROM audit WHERE object_id = '%s'", id.text);
        return;
    }
    cr_expect(eq(str, (char *)told, ""), "%s from %s", row->event, from->word);
    EXPECT_SQL((char *)arena_printf(db.arena, "%s other 2 %lld %lld none none", row->to,
                                    (long long)STEP_NOW, (long long)STEP_NOW),
               "SELECT concat_ws(' ', state, reason_code, version, to_ms(state_since), "
               "to_ms(updated_at), coalesce(deadline_at::text, 'none'), "
               "coalesce(reminder_at::text, 'none')) FROM consent WHERE id = '%s'",
               id.text);
    EXPECT_SQL((char *)arena_printf(db.arena, "%s %s %s person other Nee", row->event, from->word,
                                    row->to),
               "SELECT concat_ws(' ', event, from_state, to_state, actor, reason_code, note.text) "
               "FROM audit JOIN note USING (object_id, version) WHERE object_id = '%s' AND "
               "audit.version = 2 AND object = '%s'",
               id.text, lifecycle->object);
    EXPECT_SQL("0", "SELECT count(*) FROM outbox");
}

Test(consents, every_event_moves_a_consent_as_its_row_says_or_tells_its_state)
{
    const struct lifecycle *lifecycle = lifecycle_find("consent");
    size_t cells = 0;
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
        for (const struct lifecycle_state *at = lifecycle->states; at->word != NULL; at++, cells++)
            try_cell(lifecycle, row, at);
    cr_expect(eq(sz, cells, 12));
}

/* ---- the clock */

static size_t tick_at(store_time now)
{
    const struct deed deed_ = {.actor = {.kind = ACTOR_CLOCK}, .now = now};
    size_t steps = 0;
    cr_assert(eq(int, store_clock(db.store, &deed_, NULL, NULL, &steps), STATUS_OK), "%s",
              store_error(db.store));
    return steps;
}

Test(consents, the_clock_ends_them_at_their_end_and_not_before)
{
    struct consent consent = consent_of(&ann, PURPOSE_NEWS, BASIS_CONSENT);
    consent.expires_at = STEP_NOW;
    struct id id = added(&consents, &consent);
    struct id endless = said(&bo, PURPOSE_NEWS, BASIS_CONSENT);
    cr_expect(eq(sz, tick_at(STEP_NOW - 1), 0));
    cr_expect(eq(str, (char *)state_of("consent", &id), "given"));
    cr_expect(eq(sz, tick_at(STEP_NOW), 1));
    cr_expect(eq(str, (char *)state_of("consent", &id), "expired"));
    cr_expect(eq(sz, tick_at(STEP_NOW + 100000 * MOMENT_DAY_MS), 0));
    cr_expect(eq(str, (char *)state_of("consent", &endless), "given"));
}

/* ---- the feed */

/* Whether doing so shows the person to the feed again. */
#define EXPECT_SHOWN(expected, person, ...)                                                        \
    do {                                                                                           \
        sql("UPDATE person SET changed_xid = '3'");                                                \
        __VA_ARGS__;                                                                               \
        cr_expect(eq(str,                                                                          \
                     (char *)sql("SELECT changed_xid <> '3' FROM person WHERE id = '%s'",          \
                                 (person)->text),                                                  \
                     (expected)),                                                                  \
                  #__VA_ARGS__);                                                                   \
    } while (0)

Test(consents, what_is_said_of_matching_shows_the_person_to_the_feed_again)
{
    struct id id;
    EXPECT_SHOWN("t", &ann, id = said(&ann, PURPOSE_MATCHING, BASIS_CONSENT));
    EXPECT_SHOWN("t", &ann, EXPECT_FIRED("consent", &id, "withdraw", ""));
    EXPECT_SHOWN("t", &ann, id = said(&ann, PURPOSE_MATCHING, BASIS_OBJECTION));
    EXPECT_SHOWN("t", &ann, EXPECT_FIRED("consent", &id, "withdraw", ""));
    struct consent ending = consent_of(&ann, PURPOSE_MATCHING, BASIS_CONSENT);
    ending.expires_at = TEST_NOW + 5;
    EXPECT_SHOWN("t", &ann, added(&consents, &ending));
    EXPECT_SHOWN("t", &ann, tick_at(TEST_NOW + 5));
    EXPECT_SHOWN("f", &ann, said(&ann, PURPOSE_NEWS, BASIS_CONSENT));
    EXPECT_SHOWN("f", &ann, said(&bo, PURPOSE_MATCHING, BASIS_CONSENT));
}

Test(consents, other_years_of_interest_show_all_alumni_to_the_feed_again)
{
    sql("UPDATE person SET role = 'student' WHERE id <> '%s'", ann.text);
    sql("UPDATE person SET role = 'alumnus' WHERE id = '%s'", ann.text);
    EXPECT_SHOWN("f", &ann, cr_assert(eq(int, store_policy_keep(db.store, 0), STATUS_OK)));
    EXPECT_SHOWN("t", &ann, cr_assert(eq(int, store_policy_keep(db.store, 5), STATUS_OK)));
    EXPECT_SHOWN("f", &ann, cr_assert(eq(int, store_policy_keep(db.store, 5), STATUS_OK)));
    EXPECT_SHOWN("f", &bo, cr_assert(eq(int, store_policy_keep(db.store, 6), STATUS_OK)));
    EXPECT_SQL("6", "SELECT interest_years FROM policy");
    cr_expect(ne(int, store_policy_keep(db.store, 101), STATUS_OK));
    cr_expect(ne(int, store_policy_keep(db.store, -1), STATUS_OK));
}

/* ---- on what basis */

#define SAID_MAX 3

struct basis_case {
    const char *role, *to; /* of the last affiliation; NULL: its end is not known */
    int years;             /* of the policy */
    /* What was said: purpose, channel, basis, state, days after 2026-09-21 that it ends ("": no
     * end). */
    const char *said[SAID_MAX][5];
    const char *purpose, *channel, *day, *basis;
};

#define MATCHING "matching", "none"
#define MAIL     "mentoring_mail", "email"
#define NEWS     "news", "email"

static const struct basis_case basis_cases[] = {
    /* nobody said anything */
    {"student", NULL, 0, {{0}}, MATCHING, TEST_DAY, "contract"},
    {"both", "2015-06", 5, {{0}}, MATCHING, TEST_DAY, "contract"},
    {"student", NULL, 0, {{0}}, MAIL, TEST_DAY, "contract"},
    {"student", NULL, 0, {{0}}, NEWS, TEST_DAY, "none"},
    {"student", NULL, 0, {{0}}, "events", "email", TEST_DAY, "none"},
    {"student", NULL, 0, {{0}}, "matching", "email", TEST_DAY, "none"},
    {"student", NULL, 0, {{0}}, "mentoring_mail", "none", TEST_DAY, "none"},
    {"student", NULL, 0, {{0}}, "profiling", "none", TEST_DAY, "none"},
    {"alumnus", NULL, 0, {{0}}, MATCHING, TEST_DAY, "legitimate_interest"},
    {"alumnus", NULL, 0, {{0}}, MAIL, TEST_DAY, "legitimate_interest"},
    {"alumnus", NULL, 0, {{0}}, NEWS, TEST_DAY, "none"},
    /* years after leaving: at the limit and one past it */
    {"alumnus", "1990", 0, {{0}}, MATCHING, TEST_DAY, "legitimate_interest"},
    {"alumnus", NULL, 5, {{0}}, MATCHING, "2100-01-01", "legitimate_interest"},
    {"alumnus", "2021-09-21", 5, {{0}}, MATCHING, "2026-09-21", "legitimate_interest"},
    {"alumnus", "2021-09-21", 5, {{0}}, MATCHING, "2026-09-22", "none"},
    {"alumnus", "2021-09-21", 5, {{0}}, MAIL, "2026-09-22", "none"},
    {"alumnus", "2021-09", 5, {{0}}, MATCHING, "2026-09-30", "legitimate_interest"},
    {"alumnus", "2021-09", 5, {{0}}, MATCHING, "2026-10-01", "none"},
    {"alumnus", "2021", 5, {{0}}, MATCHING, "2026-12-31", "legitimate_interest"},
    {"alumnus", "2021", 5, {{0}}, MATCHING, "2027-01-01", "none"},
    {"alumnus", "2024-02-29", 1, {{0}}, MATCHING, "2025-02-28", "legitimate_interest"},
    {"alumnus", "2024-02-29", 1, {{0}}, MATCHING, "2025-03-01", "none"},
    /* what was agreed to holds to its last day */
    {"alumnus", "1990", 5, {{MATCHING, "consent", "given", ""}}, MATCHING, TEST_DAY, "consent"},
    {"alumnus", "1990", 5, {{MATCHING, "consent", "given", "2"}}, MATCHING, "2026-09-23", "none"},
    {"alumnus",
     "1990",
     5,
     {{MATCHING, "consent", "given", "2"}},
     MATCHING,
     "2026-09-22",
     "consent"},
    {"student", NULL, 0, {{NEWS, "consent", "given", ""}}, NEWS, TEST_DAY, "consent"},
    {"student",
     NULL,
     0,
     {{NEWS, "legitimate_interest", "given", ""}},
     NEWS,
     TEST_DAY,
     "legitimate_interest"},
    {"student", NULL, 0, {{NEWS, "consent", "given", ""}}, "events", "email", TEST_DAY, "none"},
    {"student", NULL, 0, {{NEWS, "consent", "given", ""}}, "news", "none", TEST_DAY, "none"},
    /* who took it back is not held by another reason */
    {"alumnus", NULL, 0, {{MATCHING, "consent", "withdrawn", ""}}, MATCHING, TEST_DAY, "none"},
    {"alumnus", NULL, 0, {{MATCHING, "consent", "expired", "-1"}}, MATCHING, TEST_DAY, "none"},
    {"student", NULL, 0, {{MATCHING, "consent", "withdrawn", ""}}, MATCHING, TEST_DAY, "none"},
    {"alumnus",
     NULL,
     0,
     {{MATCHING, "consent", "superseded", ""}, {MATCHING, "consent", "given", ""}},
     MATCHING,
     TEST_DAY,
     "consent"},
    /* an objection beats all of its purpose, whatever the channel */
    {"student", NULL, 0, {{MATCHING, "objection", "given", ""}}, MATCHING, TEST_DAY, "none"},
    {"alumnus", NULL, 0, {{MATCHING, "objection", "given", ""}}, MATCHING, TEST_DAY, "none"},
    {"alumnus",
     NULL,
     0,
     {{MATCHING, "consent", "given", ""}, {MATCHING, "objection", "given", ""}},
     MATCHING,
     TEST_DAY,
     "none"},
    {"student",
     NULL,
     0,
     {{NEWS, "consent", "given", ""}, {NEWS, "objection", "given", ""}},
     NEWS,
     TEST_DAY,
     "none"},
    {"alumnus",
     NULL,
     0,
     {{MATCHING, "objection", "given", ""}},
     MAIL,
     TEST_DAY,
     "legitimate_interest"},
    /* lifted, it is as before */
    {"alumnus",
     NULL,
     0,
     {{MATCHING, "objection", "withdrawn", ""}},
     MATCHING,
     TEST_DAY,
     "legitimate_interest"},
    {"alumnus",
     NULL,
     0,
     {{MATCHING, "consent", "withdrawn", ""}, {MATCHING, "objection", "withdrawn", ""}},
     MATCHING,
     TEST_DAY,
     "none"},
    {"alumnus",
     NULL,
     0,
     {{MATCHING, "consent", "given", ""}, {MATCHING, "objection", "superseded", ""}},
     MATCHING,
     TEST_DAY,
     "consent"},
};

static void say(const char *const said[5])
{
    if (said[0] == NULL)
        return;
    bool ends = said[4][0] != '\0';
    struct id id = new_id();
    sql("INSERT INTO consent (id, person_id, purpose, channel, basis, text_version, given_at, "
        "expires_at, deadline_at, state, state_since, created_at, updated_at) "
        "SELECT '%s', '%s', '%s', '%s', '%s', '1', day - interval '9 days', "
        "CASE WHEN %s THEN day + make_interval(days => %s) END, NULL, '%s', "
        "day - interval '9 days', day - interval '9 days', day "
        "FROM (SELECT '" TEST_DAY "T00:00:00Z'::timestamptz AS day) AS d",
        id.text, ann.text, said[0], said[1], said[2], ends ? "true" : "false", ends ? said[4] : "0",
        said[3]);
}

static void place(const struct basis_case *row)
{
    sql("DELETE FROM consent");
    sql("DELETE FROM affiliation WHERE person_id = '%s'", ann.text);
    sql("UPDATE person SET role = '%s' WHERE id = '%s'", row->role, ann.text);
    sql("UPDATE policy SET interest_years = %d", row->years);
    sql("INSERT INTO affiliation (person_id, position, field_confidence, \"to\") VALUES "
        "('%s', 0, 0, '1985-06'), ('%s', 1, 0, nullif('%s', ''))",
        ann.text, ann.text, row->to == NULL ? "" : row->to);
    for (size_t i = 0; i < SAID_MAX; i++)
        say(row->said[i]);
}

Test(consents, the_basis_of_a_purpose_and_channel_on_a_day_is_as_these_rows_say)
{
    for (size_t i = 0; i < SHAPE_COUNT(basis_cases); i++) {
        const struct basis_case *row = &basis_cases[i];
        place(row);
        cr_expect(eq(str, (char *)basis_of(&ann, row->purpose, row->channel, row->day),
                     (char *)row->basis),
                  "row %zu", i);
    }
}

Test(consents, whose_affiliations_nobody_knows_has_not_left_and_nobody_has_no_basis)
{
    place(&(struct basis_case){.role = "alumnus", .to = "1990", .years = 1});
    cr_expect(eq(str, (char *)basis_of(&ann, MATCHING, TEST_DAY), "none"));
    sql("DELETE FROM affiliation");
    cr_expect(eq(str, (char *)basis_of(&ann, MATCHING, TEST_DAY), "legitimate_interest"));
    struct id nobody;
    snprintf(nobody.text, sizeof nobody.text, "%s", NOBODY);
    cr_expect(eq(str, (char *)basis_of(&nobody, MATCHING, TEST_DAY), "none"));
}

/* What is under way is written about, whenever they left. */
Test(consents, who_mentors_is_written_to_about_it_and_who_is_asked_too)
{
    active_offer(&ann);
    struct mentoring_request sample = sample_request(&cas, &ann);
    struct id request = added(&requests, &sample);
    place(&(struct basis_case){.role = "alumnus", .to = "1990", .years = 1});
    cr_expect(eq(str, (char *)basis_of(&ann, MAIL, TEST_DAY), "none"), "a draft is not told");
    sql("UPDATE mentoring_request SET state = 'pending'");
    cr_expect(eq(str, (char *)basis_of(&ann, MAIL, TEST_DAY), "contract"));
    cr_expect(eq(str, (char *)basis_of(&ann, MATCHING, TEST_DAY), "none"));
    sql("UPDATE mentoring_request SET state = 'declined', deadline_at = NULL WHERE id = '%s'",
        request.text);
    cr_expect(eq(str, (char *)basis_of(&ann, MAIL, TEST_DAY), "none"));
    mentorship_of(&dag, &ann);
    cr_expect(eq(str, (char *)basis_of(&ann, MAIL, TEST_DAY), "contract"));
    sql("UPDATE mentorship SET state = 'completed', deadline_at = NULL");
    sql("UPDATE mentoring_request SET state = 'accepted', deadline_at = NULL");
    cr_expect(eq(str, (char *)basis_of(&ann, MAIL, TEST_DAY), "none"));
}

Test(consents, the_last_day_of_a_date_is_the_last_that_it_may_mean)
{
    static const char *const rows[][2] = {
        {"2016", "2016-12-31"},       {"2016-02", "2016-02-29"},    {"2015-02", "2015-02-28"},
        {"2016-12", "2016-12-31"},    {"2016-02-03", "2016-02-03"}, {"2015-02-31", "2015-02-28"},
        {"2016-04-31", "2016-04-30"}, {"2200-12-31", "2200-12-31"},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        cr_expect(eq(str, (char *)sql("SELECT last_day_of('%s')", rows[i][0]), (char *)rows[i][1]),
                  "%s", rows[i][0]);
}
