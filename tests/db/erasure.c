/* Erasing people: what is live ends by ordinary steps, counters agree, nothing about them stays in
 * any table, and nobody brings them back but who lifts it. */
#include "api/store/store_erasure.h"
#include "api/store/store_feed.h"
#include "tests/db/step_world.h"

#include <pthread.h>

#define CANARY "kanarie"

static struct id eva, offer_of_ann, offer_of_bo;

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    eva = person_named("eva");
    offer_of_ann = active_offer(&ann);
    offer_of_bo = active_offer(&bo);
}

TestSuite(erasure, .init = start, .fini = tear_down, .timeout = 300);

/* ---- doors */

struct erasing {
    struct deed deed;
    struct erasure_order order;
    struct faults faults;
};

static enum status erase_in(struct store *store, void *context)
{
    struct erasing *erasing = context;
    return store_erase(store, &erasing->deed, &erasing->order, &erasing->faults);
}

static struct erasing erasing_of(const struct id *id, enum actor_kind kind, const char *actor)
{
    return (struct erasing){.deed = {{kind, actor}, "0a5e0002", step_now},
                            .order = {.id = id->text},
                            .faults = faults_in(db.arena)};
}

static enum status erased_by(const struct id *id, enum actor_kind kind, const char *actor)
{
    struct erasing erasing = erasing_of(id, kind, actor);
    enum status status = store_transaction(db.store, erase_in, &erasing);
    cr_expect(eq(sz, erasing.faults.count, 0), "%s", erasing.faults.items[0].detail);
    return status;
}

static void erase(const struct id *id)
{
    cr_assert(eq(int, erased_by(id, ACTOR_STAFF, NOBODY), STATUS_OK), "%s", store_error(db.store));
}

struct asking {
    const char *id;
    store_time at, told;
};

static enum status ask_in(struct store *store, void *context)
{
    struct asking *asking = context;
    struct deed now = deed;
    now.now = step_now;
    return store_erasure_ask(store, &now, asking->id, asking->at, &asking->told);
}

static store_time asked(const struct id *id, store_time at)
{
    struct asking asking = {id->text, at, 0};
    cr_assert(eq(int, store_transaction(db.store, ask_in, &asking), STATUS_OK));
    return asking.told;
}

static enum status keep_in(struct store *store, void *context)
{
    return store_erasure_keep(store, &deed, context);
}

static enum status kept(const struct id *id)
{
    char text[STORE_ID_SIZE];
    memcpy(text, id->text, sizeof text);
    return store_transaction(db.store, keep_in, text);
}

static size_t erased_by_clock(store_time now)
{
    const struct deed clock_deed = {.actor = {ACTOR_CLOCK, NULL}, .now = now};
    size_t count = 0;
    cr_assert(eq(int, store_erasure_clock(db.store, &clock_deed, NULL, NULL, &count), STATUS_OK),
              "%s", store_error(db.store));
    return count;
}

static store_time erase_at(const struct id *id)
{
    store_time at = -1;
    cr_assert(eq(int, store_erasure_at(db.store, id->text, &at), STATUS_OK));
    return at;
}

/* ---- where a text is found: "table table" */

static const char *tables_with(const char *text)
{
    return sql("SELECT coalesce(string_agg(name, ' ' ORDER BY name), '') FROM ("
               "SELECT c.relname AS name, query_to_xml('SELECT t::text AS r FROM ' "
               "|| quote_ident(c.relname) || ' AS t WHERE strpos(t::text, ''%s'') > 0', true, "
               "false, '')::text AS found FROM pg_class AS c WHERE c.relkind = 'r' "
               "AND c.relnamespace = 'public'::regnamespace) AS looked WHERE found LIKE '%%<r>%%'",
               text);
}

/* ---- the person */

