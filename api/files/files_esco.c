#include "api/files/files_esco.h"

#include "api/files/files_read.h"
#include "api/wire/csv.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LABELS_MAX     ((size_t)4 << 20)
#define LABEL_SIZE_MAX ((size_t)500)
#define COLUMNS_MAX    64
#define FILES_MAX      64

static const struct csv_limits limits = {.cell_size_max = (size_t)1 << 18,
                                         .row_size_max = (size_t)1 << 20,
                                         .cell_count_max = COLUMNS_MAX};

/* A file of ESCO's download. How to add one: a row. code_column has the code, or a URI that ends
 * in it and holds within (rows whose URI does not are passed over). */
static const struct esco_kind {
    const char *prefix;
    enum scheme scheme;
    const char *code_column, *within;
} kinds[] = {
    {"occupations", SCHEME_ISCO, "iscoGroup", ""},
    {"ISCOGroups", SCHEME_ISCO, "code", ""},
    {"skillGroups", SCHEME_ISCED, "conceptUri", "/isced-f/"},
};

/* Columns with labels; the first must be there. Several labels stand on lines of their own. */
static const char *const label_columns[] = {"preferredLabel", "altLabels", "hiddenLabels"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The suffixes read, and the language the labels are then of. */
static const struct esco_language {
    const char *suffix, *language;
} esco_languages[] = {
    {"nl", "nl"}, {"sv", "sv"}, {"nb", "nb"}, {"nn", "nn"}, {"no", "nb"},
    {"da", "da"}, {"de", "de"}, {"fr", "fr"}, {"en", "en"},
};

struct esco_label {
    const char *code, *language, *label;
};

struct label_list {
    struct esco_label *items;
    size_t count, capacity;
};

struct import {
    const struct taxonomies *taxonomies;
    struct arena *arena;
    struct faults *faults;
    struct label_list lists[SCHEME_COUNT];
    struct esco_report report;
    bool row_faults;
};

/* One file on its way in. */
struct reading_file {
    struct import *import;
    const struct esco_kind *kind;
    const char *language, *path;
    struct csv *csv;
    bool headed;
    int code, labels[COUNT(label_columns)];
};

/* ---- rows */

static int column(const struct csv_row *row, const char *name)
{
    for (size_t i = 0; i < row->count && i < COLUMNS_MAX; i++)
        if (strcmp(row->cells[i].bytes, name) == 0)
            return (int)i;
    return -1;
}

static enum status missing(const struct reading_file *file, const char *name)
{
    return fault_add(file->import->faults, 1, file->path, "missing_column",
                     "there is no column \"%s\": is this a file of ESCO's CSV download?", name);
}

static enum status read_header(struct reading_file *file, struct csv_row *row)
{
    static const char mark[] = "\xef\xbb\xbf"; /* a byte order mark */
    if (row->count > 0 && strncmp(row->cells[0].bytes, mark, 3) == 0)
        memmove(row->cells[0].bytes, row->cells[0].bytes + 3, row->cells[0].size - 2);
    file->headed = true;
    file->code = column(row, file->kind->code_column);
    if (file->code < 0)
        return missing(file, file->kind->code_column);
    for (size_t i = 0; i < COUNT(label_columns); i++)
        file->labels[i] = column(row, label_columns[i]);
    return file->labels[0] < 0 ? missing(file, label_columns[0]) : STATUS_OK;
}

static enum status add_label(struct reading_file *file, node_id node, const char *label,
                             size_t size)
{
    struct import *import = file->import;
    struct label_list *list = &import->lists[file->kind->scheme];
    text_trim(&label, &size);
    if (size == 0 || size > LABEL_SIZE_MAX)
        return STATUS_OK;
    if (list->count == LABELS_MAX)
        return STATUS_TOO_LARGE;
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 4096 : list->capacity * 2;
        struct esco_label *items = reallocarray(list->items, capacity, sizeof *items);
        if (items == NULL)
            return STATUS_MEMORY;
        list->items = items;
        list->capacity = capacity;
    }
    char *copy = arena_copy(import->arena, label, size);
    if (copy == NULL)
        return STATUS_MEMORY;
    for (char *c = copy; *c != '\0'; c++)
        *c = *c == '\t' ? ' ' : *c;
    list->items[list->count++] = (struct esco_label){
        taxonomy_code(import->taxonomies->of[file->kind->scheme], node), file->language, copy};
    return STATUS_OK;
}

/* A label a line. */
static enum status add_labels(struct reading_file *file, node_id node, const struct csv_cell *cell)
{
    enum status status = STATUS_OK;
    for (size_t at = 0; at < cell->size && status == STATUS_OK;) {
        const char *feed = memchr(cell->bytes + at, '\n', cell->size - at);
        size_t end = feed == NULL ? cell->size : (size_t)(feed - cell->bytes);
        status = add_label(file, node, cell->bytes + at, end - at);
        at = end + 1;
    }
    return status;
}

