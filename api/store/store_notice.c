#include "api/store/store_notice.h"

#include "api/store/store_query.h"
#include "api/store/store_rows.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define MINUTE_MS ((store_time)60000)
#define HOUR_MS   (60 * MINUTE_MS)
#define DAY_MS    (24 * HOUR_MS)

static const char *const failure_words[] = {
#define FAILURE_WORD(name, word) word,
    NOTICE_FAILURES(FAILURE_WORD)
#undef FAILURE_WORD
};

/* How long to wait after a try; after more tries the last. */
static const store_time waits[] = {1 * MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS,
                                   6 * HOUR_MS};
#define WAITS (sizeof waits / sizeof waits[0])

const char *notice_failure_word(enum notice_failure failure)
{
    return failure_words[failure];
}

/* ---- taking */

static enum status cell_number(const PGresult *result, int row, const char *column, int64_t *ret)
{
    const char *cell = query_cell(result, row, column);
    if (cell == NULL) {
        *ret = 0;
        return STATUS_OK;
    }
    return text_to_int(cell, strlen(cell), INT64_MIN, INT64_MAX, ret) == STATUS_OK ? STATUS_OK
                                                                                   : STATUS_BROKEN;
}

static enum status read_numbers(const PGresult *result, int row, struct notice *notice)
{
    const char *failed = query_cell(result, row, "failed");
    for (int i = 1; failed != NULL && i < NOTICE_FAILURE_COUNT; i++)
        if (strcmp(failure_words[i], failed) == 0)
            notice->failed = (enum notice_failure)i;
    if ((failed != NULL) != (notice->failed != NOTICE_NONE))
        return STATUS_BROKEN;
    enum status status = cell_number(result, row, "id", &notice->id);
    if (status == STATUS_OK)
        status = cell_number(result, row, "tries", &notice->tries);
    if (status == STATUS_OK)
        status = cell_number(result, row, "deadline_at", &notice->deadline);
    return status;
}

static enum status read_texts(const PGresult *result, int row, struct arena *arena,
                              struct notice *notice)
{
    struct {
        const char *column, **text;
    } texts[] = {{"notice", &notice->word},
                 {"party", &notice->party},
                 {"email", &notice->email},
                 {"language", &notice->language}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *cell = query_cell(result, row, texts[i].column);
        *texts[i].text = arena_strdup(arena, cell);
        if (cell != NULL && *texts[i].text == NULL)
            return STATUS_MEMORY;
    }
    snprintf(notice->message_id, sizeof notice->message_id, "%s",
             query_cell(result, row, "message_id"));
    return STATUS_OK;
}

static enum status read_notices(const PGresult *result, struct arena *arena,
                                struct notice **ret_notices, size_t *ret_count)
{
    int count = PQntuples(result);
    struct notice *notices = arena_array(arena, (size_t)count, sizeof *notices);
    if (notices == NULL)
        return STATUS_MEMORY;
    memset(notices, 0, (size_t)count * sizeof *notices);
    for (int i = 0; i < count; i++) {
        enum status status = read_numbers(result, i, &notices[i]);
        if (status == STATUS_OK)
            status = read_texts(result, i, arena, &notices[i]);
        if (status != STATUS_OK)
            return status;
    }
    *ret_notices = notices;
    *ret_count = (size_t)count;
    return STATUS_OK;
}

enum status store_notice_take(struct store *store, store_time now, int64_t days,
                              struct arena *arena, struct notice **ret_notices, size_t *ret_count)
{
    struct query_number at = query_number(now);
    struct query_number until = query_number(now + NOTICE_TAKEN_MS);
    struct query_number batch = query_number(NOTICE_BATCH);
    struct query_number stale = query_number(now - days * DAY_MS);
    PGresult *result = NULL;
    enum status status =
        QUERY(store, "notice_take", &result, at.text, until.text, batch.text, stale.text);
    if (status == STATUS_OK)
        status = read_notices(result, arena, ret_notices, ret_count);
    PQclear(result);
    return status;
}

/* ---- what came of it */

enum status store_notice_sent(struct store *store, const struct notice *notice, store_time now)
{
    struct query_number id = query_number(notice->id);
    struct query_number at = query_number(now);
    int rows = 0;
    return QUERY_DO(store, "notice_sent", &rows, id.text, at.text);
}

enum status store_notice_failed(struct store *store, const struct notice *notice,
                                enum notice_failure why, store_time now)
{
    size_t tried = (size_t)notice->tries < WAITS ? (size_t)notice->tries : WAITS;
    bool again = why == NOTICE_UNREACHABLE;
    struct query_number id = query_number(notice->id);
    struct query_number tries = query_number(notice->tries);
    struct query_number next = query_number(now + waits[tried - 1]);
    int rows = 0;
    assert(notice->tries > 0 && why != NOTICE_NONE);
    return QUERY_DO(store, "notice_failed", &rows, id.text, tries.text, again ? next.text : NULL,
                    again ? NULL : failure_words[why]);
}

enum status store_notice_give_back(struct store *store, const struct notice *notices, size_t count,
                                   store_time now)
{
    struct text ids = {0};
    struct text tries = {0};
    struct query_number at = query_number(now);
    int rows = 0;
    for (size_t i = 0; i < count; i++) {
        text_addf(&ids, "%s%lld", i == 0 ? "{" : ",", (long long)notices[i].id);
        text_addf(&tries, "%s%lld", i == 0 ? "{" : ",", (long long)notices[i].tries);
    }
    text_add(&ids, count == 0 ? "{}" : "}");
    text_add(&tries, count == 0 ? "{}" : "}");
    enum status status = text_status(&ids) == STATUS_OK ? text_status(&tries) : STATUS_MEMORY;
    if (status == STATUS_OK)
        status = QUERY_DO(store, "notice_give_back", &rows, ids.bytes, tries.bytes, at.text);
    text_free(&ids);
    text_free(&tries);
    return status;
}

/* ---- keeping house */

enum status store_notice_waiting(struct store *store, int64_t *ret_count)
{
    PGresult *result = NULL;
    enum status status = query_run(store, "notice_waiting", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    status = cell_number(result, 0, "count", ret_count);
    PQclear(result);
    return status;
}

enum status store_notice_counts(struct store *store, store_time now, struct arena *arena,
                                struct notice_counts *ret_counts)
{
    struct notice_counts counts = {0};
    struct query_number at = query_number(now);
    PGresult *result = NULL;
    enum status status = QUERY(store, "notice_counts", &result, at.text);
    if (status != STATUS_OK)
        return status;
    struct rows_plan plan = rows_plan(result, &notice_counts_shape);
    status = rows_fill(&plan, result, 0, arena, &counts);
    PQclear(result);
    if (status == STATUS_OK)
        *ret_counts = counts;
    return status;
}

enum status store_notice_retry(struct store *store, enum notice_failure why, store_time now,
                               int64_t days, int *ret_count)
{
    struct query_number stale = query_number(now - days * DAY_MS);
    return QUERY_DO(store, "notice_retry", ret_count,
                    why == NOTICE_NONE ? NULL : failure_words[why], stale.text);
}