Test(erasure, leaves_a_row_with_nothing_in_it_and_no_way_to_it)
{
    struct person person;
    erase(&ann);
    EXPECT_SQL("",
               "SELECT concat_ws(' ', name, email, language, place_text, imported, erase_at) "
               "FROM person WHERE id = '%s'",
               ann.text);
    EXPECT_SQL("erased-", "SELECT left(external_id, 7) FROM person WHERE id = '%s'", ann.text);
    cr_expect(eq(int, store_person_get(db.store, ann.text, db.arena, &person), STATUS_NOT_FOUND));
    cr_expect(eq(int, store_person_find(db.store, "ann", db.arena, &person), STATUS_NOT_FOUND));
    struct people_page page = {.limit = 100, .role = -1};
    struct person *people = NULL;
    size_t count = 0;
    int32_t counted = 0;
    cr_assert(eq(int, store_people_list(db.store, &page, db.arena, &people, &count), STATUS_OK));
    cr_assert(eq(int, store_people_count(db.store, &page, &counted), STATUS_OK));
    cr_expect(eq(sz, count, 4));
    cr_expect(eq(int, counted, 4));
    EXPECT_SQL("person.erase staff", "SELECT object || '.' || event || ' ' || actor FROM audit "
                                     "WHERE object = 'person' ORDER BY version DESC");
    EXPECT_SQL("", "SELECT coalesce(pseudonym::text, '') FROM person WHERE id = '%s'", ann.text);
}

Test(erasure, is_done_once)
{
    erase(&ann);
    cr_expect(eq(int, erased_by(&ann, ACTOR_STAFF, NOBODY), STATUS_NOT_FOUND));
    struct id nobody = {NOBODY};
    cr_expect(eq(int, erased_by(&nobody, ACTOR_STAFF, NOBODY), STATUS_NOT_FOUND));
    struct id none = {"ann"};
    cr_expect(eq(int, erased_by(&none, ACTOR_STAFF, NOBODY), STATUS_NOT_FOUND));
    EXPECT_SQL("1", "SELECT count(*) FROM audit WHERE object = 'person' AND event = 'erase'");
}

Test(erasure, takes_every_list_with_it)
{
    erase(&ann);
    EXPECT_SQL("0",
               "SELECT (SELECT count(*) FROM affiliation WHERE person_id = '%1$s') "
               "+ (SELECT count(*) FROM employment WHERE person_id = '%1$s') "
               "+ (SELECT count(*) FROM language_skill WHERE person_id = '%1$s') "
               "+ (SELECT count(*) FROM wish WHERE person_id = '%1$s') "
               "+ (SELECT count(*) FROM condition_field WHERE person_id = '%1$s') "
               "+ (SELECT count(*) FROM condition_language WHERE person_id = '%1$s')",
               ann.text);
    EXPECT_SQL("t", "SELECT count(*) > 0 FROM affiliation WHERE person_id = '%s'", bo.text);
}

/* ---- what was live */

Test(erasure, of_a_mentor_ends_all_and_tells_the_students)
{
    told_need(&cas, NULL, 0, false, 3);
    told_need(&dag, NULL, 0, false, 3);
    struct id mentorship = paired(&cas, &ann);
    EXPECT_FIRED("mentorship", &mentorship, "start", "");
    struct id proposed = paired(&dag, &ann);
    told_need(&eva, NULL, 0, false, 3);
    struct id waiting = sent(&eva, &ann);
    erase(&ann);
    cr_expect(eq(str, (char *)state_of("mentor_offer", &offer_of_ann), "withdrawn"));
    cr_expect(eq(str, (char *)state_of("mentorship", &mentorship), "ended_early"));
    cr_expect(eq(str, (char *)state_of("mentorship", &proposed), "void"));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &waiting), "declined"));
    EXPECT_SQL("mentorship.end_early",
               "SELECT notice FROM outbox WHERE object_id = '%s' "
               "AND person_id = '%s' ORDER BY id DESC",
               mentorship.text, cas.text);
    EXPECT_SQL("mentoring_request.decline",
               "SELECT notice FROM outbox WHERE person_id = '%s' ORDER BY id DESC", eva.text);
    EXPECT_SQL("0", "SELECT count(*) FROM outbox WHERE person_id = '%s'", ann.text);
    EXPECT_SQL("erased", "SELECT reason_code FROM mentorship WHERE id = '%s'", mentorship.text);
    expect_agreement("a mentor was erased");
}

