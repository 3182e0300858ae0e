/* A matching round in the small university of mentoring_world.h: who is enrolled, what its runs
 * found, and how its pairs move, in a line of a test each. Runs are made by hand: the solvers have
 * tests of their own. */
#ifndef TESTS_DB_ROUND_WORLD_H
#define TESTS_DB_ROUND_WORLD_H

#include "api/wire/round.h"
#include "tests/db/step_world.h"

static const struct object_kind rounds = {"round", &round_shape};
static const struct object_kind runs = {"run", &run_shape};
static const struct object_kind round_pairs = {"pair", &pair_shape};

#define PEOPLE_OF_A_SIDE 4

/* Mentors m[i] with two seats each, and students s[i] who need one mentor each. */
static struct id m[PEOPLE_OF_A_SIDE], s[PEOPLE_OF_A_SIDE], offer_of[PEOPLE_OF_A_SIDE],
    need_of[PEOPLE_OF_A_SIDE], the_round;

/* ---- rounds */

/* An open round in which everybody with a need or an active offer takes part when it is frozen. */
static inline struct id open_round(void)
{
    const struct matching_round round = {.programme_id = programme.text, .name = "Autumn"};
    struct id id = added(&rounds, &round);
    EXPECT_FIRED("round", &id, "open", "");
    return id;
}

static inline void freeze(const struct id *round)
{
    struct id snapshot = new_id();
    sql("INSERT INTO snapshot VALUES ('%s', '%s', from_ms(%lld), '', 4, 4, 8)", snapshot.text,
        round->text, (long long)step_now);
    sql("INSERT INTO participant SELECT '%s', gen_random_uuid(), student_id, true FROM need "
        "WHERE mentors_have < mentors_wanted ON CONFLICT (round_id, person_id) DO NOTHING",
        round->text);
    sql("INSERT INTO participant SELECT '%s', gen_random_uuid(), mentor_id, false "
        "FROM mentor_offer WHERE state = 'active' ON CONFLICT (round_id, person_id) DO NOTHING",
        round->text);
    sql("UPDATE round SET snapshot_id = '%s' WHERE id = '%s'", snapshot.text, round->text);
    EXPECT_FIRED("round", round, "freeze", "");
}

static inline void found_round(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    for (int i = 0; i < PEOPLE_OF_A_SIDE; i++) {
        m[i] = person_named(arena_printf(db.arena, "m%d", i));
        s[i] = person_named(arena_printf(db.arena, "s%d", i));
        offer_of[i] = active_offer(&m[i]);
        need_of[i] = told_need(&s[i], NULL, 0, false, 1);
    }
    the_round = open_round();
    freeze(&the_round);
}

/* ---- runs */

struct found {
    const struct id *student, *mentor;
    int score_bp;
};

/* What pairs.csv says of one. */
static inline const char *line_of(const struct id *round, const struct found *found)
{
    return sql("SELECT format('%%s,%%s,%%s.%%s,90,80,70,60,,,en,\"m, and s\",en,\"x\"', s.alias, "
               "m.alias, %d / 100, lpad((%d %% 100)::text, 2, '0')) FROM participant AS s, "
               "participant AS m WHERE s.round_id = '%s' AND s.person_id = '%s' "
               "AND m.round_id = s.round_id AND m.person_id = '%s'",
               found->score_bp, found->score_bp, round->text, found->student->text,
               found->mentor->text);
}

static inline int32_t objective_of(const char *word)
{
    int32_t index = 0;
    while (strcmp(run_objective_words[index], word) != 0)
        index++;
    return index;
}

