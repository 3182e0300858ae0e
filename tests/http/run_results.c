/* What a run that has ended tells over HTTP: the same as the run itself says, by the ids of people,
 * and its files as they are. The runs are made here and put into the database; no runner is asked.
 */
#include "api/files/files_seeds.h"
#include "api/wire/result_proof.h"
#include "api/wire/run.h"
#include "api/wire/run_diff.h"
#include "api/wire/run_shortages.h"
#include "api/wire/run_tell.h"
#include "api/wire/run_why.h"
#include "api/wire/shape_json.h"
#include "api/wire/snapshot.h"
#include "tests/http/http_server.h"
#include "tests/person_words.h"

#include <sys/stat.h>

#define ID_SIZE   37
#define ROUND_ID  "01990000-0000-7000-8000-0000000000d1"
#define OTHER_ID  "01990000-0000-7000-8000-0000000000d2"
#define NOBODY_ID "01990000-0000-7000-8000-0000000000d3"
#define ALIAS(n)  "a0000000-0000-4000-8000-00000000000" #n

/* Rising by alias. Mathematics has one seat for three; of 0613 there is nobody at all. */
static const char *const people_words[] = {
    "id:" ALIAS(0) " field:0732 job:2142 speaks:nl/C1 country:BE seats:2",
    "id:" ALIAS(1) " field:0541 job:2120 speaks:nl/C1 country:NL seats:1",
    "id:" ALIAS(2) " field:0421 job:2611 speaks:fr/native country:BE seats:1",
    "id:" ALIAS(3) " student field:0732 speaks:nl/native country:BE wants-job:2142",
    "id:" ALIAS(4) " student field:0541 speaks:nl/native country:NL wants-job:2120",
    "id:" ALIAS(5) " student field:0541 speaks:nl/native country:NL wants-job:2120",
    "id:" ALIAS(6) " student field:0541 speaks:nl/native country:NL",
    "id:" ALIAS(7) " student field:0613 speaks:fi/native country:FI",
};
#define PEOPLE_COUNT (sizeof people_words / sizeof *people_words)

static const struct round_rule rules[] = {{RULE_NEVER, ALIAS(3), ALIAS(2), 0},
                                          {RULE_PIN, ALIAS(3), ALIAS(2), 0}};
static const struct round_rule musts[] = {{RULE_MUST, ALIAS(4), ALIAS(1), 0},
                                          {RULE_MUST, ALIAS(5), ALIAS(1), 0}};

static struct http_server server;
static struct seeds *seeds;
static struct arena *arena;
static struct faults faults;
static struct run *plain, *ruled, *blocked;
static char plain_id[ID_SIZE], ruled_id[ID_SIZE], blocked_id[ID_SIZE], waiting_id[ID_SIZE],
    strange_id[ID_SIZE];
static char person_ids[PEOPLE_COUNT][ID_SIZE];
static struct alias aliases[PEOPLE_COUNT];
static const struct alias_list people = {aliases, PEOPLE_COUNT};

/* ---- the runs */

static struct run *make_run(const struct round_rule *given, size_t count)
{
    struct person rows[PEOPLE_COUNT];
    struct run *run = NULL;
    struct snapshot snapshot = {.engine = ENGINE_VERSION,
                                .tables = round_tables(&seeds->scorer),
                                .objective = OBJECTIVE_FAIR,
                                .weights = weights_default(seeds->policy),
                                .as_of = 20260901,
                                .seed = 7};
    for (size_t p = 0; p < PEOPLE_COUNT; p++)
        rows[p] = *person_of_words(arena, &seeds->taxonomies, people_words[p]);
    cr_assert(
        eq(int, (int)snapshot_fill(rows, PEOPLE_COUNT, given, count, arena, &snapshot), STATUS_OK));
    cr_assert(
        eq(int, (int)run_make(&seeds->scorer, &snapshot, 1, NULL, arena, &faults, &run), STATUS_OK),
        "%s", faults.count > 0 ? faults.items[0].detail : "");
    return run;
}

/* ---- the world */