Test(erasure, of_a_student_ends_all_and_asks_nobody_anew)
{
    const struct id *const ranked[] = {&ann, &bo};
    told_need(&cas, ranked, 2, true, 2);
    struct id proposed = paired(&cas, &ann);
    struct id pending = sent(&cas, &bo);
    erase(&cas);
    cr_expect(eq(str, (char *)state_of("mentorship", &proposed), "void"));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &pending), "withdrawn"));
    EXPECT_SQL("2", "SELECT count(*) FROM mentoring_request");
    EXPECT_SQL("2",
               "SELECT count(*) FROM outbox WHERE notice IN ('mentorship.void', "
               "'mentoring_request.withdraw') AND person_id IN ('%s', '%s')",
               ann.text, bo.text);
    EXPECT_SQL("0 0",
               "SELECT seats_taken || ' ' || (SELECT count(*) FROM hours_entry) FROM "
               "mentor_offer WHERE id = '%s'",
               offer_of_ann.text);
    expect_agreement("a student was erased");
}

Test(erasure, of_a_mentor_lets_the_next_choice_be_asked)
{
    const struct id *const ranked[] = {&ann, &bo};
    told_need(&cas, ranked, 2, true, 1);
    sent(&cas, &ann);
    erase(&ann);
    EXPECT_SQL("pending",
               "SELECT state FROM mentoring_request WHERE student_id = '%s' "
               "AND mentor_id = '%s'",
               cas.text, bo.text);
    expect_agreement("the next choice was asked");
}

Test(erasure, takes_them_out_of_what_others_rank_and_avoid_and_of_rules)
{
    const struct id *const ranked[] = {&ann, &bo};
    told_need(&cas, ranked, 2, true, 1);
    told_need(&dag, ranked + 1, 1, true, 1);
    sql("UPDATE need SET avoided = ranked WHERE student_id = '%s'", cas.text);
    sql("UPDATE programme SET rules = jsonb_build_array("
        "jsonb_build_object('rule', 'never', 'student_id', '%s', 'mentor_id', '%s'), "
        "jsonb_build_object('rule', 'never', 'student_id', '%s', 'mentor_id', '%s'))",
        cas.text, ann.text, dag.text, bo.text);
    erase(&ann);
    EXPECT_SQL("t t 2",
               "SELECT concat_ws(' ', ranked = jsonb_build_array('%s'), "
               "avoided = ranked, version) FROM need WHERE student_id = '%s'",
               bo.text, cas.text);
    EXPECT_SQL("1", "SELECT version FROM need WHERE student_id = '%s'", dag.text);
    EXPECT_SQL(dag.text, "SELECT string_agg(rule ->> 'student_id', ' ') FROM programme, "
                         "jsonb_array_elements(rules) AS rule");
    EXPECT_SQL("step", "SELECT actor FROM audit WHERE object = 'programme' AND event = 'change'");
    expect_agreement("a mentor who was named was erased");
}

Test(erasure, by_oneself_is_a_step_of_the_side_one_is_on)
{
    told_need(&cas, NULL, 0, false, 2);
    struct id pending = sent(&cas, &ann);
    cr_assert(eq(int, erased_by(&cas, ACTOR_PERSON, cas.text), STATUS_OK), "%s",
              store_error(db.store));
    EXPECT_SQL("student", "SELECT actor FROM audit WHERE object_id = '%s' ORDER BY version DESC",
               pending.text);
    EXPECT_SQL("person", "SELECT actor FROM audit WHERE object = 'person' AND event = 'erase'");
}

