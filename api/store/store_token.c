#include "api/store/store_token.h"

#include "api/store/store_object.h"
#include "api/store/store_query.h"
#include "api/store/store_token_rows.h"
#include "scoring/base/shape.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>
#include <sys/random.h>

#define SECRET_DIGITS   43 /* 62^43 > 2^256 */
#define CHECKSUM_DIGITS 6  /* 62^6 > 2^32 */
#define PREFIX_SIZE     (sizeof TOKEN_PREFIX - 1)

_Static_assert(PREFIX_SIZE + SECRET_DIGITS + CHECKSUM_DIGITS + 1 == TOKEN_TEXT_SIZE, "their sum");
_Static_assert(TOKEN_SECRET_SIZE == DIGEST_SIZE && TOKEN_KEY_SIZE == DIGEST_SIZE, "all are 32");

static const char base62[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const char *const token_scope_words[] = {
#define TOKEN_SCOPE_WORD(name, word) word,
    TOKEN_SCOPES(TOKEN_SCOPE_WORD)
#undef TOKEN_SCOPE_WORD
        NULL};

/* ---- the text of a token: numbers are big-endian, the first digit weighs most */

static void write_digits(const unsigned char *bytes, size_t size, char *digits, size_t count)
{
    unsigned char rest[TOKEN_SECRET_SIZE];
    assert(size <= sizeof rest);
    memcpy(rest, bytes, size);
    for (size_t d = count; d-- > 0;) {
        unsigned remainder = 0;
        for (size_t i = 0; i < size; i++) {
            unsigned value = remainder << 8 | rest[i];
            rest[i] = (unsigned char)(value / 62);
            remainder = value % 62;
        }
        digits[d] = base62[remainder];
    }
    explicit_bzero(rest, sizeof rest);
}

/* False when a character is no digit or the number does not fit size bytes. */
static bool read_digits(const char *digits, size_t count, unsigned char *bytes, size_t size)
{
    memset(bytes, 0, size);
    for (size_t d = 0; d < count; d++) {
        const char *digit = digits[d] == '\0' ? NULL : strchr(base62, digits[d]);
        if (digit == NULL)
            return false;
        unsigned carry = (unsigned)(digit - base62);
        for (size_t i = size; i-- > 0;) {
            unsigned value = bytes[i] * 62U + carry;
            bytes[i] = (unsigned char)value;
            carry = value >> 8;
        }
        if (carry != 0)
            return false;
    }
    return true;
}

/* The first four bytes of BLAKE2b: finds typing errors, proves nothing. */
static void write_checksum(const unsigned char secret[TOKEN_SECRET_SIZE], char *digits)
{
    struct digest digest = digest_of(secret, TOKEN_SECRET_SIZE);
    write_digits(digest.bytes, 4, digits, CHECKSUM_DIGITS);
}

void token_format(const unsigned char secret[TOKEN_SECRET_SIZE], char ret_text[TOKEN_TEXT_SIZE])
{
    memcpy(ret_text, TOKEN_PREFIX, PREFIX_SIZE);
    write_digits(secret, TOKEN_SECRET_SIZE, ret_text + PREFIX_SIZE, SECRET_DIGITS);
    write_checksum(secret, ret_text + PREFIX_SIZE + SECRET_DIGITS);
    ret_text[TOKEN_TEXT_SIZE - 1] = '\0';
}

enum status token_parse(const char *text, size_t size, unsigned char ret_secret[TOKEN_SECRET_SIZE])
{
    unsigned char secret[TOKEN_SECRET_SIZE];
    char checksum[CHECKSUM_DIGITS];
    if (size != TOKEN_TEXT_SIZE - 1 || memcmp(text, TOKEN_PREFIX, PREFIX_SIZE) != 0)
        return STATUS_INVALID;
    if (!read_digits(text + PREFIX_SIZE, SECRET_DIGITS, secret, sizeof secret))
        return STATUS_INVALID;
    write_checksum(secret, checksum);
    if (memcmp(checksum, text + PREFIX_SIZE + SECRET_DIGITS, CHECKSUM_DIGITS) != 0)
        return STATUS_INVALID;
    memcpy(ret_secret, secret, sizeof secret);
    return STATUS_OK;
}

struct digest token_hash(const unsigned char key[TOKEN_KEY_SIZE],
                         const unsigned char secret[TOKEN_SECRET_SIZE])
{
    struct digest_state state;
    digest_start(&state, key, TOKEN_KEY_SIZE);
    digest_add(&state, secret, TOKEN_SECRET_SIZE);
    return digest_end(&state);
}

/* ---- rows */

static bool read_hex(const char *hex, unsigned char bytes[DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    if (strlen(hex) != DIGEST_HEX_SIZE - 1)
        return false;
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        const char *high = strchr(digits, hex[2 * i]);
        const char *low = strchr(digits, hex[2 * i + 1]);
        if (high == NULL || low == NULL)
            return false;
        bytes[i] = (unsigned char)((high - digits) << 4 | (low - digits));
    }
    return true;
}

/* role and unit_id of a row; role NULL leaves the grant untouched. */
enum status grant_from_row(const PGresult *result, int row, struct grant *ret_grant)
{
    const char *role = query_cell(result, row, "role");
    const char *unit_id = query_cell(result, row, "unit_id");
    int32_t index = role == NULL ? 0 : shape_word_index(account_role_words, role, strlen(role));
    if (index < 0)
        return STATUS_BROKEN;
    if (role != NULL)
        ret_grant->role = (enum account_role)index;
    if (unit_id != NULL)
        memcpy(ret_grant->unit_id, unit_id, STORE_ID_SIZE);
    return STATUS_OK;
}

enum status token_from_row(const PGresult *result, int row, struct token *ret_token)
{
    struct token token = {0};
    const char *scope = query_cell(result, row, "scope");
    const char *person_id = query_cell(result, row, "person_id");
    const char *expires = query_cell(result, row, "expires");
    int32_t index = shape_word_index(token_scope_words, scope, strlen(scope));
    if (index < 0 || grant_from_row(result, row, &token.grant) != STATUS_OK ||
        !read_hex(query_cell(result, row, "hash"), token.hash.bytes) ||
        text_to_int(expires, strlen(expires), INT64_MIN, INT64_MAX, &token.expires) != STATUS_OK)
        return STATUS_BROKEN;
    token.scope = (enum token_scope)index;
    memcpy(token.id, query_cell(result, row, "id"), STORE_ID_SIZE);
    if (person_id != NULL)
        memcpy(token.person_id, person_id, STORE_ID_SIZE);
    token.revoked = query_cell(result, row, "revoked")[0] == 't';
    *ret_token = token;
    return STATUS_OK;
}

/* ---- the database */

enum status token_key_ensure(struct store *store)
{
    unsigned char key[TOKEN_KEY_SIZE];
    if (getrandom(key, sizeof key, 0) != (ssize_t)sizeof key)
        return STATUS_IO;
    struct query_bytes text = query_bytes(key, sizeof key);
    int rows = 0;
    return QUERY_DO(store, "installation_ensure", &rows, text.text);
}

enum status store_token_key(struct store *store, unsigned char ret_key[TOKEN_KEY_SIZE])
{
    PGresult *result = NULL;
    unsigned char key[TOKEN_KEY_SIZE];
    enum status status = query_run(store, "installation_token_key", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    if (PQntuples(result) != 1 || !read_hex(query_cell(result, 0, "token_key"), key))
        status = link_fail(store, STATUS_BROKEN, "the installation has no token key: run migrate");
    else
        memcpy(ret_key, key, sizeof key);
    PQclear(result);
    return status;
}

static const char *or_null(const char *text)
{
    return text[0] == '\0' ? NULL : text;
}

static enum status add_token(struct store *store, const struct token *token,
                             const struct token_order *order)
{
    struct query_bytes hash = query_bytes(token->hash.bytes, DIGEST_SIZE);
    struct query_number created = query_number(order->now);
    struct query_number expires = query_number(token->expires);
    bool of_program = order->person_id == NULL;
    int rows = 0;
    enum status status =
        QUERY_DO(store, "token_add", &rows, token->id, hash.text, order->person_id,
                 of_program ? account_role_words[token->grant.role] : NULL,
                 of_program ? or_null(token->grant.unit_id) : NULL, token_scope_words[token->scope],
                 order->label, created.text, expires.text);
    /* The only conflict to be had, but for 1 in 2^256: the person or the unit is not there. */
    return status == STATUS_CONFLICT ? STATUS_NOT_FOUND : status;
}

static bool ids_can_be(const struct token_order *order)
{
    const char *unit_id = order->grant.unit_id;
    return (order->person_id == NULL || store_id_valid(order->person_id)) &&
           (unit_id[0] == '\0' || store_id_valid(unit_id));
}

enum status store_token_create(struct store *store, const struct token_order *order,
                               char ret_text[TOKEN_TEXT_SIZE], struct token *ret_token)
{
    unsigned char key[TOKEN_KEY_SIZE];
    unsigned char secret[TOKEN_SECRET_SIZE];
    struct token token = {.grant = order->grant, .scope = order->scope, .expires = order->expires};
    if (!ids_can_be(order))
        return STATUS_NOT_FOUND;
    if (order->person_id != NULL)
        memcpy(token.person_id, order->person_id, STORE_ID_SIZE);
    enum status status = store_token_key(store, key);
    if (status != STATUS_OK)
        return status;
    if (getrandom(secret, sizeof secret, 0) != (ssize_t)sizeof secret)
        return STATUS_IO;
    store_id_new(order->now, token.id);
    token.hash = token_hash(key, secret);
    status = add_token(store, &token, order);
    if (status == STATUS_OK) {
        token_format(secret, ret_text);
        *ret_token = token;
    }
    explicit_bzero(secret, sizeof secret);
    return status;
}

enum status store_token_find(struct store *store, const char *text, size_t size,
                             struct token *ret_token)
{
    unsigned char key[TOKEN_KEY_SIZE];
    unsigned char secret[TOKEN_SECRET_SIZE];
    enum status status = token_parse(text, size, secret);
    if (status == STATUS_OK)
        status = store_token_key(store, key);
    if (status != STATUS_OK)
        return status;
    struct digest digest = token_hash(key, secret);
    struct query_bytes hash = query_bytes(digest.bytes, DIGEST_SIZE);
    PGresult *result = NULL;
    status = QUERY(store, "token_by_hash", &result, hash.text);
    if (status != STATUS_OK)
        return status;
    status = PQntuples(result) == 0 ? STATUS_NOT_FOUND : token_from_row(result, 0, ret_token);
    PQclear(result);
    return status;
}

enum status store_token_end(struct store *store, const struct deed *deed, const char *id)
{
    int rows = 0;
    struct query_number now = query_number(deed->now);
    enum status status = QUERY_DO(store, "token_end", &rows, id, now.text);
    return status == STATUS_OK && rows == 1
               ? store_object_record(store, deed, "token", id, 2, "revoke", NULL)
               : status;
}

enum status store_token_revoke(struct store *store, const char *id, store_time now)
{
    int rows = 0;
    if (!store_id_valid(id))
        return STATUS_NOT_FOUND;
    struct query_number time = query_number(now);
    enum status status = QUERY_DO(store, "token_revoke", &rows, id, time.text);
    return status == STATUS_OK && rows == 0 ? STATUS_NOT_FOUND : status;
}
