#include "api/store/store_audit.h"

#include "api/store/store_query.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Beside MIGRATION_LOCK and the others. */
#define SEALER_LOCK "118049275213572"

/* ---- the chain */

/* A netstring; "-," for NULL, which no netstring is. */
static void add_cell(struct digest_state *state, const char *cell)
{
    char size_text[24];
    if (cell == NULL) {
        digest_add(state, "-,", 2);
        return;
    }
    size_t size = strlen(cell);
    int size_size = snprintf(size_text, sizeof size_text, "%zu:", size);
    digest_add(state, size_text, (size_t)size_size);
    digest_add(state, cell, size);
    digest_add(state, ",", 1);
}

struct audit_head audit_link(const struct audit_head *before,
                             const char *const cells[AUDIT_COLUMNS])
{
    char hex[DIGEST_HEX_SIZE];
    struct digest_state state;
    struct audit_head head = {.number = before->number + 1};
    digest_hex(&before->hash, hex);
    digest_start(&state, NULL, 0);
    digest_add(&state, hex, DIGEST_HEX_SIZE - 1);
    add_cell(&state, query_number(head.number).text);
    for (size_t i = 0; i < AUDIT_COLUMNS; i++)
        add_cell(&state, cells[i]);
    head.hash = digest_end(&state);
    return head;
}

/* The row of a result whose texts begin with the column "id". */
static struct audit_head link_row(const struct audit_head *before, const PGresult *result, int row)
{
    const char *cells[AUDIT_COLUMNS];
    int first = PQfnumber(result, "id");
    assert(first >= 0 && PQnfields(result) == first + (int)AUDIT_COLUMNS);
    for (int i = 0; i < (int)AUDIT_COLUMNS; i++)
        cells[i] = PQgetisnull(result, row, first + i) ? NULL : PQgetvalue(result, row, first + i);
    return audit_link(before, cells);
}

static int64_t number_cell(const PGresult *result, int row, const char *column)
{
    const char *cell = query_cell(result, row, column);
    int64_t number = 0;
    bool fine =
        cell != NULL && text_to_int(cell, strlen(cell), INT64_MIN, INT64_MAX, &number) == STATUS_OK;
    return fine ? number : 0;
}

static int hex_digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* Of 64 digits as encode(…, 'hex') writes them, whatever the bytes are. */
static struct digest hash_cell(const PGresult *result, int row)
{
    const char *cell = query_cell(result, row, "hash");
    struct digest hash = {{0}};
    for (size_t i = 0; i < DIGEST_SIZE && cell != NULL && strlen(cell) == DIGEST_HEX_SIZE - 1; i++)
        hash.bytes[i] = (uint8_t)(hex_digit(cell[2 * i]) << 4 | hex_digit(cell[2 * i + 1]));
    return hash;
}

static struct audit_head stored_head(const PGresult *result, int row)
{
    return (struct audit_head){number_cell(result, row, "number"), hash_cell(result, row)};
}