Test(erasure, keeps_what_was_done_as_counts)
{
    told_need(&cas, NULL, 0, false, 2);
    struct id mentorship = paired(&cas, &ann);
    EXPECT_FIRED("mentorship", &mentorship, "start", "");
    EXPECT_FIRED("mentorship", &mentorship, "complete", "");
    const char *hours = arena_strdup(db.arena, sql("SELECT sum(hours) FROM hours_year"));
    erase(&ann);
    erase(&cas);
    EXPECT_SQL((char *)hours, "SELECT sum(hours) FROM hours_year");
    EXPECT_SQL("completed", "SELECT state FROM mentorship");
    expect_agreement("both were erased");
}

/* ---- accounts */

Test(erasure, ends_tokens_and_appointments)
{
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    cr_assert(eq(int,
                 database_token(&db, ann.text, TEST_NOW, TEST_NOW + MOMENT_DAY_MS, text, &token),
                 STATUS_OK));
    sql("UPDATE token SET label = '" CANARY "'");
    sql("INSERT INTO appointment (id, person_id, role, created_at) VALUES "
        "(new_id(1), '%s', 'coordinator', from_ms(1))",
        ann.text);
    erase(&ann);
    cr_expect(eq(int, store_token_find(db.store, text, strlen(text), &token), STATUS_OK));
    cr_expect(token.revoked);
    EXPECT_SQL("0", "SELECT count(*) FROM appointment WHERE ended_at IS NULL");
    cr_expect(eq(str, (char *)tables_with(CANARY), ""));
}

/* What programs call their tokens and their requests: theirs, but for what names somebody. */
Test(erasure, takes_away_labels_and_keys_that_name_somebody_and_no_others)
{
    sql("UPDATE person SET email = 'Ann@example.org', name = 'Ann Ek' WHERE id = '%s'", ann.text);
    sql("INSERT INTO token (id, hash, role, label, created_at, expires_at) SELECT new_id(1), "
        "decode(lpad(place::text, 64, '0'), 'hex'), 'admin', label, from_ms(1), from_ms(2) FROM "
        "person, unnest(array['import for ann@EXAMPLE.org', 'ann ek (import)', concat('of ', "
        "external_id), concat('of ', external_id, 'x'), 'nightly import']) WITH ORDINALITY AS "
        "given(label, place) WHERE person.id = '%s'",
        ann.text);
    sql("INSERT INTO idempotency (caller, key, fingerprint, http, created_at) SELECT 'token:y', "
        "key, decode(repeat('ab', 32), 'hex'), 200, from_ms(1) FROM unnest(array["
        "'invite:ann@example.ORG', upper('%s'), '8e03978e-40d5-43dd-bc93-6894a57f9324']) AS key",
        ann.text);
    erase(&ann);
    EXPECT_SQL("2", "SELECT count(label) FROM token WHERE role = 'admin'");
    EXPECT_SQL("5", "SELECT count(*) FROM token WHERE role = 'admin'");
    EXPECT_SQL("8e03978e-40d5-43dd-bc93-6894a57f9324",
               "SELECT string_agg(key, ' ') FROM idempotency");
}

Test(erasure, of_somebody_leaves_nothing_new_to_begin)
{
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    struct faults faults = faults_in(db.arena);
    struct mentor_offer offer = sample_offer(&ann);
    erase(&ann);
    cr_expect(eq(int, database_token(&db, ann.text, TEST_NOW, TEST_NOW + 9, text, &token),
                 STATUS_INVALID));
    cr_expect(eq(int, add(&offers, new_id().text, &offer, &faults), STATUS_INVALID));
    cr_expect(eq(str, (char *)faults.items[0].code, "nobody_erased_does_anything_new"));
}

/* ---- the feed */

Test(erasure, is_told_by_the_feed)
{
    struct feed_position position = {.since = FEED_START};
    struct feed_changes changes;
    erase(&ann);
    cr_assert(
        eq(int, store_feed_poll(db.store, &position, 20260921, db.arena, &changes), STATUS_OK));
    cr_expect(eq(sz, changes.people_count, 4));
    cr_expect(eq(sz, changes.erased_count, 1));
    cr_expect(eq(str, (char *)changes.erased[0], ann.text));
}

