/* Groups: whom a rule takes, what stays as people left it, and that doing it again changes nothing.
 */
#include "tests/db/group_world.h"

#include "api/store/store_erasure.h"

TestSuite(groups, .init = start, .fini = end, .timeout = 120);

/* ---- whom a rule takes */

Test(groups, a_rule_takes_whom_all_its_parts_hold_of)
{
    settle();
    char faculty[STORE_ID_SIZE];
    snprintf(faculty, sizeof faculty, "%s", sql("SELECT id FROM unit WHERE name = 'Bridges'"));
    static const char *const degree[] = {"DEGREE"};
    static const char *const engineering[] = {"073"};
    static const char *const civil[] = {"0732"};
    static const char *const law[] = {"0421"};
    static const char *const dutch[] = {"nl"};
    static const char *const delft[] = {DELFT};
    static const char *const norway[] = {"no", "BE"};
    const struct {
        const char *name, *taken;
        struct group_rule rule;
    } rows[] = {
        {"nothing", "", {.kinds = NULL}},
        {"kind", "ann bo", {.kinds = degree, .kinds_count = 1}},
        {"university", "ann bo", {.unit_id = university.text}},
        {"faculty", "ann", {.unit_id = faculty}},
        {"field with all below it", "ann bo", {.fields = engineering, .fields_count = 1}},
        {"detailed field", "ann", {.fields = civil, .fields_count = 1}},
        {"kind and field of one affiliation", "", {degree, 1, .fields = law, .fields_count = 1}},
        {"unit and field of one affiliation",
         "",
         {.unit_id = faculty, .fields = law, .fields_count = 1}},
        {"from a year", "bo cas", {.left_from = 2012}},
        {"to a year", "ann cas", {.left_to = 2012}},
        {"years", "cas", {.left_from = 2012, .left_to = 2015}},
        {"years and field",
         "cas",
         {.left_from = 2011, .left_to = 2015, .fields = law, .fields_count = 1}},
        {"language", "ann cas", {.languages = dutch, .languages_count = 1}},
        {"language and kind", "ann", {degree, 1, .languages = dutch, .languages_count = 1}},
        {"city", "ann", {.places = delft, .places_count = 1}},
        {"around a city", "ann bo", {.places = delft, .places_count = 1, .radius_km = 20}},
        {"countries", "cas dag", {.places = norway, .places_count = 2}},
        {"country and language",
         "cas",
         {.places = norway, .places_count = 2, .languages = dutch, .languages_count = 1}},
        {"everything",
         "ann",
         {degree, 1, faculty, civil, 1, 2010, 2012, dutch, 1, delft, 1, .radius_km = 5}},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        struct id group = group_made(rows[i].name, rows[i].rule, false);
        (void)recomputed(&group);
        cr_expect(eq(str, (char *)in_group(&group), (char *)rows[i].taken), "%s", rows[i].name);
    }
    char before[40];
    snprintf(before, sizeof before, "%s", sql("SELECT count(*) FROM audit"));
    cr_expect(eq(str, (char *)recomputed(NULL), "0 0"), "one by one and all at once agree");
    EXPECT_SQL(before, "SELECT count(*) FROM audit");
    sql("DELETE FROM membership");
    (void)recomputed(NULL);
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        char query[100];
        snprintf(query, sizeof query, "SELECT id FROM member_group WHERE name = '%s'",
                 rows[i].name);
        struct id group = id_by(query);
        cr_expect(eq(str, (char *)in_group(&group), (char *)rows[i].taken), "%s", rows[i].name);
    }
}

Test(groups, what_members_may_not_see_makes_nobody_a_member)
{
    settle();
    struct group_rule rule = {.kinds = NULL};
    static const char *const delft[] = {DELFT};
    static const char *const dutch[] = {"nl"};
    static const char *const degree[] = {"degree"};
    rule.places = delft;
    rule.places_count = 1;
    struct id place = group_made("place", rule, false);
    struct id language = group_made(
        "language", (struct group_rule){.languages = dutch, .languages_count = 1}, false);
    struct id kind =
        group_made("kind", (struct group_rule){.kinds = degree, .kinds_count = 1}, false);
    (void)recomputed(NULL);
    EXPECT_IN(&place, "ann");
    static const char *const fields[] = {"place", "languages", "affiliations"};
    static const char *const audiences[] = {"self", "staff", "members"};
    const struct id *const of[] = {&place, &language, &kind};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            sql("DELETE FROM membership");
            sql("UPDATE person SET visibility = '[{\"field\": \"%s\", \"audience\": \"%s\"}]' "
                "WHERE id = '%s'",
                fields[i], audiences[j], ann.text);
            (void)recomputed(NULL);
            cr_expect(eq(int, strstr(in_group(of[i]), "ann") != NULL, j == 2), "%s to %s",
                      fields[i], audiences[j]);
            cr_expect(ne(ptr, strstr(in_group(of[(i + 1) % 3]), "ann"), NULL), "%s", fields[i]);
        }
}

