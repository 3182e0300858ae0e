/* Freezing a round: what the snapshot says of whom, and what it does not. */
#include "api/files/files_seeds.h"
#include "api/round_freeze.h"
#include "api/wire/round.h"
#include "tests/db/step_world.h"

static const struct object_kind rounds = {"round", &round_shape};
static struct seeds *seeds;
static struct id round_id, ann_offer, cas_need;

static void set_up_round(void)
{
    const char *folder = NULL;
    set_up();
    found_university();
    cr_assert(eq(int, seeds_folder(db.arena, &db.faults, &folder), STATUS_OK));
    cr_assert(eq(int, seeds_load(folder, &db.faults, &seeds), STATUS_OK));
    sql("UPDATE person SET role = 'student' WHERE external_id IN ('cas', 'dag')");
    sql("UPDATE person SET role = 'alumnus' WHERE external_id IN ('ann', 'bo')");
    struct matching_round round = {.programme_id = programme.text, .name = "Autumn"};
    round_id = added(&rounds, &round);
    EXPECT_FIRED("round", &round_id, "open", "");
    ann_offer = active_offer(&ann);
    (void)active_offer(&bo);
    cas_need = told_need(&cas, NULL, 0, true, 1);
    (void)told_need(&dag, NULL, 0, true, 1);
}

static void tear_down_round(void)
{
    seeds_free(seeds);
    tear_down();
}

TestSuite(freeze, .init = set_up_round, .fini = tear_down_round, .timeout = 60);

struct freezing {
    struct freeze_order order;
    struct faults faults;
};

static enum status freeze_in(struct store *store, void *context)
{
    struct freezing *freezing = context;
    freezing->order.store = store;
    freezing->faults = faults_in(db.arena);
    return round_freeze(&freezing->order, &freezing->faults);
}

/* Takes a snapshot: "" when it was taken, else the code of the fault. */
static const char *freeze(void)
{
    struct programme held;
    read_back(&programmes, programme.text, &held);
    struct freezing freezing = {.order = {.seeds = seeds,
                                          .arena = db.arena,
                                          .round_id = round_id.text,
                                          .programme = &held,
                                          .now = TEST_NOW}};
    enum status status = query_transaction(db.store, "begin_write", freeze_in, &freezing);
    cr_assert(status == STATUS_OK || status == STATUS_CONFLICT, "%s", store_error(db.store));
    return status == STATUS_OK ? "" : freezing.faults.items[0].code;
}

#define FREEZE() cr_assert(eq(str, (char *)freeze(), ""))

/* The lines of the round's snapshot that hold a text, in order; belongs to the arena. */
static const char *lines_with(const char *text)
{
    return arena_strdup(
        db.arena,
        sql("SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM round JOIN snapshot "
            "ON snapshot.id = snapshot_id, string_to_table(convert_from(bytes, 'UTF8'), E'\\n') AS "
            "line WHERE strpos(line, '%s') > 0",
            text));
}

static const char *alias(const struct id *person)
{
    return arena_strdup(db.arena, sql("SELECT alias FROM participant WHERE round_id = '%s' AND "
                                      "person_id = '%s'",
                                      round_id.text, person->text));
}

static const char *cell(const struct id *person, int column)
{
    return sql("SELECT split_part(line, E'\\t', %d) FROM round JOIN snapshot ON snapshot.id = "
               "snapshot_id, string_to_table(convert_from(bytes, 'UTF8'), E'\\n') AS line "
               "WHERE strpos(line, '%s' || E'\\t') = 1",
               column, alias(person));
}

enum { ROLE = 2, LANGUAGES = 6, PLACE = 7, SEATS = 10, ASKS_FIELDS = 11, ASKS_LANGUAGES = 12 };
#define EXPECT_CELL(person, column, expected)                                                      \
    cr_expect(eq(str, (char *)cell((person), (column)), (expected)))

Test(freeze, the_snapshot_knows_nobody_by_name_address_or_id)
{
    FREEZE();
    const char *const secrets[] = {ann.text, cas.text, "Ångström", "example.org", "Bouw", "cas"};
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
        cr_expect(eq(str, (char *)lines_with(secrets[i]), ""), "%s", secrets[i]);
    EXPECT_CELL(&ann, ROLE, "alumnus");
    EXPECT_CELL(&cas, ROLE, "student");
}

Test(freeze, what_changes_afterwards_changes_no_snapshot_and_the_next_one_calls_people_the_same)
{
    FREEZE();
    const char *before = alias(&cas);
    char *bytes = arena_strdup(db.arena, sql("SELECT md5(bytes) FROM snapshot"));
    sql("UPDATE person SET place_code = '2988507', remote = false WHERE id = '%s'", cas.text);
    EXPECT_SQL(bytes, "SELECT md5(bytes) FROM snapshot");
    FREEZE();
    cr_expect(eq(str, (char *)alias(&cas), (char *)before));
    EXPECT_SQL("2", "SELECT count(DISTINCT md5(bytes)) FROM snapshot");
    EXPECT_CELL(&cas, PLACE, "2988507");
}