/* ---- imports */

static enum store_outcome imported(const char *external_id)
{
    struct person person = sample_person(external_id);
    enum store_outcome outcome = OUTCOME_COUNT;
    cr_assert(eq(int, database_import(&db, &person, 1, &outcome), STATUS_OK), "%s",
              store_error(db.store));
    return outcome;
}

Test(erasure, is_not_undone_by_the_next_file_until_it_is_lifted)
{
    erase(&ann);
    cr_expect(eq(int, imported("ann"), OUTCOME_ERASED));
    cr_expect(eq(int, imported("bo"), OUTCOME_UNCHANGED));
    EXPECT_SQL("0", "SELECT count(*) FROM person WHERE external_id = 'ann'");
    EXPECT_SQL("0", "SELECT count(*) FROM erased WHERE encode(hash, 'escape') LIKE '%%ann%%'");
    cr_expect(eq(int, store_erasure_lift(db.store, "bo"), STATUS_NOT_FOUND));
    cr_expect(eq(int, store_erasure_lift(db.store, "ann"), STATUS_OK));
    cr_expect(eq(int, imported("ann"), OUTCOME_CREATED));
    EXPECT_SQL("t", "SELECT id <> '%s' FROM person WHERE external_id = 'ann'", ann.text);
}

Test(erasure, of_many_is_known_in_one_batch)
{
    struct person people[3];
    enum store_outcome outcomes[3];
    erase(&ann);
    erase(&cas);
    people[0] = sample_person("cas");
    people[1] = sample_person("new");
    people[2] = sample_person("ann");
    cr_assert(eq(int, database_import(&db, people, 3, outcomes), STATUS_OK));
    cr_expect(eq(int, outcomes[0], OUTCOME_ERASED));
    cr_expect(eq(int, outcomes[1], OUTCOME_CREATED));
    cr_expect(eq(int, outcomes[2], OUTCOME_ERASED));
}

/* ---- the time to change one's mind */

Test(erasure, that_was_asked_for_waits_for_its_time)
{
    store_time at = TEST_NOW + 14 * MOMENT_DAY_MS;
    cr_expect(eq(i64, asked(&ann, at), at));
    cr_expect(eq(i64, asked(&ann, at + 1), at), "the time first told stays");
    cr_expect(eq(i64, erase_at(&ann), at));
    EXPECT_SQL("f", "SELECT may_match(person) FROM person WHERE id = '%s'", ann.text);
    cr_expect(eq(sz, erased_by_clock(at - 1), 0));
    cr_expect(eq(i64, erase_at(&ann), at));
    cr_expect(eq(sz, erased_by_clock(at), 1));
    cr_expect(eq(sz, erased_by_clock(at), 0));
    EXPECT_SQL("clock", "SELECT actor FROM audit WHERE event = 'erase'");
    expect_agreement("the clock erased somebody");
}

Test(erasure, that_was_asked_for_can_be_taken_back)
{
    cr_expect(eq(int, kept(&ann), STATUS_CONFLICT));
    asked(&ann, TEST_NOW + 1);
    cr_expect(eq(int, kept(&ann), STATUS_OK));
    cr_expect(eq(i64, erase_at(&ann), 0));
    EXPECT_SQL("t", "SELECT may_match(person) FROM person WHERE id = '%s'", ann.text);
    cr_expect(eq(sz, erased_by_clock(TEST_NOW + 2), 0));
    EXPECT_SQL("erase_ask erase_keep",
               "SELECT string_agg(event, ' ' ORDER BY version) FROM audit WHERE object = 'person'");
    erase(&ann);
    cr_expect(eq(int, kept(&ann), STATUS_NOT_FOUND));
}

Test(erasure, at_once_is_also_for_who_waits)
{
    asked(&ann, TEST_NOW + MOMENT_DAY_MS);
    erase(&ann);
    cr_expect(eq(sz, erased_by_clock(TEST_NOW + 2 * MOMENT_DAY_MS), 0));
}
