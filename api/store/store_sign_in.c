#include "api/store/store_sign_in.h"

#include "api/store/store_query.h"
#include "api/store/store_rows.h"
#include "api/store/store_token.h"
#include "api/wire/shape_json.h"
#include "api/wire/sign_in.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#define MINUTE_MS  ((store_time)60000)
#define HOUR_MS    (60 * MINUTE_MS)
#define DAY_MS     (24 * HOUR_MS)
#define FORGET_MAX 5000 /* at a time */

static const char *const failure_words[] = {
#define FAILURE_WORD(name, word) word,
    SIGN_IN_FAILURES(FAILURE_WORD)
#undef FAILURE_WORD
};

/* How long to wait after a try; after one more the mail is given up. */
static const store_time waits[] = {1 * MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS,
                                   6 * HOUR_MS};

/* ---- codes: the text of a token without its prefix */

/* Told apart from the hashes of tokens: a code is no token, whatever its bytes. */
static enum status hash_of(struct store *store, const unsigned char secret[TOKEN_SECRET_SIZE],
                           struct digest *ret_hash)
{
    static const char purpose[] = "sign in";
    unsigned char key[TOKEN_KEY_SIZE];
    enum status status = store_token_key(store, key);
    if (status != STATUS_OK)
        return status;
    struct digest_state state;
    digest_start(&state, key, sizeof key);
    digest_add(&state, purpose, sizeof purpose);
    digest_add(&state, secret, TOKEN_SECRET_SIZE);
    *ret_hash = digest_end(&state);
    return STATUS_OK;
}

static enum status new_code(struct store *store, struct sign_in_mail *mail)
{
    unsigned char secret[TOKEN_SECRET_SIZE];
    char text[TOKEN_TEXT_SIZE];
    if (getrandom(secret, sizeof secret, 0) != (ssize_t)sizeof secret)
        return STATUS_IO;
    enum status status = hash_of(store, secret, &mail->hash);
    if (status == STATUS_OK) {
        token_format(secret, text);
        memcpy(mail->code, text + strlen(TOKEN_PREFIX), sizeof mail->code);
        explicit_bzero(text, sizeof text);
    }
    explicit_bzero(secret, sizeof secret);
    return status;
}

static enum status code_parse(const char *code, unsigned char ret_secret[TOKEN_SECRET_SIZE])
{
    char text[TOKEN_TEXT_SIZE];
    if (strlen(code) != SIGN_IN_CODE_SIZE - 1)
        return STATUS_NOT_FOUND;
    (void)snprintf(text, sizeof text, TOKEN_PREFIX "%s", code);
    return token_parse(text, strlen(text), ret_secret) == STATUS_OK ? STATUS_OK : STATUS_NOT_FOUND;
}

/* ---- asking */

static enum status read_report(const PGresult *result, struct arena *arena,
                               struct invitation_report *ret_report)
{
    struct invitation_report report = {0};
    struct rows_plan plan = rows_plan(result, &invitation_report_shape);
    enum status status = rows_fill(&plan, result, 0, arena, &report);
    if (status == STATUS_OK)
        *ret_report = report;
    return status;
}

enum status store_sign_in_invite(struct store *store, const struct invitation_order *order,
                                 const char *units, store_time now, struct arena *arena,
                                 struct invitation_report *ret_report)
{
    struct text json = {0};
    struct query_number at = query_number(now);
    struct query_number open_max = query_number(SIGN_IN_OPEN_MAX);
    struct query_number queued_max = query_number(QUEUED_MAX);
    PGresult *result = NULL;
    shape_to_json(&invitation_order_shape, order, 0, &json);
    enum status status = text_status(&json);
    if (status == STATUS_OK)
        status = QUERY(store, "sign_in_invite", &result, json.bytes, at.text, open_max.text, units,
                       queued_max.text);
    text_free(&json);
    if (status != STATUS_OK)
        return status;
    status = read_report(result, arena, ret_report);
    PQclear(result);
    return status;
}

enum status store_sign_in_ask(struct store *store, const char *email, store_time now)
{
    struct query_number at = query_number(now);
    struct query_number open_max = query_number(SIGN_IN_OPEN_MAX);
    struct query_number people_max = query_number(SIGN_IN_PEOPLE_MAX);
    int rows = 0;
    return QUERY_DO(store, "sign_in_ask", &rows, email, at.text, open_max.text, people_max.text);
}

/* ---- sending */

static enum status copy_cell(const PGresult *result, const char *column, struct arena *arena,
                             const char **ret_text)
{
    const char *cell = query_cell(result, 0, column);
    *ret_text = arena_strdup(arena, cell);
    return cell != NULL && *ret_text == NULL ? STATUS_MEMORY : STATUS_OK;
}

