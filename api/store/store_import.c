#include "api/store/store_import.h"

#include "api/store/store_erasure.h"
#include "api/store/store_group.h"
#include "api/store/store_query.h"
#include "api/wire/shape_json.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define IMPORT_LOCK "118049275213570" /* beside MIGRATION_LOCK */

/* External ids that came before in this import, by digest: a table of slots, open addressing, at
 * most half full. A digest of all zeros is a free slot. */
struct seen {
    struct digest *slots;
    size_t capacity; /* a power of two */
    size_t count;
};

/* A person of the batch whose external id is new to this import. */
struct import_item {
    const char *external_id;
    size_t index;                 /* among the people of the batch */
    size_t json_start, json_size; /* in store_import.people */
};

struct store_import {
    struct store *store;
    store_time now;
    struct seen seen;
    struct text people;  /* [{id, content, person}] of the batch */
    struct text lists;   /* [{id, person}] of those who are new or changed */
    struct text clear;   /* "{id,…}" of those who changed */
    struct text written; /* "{id,…" of all batches: who is new or changed */
    struct import_item items[STORE_IMPORT_BATCH_MAX];
    size_t item_count;
    enum store_outcome outcomes[STORE_IMPORT_BATCH_MAX];
    size_t counts[OUTCOME_COUNT];
    unsigned char key[TOKEN_KEY_SIZE]; /* of the hashes of those erased */
    struct digest hashes[STORE_IMPORT_BATCH_MAX];
};

/* ---- external ids seen */

static bool is_free(const struct digest *slot)
{
    static const struct digest zero;
    return memcmp(slot, &zero, sizeof zero) == 0;
}

/* The slot of digest: its own, or the free one where it would stand. */
static struct digest *seen_slot(const struct seen *seen, const struct digest *digest)
{
    size_t i = 0;
    memcpy(&i, digest->bytes, sizeof i);
    for (;; i++) {
        struct digest *slot = &seen->slots[i & (seen->capacity - 1)];
        if (is_free(slot) || memcmp(slot, digest, sizeof *slot) == 0)
            return slot;
    }
}

static enum status seen_grow(struct seen *seen)
{
    struct seen larger = {.capacity = seen->capacity == 0 ? 1024 : seen->capacity * 2};
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL)
        return STATUS_MEMORY;
    larger.count = seen->count;
    for (size_t i = 0; i < seen->capacity; i++)
        if (!is_free(&seen->slots[i]))
            *seen_slot(&larger, &seen->slots[i]) = seen->slots[i];
    free(seen->slots);
    *seen = larger;
    return STATUS_OK;
}

/* CONFLICT when the external id came before. */
static enum status seen_add(struct seen *seen, const char *external_id)
{
    if (seen->count * 2 >= seen->capacity && seen_grow(seen) != STATUS_OK)
        return STATUS_MEMORY;
    struct digest digest = digest_of(external_id, strlen(external_id));
    struct digest *slot = seen_slot(seen, &digest);
    if (!is_free(slot))
        return STATUS_CONFLICT;
    *slot = digest;
    seen->count++;
    return STATUS_OK;
}

/* ---- begin and end */

enum status store_import_begin(struct store *store, store_time now,
                               struct store_import **ret_import)
{
    struct store_import *import = calloc(1, sizeof *import);
    if (import == NULL)
        return STATUS_MEMORY;
    import->store = store;
    import->now = now;
    PGresult *result = NULL;
    enum status status = query_begin(store, "begin_write");
    if (status == STATUS_OK)
        status = QUERY(store, "import_lock", &result, IMPORT_LOCK);
    if (status == STATUS_OK && query_cell(result, 0, "locked")[0] != 't')
        status = link_fail(store, STATUS_CONFLICT, "another import is running");
    PQclear(result);
    if (status == STATUS_OK)
        status = store_erasure_beside(store);
    if (status == STATUS_OK)
        status = store_groups_beside(store);
    if (status == STATUS_OK)
        status = store_token_key(store, import->key);
    if (status != STATUS_OK) {
        store_import_free(import);
        return status;
    }
    *ret_import = import;
    return STATUS_OK;
}

void store_import_free(struct store_import *import)
{
    if (import == NULL)
        return;
    query_rollback(import->store);
    free(import->seen.slots);
    text_free(&import->people);
    text_free(&import->lists);
    text_free(&import->clear);
    text_free(&import->written);
    free(import);
}

const size_t *store_import_counts(const struct store_import *import)
{
    return import->counts;
}

