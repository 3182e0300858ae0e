/* Hostile and broken people files: each limit at the limit and one past it, and that a bad row
 * never takes a good one with it. */
#include "api/wire/people.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static struct text file;
static size_t good, last_line;
static size_t refused;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    file = (struct text){0};
    good = last_line = 0;
}

static void close_all(void)
{
    text_free(&file);
    arena_free(arena);
}

TestSuite(people_files, .init = open_all, .fini = close_all);

static enum status count_row(void *context, size_t line, struct person *person)
{
    (void)context;
    (void)person;
    good++;
    last_line = line;
    return STATUS_OK;
}

static enum status parse(void)
{
    struct people_parser *parser = NULL;
    cr_assert(eq(int, people_parser_new(count_row, NULL, &faults, &parser), STATUS_OK));
    enum status status = STATUS_OK;
    for (size_t at = 0; at < file.size && status == STATUS_OK; at += 65536) {
        size_t left = file.size - at;
        status = people_parser_feed(parser, file.bytes + at, left < 65536 ? left : 65536);
    }
    if (status == STATUS_OK)
        status = people_parser_finish(parser);
    refused = people_parser_refused(parser);
    people_parser_free(parser);
    return status;
}

static void add_repeated(char c, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_add_char(&file, c);
}

/* The one fault there must be. */
static void expect_fault(size_t line, const char *where, const char *code)
{
    cr_assert(eq(sz, faults.total, 1), "%zu faults, not the one %s", faults.total, code);
    cr_expect(eq(sz, faults.items[0].line, line));
    cr_expect(eq(str, T(faults.items[0].where), T(where)));
    cr_expect(eq(str, T(faults.items[0].code), T(code)), "%s", faults.items[0].detail);
}

/* A file of three rows; the middle one has this cell of size bytes for a unit. */
static void add_rows_around(const char *unit, size_t size)
{
    text_add(&file, "external_id,role,unit\na,student,\nb,student,");
    text_add_bytes(&file, unit, size);
    text_add(&file, "\nc,student,\n");
}

Test(people_files, a_text_may_be_as_long_as_its_member_and_no_longer)
{
    for (size_t over = 0; over <= 1; over++) {
        text_clear(&file);
        text_add(&file, "external_id,role\n");
        add_repeated('x', 100 + over);
        text_add(&file, ",student\n");
        good = 0;
        cr_assert(eq(int, parse(), STATUS_OK));
        cr_expect(eq(sz, good, 1 - over));
    }
    expect_fault(2, "external_id", "too_long");
}

Test(people_files, a_cell_may_have_as_many_bytes_as_the_limit_and_not_one_more)
{
    for (size_t over = 0; over <= 1; over++) {
        faults = faults_in(arena);
        text_clear(&file);
        text_add(&file, "external_id,role,conditions\na,student,\"");
        add_repeated(' ', PEOPLE_CELL_SIZE_MAX + over);
        text_add(&file, "\"\nb,student,\n");
        good = 0;
        cr_assert(eq(int, parse(), STATUS_OK));
        cr_expect(eq(sz, good, 2 - over));
    }
    expect_fault(2, "conditions", "too_long");
}

Test(people_files, a_row_may_have_as_many_bytes_as_the_limit_and_not_one_more)
{
    for (size_t over = 0; over <= 1; over++) {
        faults = faults_in(arena);
        text_clear(&file);
        text_add(&file, "external_id,role,conditions,languages,wished_fields,wished_jobs\n"
                        "aaaaa,student,");
        for (size_t i = 0; i < 4; i++) {
            if (i > 0)
                text_add_char(&file, ',');
            add_repeated(' ', PEOPLE_CELL_SIZE_MAX - (i == 3 ? 12 - over : 0));
        }
        text_add(&file, "\nb,student,,,,\n");
        good = 0;
        cr_assert(eq(int, parse(), STATUS_OK));
        cr_expect(eq(sz, good, 2 - over));
    }
    expect_fault(2, "wished_jobs", "too_long");
}

Test(people_files, a_cell_of_ten_megabytes_costs_its_row_and_no_memory)
{
    struct rusage before, after;
    for (int quoted = 0; quoted <= 1; quoted++) {
        faults = faults_in(arena);
        text_clear(&file);
        text_add(&file, "external_id,role,unit\na,student,\nb,student,");
        text_add(&file, quoted ? "\"" : "");
        add_repeated(quoted ? '\n' : 'x', (size_t)10 << 20);
        text_add(&file, quoted ? "\"\nc,student,\n" : "\nc,student,\n");
        good = 0;
        getrusage(RUSAGE_SELF, &before);
        cr_assert(eq(int, parse(), STATUS_OK));
        getrusage(RUSAGE_SELF, &after);
        expect_fault(3, "unit", "too_long");
        cr_expect(eq(sz, good, 2));
        cr_expect(eq(sz, last_line, quoted ? 4 + ((size_t)10 << 20) : 4));
        cr_expect(lt(long, after.ru_maxrss - before.ru_maxrss, 1024L)); /* KiB */
    }
}