static bool same_hash(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

static enum status read_head(struct store *store, struct audit_head *ret_head)
{
    PGresult *result = NULL;
    enum status status = query_run(store, "audit_head", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    *ret_head = PQntuples(result) == 0 ? (struct audit_head){0} : stored_head(result, 0);
    PQclear(result);
    return STATUS_OK;
}

/* ---- sealing */

static enum status seal_rows(struct store *store, struct audit_head head, const PGresult *rows)
{
    struct text ids = {0}, hashes = {0};
    char hex[DIGEST_HEX_SIZE];
    int count = PQntuples(rows), done = 0;
    struct query_number first = query_number(head.number + 1);
    for (int i = 0; i < count; i++) {
        head = link_row(&head, rows, i);
        digest_hex(&head.hash, hex);
        text_addf(&ids, "%c%s", i == 0 ? '{' : ',', query_cell(rows, i, "id"));
        text_addf(&hashes, "%c%s", i == 0 ? '{' : ',', hex);
    }
    text_add_char(&ids, '}');
    text_add_char(&hashes, '}');
    enum status status = text_status(&ids) == STATUS_OK ? text_status(&hashes) : STATUS_MEMORY;
    if (status == STATUS_OK)
        status = QUERY_DO(store, "audit_seal", &done, first.text, ids.bytes, hashes.bytes);
    text_free(&ids);
    text_free(&hashes);
    return status;
}

/* The lock comes first: each statement after it sees what the sealer before has committed. */
static enum status lock_sealer(struct store *store, bool *ret_locked)
{
    PGresult *result = NULL;
    enum status status = QUERY(store, "audit_alone", &result, SEALER_LOCK);
    if (status != STATUS_OK)
        return status;
    *ret_locked = strcmp(query_cell(result, 0, "locked"), "t") == 0;
    PQclear(result);
    return STATUS_OK;
}

static enum status seal_batch(struct store *store, void *context)
{
    size_t *ret_sealed = context;
    struct audit_head head;
    PGresult *rows = NULL;
    bool locked = false;
    *ret_sealed = 0;
    enum status status = lock_sealer(store, &locked);
    if (status != STATUS_OK || !locked)
        return status;
    status = read_head(store, &head);
    if (status == STATUS_OK)
        status = QUERY(store, "audit_unsealed", &rows, query_number(AUDIT_BATCH).text);
    if (status != STATUS_OK)
        return status;
    int count = PQntuples(rows);
    if (count > 0)
        status = seal_rows(store, head, rows);
    PQclear(rows);
    *ret_sealed = (size_t)count;
    return status;
}

enum status store_audit_seal(struct store *store, size_t *ret_sealed)
{
    size_t sealed = 0;
    enum status status = query_transaction(store, "begin_write", seal_batch, &sealed);
    if (status == STATUS_OK)
        *ret_sealed = sealed;
    return status;
}

/* ---- refused requests */

/* Words that Kring chose, and ids: nothing in them is to be escaped. */
static void add_refusal(struct text *json, const struct audit_refusal *refusal)
{
    text_addf(json,
              "{\"operation\":\"%s\",\"code\":\"%s\",\"times\":%" PRId32 ",\"since\":%" PRId64,
              refusal->operation, refusal->code, refusal->times, refusal->since);
    if (refusal->actor != NULL)
        text_addf(json, ",\"actor\":\"%s\"", refusal->actor);
    if (refusal->actor_id != NULL)
        text_addf(json, ",\"actor_id\":\"%s\"", refusal->actor_id);
    text_add_char(json, '}');
}

enum status store_audit_refused(struct store *store, const struct audit_refusal *refusals,
                                size_t count, store_time now)
{
    struct text json = {0};
    int rows = 0;
    if (count == 0)
        return STATUS_OK;
    for (size_t i = 0; i < count; i++) {
        text_add_char(&json, i == 0 ? '[' : ',');
        add_refusal(&json, &refusals[i]);
    }
    text_add_char(&json, ']');
    enum status status = text_status(&json);
    if (status == STATUS_OK)
        status = QUERY_DO(store, "audit_refused", &rows, json.bytes, query_number(now).text);
    text_free(&json);
    return status;
}

/* ---- checking */

const char *audit_break_word(enum audit_break kind)
{
    static const char *const words[] = {
#define AUDIT_BREAK_WORD(name, word, sentence) word,
        AUDIT_BREAKS(AUDIT_BREAK_WORD)
#undef AUDIT_BREAK_WORD
    };
    return words[kind];
}

const char *audit_break_sentence(enum audit_break kind)
{
    static const char *const sentences[] = {
#define AUDIT_BREAK_SENTENCE(name, word, sentence) sentence,
        AUDIT_BREAKS(AUDIT_BREAK_SENTENCE)
#undef AUDIT_BREAK_SENTENCE
    };
    return sentences[kind];
}

struct walk {
    const struct audit_head *expect; /* NULL: none */
    audit_tell *tell;
    void *context;
    struct audit_report report;
};

static void break_at(struct walk *walk, enum audit_break kind, int64_t number, int64_t row)
{
    walk->report.broken = kind;
    walk->report.broken_number = number;
    walk->report.broken_row = row;
}

static enum status read_page(struct store *store, int64_t after, PGresult **ret_page)
{
    return QUERY(store, "audit_sealed", ret_page, query_number(after).text,
                 query_number(AUDIT_BATCH).text);
}

/* Which row of the page, whose first is wrong, fits there by the first's hash or by its own. */
static int find_row(const struct audit_head *before, const PGresult *page)
{
    struct audit_head first = stored_head(page, 0);
    for (int i = 1; i < PQntuples(page); i++) {
        struct audit_head head = link_row(before, page, i);
        struct audit_head own = stored_head(page, i);
        if (same_hash(&head.hash, &first.hash) || same_hash(&head.hash, &own.hash))
            return i;
    }
    return 0;
}

/* Where the next row follows from what the hash should be, the hash was changed; else the row. */
static bool seal_was_changed(const struct audit_head *before, const PGresult *page)
{
    if (PQntuples(page) < 2)
        return false;
    struct audit_head head = link_row(before, page, 0);
    struct audit_head next = link_row(&head, page, 1);
    struct audit_head stored = stored_head(page, 1);
    return same_hash(&next.hash, &stored.hash);
}

/* The page begins with the seal that does not follow from the head. */
static void tell_difference(struct walk *walk, const PGresult *page)
{
    const struct audit_head *before = &walk->report.head;
    int other = find_row(before, page);
    enum audit_break kind = other > 0                        ? AUDIT_REORDERED
                            : seal_was_changed(before, page) ? AUDIT_SEAL_CHANGED
                                                             : AUDIT_ROW_CHANGED;
    break_at(walk, kind, before->number + 1, number_cell(page, other, "id"));
}

/* The next seal: followed, or where the chain breaks. *ret_differs: its hash is another. */
static void follow(struct walk *walk, const PGresult *page, int row, bool *ret_differs)
{
    struct audit_head stored = stored_head(page, row);
    int64_t number = walk->report.head.number + 1;
    if (stored.number != number) {
        break_at(walk, AUDIT_SEAL_MISSING, number, 0);
        return;
    }
    if (query_cell(page, row, "id") == NULL) {
        break_at(walk, AUDIT_ROW_MISSING, number, 0);
        return;
    }
    struct audit_head head = link_row(&walk->report.head, page, row);
    *ret_differs = !same_hash(&head.hash, &stored.hash);
    if (*ret_differs)
        return;
    walk->report.head = head;
    if (walk->expect != NULL && walk->expect->number == number &&
        !same_hash(&walk->expect->hash, &head.hash))
        break_at(walk, AUDIT_OTHER_HEAD, number, number_cell(page, row, "id"));
}

static enum status walk_page(struct store *store, struct walk *walk, int *ret_count)
{
    PGresult *page = NULL;
    bool differs = false;
    /* Seals below 1, which the schema refuses, are seen as well. */
    int64_t after = walk->report.head.number == 0 ? INT64_MIN : walk->report.head.number;
    enum status status = read_page(store, after, &page);
    if (status != STATUS_OK)
        return status;
    *ret_count = PQntuples(page);
    for (int i = 0; i < *ret_count && !differs && walk->report.broken == AUDIT_WHOLE; i++)
        follow(walk, page, i, &differs);
    PQclear(page);
    if (!differs)
        return STATUS_OK;
    status = read_page(store, walk->report.head.number, &page);
    if (status == STATUS_OK) {
        tell_difference(walk, page);
        PQclear(page);
    }
    return status;
}

static enum status count_rows(struct store *store, struct walk *walk, int64_t *ret_lost)
{
    PGresult *result = NULL;
    enum status status = query_run(store, "audit_counts", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    walk->report.sealed = number_cell(result, 0, "sealed");
    walk->report.unsealed = number_cell(result, 0, "unsealed");
    walk->report.lost = number_cell(result, 0, "lost");
    *ret_lost = number_cell(result, 0, "first_lost");
    PQclear(result);
    return STATUS_OK;
}

static void say(const struct walk *walk, int64_t done)
{
    if (walk->tell != NULL)
        walk->tell(walk->context, done, walk->report.sealed);
}

static enum status verify(struct store *store, void *context)
{
    struct walk *walk = context;
    int64_t lost = 0;
    walk->report = (struct audit_report){.broken = AUDIT_WHOLE};
    say(walk, 0);
    enum status status = count_rows(store, walk, &lost);
    for (int count = AUDIT_BATCH;
         count == AUDIT_BATCH && walk->report.broken == AUDIT_WHOLE && status == STATUS_OK;) {
        say(walk, walk->report.head.number);
        status = walk_page(store, walk, &count);
    }
    if (walk->report.broken != AUDIT_WHOLE)
        return status;
    if (walk->expect != NULL && walk->expect->number > walk->report.head.number)
        break_at(walk, AUDIT_CUT_OFF, walk->report.head.number + 1, 0);
    else if (walk->report.lost > 0)
        break_at(walk, AUDIT_NEVER_SEALED, 0, lost);
    return status;
}

enum status store_audit_verify(struct store *store, const struct audit_head *expect,
                               audit_tell *tell, void *context, struct audit_report *ret_report)
{
    struct walk walk = {.expect = expect, .tell = tell, .context = context};
    enum status status = query_transaction(store, "begin_read", verify, &walk);
    if (status == STATUS_OK)
        *ret_report = walk.report;
    return status;
}