/* ---- what stays */

Test(groups, each_membership_has_its_audit_rows_and_an_end_its_reason)
{
    settle();
    struct id group = degrees(false);
    cr_expect(eq(str, (char *)recomputed(&group), "2 0"));
    EXPECT_SQL("2 create active step rule",
               "SELECT concat_ws(' ', count(*), min(event), min(to_state), min(actor), "
               "min(reason_code)) FROM audit WHERE object = 'membership'");
    sql("DELETE FROM affiliation WHERE person_id = '%s'", bo.text);
    cr_expect(eq(str, (char *)recomputed(&group), "0 1"));
    cr_expect(eq(str, (char *)recomputed(&group), "0 0"));
    EXPECT_IN(&group, "ann bo:ended");
    struct id ended = member_of(&group, &bo);
    EXPECT_SQL("2 end active ended step rule_ended",
               "SELECT concat_ws(' ', version, event, from_state, to_state, actor, reason_code) "
               "FROM audit WHERE object_id = '%s' AND version > 1",
               ended.text);
    affiliate(&bo, 0, "degree", "", "", "", "");
    cr_expect(eq(str, (char *)recomputed(&group), "1 0"), "and begins anew");
}

Test(groups, who_left_or_was_removed_is_never_taken_again)
{
    settle();
    struct id group = degrees(false);
    (void)recomputed(&group);
    struct id of_ann = member_of(&group, &ann);
    struct id of_bo = member_of(&group, &bo);
    EXPECT_FIRED("membership", &of_ann, "leave", "");
    EXPECT_FIRED("membership", &of_bo, "remove", "");
    cr_expect(eq(str, (char *)recomputed(&group), "0 0"));
    sql("DELETE FROM affiliation");
    (void)recomputed(&group);
    affiliate(&ann, 0, "degree", "", "", "", "");
    affiliate(&bo, 0, "degree", "", "", "", "");
    cr_expect(eq(str, (char *)recomputed(NULL), "0 0"), "not even by a new degree");
    EXPECT_IN(&group, "ann:left bo:removed");
}

Test(groups, who_was_muted_when_the_rule_ended_comes_back_muted)
{
    settle();
    struct id group = degrees(false);
    (void)recomputed(&group);
    struct id of_ann = member_of(&group, &ann);
    EXPECT_FIRED("membership", &of_ann, "mute", "");
    cr_expect(eq(str, (char *)recomputed(&group), "0 0"));
    sql("DELETE FROM affiliation WHERE person_id = '%s'", ann.text);
    (void)recomputed(&group);
    affiliate(&ann, 0, "degree", "", "", "", "");
    (void)recomputed(&group);
    EXPECT_IN(&group, "ann:ended ann:muted bo");
}

Test(groups, who_was_invited_or_asked_stays_whatever_the_rule_says)
{
    settle();
    struct id group = degrees(true);
    cr_expect(eq(str, (char *)asked(&group, &cas, ORIGIN_INVITED), ""));
    cr_expect(eq(str, (char *)asked(&group, &ann, ORIGIN_REQUESTED), ""));
    (void)recomputed(&group);
    EXPECT_IN(&group, "ann:requested bo cas:invited");
    struct id of_cas = member_of(&group, &cas);
    EXPECT_FIRED("membership", &of_cas, "join", "");
    cr_expect(eq(str, (char *)recomputed(&group), "0 0"));
    EXPECT_IN(&group, "ann:requested bo cas");
}

Test(groups, who_may_come_in_and_who_not)
{
    settle();
    struct id closed = degrees(false);
    struct id open = group_made("Open", (struct group_rule){.kinds = NULL}, true);
    (void)recomputed(&closed);
    cr_expect(eq(str, (char *)asked(&closed, &cas, ORIGIN_REQUESTED), "not_joinable"));
    cr_expect(eq(str, (char *)asked(&closed, &ann, ORIGIN_REQUESTED), "member_already"));
    cr_expect(eq(str, (char *)asked(&closed, &ann, ORIGIN_INVITED), "member_already"));
    struct id of_ann = member_of(&closed, &ann);
    EXPECT_FIRED("membership", &of_ann, "leave", "");
    cr_expect(eq(str, (char *)asked(&closed, &ann, ORIGIN_INVITED), "left_group"));
    cr_expect(eq(str, (char *)asked(&closed, &ann, ORIGIN_REQUESTED), ""));
    EXPECT_IN(&closed, "ann ann:left bo");
    cr_expect(eq(str, (char *)asked(&open, &dag, ORIGIN_REQUESTED), ""));
    struct id of_dag = member_of(&open, &dag);
    EXPECT_FIRED("membership", &of_dag, "remove", "");
    cr_expect(eq(str, (char *)asked(&open, &dag, ORIGIN_REQUESTED), ""), "to be looked at again");
    EXPECT_IN(&open, "dag:removed dag:requested");
    cr_expect(eq(str, (char *)asked(&open, &bo, ORIGIN_INVITED), ""));
    struct id of_bo = member_of(&open, &bo);
    EXPECT_FIRED("membership", &of_bo, "leave", "");
    cr_expect(eq(str, (char *)asked(&open, &bo, ORIGIN_REQUESTED), ""));
    EXPECT_IN(&open, "bo:left bo:requested dag:removed dag:requested");
}

