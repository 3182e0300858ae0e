/* Rows to structs by shape, from results made by hand: without a database. */
#include "api/store/store_rows.h"

#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/date.h"
#include "scoring/base/moment.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

struct job {
    const char *title;
    moment since;
};

struct owner {
    const char *name;
    int32_t seats;
    bool remote;
    date born;
    moment seen;
    int32_t level;
    struct job job;
    const struct job *past;
    size_t past_count;
    const char *const *tags;
    size_t tags_count;
};

static const char *const levels[] = {"low", "high", NULL};

static const struct shape_field job_fields[] = {
    SHAPE_FIELD_TEXT(struct job, title, SHAPE_REQUIRED, 1, 20, "what it is called"),
    SHAPE_FIELD_TIME(struct job, since, SHAPE_READ_ONLY, "since when"),
};
static const struct shape job_shape = {"Job", sizeof(struct job), job_fields,
                                       SHAPE_COUNT(job_fields)};

static const struct shape_field owner_fields[] = {
    SHAPE_FIELD_TEXT(struct owner, name, 0, 1, 20, "name"),
    SHAPE_FIELD_INT(struct owner, seats, 0, 0, 5, "seats"),
    SHAPE_FIELD_BOOL(struct owner, remote, 0, "remote"),
    SHAPE_FIELD_DATE(struct owner, born, 0, "born"),
    SHAPE_FIELD_TIME(struct owner, seen, 0, "seen"),
    SHAPE_FIELD_WORD(struct owner, level, 0, levels, "level"),
    SHAPE_FIELD_OBJECT(struct owner, job, 0, &job_shape, "job"),
    SHAPE_FIELD_LIST(struct owner, past, 0, &job_shape, 2, "earlier jobs"),
    SHAPE_FIELD_TEXTS(struct owner, tags, 0, 3, "tags"),
};
static const struct shape owner_shape = {"Owner", sizeof(struct owner), owner_fields,
                                         SHAPE_COUNT(owner_fields)};

#define CELLS_MAX 3

/* Rows: the cells of one row, and the struct they fill as JSON, or BROKEN. */
static const struct row {
    struct {
        const char *column, *cell; /* cell NULL: SQL's null */
    } cells[CELLS_MAX];
    const char *encoded;
} rows[] = {
    {{{"name", "Ada"}, {"seats", "3"}, {"remote", "t"}},
     "{\"name\":\"Ada\",\"seats\":3,\"remote\":true,\"level\":\"low\"}"},
    {{{"born", "1999-02"}, {"level", "high"}, {"person_id", "7"}},
     "{\"seats\":0,\"remote\":false,\"born\":\"1999-02\",\"level\":\"high\"}"},
    {{{"seen", "1795341600500"}},
     "{\"seats\":0,\"remote\":false,\"seen\":\"2026-11-22T10:00:00.500Z\",\"level\":\"low\"}"},
    {{{"seen", NULL}, {"job", NULL}, {"tags", NULL}},
     "{\"seats\":0,\"remote\":false,\"level\":\"low\"}"},
    {{{"job_title", "a"}, {"job_since", "7"}},
     "{\"seats\":0,\"remote\":false,\"level\":\"low\","
     "\"job\":{\"title\":\"a\",\"since\":\"1970-01-01T00:00:00.007Z\"}}"},
    {{{"job", "{\"title\": \"a\", \"since\": 7}"}},
     "{\"seats\":0,\"remote\":false,\"level\":\"low\","
     "\"job\":{\"title\":\"a\",\"since\":\"1970-01-01T00:00:00.007Z\"}}"},
    {{{"past", "[{\"title\": \"b\"}, {\"title\": \"c\"}]"}, {"tags", "[\"x\", \"y\"]"}},
     "{\"seats\":0,\"remote\":false,\"level\":\"low\","
     "\"past\":[{\"title\":\"b\"},{\"title\":\"c\"}],\"tags\":[\"x\",\"y\"]}"},
    {{{"tags", "[]"}, {"past", "null"}}, "{\"seats\":0,\"remote\":false,\"level\":\"low\"}"},
    {{{"seats", "x"}}, NULL},
    {{{"level", "mid"}}, NULL},
    {{{"born", "1999-13"}}, NULL},
    {{{"seen", "2026-11-22T10:00:00Z"}}, NULL},
    {{{"seen", "-1"}}, NULL},
    {{{"seen", "253402300800000"}}, NULL},
    {{{"job_since", "soon"}}, NULL},
    {{{"job", "{}"}}, NULL},
    {{{"job", "[]"}}, NULL},
    {{{"past", "{\"title\": \"b\"}"}}, NULL},
    {{{"past", "[{\"title\": \"b\", \"salary\": 1}]"}}, NULL},
    {{{"tags", "{x,y}"}}, NULL},
    {{{"tags", ""}}, NULL},
};

static PGresult *result_of(const struct row *row)
{
    PGresAttDesc columns[CELLS_MAX] = {{0}};
    int count = 0;
    for (; count < CELLS_MAX && row->cells[count].column != NULL; count++)
        columns[count].name = T(row->cells[count].column);
    PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
    cr_assert(result != NULL && PQsetResultAttrs(result, count, columns) != 0);
    for (int i = 0; i < count; i++) {
        char *cell = T(row->cells[i].cell);
        cr_assert(PQsetvalue(result, 0, i, cell, cell == NULL ? -1 : (int)strlen(cell)) != 0);
    }
    return result;
}

Test(rows, a_cell_fills_the_member_of_its_column_or_the_row_is_broken)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        struct owner owner = {0};
        struct text text = {0};
        PGresult *result = result_of(&rows[i]);
        struct rows_plan plan = rows_plan(result, &owner_shape);
        enum status status = rows_fill(&plan, result, 0, arena, &owner);
        enum status expected = rows[i].encoded == NULL ? STATUS_BROKEN : STATUS_OK;
        cr_expect(eq(int, status, expected), "row %zu", i);
        if (status == STATUS_OK && rows[i].encoded != NULL) {
            shape_to_json(&owner_shape, &owner, 0, &text);
            cr_expect(eq(str, text.bytes, T(rows[i].encoded)), "row %zu", i);
        }
        text_free(&text);
        PQclear(result);
    }
    arena_free(arena);
}
