#include "scoring/tsv.h"

#include <string.h>

struct tsv tsv_start(const char *bytes, size_t size)
{
    struct tsv tsv = {.bytes = bytes, .size = size};
    if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        tsv.at = 3;
    return tsv;
}

static void cut_cells(struct tsv *tsv, const char *row, size_t size)
{
    tsv->count = 0;
    const char *end = row + size;
    for (;;) {
        const char *tab = memchr(row, '\t', (size_t)(end - row));
        const char *stop = tab == NULL ? end : tab;
        if (tsv->count < TSV_CELLS_MAX)
            tsv->cells[tsv->count] = (struct tsv_cell){row, (size_t)(stop - row)};
        tsv->count++;
        if (tab == NULL)
            return;
        row = tab + 1;
    }
}

bool tsv_next(struct tsv *tsv)
{
    while (tsv->at < tsv->size) {
        const char *row = tsv->bytes + tsv->at;
        const char *feed = memchr(row, '\n', tsv->size - tsv->at);
        size_t size = feed == NULL ? tsv->size - tsv->at : (size_t)(feed - row);
        tsv->at += size + (feed != NULL);
        tsv->line++;
        if (size > 0 && row[size - 1] == '\r')
            size--;
        if (size == 0 || row[0] == '#')
            continue;
        cut_cells(tsv, row, size);
        return true;
    }
    return false;
}

bool tsv_cell_is(struct tsv_cell cell, const char *text)
{
    return cell.size == strlen(text) && memcmp(cell.bytes, text, cell.size) == 0;
}

int tsv_column(const struct tsv *tsv, const char *name)
{
    size_t count = tsv->count < TSV_CELLS_MAX ? tsv->count : TSV_CELLS_MAX;
    for (size_t i = 0; i < count; i++)
        if (tsv_cell_is(tsv->cells[i], name))
            return (int)i;
    return -1;
}