static enum status read_mail(const PGresult *result, struct arena *arena, struct sign_in_mail *mail)
{
    const char *tries = query_cell(result, 0, "tries");
    memcpy(mail->id, query_cell(result, 0, "id"), STORE_ID_SIZE);
    mail->lawful = query_cell(result, 0, "lawful")[0] == 't';
    mail->invitation = strcmp(query_cell(result, 0, "kind"), "invitation") == 0;
    if (text_to_int(tries, strlen(tries), 1, INT32_MAX, &mail->tries) != STATUS_OK)
        return STATUS_BROKEN;
    enum status status = copy_cell(result, "email", arena, &mail->email);
    if (status == STATUS_OK)
        status = copy_cell(result, "language", arena, &mail->language);
    return status;
}

enum status store_sign_in_take(struct store *store, store_time now, struct arena *arena,
                               struct sign_in_mail *ret_mail)
{
    struct sign_in_mail mail = {.expires = now + SIGN_IN_HOURS * HOUR_MS};
    enum status status = new_code(store, &mail);
    if (status != STATUS_OK)
        return status;
    struct query_bytes hash = query_bytes(mail.hash.bytes, sizeof mail.hash.bytes);
    struct query_number at = query_number(now);
    struct query_number until = query_number(now + SIGN_IN_TAKEN_MS);
    struct query_number expires = query_number(mail.expires);
    PGresult *result = NULL;
    status = QUERY(store, "sign_in_take", &result, at.text, until.text, hash.text, expires.text);
    if (status == STATUS_OK)
        status = PQntuples(result) == 0 ? STATUS_NOT_FOUND : read_mail(result, arena, &mail);
    PQclear(result);
    if (status == STATUS_OK)
        *ret_mail = mail;
    explicit_bzero(mail.code, sizeof mail.code);
    return status;
}

enum status store_sign_in_sent(struct store *store, const struct sign_in_mail *mail, store_time now)
{
    struct query_bytes hash = query_bytes(mail->hash.bytes, sizeof mail->hash.bytes);
    struct query_number at = query_number(now);
    int rows = 0;
    return QUERY_DO(store, "sign_in_sent", &rows, mail->id, hash.text, at.text);
}

enum status store_sign_in_failed(struct store *store, const struct sign_in_mail *mail,
                                 enum sign_in_failure why, store_time now)
{
    struct query_bytes hash = query_bytes(mail->hash.bytes, sizeof mail->hash.bytes);
    size_t tried = (size_t)mail->tries;
    bool again = why == SIGN_IN_UNREACHABLE && tried <= sizeof waits / sizeof waits[0];
    struct query_number next = query_number(again ? now + waits[tried - 1] : 0);
    int rows = 0;
    return QUERY_DO(store, "sign_in_failed", &rows, mail->id, hash.text, again ? next.text : NULL,
                    again ? NULL : failure_words[why]);
}

/* ---- using */

enum status store_sign_in_use(struct store *store, const char *code, store_time now,
                              char ret_person_id[STORE_ID_SIZE])
{
    unsigned char secret[TOKEN_SECRET_SIZE];
    struct digest digest;
    PGresult *result = NULL;
    enum status status = code_parse(code, secret);
    if (status == STATUS_OK)
        status = hash_of(store, secret, &digest);
    if (status != STATUS_OK)
        return status;
    struct query_bytes hash = query_bytes(digest.bytes, sizeof digest.bytes);
    struct query_number at = query_number(now);
    status = QUERY(store, "sign_in_use", &result, hash.text, at.text);
    if (status != STATUS_OK)
        return status;
    if (PQntuples(result) == 0)
        status = STATUS_NOT_FOUND;
    else
        memcpy(ret_person_id, query_cell(result, 0, "person_id"), STORE_ID_SIZE);
    PQclear(result);
    return status;
}

/* ---- keeping house */

enum status store_sign_in_waiting(struct store *store, int64_t *ret_count)
{
    PGresult *result = NULL;
    enum status status = query_run(store, "sign_in_waiting", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    const char *count = query_cell(result, 0, "count");
    if (text_to_int(count, strlen(count), 0, INT64_MAX, ret_count) != STATUS_OK)
        status = STATUS_BROKEN;
    PQclear(result);
    return status;
}

enum status store_sign_in_forget(struct store *store, store_time now)
{
    struct query_number gone = query_number(now - SIGN_IN_KEPT_DAYS * DAY_MS);
    struct query_number limit = query_number(FORGET_MAX);
    int rows = 0;
    return QUERY_DO(store, "sign_in_forget", &rows, gone.text, limit.text);
}