/* A run that is made now, and done: with the orders that a run gets, and these pairs. */
static inline struct id ran(const struct id *round, const char *objective,
                            const struct found *found, size_t count)
{
    struct matching_run run = {.round_id = round->text, .objective = objective_of(objective)};
    run_defaults(&run);
    struct id id = added(&runs, &run);
    sql("UPDATE run SET state = 'done', deadline_at = NULL, students = 4, mentors = 4, seats = 8, "
        "matched = %zu, total_bp = 1, problem = repeat('a', 64) WHERE id = '%s'",
        count, id.text);
    struct text text = {0};
    text_add(&text, "student,mentor,score,field,career,language,place,fixed,not_eligible,"
                    "student_language,student_reason,mentor_language,mentor_reason\n");
    for (size_t i = 0; i < count; i++)
        text_addf(&text, "%s\n", line_of(round, &found[i]));
    const char *values[] = {id.text, text.bytes};
    PGresult *result = PQexecParams(db.raw,
                                    "INSERT INTO run_file VALUES ($1::uuid, 'pairs.csv', "
                                    "convert_to($2::text, 'UTF8'))",
                                    2, NULL, values, NULL, NULL, 0);
    cr_assert(eq(int, PQresultStatus(result), PGRES_COMMAND_OK), "%s", PQerrorMessage(db.raw));
    PQclear(result);
    text_free(&text);
    return id;
}

static inline void choose(const struct id *round, const struct id *run)
{
    sql("UPDATE round SET run_id = '%s' WHERE id = '%s'", run->text, round->text);
}

#define RAN(objective, ...)                                                                        \
    ran(&the_round, (objective), (const struct found[]){__VA_ARGS__},                              \
        sizeof((const struct found[]){__VA_ARGS__}) / sizeof(struct found))

/* The round comes to its review with these pairs proposed. */
#define REVIEWED(...)                                                                              \
    do {                                                                                           \
        struct id reviewed_run = RAN("fair", __VA_ARGS__);                                         \
        choose(&the_round, &reviewed_run);                                                         \
        EXPECT_FIRED("round", &the_round, "review", "");                                           \
    } while (0)

/* It is published with them. */
#define PUBLISHED(...)                                                                             \
    do {                                                                                           \
        REVIEWED(__VA_ARGS__);                                                                     \
        EXPECT_FIRED("round", &the_round, "approve", "");                                          \
        EXPECT_FIRED("round", &the_round, "publish", "");                                          \
    } while (0)

/* ---- pairs */

/* The newest pair of two. */
static inline struct id pair_of(const struct id *student, const struct id *mentor)
{
    return id_by(arena_printf(db.arena,
                              "SELECT id FROM pair WHERE student_id = '%s' AND mentor_id = '%s' "
                              "ORDER BY created_at DESC, id DESC",
                              student->text, mentor->text));
}

/* "state" or "state reason" of the newest pair of two, "" when there is none. */
static inline const char *became(const struct id *student, const struct id *mentor)
{
    return sql("SELECT concat_ws(' ', state, reason_code) FROM pair WHERE student_id = '%s' AND "
               "mentor_id = '%s' ORDER BY created_at DESC, id DESC",
               student->text, mentor->text);
}

#define EXPECT_BECAME(student, mentor, expected)                                                   \
    cr_expect(eq(str, (char *)became(&(student), &(mentor)), (expected)))

/* Pins two: "" or why not. */
static inline const char *pin(const struct id *student, const struct id *mentor)
{
    struct id id = new_id();
    const struct matching_pair pair = {
        .round_id = the_round.text, .student_id = student->text, .mentor_id = mentor->text};
    struct faults faults = faults_in(db.arena);
    enum status status = add(&round_pairs, id.text, &pair, &faults);
    cr_assert(status == STATUS_OK || faults.count == 1, "%s", store_error(db.store));
    return status == STATUS_OK ? "" : faults.items[0].code;
}

static inline const char *fire_pair(const struct id *student, const struct id *mentor,
                                    const char *event)
{
    struct id id = pair_of(student, mentor);
    return fire("pair", &id, event);
}

#define EXPECT_PAIR_FIRED(student, mentor, event, expected)                                        \
    cr_expect(eq(str, (char *)fire_pair(&(student), &(mentor), (event)), (expected)), "%s",        \
              store_error(db.store))

/* What a mentor has: "offer person hours". */
static inline const char *taken_of(const struct id *mentor)
{
    return sql("SELECT offer.seats_taken || ' ' || person.seats_taken || ' ' || "
               "coalesce(hours_year.hours, 0) FROM person JOIN mentor_offer AS offer ON "
               "offer.mentor_id = person.id LEFT JOIN hours_year ON person_id = person.id "
               "WHERE person.id = '%s'",
               mentor->text);
}

#endif
