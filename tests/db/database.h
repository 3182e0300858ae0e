/* A database of its own for each test, on the cluster of tests/with_postgres.sh, and a person with
 * everything that a person can have. */
#ifndef TESTS_DB_DATABASE_H
#define TESTS_DB_DATABASE_H

#include "api/store/store_import.h"
#include "api/store/store_migrate.h"
#include "api/store/store_people.h"
#include "api/store/store_sql.h"
#include "api/store/store_step.h"
#include "api/store/store_token.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEST_NOW ((store_time)1790000000000) /* 2026-09-21 */

struct database {
    char name[64];
    char url[600];
    struct store *store;
    PGconn *raw; /* to look and to meddle, apart from the store */
    struct arena *arena;
    struct faults faults;
};

static inline const char *database_cluster(void)
{
    const char *url = getenv("KRING_TEST_DATABASE_URL");
    if (url == NULL)
        cr_fatal("no KRING_TEST_DATABASE_URL: run me by tests/with_postgres.sh");
    return url;
}

static inline PGconn *database_connect(const char *url)
{
    PGconn *connection = PQconnectdb(url);
    if (PQstatus(connection) != CONNECTION_OK)
        cr_fatal("%s", PQerrorMessage(connection));
    return connection;
}

/* Runs SQL that must go well; the first cell of the result, "" if there is none. */
static inline const char *database_sql(PGconn *connection, const char *sql)
{
    static char cell[2000];
    PGresult *result = PQexec(connection, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        cr_fatal("%s: %s", sql, PQerrorMessage(connection));
    snprintf(cell, sizeof cell, "%s", PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
    PQclear(result);
    return cell;
}

/* An empty database. */
static inline struct database database_new(void)
{
    struct database database = {0};
    const char *cluster = database_cluster();
    const char *slot = strstr(cluster, "/postgres?");
    cr_assert(slot != NULL, "KRING_TEST_DATABASE_URL is not as with_postgres.sh sets it");
    snprintf(database.name, sizeof database.name, "kring_test_%d", (int)getpid());
    snprintf(database.url, sizeof database.url, "%.*s/%s?%s", (int)(slot - cluster), cluster,
             database.name, slot + strlen("/postgres?"));
    char sql[200];
    PGconn *connection = database_connect(cluster);
    snprintf(sql, sizeof sql, "CREATE DATABASE %s", database.name);
    database_sql(connection, sql);
    PQfinish(connection);
    database.raw = database_connect(database.url);
    cr_assert(eq(int, store_open(database.url, &database.store), STATUS_OK));
    cr_assert(eq(int, arena_new(0, &database.arena), STATUS_OK));
    database.faults = faults_in(database.arena);
    return database;
}

static inline enum status database_migrate(struct database *database)
{
    struct migration_plan plan = {.files = sql_migrations, .now = TEST_NOW};
    return store_migrate(database->store, &plan, &database->faults);
}

/* A database with Kring's schema. */
static inline struct database database_migrated(void)
{
    struct database database = database_new();
    cr_assert(eq(int, database_migrate(&database), STATUS_OK), "%s", store_error(database.store));
    return database;
}

static inline void database_drop(struct database *database)
{
    store_close(database->store);
    PQfinish(database->raw);
    arena_free(database->arena);
    char sql[200];
    PGconn *connection = database_connect(database_cluster());
    snprintf(sql, sizeof sql, "DROP DATABASE %s WITH (FORCE)", database->name);
    database_sql(connection, sql);
    PQfinish(connection);
}

/* A token of a person, or of a program that may do anything. */
static inline enum status database_token(struct database *database, const char *person_id,
                                         store_time now, store_time expires,
                                         char ret_text[TOKEN_TEXT_SIZE], struct token *ret_token)
{
    const struct token_order order = {
        .person_id = person_id, .grant = {.role = ACCOUNT_ADMIN}, .now = now, .expires = expires};
    return store_token_create(database->store, &order, ret_text, ret_token);
}

/* By a program; the audit is told that the name was changed. */
static inline enum status database_replace(struct database *database, const struct person *person,
                                           int32_t version, struct faults *faults,
                                           int32_t *ret_version)
{
    const struct deed deed = {
        .actor = {ACTOR_STAFF, "00000000-0000-7000-8000-0000000000aa"},
        .now = TEST_NOW,
    };
    const struct person_change change = {person, version, "name"};
    return store_person_replace(database->store, &deed, &change, faults, ret_version);
}

/* Imports people and commits; the status of the first step that was not OK. */
static inline enum status database_import(struct database *database, const struct person *people,
                                          size_t count, enum store_outcome *ret_outcomes)
{
    struct store_import *import = NULL;
    enum status status = store_import_begin(database->store, TEST_NOW, &import);
    if (status != STATUS_OK)
        return status;
    status = store_import_add(import, people, count, &database->faults, ret_outcomes);
    struct digest digest = digest_of("file", 4);
    if (status == STATUS_OK)
        status = store_import_commit(import, &digest, "test", "{}");
    store_import_free(import);
    return status;
}

/* A person with something in every member; only external ids differ. */
static inline struct person sample_person(const char *external_id)
{
#define READ(text_, code_)                                                                         \
    {                                                                                              \
        .text = text_, .code = code_, .confidence = 93, .evidence = "alias"                        \
    }
    static const struct affiliation affiliations[] = {
        {"degree", "Engineering", "Delft", "bouwkunde", READ("bouwkunde", "0732"), 20080900,
         20120601},
        {.kind = "exchange", .field = READ("arkitektur", "0731"), .from = 20100000},
    };
    static const struct employment employments[] = {
        {READ("projectleider", "1323"), "Bouw \"&\" Zoon \\ Co", READ("bouw", "F"), 20130100, 0},
    };
    static const struct language_skill languages[] = {
        {READ("Nederlands", "nl"), LEVEL_NATIVE},
        {READ("norsk", "nb"), LEVEL_B2},
        {READ("Klingon", NULL), LEVEL_UNKNOWN},
    };
    static const struct reading fields[] = {READ("bouw", "0732")};
    static const struct reading occupations[] = {READ("lärare", "2330"), READ("rektor", "1345")};
    static const struct reading industries[] = {READ("onderwijs", "P")};
    static const struct reading places[] = {READ("Göteborg", "2711537"), READ("Åbo", "633679")};
    return (struct person){
        .external_id = external_id,
        .role = ROLE_BOTH,
        .name = "Željko d'Ångström",
        .email = "z@example.org",
        .language = "nl",
        .affiliations = affiliations,
        .affiliations_count = 2,
        .employments = employments,
        .employments_count = 1,
        .languages = languages,
        .languages_count = 3,
        .place = READ("Luik", "2792413"),
        .country = READ("België", "BE"),
        .remote = true,
        .seats = 3,
        .hours_max = 40,
        .wishes = {fields, 1, occupations, 2, industries, 1, places, 2},
        .conditions = {fields, 1, languages, 2},
    };
#undef READ
}

/* The JSON of a person but for id and version; belongs to the caller. */
static inline char *sample_json(const struct person *person)
{
    struct person bare = *person;
    bare.id = NULL;
    bare.version = 0;
    struct text text = {0};
    shape_to_json(&person_shape, &bare, 0, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text.bytes;
}

#endif
