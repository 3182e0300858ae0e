#include "api/wire/run_shortages.h"

#include "api/wire/csv.h"
#include "matcher/shortage.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <string.h>

/* The columns of shortages.csv (matcher/ROUNDS.md). */
enum column { LEVEL, STUDENTS, SEATS, SHORT_OF, FIELD, LANGUAGE, PLACE, NAME, COLUMN_COUNT };

#define CELL_SIZE_MAX ((size_t)4000)
#define FIRST_ROOM    ((size_t)16)

struct reading_rows {
    const struct taxonomies *taxonomies;
    enum label_language language;
    struct arena *arena;
    struct shortages_reply *reply;
    struct shortage_reply *items;
    size_t room;
};

static enum status read_int(const struct csv_cell *cell, int32_t *ret_value)
{
    int64_t value = 0;
    enum status status = text_to_int(cell->bytes, cell->size, 0, INT32_MAX, &value);
    if (status == STATUS_OK)
        *ret_value = (int32_t)value;
    return status;
}

/* "50.00" without its point. */
static enum status read_level(const struct csv_cell *cell, int32_t *ret_level_bp)
{
    char digits[SCORE_TEXT_SIZE];
    size_t size = 0;
    for (size_t i = 0; i < cell->size && size < sizeof digits - 1; i++)
        if (cell->bytes[i] != '.')
            digits[size++] = cell->bytes[i];
    digits[size] = '\0';
    return read_int(&(struct csv_cell){digits, size}, ret_level_bp);
}

/* The code of a kind into both; false when the taxonomies do not have it. */
static bool read_code(const struct reading_rows *rows, enum shortage_kind kind,
                      const struct csv_cell *cell, struct shortage *shortage)
{
    const struct taxonomy *taxonomy = rows->taxonomies->of[shortage_scheme(kind)];
    node_id node = cell->size == 0 ? NODE_NONE : taxonomy_find(taxonomy, cell->bytes, cell->size);
    shortage->values[kind].node = node;
    return cell->size == 0 || node != NODE_NONE;
}

/* A group of whom no field is known has no code that says so: its English name does. */
static bool is_field_unknown(const struct reading_rows *rows, struct shortage shortage,
                             const char *name)
{
    shortage.field_unknown = true;
    const char *unknown = shortage_name(rows->taxonomies, &shortage, LABEL_EN, rows->arena);
    return unknown != NULL && strcmp(unknown, name) == 0;
}

static enum status tell(const struct reading_rows *rows, const struct csv_row *row,
                        struct shortage *shortage, struct shortage_reply *item)
{
    bool known = true;
    const char *codes[SHORTAGE_KIND_COUNT] = {NULL};
    for (size_t k = 0; k < SHORTAGE_KIND_COUNT; k++) {
        const struct csv_cell *cell = &row->cells[FIELD + k];
        known = read_code(rows, (enum shortage_kind)k, cell, shortage) && known;
        codes[k] = cell->size == 0 ? NULL : arena_copy(rows->arena, cell->bytes, cell->size);
    }
    shortage->field_unknown = is_field_unknown(rows, *shortage, row->cells[NAME].bytes);
    item->field = codes[SHORTAGE_FIELD];
    item->language = codes[SHORTAGE_LANGUAGE];
    item->place = codes[SHORTAGE_PLACE];
    item->name = known ? shortage_name(rows->taxonomies, shortage, rows->language, rows->arena)
                       : arena_copy(rows->arena, row->cells[NAME].bytes, row->cells[NAME].size);
    item->sentence =
        known ? shortage_sentence(rows->taxonomies, shortage, rows->language, rows->arena)
              : item->name;
    return item->name == NULL || item->sentence == NULL ? STATUS_MEMORY : STATUS_OK;
}

static enum status make_room(struct reading_rows *rows)
{
    size_t count = rows->reply->items_count;
    if (count < rows->room)
        return STATUS_OK;
    size_t room = count == 0 ? FIRST_ROOM : 2 * count;
    struct shortage_reply *items = arena_array(rows->arena, room, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    if (count > 0)
        memcpy(items, rows->items, count * sizeof *items);
    rows->items = items;
    rows->room = room;
    return STATUS_OK;
}

static enum status take_row(void *context, struct csv_row *row)
{
    struct reading_rows *rows = context;
    struct shortage shortage = {0};
    struct shortage_reply item = {0};
    if (row->fault != CSV_SOUND || row->count != COLUMN_COUNT)
        return STATUS_INVALID;
    if (row->line == 1)
        return STATUS_OK; /* the names of the columns */
    enum status status = make_room(rows);
    if (status == STATUS_OK)
        status = read_level(&row->cells[LEVEL], &rows->reply->level_bp);
    if (status == STATUS_OK)
        status = read_int(&row->cells[STUDENTS], &item.students);
    if (status == STATUS_OK)
        status = read_int(&row->cells[SEATS], &item.seats);
    if (status == STATUS_OK)
        status = read_int(&row->cells[SHORT_OF], &item.short_of);
    shortage.group.students_count = (size_t)item.students;
    shortage.group.seats = item.seats;
    shortage.short_of = item.short_of;
    if (status == STATUS_OK)
        status = tell(rows, row, &shortage, &item);
    if (status != STATUS_OK)
        return status;
    rows->items[rows->reply->items_count++] = item;
    rows->reply->unmatched += item.short_of;
    return STATUS_OK;
}

int32_t run_shortages_level(int32_t minimum_bp)
{
    return minimum_bp > 0 ? minimum_bp : SHORTAGE_LEVEL_BP;
}

enum status run_shortages_read(const struct taxonomies *taxonomies, const char *bytes, size_t size,
                               enum label_language language, struct arena *arena,
                               struct shortages_reply *reply)
{
    struct reading_rows rows = {
        .taxonomies = taxonomies, .language = language, .arena = arena, .reply = reply};
    const struct csv_limits limits = {CELL_SIZE_MAX, 2 * CELL_SIZE_MAX, COLUMN_COUNT};
    struct csv *csv = NULL;
    reply->items_count = 0;
    reply->unmatched = 0;
    enum status status = csv_new(limits, take_row, &rows, &csv);
    if (status == STATUS_OK)
        status = csv_feed(csv, bytes, size);
    if (status == STATUS_OK)
        status = csv_finish(csv);
    csv_free(csv);
    reply->items = rows.items;
    return status;
}