static enum status bad_row(struct reading_file *file, const struct csv_row *row, const char *code,
                           const char *detail)
{
    file->import->row_faults = true;
    (void)fault_add(file->import->faults, row->line, file->path, code, "%s", detail);
    return STATUS_OK;
}

/* False when the row is of another kind of concept. */
static bool find_code(const struct reading_file *file, const struct csv_row *row,
                      const char **ret_code)
{
    const char *code = row->cells[file->code].bytes;
    const char *within = strstr(code, file->kind->within);
    if (within == NULL)
        return false;
    *ret_code = within + strlen(file->kind->within);
    return true;
}

static enum status add_row(struct reading_file *file, const struct csv_row *row)
{
    const char *code = "";
    if (row->fault != CSV_SOUND)
        return bad_row(file, row, "bad_row", "the row is too long, has a NUL or a stray quote");
    if (row->count <= (size_t)file->code || row->count <= (size_t)file->labels[0])
        return bad_row(file, row, "cut_short", "the row has fewer cells than the header");
    if (!find_code(file, row, &code))
        return STATUS_OK;
    const struct taxonomy *taxonomy = file->import->taxonomies->of[file->kind->scheme];
    node_id node = taxonomy_find(taxonomy, code, strlen(code));
    if (node == NODE_NONE)
        return bad_row(file, row, "unknown_code", "the code of the row is none Kring knows");
    enum status status = STATUS_OK;
    for (size_t i = 0; i < COUNT(label_columns) && status == STATUS_OK; i++) {
        if (file->labels[i] < 0 || row->count <= (size_t)file->labels[i])
            continue;
        const struct csv_cell *cell = &row->cells[file->labels[i]];
        status = text_utf8_fault(cell->bytes, cell->size) == cell->size
                     ? add_labels(file, node, cell)
                     : bad_row(file, row, "not_utf8", "a label is not UTF-8");
    }
    return status;
}

static enum status take_row(void *context, struct csv_row *row)
{
    struct reading_file *file = context;
    return file->headed ? add_row(file, row) : read_header(file, row);
}

static enum status take_piece(void *context, const char *bytes, size_t size)
{
    struct reading_file *file = context;
    return csv_feed(file->csv, bytes, size);
}

/* ---- files */

static enum status read_file(struct import *import, const struct esco_kind *kind,
                             const char *language, const char *path)
{
    struct reading_file file = {.import = import, .kind = kind, .language = language, .path = path};
    enum status status = csv_new(limits, take_row, &file, &file.csv);
    if (status == STATUS_OK)
        status = files_stream(path, FILES_SEED_SIZE_MAX * 4, take_piece, &file, import->faults);
    if (status == STATUS_OK && csv_finish(file.csv) == STATUS_SYNTAX)
        status = fault_add(import->faults, csv_quote_line(file.csv), path, "open_quote",
                           "a quoted cell that begins here does not end");
    if (status == STATUS_OK && !file.headed)
        status = fault_add(import->faults, 0, path, "empty", "the file has no header row");
    csv_free(file.csv);
    import->report.files += status == STATUS_OK;
    return status;
}

/* The kind a file name is of, with the suffix between "_" and ".csv"; NULL for other files. */
static const struct esco_kind *kind_of(const char *name, const char **ret_suffix, size_t *ret_size)
{
    size_t size = strlen(name);
    if (size < 4 || strcmp(name + size - 4, ".csv") != 0)
        return NULL;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t prefix = strlen(kinds[i].prefix);
        if (size < prefix + 5 || memcmp(name, kinds[i].prefix, prefix) != 0 || name[prefix] != '_')
            continue;
        *ret_suffix = name + prefix + 1;
        *ret_size = size - prefix - 5;
        return &kinds[i];
    }
    return NULL;
}

static const char *language_of(const char *suffix, size_t size)
{
    for (size_t i = 0; i < COUNT(esco_languages); i++)
        if (strlen(esco_languages[i].suffix) == size &&
            memcmp(esco_languages[i].suffix, suffix, size) == 0)
            return esco_languages[i].language;
    return NULL;
}

static enum status take_file(struct import *import, const char *folder, const char *name)
{
    const char *suffix = NULL;
    size_t size = 0;
    struct esco_report *report = &import->report;
    const struct esco_kind *kind = kind_of(name, &suffix, &size);
    if (kind == NULL)
        return STATUS_OK;
    const char *language = language_of(suffix, size);
    const char *path = arena_printf(import->arena, "%s/%s", folder, name);
    if (path == NULL)
        return STATUS_MEMORY;
    if (language != NULL)
        return read_file(import, kind, language, path);
    if (report->passed_over_count < ESCO_PASSED_OVER_MAX)
        report->passed_over[report->passed_over_count++] = path;
    return STATUS_OK;
}