/* ---- a batch: who was erased */

static int compare_hex(const void *key, const void *element)
{
    const char *const *cell = element;
    return strcmp(key, *cell);
}

/* Marks those whose hash is among the cells, which are in order. */
static void mark_erased(struct store_import *import, size_t count, const char *const *cells,
                        size_t cell_count)
{
    for (size_t i = 0; i < count; i++) {
        char hex[DIGEST_HEX_SIZE];
        digest_hex(&import->hashes[i], hex);
        if (bsearch(hex, cells, cell_count, sizeof *cells, compare_hex) != NULL)
            import->outcomes[i] = OUTCOME_ERASED;
    }
}

static enum status ask_erased(struct store_import *import, const char *hashes, size_t count)
{
    const char *cells[STORE_IMPORT_BATCH_MAX];
    PGresult *result = NULL;
    enum status status = QUERY(import->store, "erasure_known", &result, hashes);
    if (status != STATUS_OK)
        return status;
    size_t known = (size_t)PQntuples(result);
    for (size_t i = 0; i < known && i < STORE_IMPORT_BATCH_MAX; i++)
        cells[i] = query_cell(result, (int)i, "hash");
    mark_erased(import, count, cells, known);
    PQclear(result);
    return STATUS_OK;
}

/* Sets the outcome of each: ERASED, or UNCHANGED for now. */
static enum status find_erased(struct store_import *import, const struct person *people,
                               size_t count)
{
    struct text hashes = {0};
    for (size_t i = 0; i < count; i++) {
        import->outcomes[i] = OUTCOME_UNCHANGED;
        import->hashes[i] = erasure_hash(import->key, people[i].external_id);
        struct query_bytes bytes = query_bytes(import->hashes[i].bytes, DIGEST_SIZE);
        text_addf(&hashes, "%c\"\\%s\"", i == 0 ? '{' : ',', bytes.text);
    }
    text_add_char(&hashes, '}');
    enum status status = text_status(&hashes);
    if (status == STATUS_OK)
        status = ask_erased(import, hashes.bytes, count);
    text_free(&hashes);
    return status;
}

/* ---- a batch: what is said of each */

/* Adds {id, person, content} to the batch; the content is the digest of the person's JSON without
 * id and version, of which a file knows nothing. */
static void write_person(struct store_import *import, const struct person *person,
                         struct import_item *item)
{
    struct person bare = *person;
    bare.id = NULL;
    bare.version = 0;
    bare.erase_at = 0;
    char id[STORE_ID_SIZE];
    store_id_new(import->now, id);
    struct text *text = &import->people;
    text_addf(text, "%c{\"id\":\"%s\",\"person\":", text->size == 0 ? '[' : ',', id);
    item->json_start = text->size;
    shape_to_json(&person_shape, &bare, 0, text);
    if (text->failed)
        return;
    item->json_size = text->size - item->json_start;
    struct digest digest = digest_of(text->bytes + item->json_start, item->json_size);
    char content[DIGEST_HEX_SIZE];
    digest_hex(&digest, content);
    text_addf(text, ",\"content\":\"%s\"}", content);
}

static int compare_items(const void *a, const void *b)
{
    const struct import_item *left = a;
    const struct import_item *right = b;
    return strcmp(left->external_id, right->external_id);
}

/* Leaves items in order of external id, so that what comes back finds its item. */
static enum status write_batch(struct store_import *import, const struct person *people,
                               size_t count)
{
    text_clear(&import->people);
    import->item_count = 0;
    for (size_t i = 0; i < count; i++) {
        enum status status = seen_add(&import->seen, people[i].external_id);
        if (status == STATUS_MEMORY)
            return status;
        if (status != STATUS_OK && import->outcomes[i] != OUTCOME_ERASED)
            import->outcomes[i] = OUTCOME_REPEATED;
        if (import->outcomes[i] != OUTCOME_UNCHANGED)
            continue;
        struct import_item *item = &import->items[import->item_count++];
        *item = (struct import_item){people[i].external_id, i, 0, 0};
        write_person(import, &people[i], item);
    }
    text_add(&import->people, import->item_count == 0 ? "[]" : "]");
    qsort(import->items, import->item_count, sizeof import->items[0], compare_items);
    return text_status(&import->people);
}

/* ---- what PostgreSQL says is new or changed, and so gets its lists written */