static const char *sql(const char *format, ...) __attribute__((format(printf, 1, 2)));
static const char *sql(const char *format, ...)
{
    char text[4000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return database_sql(server.database.raw, text);
}

static void add_people(void)
{
    http_server_import(&server,
                       "external_id,role,name,programme,seats\n"
                       "p0,alumnus,P,bouwkunde,2\np1,alumnus,P,bouwkunde,1\n"
                       "p2,alumnus,P,bouwkunde,1\np3,student,P,bouwkunde,\n"
                       "p4,student,P,bouwkunde,\np5,student,P,bouwkunde,\n"
                       "p6,student,P,bouwkunde,\np7,student,P,bouwkunde,\n",
                       "p3");
    for (size_t p = 0; p < PEOPLE_COUNT; p++) {
        snprintf(person_ids[p], ID_SIZE, "%s",
                 sql("SELECT id FROM person WHERE external_id = 'p%zu'", p));
        aliases[p] = (struct alias){
            arena_printf(arena, "a0000000-0000-4000-8000-00000000000%zu", p), person_ids[p]};
    }
}

static void add_round(const char *id)
{
    sql("INSERT INTO round (id, programme_id, name, state, state_since, deadline_at, created_at, "
        "updated_at) SELECT '%s', id, 'Autumn', 'review', from_ms(0), '2030-01-01T00:00:00Z', "
        "from_ms(0), from_ms(0) FROM programme",
        id);
    sql("INSERT INTO snapshot VALUES (gen_random_uuid(), '%s', from_ms(0), '', 5, 3, 4)", id);
    sql("UPDATE round SET snapshot_id = (SELECT id FROM snapshot WHERE round_id = '%s') "
        "WHERE id = '%s'",
        id, id);
}

static void post(const char *collection, const char *body, char ret_id[ID_SIZE])
{
    char target[100], value[512];
    snprintf(target, sizeof target, "/v1/%s", collection);
    struct http_reply reply =
        http_ask(server.port, (struct http_ask){.method = "POST",
                                                .target = target,
                                                .token = server.staff,
                                                .headers = "Content-Type: application/json\r\n",
                                                .body = body});
    cr_assert(eq(int, reply.status, 201), "%s", reply.bytes);
    snprintf(ret_id, ID_SIZE, "%s", http_member(&reply, "id", value));
    http_reply_free(&reply);
}

static void add_world(void)
{
    char unit[ID_SIZE], body[200], made[ID_SIZE];
    post("units", "{\"kind\":\"university\",\"name\":\"U\"}", unit);
    snprintf(body, sizeof body,
             "{\"unit_id\":\"%s\",\"name\":\"P\",\"starts_on\":\"2026-01-01\","
             "\"ends_on\":\"2030-12-31\"}",
             unit);
    post("programmes", body, made);
    add_people();
    add_round(ROUND_ID);
    add_round(OTHER_ID);
    for (size_t p = 0; p < PEOPLE_COUNT; p++)
        sql("INSERT INTO participant VALUES ('%s', '%s', '%s', %s)", ROUND_ID, aliases[p].alias,
            person_ids[p], p < 3 ? "false" : "true");
}

static void add_file(const char *run_id, enum run_file file, const struct run_bytes *bytes)
{
    const char *values[] = {run_id, run_file_name(file), bytes->bytes};
    const int sizes[] = {0, 0, (int)bytes->size};
    const int formats[] = {0, 0, 1};
    PGresult *result = PQexecParams(server.database.raw,
                                    "INSERT INTO run_file VALUES ($1::uuid, $2::text, $3::bytea)",
                                    3, NULL, values, sizes, formats, 0);
    cr_assert(eq(int, (int)PQresultStatus(result), (int)PGRES_COMMAND_OK), "%s",
              PQresultErrorMessage(result));
    PQclear(result);
}

/* A run as the runner leaves it; run NULL: it waits still. */
static void add_run(const char *round_id, const struct run *run, char ret_id[ID_SIZE])
{
    const char *state = run == NULL ? "queued" : run->result.infeasible ? "infeasible" : "done";
    snprintf(ret_id, ID_SIZE, "%s", sql("SELECT gen_random_uuid()"));
    sql("INSERT INTO run (id, round_id, programme_id, snapshot_id, objective, minimum_bp, seed, "
        "orders, students, mentors, seats, matched, total_bp, problem, state, state_since, "
        "deadline_at, created_at, updated_at) SELECT '%s', round.id, programme_id, snapshot_id, "
        "'fair', 0, 7, '{}', 5, 3, 4, 1, 1, repeat('a', 64), '%s', from_ms(0), %s, from_ms(0), "
        "from_ms(0) FROM round WHERE id = '%s'",
        ret_id, state, run == NULL ? "'2030-01-01T00:00:00Z'" : "NULL", round_id);
    for (enum run_file file = 0; file < RUN_FILE_COUNT && run != NULL; file++)
        add_file(ret_id, file, &run->files[file]);
}

static void set_up(void)
{
    const char *folder = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    cr_assert(eq(int, seeds_folder(arena, &faults, &folder), STATUS_OK));
    cr_assert(eq(int, seeds_load(folder, &faults, &seeds), STATUS_OK));
    plain = make_run(NULL, 0);
    ruled = make_run(rules, 2);
    blocked = make_run(musts, 2);
    static const char *const settings[] = {"KRING_RUN_POLL_MS", "0", NULL};
    server = http_server_start(settings);
    add_world();
    add_run(ROUND_ID, plain, plain_id);
    add_run(ROUND_ID, ruled, ruled_id);
    add_run(ROUND_ID, blocked, blocked_id);
    add_run(ROUND_ID, NULL, waiting_id);
    add_run(OTHER_ID, plain, strange_id);
}

static void tear_down(void)
{
    http_server_stop(&server);
    run_free(plain);
    run_free(ruled);
    run_free(blocked);
    seeds_free(seeds);
    arena_free(arena);
}

TestSuite(run_results, .init = set_up, .fini = tear_down, .timeout = 120);

/* ---- asking */

static struct http_reply ask(const char *headers, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static struct http_reply ask(const char *headers, const char *format, ...)
{
    char target[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(target, sizeof target, format, arguments);
    va_end(arguments);
    return http_ask(server.port,
                    (struct http_ask){.target = target, .token = server.staff, .headers = headers});
}

static struct run *find_run(const char *id)
{
    return strcmp(id, plain_id) == 0 ? plain : strcmp(id, ruled_id) == 0 ? ruled : blocked;
}

static void expect_no_alias(const struct http_reply *reply)
{
    cr_expect(eq(ptr, (void *)strstr(reply->body, "a0000000-"), NULL), "%s", reply->body);
}

/* The reply is a struct, written by its shape; the struct is made here of the same run. */
static void expect_shape(struct http_reply *reply, const struct shape *shape, const void *base)
{
    struct text text = {0};
    shape_to_json(shape, base, 0, &text);
    text_add_char(&text, '\n');
    cr_expect(eq(int, reply->status, 200), "%s", reply->bytes);
    cr_expect(eq(str, TEXT(reply->body), text.bytes));
    expect_no_alias(reply);
    text_free(&text);
    http_reply_free(reply);
}

#define EXPECT_HAS(reply, expected)                                                                \
    cr_expect(ne(ptr, (void *)strstr((reply).body, (expected)), NULL), "%s lacks %s",              \
              (reply).body, (expected))

/* ---- certificate */

static void expect_certificate(const char *id, const char *outcome)
{
    struct certificate_reply expected;
    cr_assert(eq(int, (int)run_tell_certificate(find_run(id), &people, arena, &expected), 0));
    expected.run_id = id;
    expected.outcome = outcome;
    struct http_reply reply = ask(NULL, "/v1/runs/%s/certificate", id);
    expect_shape(&reply, &certificate_reply_shape, &expected);
}

Test(run_results, a_certificate_says_what_was_proven_and_of_which_bytes)
{
    struct text sentence = {0};
    char hex[DIGEST_HEX_SIZE], member[200];
    const struct run_bytes *file = &plain->files[RUN_FILE_RESULT];
    struct digest digest = digest_of(file->bytes, file->size);
    digest_hex(&digest, hex);
    result_proof_add(&plain->result, NULL, &sentence);
    expect_certificate(plain_id, "done");
    expect_certificate(ruled_id, "done");
    expect_certificate(blocked_id, "infeasible");
    struct http_reply reply = ask(NULL, "/v1/runs/%s/certificate", plain_id);
    EXPECT_HAS(reply, sentence.bytes);
    snprintf(member, sizeof member, "{\"name\":\"run.json\",\"digest\":\"%s\"", hex);
    EXPECT_HAS(reply, member);
    snprintf(member, sizeof member, "\"matched\":%d,\"total_bp\":%lld,\"worst_bp\":%d",
             (int)plain->result.matched, (long long)plain->result.total, (int)plain->result.worst);
    EXPECT_HAS(reply, member);
    text_free(&sentence);
    http_reply_free(&reply);
}

Test(run_results, rules_that_yield_and_musts_that_cannot_hold_name_people)
{
    char member[300];
    struct http_reply reply = ask(NULL, "/v1/runs/%s/certificate", ruled_id);
    snprintf(member, sizeof member,
             "\"overridden\":[{\"rule\":\"pin\",\"student_id\":\"%s\",\"mentor_id\":\"%s\","
             "\"yields_to\":\"never\"}]",
             person_ids[3], person_ids[2]);
    EXPECT_HAS(reply, member);
    http_reply_free(&reply);
    reply = ask(NULL, "/v1/runs/%s/certificate", blocked_id);
    EXPECT_HAS(reply, "proven: these 2 musts cannot hold together");
    snprintf(member, sizeof member,
             "{\"rule\":\"must\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}", person_ids[4],
             person_ids[1]);
    EXPECT_HAS(reply, member);
    http_reply_free(&reply);
}

/* ---- shortages */

/* Row by row as run_make found them: not by way of the file. */
static void expect_shortages(const struct http_reply *reply, enum label_language language)
{
    const struct shortages *found = &plain->shortages;
    char member[100];
    const char *at = reply->body;
    cr_assert(gt(sz, found->count, 1));
    for (size_t i = 0; i < found->count; i++) {
        const struct shortage *shortage = &found->items[i];
        const char *sentence = shortage_sentence(&seeds->taxonomies, shortage, language, arena);
        struct text quoted = {0};
        json_add_string(&quoted, sentence);
        snprintf(member, sizeof member, "\"students\":%zu,\"seats\":%lld,\"short_of\":%lld",
                 shortage->group.students_count, (long long)shortage->group.seats,
                 (long long)shortage->short_of);
        at = strstr(at, member);
        cr_assert(ne(ptr, (void *)at, NULL), "%s lacks %s", reply->body, member);
        at = strstr(at, quoted.bytes);
        cr_assert(ne(ptr, (void *)at, NULL), "%s lacks %s", reply->body, quoted.bytes);
        text_free(&quoted);
    }
    snprintf(member, sizeof member, "\"level_bp\":%d,\"unmatched\":%u", (int)found->level_bp,
             found->unmatched);
    EXPECT_HAS(*reply, member);
}

Test(run_results, shortages_are_told_in_the_language_of_the_reader)
{
    for (int language = 0; language < LABEL_LANGUAGE_COUNT; language++) {
        const char *code = label_language_code((enum label_language)language);
        struct http_reply reply = ask(NULL, "/v1/runs/%s/shortages?lang=%s", plain_id, code);
        cr_expect(eq(int, reply.status, 200), "%s", reply.bytes);
        expect_shortages(&reply, (enum label_language)language);
        http_reply_free(&reply);
    }
    struct http_reply reply = ask("Accept-Language: sv\r\n", "/v1/runs/%s/shortages", plain_id);
    expect_shortages(&reply, LABEL_SV);
    http_reply_free(&reply);
    reply = ask(NULL, "/v1/runs/%s/shortages", blocked_id);
    cr_expect(eq(str, TEXT(reply.body), "{\"level_bp\":5000,\"unmatched\":0,\"items\":[]}\n"));
    http_reply_free(&reply);
}

/* ---- why */

static void expect_why(const char *id, size_t student, const char *mentor,
                       enum label_language language)
{
    const char *role = NULL;
    struct why_reply expected;
    const struct run_asked asked = {.run = find_run(id),
                                    .people = &people,
                                    .student_id = person_ids[student],
                                    .mentor_id = mentor,
                                    .language = language,
                                    .workers = 1};
    cr_assert(eq(int, (int)run_tell_why(&asked, arena, &faults, &role, &expected), STATUS_OK));
    struct http_reply reply =
        ask(NULL, "/v1/runs/%s/why?student_id=%s%s%s&lang=%s", id, person_ids[student],
            mentor == NULL ? "" : "&mentor_id=", mentor == NULL ? "" : mentor,
            label_language_code(language));
    expect_shape(&reply, &why_reply_shape, &expected);
}

Test(run_results, why_is_answered_of_every_student_and_mentor)
{
    for (size_t student = 3; student < PEOPLE_COUNT; student++) {
        expect_why(plain_id, student, NULL, LABEL_DE);
        expect_why(blocked_id, student, NULL, LABEL_EN);
        for (size_t mentor = 0; mentor < 3; mentor++)
            expect_why(ruled_id, student, person_ids[mentor], LABEL_FR);
    }
}

Test(run_results, why_says_what_the_run_itself_says)
{
    struct run_why why;
    const struct run_question question = {.run = plain,
                                          .student = ALIAS(3),
                                          .mentor = ALIAS(0),
                                          .audience = {LABEL_NL, VOICE_STAFF},
                                          .workers = 1};
    cr_assert(eq(int, (int)run_why_make(&question, arena, &faults, &why), STATUS_OK));
    struct http_reply reply =
        ask("Accept-Language: nl\r\n", "/v1/runs/%s/why?student_id=%s&mentor_id=%s", plain_id,
            person_ids[3], person_ids[0]);
    cr_assert(gt(sz, why.reasons_count, 0));
    for (size_t i = 0; i < why.reasons_count; i++)
        EXPECT_HAS(reply, why.reasons[i].sentence);
    cr_assert(why.has_cost);
    EXPECT_HAS(reply, why.cost.verdict);
    http_reply_free(&reply);
}

Test(run_results, why_of_who_does_not_take_part_in_that_role_is_not_found)
{
    struct http_reply reply = ask(NULL, "/v1/runs/%s/why?student_id=%s", plain_id, NOBODY_ID);
    cr_expect(eq(int, reply.status, 404), "%s", reply.bytes);
    EXPECT_HAS(reply, "as a student");
    http_reply_free(&reply);
    reply = ask(NULL, "/v1/runs/%s/why?student_id=%s", plain_id, person_ids[0]);
    cr_expect(eq(int, reply.status, 404), "%s", reply.bytes);
    http_reply_free(&reply);
    reply =
        ask(NULL, "/v1/runs/%s/why?student_id=%s&mentor_id=%s", plain_id, person_ids[3], NOBODY_ID);
    cr_expect(eq(int, reply.status, 404), "%s", reply.bytes);
    EXPECT_HAS(reply, "as a mentor");
    http_reply_free(&reply);
    reply = ask(NULL, "/v1/runs/%s/why", plain_id);
    cr_expect(eq(int, reply.status, 400), "%s", reply.bytes);
    http_reply_free(&reply);
}

/* ---- diff */

static void expect_diff(const char *before, const char *after)
{
    struct diff_reply expected;
    cr_assert(eq(int,
                 (int)run_tell_diff(find_run(before), find_run(after), &people, arena, &expected),
                 STATUS_OK));
    struct http_reply reply = ask(NULL, "/v1/runs/%s/diff?with=%s", after, before);
    expect_shape(&reply, &diff_reply_shape, &expected);
}

Test(run_results, runs_of_a_round_are_compared_by_the_ids_of_people)
{
    struct run_diff diff;
    char member[300];
    expect_diff(plain_id, plain_id);
    expect_diff(plain_id, ruled_id);
    expect_diff(ruled_id, plain_id);
    expect_diff(plain_id, blocked_id);
    cr_assert(eq(int, (int)run_diff_make(plain, ruled, arena, &diff), STATUS_OK));
    cr_assert(gt(sz, diff.diff.count, 0));
    struct http_reply reply = ask(NULL, "/v1/runs/%s/diff?with=%s", ruled_id, plain_id);
    for (size_t i = 0; i < diff.diff.count; i++) {
        const struct diff_change *change = &diff.diff.items[i];
        snprintf(member, sizeof member, "{\"student_id\":\"%s\",\"change\":\"%s\"",
                 alias_person(&people, change->student), change_word(change->kind));
        EXPECT_HAS(reply, member);
    }
    snprintf(member, sizeof member, "{\"what\":\"rule\",\"after\":\"never %s %s\"}", person_ids[3],
             person_ids[2]);
    EXPECT_HAS(reply, member);
    http_reply_free(&reply);
}

/* ---- what has no result, or is not there */

Test(run_results, what_has_no_result_yet_is_a_conflict)
{
    static const char *const asked[] = {"certificate", "shortages", "why?student_id=" NOBODY_ID,
                                        "diff?with=" NOBODY_ID, "files/run.json"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct http_reply reply = ask(NULL, "/v1/runs/%s/%s", waiting_id, asked[i]);
        cr_expect(eq(int, reply.status, 409), "%s: %s", asked[i], reply.bytes);
        EXPECT_HAS(reply, "The run has not ended with a result: it is queued.");
        http_reply_free(&reply);
        reply = ask(NULL, "/v1/runs/%s/%s", NOBODY_ID, asked[i]);
        cr_expect(eq(int, reply.status, 404), "%s: %s", asked[i], reply.bytes);
        http_reply_free(&reply);
    }
    struct http_reply reply = ask(NULL, "/v1/runs/%s/diff?with=%s", plain_id, waiting_id);
    cr_expect(eq(int, reply.status, 409), "%s", reply.bytes);
    http_reply_free(&reply);
    reply = ask(NULL, "/v1/runs/%s/diff?with=%s", plain_id, strange_id);
    cr_expect(eq(int, reply.status, 409), "%s", reply.bytes);
    EXPECT_HAS(reply, "Runs of one round are compared");
    http_reply_free(&reply);
}

Test(run_results, somebody_erased_is_left_out)
{
    sql("UPDATE participant SET person_id = NULL WHERE alias = '%s'", ALIAS(3));
    struct http_reply reply = ask(NULL, "/v1/runs/%s/certificate", ruled_id);
    EXPECT_HAS(reply, "\"overridden\":[{\"rule\":\"pin\",\"mentor_id\":");
    expect_no_alias(&reply);
    http_reply_free(&reply);
    reply = ask(NULL, "/v1/runs/%s/diff?with=%s", ruled_id, plain_id);
    EXPECT_HAS(reply, "\"after\":\"never erased ");
    EXPECT_HAS(reply, "{\"change\":");
    expect_no_alias(&reply);
    http_reply_free(&reply);
    reply = ask(NULL, "/v1/runs/%s/why?student_id=%s", plain_id, person_ids[3]);
    cr_expect(eq(int, reply.status, 404), "%s", reply.bytes);
    http_reply_free(&reply);
}

/* ---- the cache */

Test(run_results, more_runs_than_are_kept_are_read_in_any_order)
{
    const char *const ids[] = {plain_id, ruled_id, blocked_id};
    for (size_t i = 0; i < 12; i++)
        expect_certificate(ids[i * 7 % 3], i * 7 % 3 == 2 ? "infeasible" : "done");
}

/* ---- files */

static const char *type_of(enum run_file file)
{
    return file == RUN_FILE_RESULT     ? "application/json"
           : file == RUN_FILE_SNAPSHOT ? "text/tab-separated-values; charset=utf-8"
                                       : "text/csv; charset=utf-8";
}

/* The bytes of a reply's body, NULs and all. */
static struct run_bytes bytes_of(const struct http_reply *reply)
{
    return (struct run_bytes){reply->body, reply->size - (size_t)(reply->body - reply->bytes)};
}

static void download(const char *id, const char *folder)
{
    const struct run *run = find_run(id);
    cr_assert(eq(int, mkdir(folder, 0700), 0));
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++) {
        char path[300], value[512];
        struct http_reply reply = ask(NULL, "/v1/runs/%s/files/%s", id, run_file_name(file));
        struct run_bytes bytes = bytes_of(&reply);
        cr_assert(eq(int, reply.status, 200), "%s", reply.bytes);
        cr_expect(eq(str, TEXT(http_header(&reply, "Content-Type", value)), TEXT(type_of(file))));
        cr_assert(eq(sz, bytes.size, run->files[file].size));
        cr_expect(eq(int, memcmp(bytes.bytes, run->files[file].bytes, bytes.size), 0));
        snprintf(path, sizeof path, "%s/%s", folder, run_file_name(file));
        FILE *written = fopen(path, "wb");
        cr_assert(eq(sz, fwrite(bytes.bytes, 1, bytes.size, written), bytes.size));
        fclose(written);
        http_reply_free(&reply);
    }
}

static int kring(const char *command, const char *folder)
{
    char line[600];
    snprintf(line, sizeof line, "'%s' %s '%s' >/dev/null", getenv("KRING_BIN"), command, folder);
    return WEXITSTATUS(system(line));
}

Test(run_results, a_downloaded_folder_is_proven_and_replayed)
{
    char base[] = "/tmp/kring-run-results-XXXXXX";
    char folder[200], line[300];
    const char *const ids[] = {plain_id, ruled_id, blocked_id};
    cr_assert(ne(ptr, (void *)mkdtemp(base), NULL));
    for (size_t i = 0; i < 3; i++) {
        snprintf(folder, sizeof folder, "%s/%zu", base, i);
        download(ids[i], folder);
        cr_expect(eq(int, kring("verify", folder), 0));
        cr_expect(eq(int, kring("replay", folder), 0));
    }
    snprintf(line, sizeof line, "rm -r '%s'", base);
    cr_expect(eq(int, system(line), 0));
}

Test(run_results, files_are_tagged_by_their_bytes_and_there_are_five)
{
    char tag[512], headers[600];
    struct http_reply reply = ask(NULL, "/v1/runs/%s/files/pairs.csv", plain_id);
    snprintf(headers, sizeof headers, "If-None-Match: %s\r\n", http_header(&reply, "ETag", tag));
    http_reply_free(&reply);
    reply = ask(headers, "/v1/runs/%s/files/pairs.csv", plain_id);
    cr_expect(eq(int, reply.status, 304), "%s", reply.bytes);
    http_reply_free(&reply);
    reply = ask(headers, "/v1/runs/%s/files/pairs.csv", ruled_id);
    cr_expect(eq(int, reply.status, 200), "%s", reply.bytes);
    http_reply_free(&reply);
    reply = ask("Accept: application/json\r\n", "/v1/runs/%s/files/pairs.csv", plain_id);
    cr_expect(eq(int, reply.status, 406), "%s", reply.bytes);
    http_reply_free(&reply);
    reply = ask("Accept: text/csv\r\n", "/v1/runs/%s/files/pairs.csv", plain_id);
    cr_expect(eq(int, reply.status, 200), "%s", reply.bytes);
    http_reply_free(&reply);
    static const char *const others[] = {"", "pairs.csv2", "..%2frun.json", "RUN.JSON"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        reply = ask(NULL, "/v1/runs/%s/files/%s", plain_id, others[i]);
        cr_expect(eq(int, reply.status, 404), "%s: %s", others[i], reply.bytes);
        http_reply_free(&reply);
    }
}
