#include "api/files/files_demo.h"

#include "api/files/demo_people.h"
#include "api/files/files_read.h"
#include "api/wire/csv_words.h"

#include <string.h>

#define PIECE_SIZE ((size_t)1 << 18)

struct writing {
    struct demo_draw draw;
    const struct demo_request *request;
    uint64_t alumni, students; /* written so far */
    bool header;
};

static void add_header(struct text *text)
{
    static const char *const names[] = {
#define COLUMN_NAME(name) #name,
        DEMO_COLUMNS(COLUMN_NAME)
#undef COLUMN_NAME
    };
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        text_addf(text, i == 0 ? "%s" : ",%s", names[i]);
    text_add_char(text, '\n');
}

static void add_cell(struct text *text, const struct text *cell)
{
    if (cell->size == 0)
        return;
    if (strpbrk(cell->bytes, ",\"\n") == NULL)
        text_add_bytes(text, cell->bytes, cell->size);
    else
        csv_add_quoted(cell->bytes, text);
}

static void add_row(struct writing *writing, bool student, uint64_t number, struct text *text)
{
    demo_draw_person(&writing->draw, writing->request->seed, student, number);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0)
            text_add_char(text, ',');
        add_cell(text, &writing->draw.cells[i]);
        text->failed |= writing->draw.cells[i].failed;
    }
    text_add_char(text, '\n');
}

static enum status produce(void *context, struct text *text)
{
    struct writing *writing = context;
    if (!writing->header)
        add_header(text);
    writing->header = true;
    while (text->size < PIECE_SIZE && writing->alumni < writing->request->alumni)
        add_row(writing, false, ++writing->alumni, text);
    while (text->size < PIECE_SIZE && writing->students < writing->request->students)
        add_row(writing, true, ++writing->students, text);
    return text_status(text);
}

enum status files_demo_write(const struct demo *demo, const struct demo_request *request,
                             const char *path, struct faults *faults)
{
    struct writing writing = {.draw = {.demo = demo, .codes = request->codes}, .request = request};
    enum status status = files_produce(path, produce, &writing, faults);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        text_free(&writing.draw.cells[i]);
    return status;
}