static void take_row(struct store_import *import, const PGresult *result, int row)
{
    struct import_item key = {.external_id = query_cell(result, row, "external_id")};
    const struct import_item *item =
        bsearch(&key, import->items, import->item_count, sizeof import->items[0], compare_items);
    assert(item != NULL);
    const char *id = query_cell(result, row, "id");
    bool created = query_cell(result, row, "created")[0] == 't';
    import->outcomes[item->index] = created ? OUTCOME_CREATED : OUTCOME_CHANGED;
    struct text *lists = &import->lists;
    text_addf(lists, "%c{\"id\":\"%s\",\"person\":", lists->size == 0 ? '[' : ',', id);
    text_add_bytes(lists, import->people.bytes + item->json_start, item->json_size);
    text_add_char(lists, '}');
    text_addf(&import->written, "%c%s", import->written.size == 0 ? '{' : ',', id);
    if (!created)
        text_addf(&import->clear, "%c%s", import->clear.size == 0 ? '{' : ',', id);
}

static enum status write_people(struct store_import *import, struct faults *faults)
{
    struct query_number now = query_number(import->now);
    const char *values[] = {import->people.bytes, now.text};
    PGresult *result = NULL;
    enum status status =
        query_run_faults(import->store, "import_people", values, 2, faults, &result);
    if (status != STATUS_OK)
        return status;
    text_clear(&import->lists);
    text_clear(&import->clear);
    for (int row = 0; row < PQntuples(result); row++)
        take_row(import, result, row);
    PQclear(result);
    status = text_status(&import->lists);
    return status == STATUS_OK ? text_status(&import->clear) : status;
}

static enum status write_lists(struct store_import *import, struct faults *faults)
{
    enum status status = STATUS_OK;
    PGresult *result = NULL;
    int rows = 0;
    if (import->clear.size > 0) {
        text_add_char(&import->clear, '}');
        status = text_status(&import->clear);
        if (status == STATUS_OK)
            status = QUERY_DO(import->store, "people_clear_lists", &rows, import->clear.bytes);
    }
    if (status != STATUS_OK || import->lists.size == 0)
        return status;
    text_add_char(&import->lists, ']');
    status = text_status(&import->lists);
    const char *values[] = {import->lists.bytes};
    if (status == STATUS_OK)
        status = query_run_faults(import->store, "people_add_lists", values, 1, faults, &result);
    if (status == STATUS_OK)
        PQclear(result);
    return status;
}

enum status store_import_add(struct store_import *import, const struct person *people, size_t count,
                             struct faults *faults, enum store_outcome *ret_outcomes)
{
    assert(count >= 1 && count <= STORE_IMPORT_BATCH_MAX);
    enum status status = find_erased(import, people, count);
    if (status == STATUS_OK)
        status = write_batch(import, people, count);
    if (status == STATUS_OK)
        status = write_people(import, faults);
    if (status == STATUS_OK)
        status = write_lists(import, faults);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        import->counts[import->outcomes[i]]++;
    if (ret_outcomes != NULL)
        memcpy(ret_outcomes, import->outcomes, count * sizeof *ret_outcomes);
    return STATUS_OK;
}

/* ---- the end */

/* Whom the rules of groups take among those who are new or changed. */
static enum status derive_memberships(struct store_import *import)
{
    struct group_count count;
    if (import->written.size == 0)
        return STATUS_OK;
    text_add_char(&import->written, '}');
    const struct group_scope scope = {.people = import->written.bytes};
    enum status status = text_status(&import->written);
    return status != STATUS_OK ? status
                               : store_group_derive(import->store, &scope, import->now, &count);
}

enum status store_import_commit(struct store_import *import, const struct digest *digest,
                                const char *by, const char *report)
{
    struct query_bytes hash = query_bytes(digest->bytes, DIGEST_SIZE);
    struct query_number now = query_number(import->now);
    struct query_number counts[OUTCOME_COUNT];
    for (int i = 0; i < OUTCOME_COUNT; i++)
        counts[i] = query_number((int64_t)import->counts[i]);
    int rows = 0;
    enum status status = derive_memberships(import);
    if (status != STATUS_OK)
        return status;
    status = QUERY_DO(import->store, "import_add", &rows, hash.text, by, now.text,
                      counts[OUTCOME_CREATED].text, counts[OUTCOME_CHANGED].text,
                      counts[OUTCOME_UNCHANGED].text, counts[OUTCOME_REPEATED].text, report);
    return status == STATUS_OK ? query_commit(import->store) : status;
}