Test(groups, the_clock_ends_what_nobody_answered)
{
    struct id group = group_made("Open", (struct group_rule){.kinds = NULL}, true);
    cr_expect(eq(str, (char *)asked(&group, &ann, ORIGIN_REQUESTED), ""));
    cr_expect(eq(str, (char *)asked(&group, &bo, ORIGIN_INVITED), ""));
    step_now = TEST_NOW + 30 * MOMENT_DAY_MS - 1;
    cr_expect(eq(sz, tick(), 0));
    step_now = TEST_NOW + 30 * MOMENT_DAY_MS;
    cr_expect(eq(sz, tick(), 2));
    EXPECT_IN(&group, "ann:expired bo:expired");
    cr_expect(eq(str, (char *)asked(&group, &bo, ORIGIN_INVITED), ""));
}

static enum status derive_one(struct store *store, void *context)
{
    struct recomputing *work = context;
    const struct group_scope scope = {.group_id = work->id, .limit = 1};
    return store_group_derive(store, &scope, step_now, &work->count);
}

Test(groups, more_than_may_join_at_once_join_the_next_time)
{
    settle();
    struct id group = degrees(false);
    struct recomputing work = {.id = group.text};
    for (int later = 1; later >= 0; later--) {
        cr_assert(eq(int, store_transaction(db.store, derive_one, &work), STATUS_OK));
        cr_expect(eq(int, work.count.joined, 1));
        cr_expect(eq(int, work.count.later, later));
    }
    EXPECT_IN(&group, "ann bo");
}

/* ---- at once */

Test(groups, who_is_imported_is_in_their_groups_at_once_and_out_when_the_file_says_otherwise)
{
    struct id group = degrees(false);
    (void)recomputed(&group);
    static const struct affiliation degree[] = {{.kind = "degree"}};
    static const struct affiliation staff[] = {{.kind = "staff"}};
    struct person person = {.external_id = "new",
                            .role = ROLE_ALUMNUS,
                            .affiliations = degree,
                            .affiliations_count = 1};
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    cr_expect(ne(ptr, strstr(in_group(&group), "new"), NULL));
    person.affiliations = staff;
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    cr_expect(ne(ptr, strstr(in_group(&group), "new:ended"), NULL));
}

Test(groups, who_changes_what_they_say_is_in_their_groups_at_once)
{
    struct id group = degrees(false);
    sql("DELETE FROM affiliation");
    (void)recomputed(&group);
    static const struct affiliation degree[] = {{.kind = "degree"}};
    struct person person;
    cr_assert(eq(int, store_person_get(db.store, ann.text, db.arena, &person), STATUS_OK));
    person.affiliations = degree;
    person.affiliations_count = 1;
    struct person_change change = {.person = &person, .fields = "affiliations"};
    struct faults faults = faults_in(db.arena);
    int32_t version = 0;
    cr_assert(eq(int, store_person_replace(db.store, &deed, &change, &faults, &version), STATUS_OK),
              "%s", store_error(db.store));
    EXPECT_IN(&group, "ann");
}

/* ---- erasure */

struct erasing {
    const char *id;
};

static enum status erase_in(struct store *store, void *context)
{
    const struct erasing *erasing = context;
    struct faults faults = faults_in(db.arena);
    const struct erasure_order order = {.id = erasing->id};
    return store_erase(store, &deed, &order, &faults);
}

Test(groups, who_is_erased_is_in_no_group_and_nobody_s_contact)
{
    settle();
    struct id group = degrees(false);
    (void)recomputed(&group);
    sql("UPDATE member_group SET contact_person_id = '%s'", ann.text);
    struct id of_ann = member_of(&group, &ann);
    struct erasing erasing = {ann.text};
    cr_assert(eq(int, store_transaction(db.store, erase_in, &erasing), STATUS_OK), "%s",
              store_error(db.store));
    EXPECT_IN(&group, "bo");
    EXPECT_SQL("1", "SELECT count(*) FROM member_group WHERE contact_person_id IS NULL");
    EXPECT_SQL("leave left erased",
               "SELECT concat_ws(' ', event, to_state, reason_code) FROM audit WHERE "
               "object_id = '%s' AND version = 2",
               of_ann.text);
    cr_expect(eq(str, (char *)recomputed(NULL), "0 0"));
}