Test(freeze, what_is_hidden_from_members_is_unknown)
{
    sql("UPDATE person SET visibility = '[{\"field\":\"languages\",\"audience\":\"staff\"}]' "
        "WHERE id = '%s'",
        cas.text);
    FREEZE();
    EXPECT_CELL(&cas, LANGUAGES, "");
    cr_expect(ne(str, (char *)cell(&dag, LANGUAGES), ""));
}

Test(freeze, seats_are_the_least_of_offer_person_and_hours)
{
    sql("UPDATE person SET seats = 3, hours_max = 0");
    FREEZE();
    EXPECT_CELL(&ann, SEATS, "2"); /* of the offer */
    sql("UPDATE person SET seats = 1");
    FREEZE();
    EXPECT_CELL(&ann, SEATS, "1");
    sql("UPDATE person SET seats = 3, hours_max = 19"); /* ten hours each */
    FREEZE();
    EXPECT_CELL(&ann, SEATS, "1");
    sql("UPDATE person SET hours_max = 9 WHERE id = '%s'", ann.text);
    FREEZE();
    cr_expect(eq(str, (char *)lines_with(alias(&ann)), ""), "no place, and nobody ranks them");
}

Test(freeze, ranked_avoided_forbidden_and_left_out_become_rules)
{
    sql("UPDATE need SET ranked = '[\"%s\"]', avoided = '[\"%s\"]' WHERE id = '%s'", bo.text,
        ann.text, cas_need.text);
    sql("UPDATE programme SET rules = '[{\"rule\":\"never\",\"student_id\":\"%s\","
        "\"mentor_id\":\"%s\"}]'",
        dag.text, bo.text);
    struct matching_round last = {.programme_id = programme.text, .name = "Last year"};
    struct id last_id = added(&rounds, &last);
    sql("UPDATE round SET state = 'published', published_at = from_ms(1) WHERE id = '%s'",
        last_id.text);
    sql("INSERT INTO participant VALUES ('%s', gen_random_uuid(), '%s', true)", last_id.text,
        dag.text);
    FREEZE();
    char line[200];
    snprintf(line, sizeof line, "wish\t%s\t%s", alias(&cas), alias(&bo));
    cr_expect(ne(str, (char *)lines_with(line), ""), "%s", line);
    snprintf(line, sizeof line, "never\t%s\t%s", alias(&cas), alias(&ann));
    cr_expect(ne(str, (char *)lines_with(line), ""), "%s", line);
    snprintf(line, sizeof line, "never\t%s\t%s", alias(&dag), alias(&bo));
    cr_expect(ne(str, (char *)lines_with(line), ""), "%s", line);
    snprintf(line, sizeof line, "first\t%s", alias(&dag));
    cr_expect(ne(str, (char *)lines_with(line), ""), "%s", line);
    snprintf(line, sizeof line, "first\t%s", alias(&cas));
    cr_expect(eq(str, (char *)lines_with(line), ""), "%s", line);
}

Test(freeze, conditions_of_the_offer_and_of_the_mentor_must_both_be_met)
{
    sql("UPDATE mentor_offer SET conditions = '{\"fields\":[{\"text\":\"bouw\",\"code\":\"07\","
        "\"confidence\":90,\"evidence\":\"alias\"}],\"languages\":[{\"language\":{\"text\":"
        "\"Nederlands\",\"code\":\"nl\",\"confidence\":90,\"evidence\":\"alias\"},"
        "\"level\":\"B1\"}]}' WHERE id = '%s'",
        ann_offer.text);
    FREEZE();
    EXPECT_CELL(&ann, ASKS_FIELDS, "0732");
    EXPECT_CELL(&ann, ASKS_LANGUAGES, "nl:native");
}

Test(freeze, who_objects_pauses_or_has_all_they_want_takes_no_part)
{
    sql("UPDATE person SET paused = true WHERE id IN ('%s', '%s')", bo.text, dag.text);
    FREEZE();
    EXPECT_SQL("2", "SELECT count(*) FROM participant");
    sql("UPDATE need SET mentors_have = 1 WHERE id = '%s'", cas_need.text);
    cr_expect(eq(str, (char *)freeze(), "nobody_enrolled"));
}

Test(freeze, enrolling_everybody_twice_adds_nothing_the_second_time)
{
    sql("DELETE FROM need; DELETE FROM mentor_offer");
    EXPECT_FIRED("round", &round_id, "enrol", "");
    EXPECT_SQL("2 2", "SELECT (SELECT count(*) FROM need) || ' ' || "
                      "(SELECT count(*) FROM mentor_offer WHERE state = 'active')");
    EXPECT_FIRED("round", &round_id, "enrol", "");
    EXPECT_SQL("2 2", "SELECT (SELECT count(*) FROM need) || ' ' || "
                      "(SELECT count(*) FROM mentor_offer)");
    EXPECT_SQL("4", "SELECT count(*) FROM audit WHERE event = 'create' AND object_id IN "
                    "(SELECT id FROM need UNION SELECT id FROM mentor_offer)");
}
