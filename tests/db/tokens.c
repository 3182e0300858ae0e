/* The life of a token in PostgreSQL. */
#include "api/store/store_token.h"

#include "tests/db/database.h"

#define DAY ((store_time)86400000)

static struct database db;

static void set_up(void)
{
    db = database_migrated();
}

static void tear_down(void)
{
    database_drop(&db);
}

TestSuite(tokens, .init = set_up, .fini = tear_down, .timeout = 60);

Test(tokens, a_token_is_found_by_its_text_until_it_is_revoked_and_after)
{
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    struct token found;
    cr_assert(eq(int, database_token(&db, NULL, TEST_NOW, TEST_NOW + DAY, text, &token), STATUS_OK),
              "%s", store_error(db.store));
    cr_assert(eq(int, store_token_find(db.store, text, strlen(text), &found), STATUS_OK));
    cr_assert(eq(str, found.id, token.id));
    cr_assert(eq(int, found.grant.role, ACCOUNT_ADMIN));
    cr_assert(eq(i64, found.expires, TEST_NOW + DAY));
    cr_assert(not(found.revoked));
    cr_assert(memcmp(&found.hash, &token.hash, sizeof found.hash) == 0);
    cr_assert(eq(int, store_token_revoke(db.store, token.id, TEST_NOW), STATUS_OK));
    cr_assert(eq(int, store_token_revoke(db.store, token.id, TEST_NOW + 1), STATUS_OK));
    cr_assert(eq(int, store_token_find(db.store, text, strlen(text), &found), STATUS_OK));
    cr_assert(found.revoked);
}

Test(tokens, a_token_of_a_person_names_them)
{
    struct person person = sample_person("a");
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    cr_assert(eq(int, store_person_find(db.store, "a", db.arena, &person), STATUS_OK));
    cr_assert(
        eq(int, database_token(&db, person.id, TEST_NOW, TEST_NOW + DAY, text, &token), STATUS_OK));
    cr_assert(eq(int, store_token_find(db.store, text, strlen(text), &token), STATUS_OK));
    cr_assert(eq(int, token.scope, TOKEN_ALL));
    cr_assert(eq(str, token.person_id, (char *)person.id));
}

Test(tokens, nobody_gets_no_token)
{
    char id[STORE_ID_SIZE];
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    store_id_new(TEST_NOW, id);
    cr_assert(
        eq(int, database_token(&db, id, TEST_NOW, TEST_NOW + DAY, text, &token), STATUS_NOT_FOUND));
    cr_assert(eq(int, database_token(&db, "me", TEST_NOW, TEST_NOW + DAY, text, &token),
                 STATUS_NOT_FOUND));
    cr_assert(eq(int, store_token_revoke(db.store, id, TEST_NOW), STATUS_NOT_FOUND));
}

Test(tokens, a_token_that_expires_before_it_is_made_is_refused)
{
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    cr_assert(eq(int, database_token(&db, NULL, TEST_NOW, TEST_NOW, text, &token), STATUS_INVALID));
}

Test(tokens, a_well_formed_token_of_elsewhere_is_not_found)
{
    unsigned char secret[TOKEN_SECRET_SIZE] = {7};
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    token_format(secret, text);
    cr_assert(eq(int, store_token_find(db.store, text, strlen(text), &token), STATUS_NOT_FOUND));
    text[20] = text[20] == 'x' ? 'y' : 'x';
    cr_assert(eq(int, store_token_find(db.store, text, strlen(text), &token), STATUS_INVALID));
}

Test(tokens, the_secret_is_nowhere_in_the_database)
{
    char text[TOKEN_TEXT_SIZE];
    char sql[200];
    struct token token;
    cr_assert(
        eq(int, database_token(&db, NULL, TEST_NOW, TEST_NOW + DAY, text, &token), STATUS_OK));
    unsigned char secret[TOKEN_SECRET_SIZE];
    char hex[2 * TOKEN_SECRET_SIZE + 1];
    cr_assert(eq(int, token_parse(text, strlen(text), secret), STATUS_OK));
    for (size_t i = 0; i < sizeof secret; i++)
        snprintf(hex + 2 * i, 3, "%02x", secret[i]);
    snprintf(sql, sizeof sql, "SELECT count(*) FROM token t WHERE t::text LIKE '%%%s%%'", hex);
    cr_assert(eq(str, (char *)database_sql(db.raw, sql), "0"));
}