/* All of them, so that all that is wrong is told at once. */
static enum status take_files(struct import *import, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    if (count < 0) {
        (void)fault_add(import->faults, 0, folder, "not_found", "the folder cannot be read: %s",
                        strerror(errno));
        return STATUS_NOT_FOUND;
    }
    enum status result = STATUS_OK;
    for (int i = 0; i < count; i++) {
        enum status status = take_file(import, folder, entries[i]->d_name);
        result = result == STATUS_OK ? status : result;
        free(entries[i]);
    }
    free(entries);
    if (result == STATUS_OK && import->report.files == 0) {
        (void)fault_add(import->faults, 0, folder, "not_found",
                        "there is no occupations_xx.csv, ISCOGroups_xx.csv or skillGroups_xx.csv");
        return STATUS_NOT_FOUND;
    }
    return result;
}

/* ---- writing */

static int compare_labels(const void *left, const void *right)
{
    const struct esco_label *a = left, *b = right;
    int order = strcmp(a->code, b->code);
    order = order == 0 ? strcmp(a->language, b->language) : order;
    return order == 0 ? strcmp(a->label, b->label) : order;
}

static size_t write_rows(const struct label_list *list, enum scheme scheme, struct text *text)
{
    size_t written = 0;
    text_addf(text,
              "# title: labels of ESCO for %s\n"
              "# source: ESCO (European Commission), read by kring import esco\n"
              "code\tlanguage\tlabel\n",
              scheme_word(scheme));
    for (size_t i = 0; i < list->count; i++) {
        const struct esco_label *item = &list->items[i];
        if (i > 0 && compare_labels(item, item - 1) == 0)
            continue;
        text_addf(text, "%s\t%s\t%s\n", item->code, item->language, item->label);
        written++;
    }
    return written;
}

/* First beside the old file, then in its place: a reader sees the old labels or the new. */
static enum status replace_file(const char *path, const struct text *text, struct faults *faults)
{
    char beside[PATH_MAX];
    if (snprintf(beside, sizeof beside, "%s.new", path) >= (int)sizeof beside)
        return STATUS_TOO_LARGE;
    enum status status = files_write(beside, text->bytes, text->size, faults);
    if (status == STATUS_OK && rename(beside, path) != 0) {
        (void)fault_add(faults, 0, path, "io", "it cannot be replaced: %s", strerror(errno));
        status = STATUS_IO;
    }
    return status;
}

static enum status write_scheme(struct import *import, const char *data_folder, enum scheme scheme)
{
    struct label_list *list = &import->lists[scheme];
    struct text text = {0};
    if (list->count == 0)
        return STATUS_OK;
    qsort(list->items, list->count, sizeof *list->items, compare_labels);
    import->report.labels[scheme] = write_rows(list, scheme, &text);
    const char *path =
        arena_printf(import->arena, "%s/labels/%s.tsv", data_folder, scheme_word(scheme));
    enum status status = path == NULL ? STATUS_MEMORY : text_status(&text);
    if (status == STATUS_OK)
        status = replace_file(path, &text, import->faults);
    text_free(&text);
    return status;
}

static enum status make_folder(const char *path, struct faults *faults)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return STATUS_OK;
    (void)fault_add(faults, 0, path, "io", "the folder cannot be made: %s", strerror(errno));
    return STATUS_IO;
}

static enum status write_all(struct import *import, const char *data_folder)
{
    const char *labels = arena_printf(import->arena, "%s/labels", data_folder);
    enum status status = labels == NULL ? STATUS_MEMORY : make_folder(data_folder, import->faults);
    if (status == STATUS_OK)
        status = make_folder(labels, import->faults);
    for (int scheme = 0; scheme < SCHEME_COUNT && status == STATUS_OK; scheme++)
        status = write_scheme(import, data_folder, (enum scheme)scheme);
    return status;
}

enum status files_esco_import(const char *folder, const char *data_folder,
                              const struct taxonomies *taxonomies, struct arena *arena,
                              struct faults *faults, struct esco_report *ret_report)
{
    struct import import = {.taxonomies = taxonomies, .arena = arena, .faults = faults};
    enum status status = take_files(&import, folder);
    if (status == STATUS_OK)
        status = write_all(&import, data_folder);
    for (size_t i = 0; i < SCHEME_COUNT; i++)
        free(import.lists[i].items);
    if (status != STATUS_OK)
        return status;
    *ret_report = import.report;
    return import.row_faults ? STATUS_INVALID : STATUS_OK;
}