Test(people_files, three_hundred_columns_spoil_the_file)
{
    for (size_t columns = PEOPLE_COLUMN_COUNT_MAX; columns <= 300; columns += 200) {
        faults = faults_in(arena);
        text_clear(&file);
        text_add(&file, "external_id,role");
        for (size_t i = 2; i < columns; i++)
            text_addf(&file, ",x%zu", i);
        text_add(&file, "\na,student\n");
        bool over = columns > PEOPLE_COLUMN_COUNT_MAX;
        cr_expect(eq(int, parse(), over ? STATUS_TOO_LARGE : STATUS_INVALID));
    }
    expect_fault(1, "", "too_many");
    cr_expect(eq(sz, good, 0));
}

Test(people_files, a_row_of_three_hundred_cells_costs_its_row)
{
    text_add(&file, "external_id,role\na,student");
    add_repeated(',', 298);
    text_add(&file, "\nb,student\n");
    cr_assert(eq(int, parse(), STATUS_OK));
    expect_fault(2, "", "cells");
    cr_expect(eq(sz, good, 1));
}

static const struct broken_cell {
    const char *bytes;
    size_t size;
    const char *code;
} broken_cells[] = {
    {"a\0b", 3, "nul"},           {"\0", 1, "nul"},
    {"\"\0\"", 3, "nul"},         {"\xe9", 1, "bad_utf8"},
    {"\xc0\x80", 2, "bad_utf8"},  {"\xed\xa0\x80", 3, "bad_utf8"},
    {"caf\xc3", 4, "bad_utf8"},   {"\x1b[2J", 4, "control_byte"},
    {"a\x7f", 2, "control_byte"}, {"\"a\" b", 5, "bad_quote"},
};

Test(people_files, a_broken_cell_is_named_by_line_and_column_and_costs_its_row)
{
    for (size_t i = 0; i < sizeof broken_cells / sizeof broken_cells[0]; i++) {
        faults = faults_in(arena);
        text_clear(&file);
        add_rows_around(broken_cells[i].bytes, broken_cells[i].size);
        good = 0;
        cr_assert(eq(int, parse(), STATUS_OK));
        expect_fault(3, "unit", broken_cells[i].code);
        cr_expect(eq(sz, good, 2));
        cr_expect(eq(sz, refused, 1));
    }
}

Test(people_files, a_row_cut_short_is_told_even_when_it_is_the_last)
{
    text_add(&file, "external_id,role,unit\na,student,\nb,stu");
    cr_assert(eq(int, parse(), STATUS_OK));
    expect_fault(3, "", "cells");
    cr_expect(eq(sz, good, 1));
}

Test(people_files, a_list_may_have_as_many_values_as_the_limit_and_not_one_more)
{
    static const char *const columns[] = {"languages", "wished_jobs", "programme", "employer",
                                          "conditions"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        for (size_t over = 0; over <= 1; over++) {
            faults = faults_in(arena);
            text_clear(&file);
            text_addf(&file, "external_id,role,%s\na,student,field:1", columns[i]);
            for (size_t k = 1; k < PERSON_ITEMS_MAX + over; k++)
                text_add(&file, "|field:1");
            good = 0;
            if (i == 0) /* field:1 would be a level */
                for (size_t k = 0; k < file.size; k++)
                    file.bytes[k] = file.bytes[k] == ':' ? 'x' : file.bytes[k];
            cr_assert(eq(int, parse(), STATUS_OK));
            cr_expect(eq(sz, good, 1 - over), "%s", columns[i]);
        }
        expect_fault(2, columns[i], "too_many");
    }
}

Test(people_files, a_line_of_json_may_have_as_many_bytes_as_the_limit_and_not_one_more)
{
    const char *person = "{\"external_id\":\"a\",\"role\":\"student\"}";
    for (size_t over = 0; over <= 1; over++) {
        faults = faults_in(arena);
        text_clear(&file);
        text_add(&file, person);
        add_repeated(' ', PEOPLE_ROW_SIZE_MAX - strlen(person) + over);
        text_add(&file, "\n{\"external_id\":\"b\",\"role\":\"student\"}");
        good = 0;
        cr_assert(eq(int, parse(), STATUS_OK));
        cr_expect(eq(sz, good, 2 - over));
    }
    expect_fault(1, "", "too_long");
}

Test(people_files, faults_beyond_the_thousand_kept_are_counted)
{
    text_add(&file, "external_id,role\n");
    for (size_t i = 0; i < 3000; i++)
        text_add(&file, "x,y\n");
    cr_assert(eq(int, parse(), STATUS_OK));
    cr_expect(eq(sz, faults.count, FAULTS_KEPT_MAX));
    cr_expect(eq(sz, faults.total, 3000));
    cr_expect(eq(sz, refused, 3000));
}
