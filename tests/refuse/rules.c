/* Hostile rules files: each limit at the limit and one past it. */
#include "api/wire/rules.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static struct text file;
static const struct round_rule *rules;
static size_t count;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    file = (struct text){0};
    rules = NULL;
    count = 0;
}

static void close_all(void)
{
    text_free(&file);
    arena_free(arena);
}

TestSuite(rules_files, .init = open_all, .fini = close_all);

static enum status read_file(void)
{
    return rules_read(file.bytes, file.size, arena, &faults, &rules, &count);
}

static void expect_fault(size_t line, const char *where, const char *code)
{
    cr_assert(eq(sz, faults.total, 1), "%zu faults, not the one %s", faults.total, code);
    cr_expect(eq(sz, faults.items[0].line, line));
    cr_expect(eq(str, T(faults.items[0].where), T(where)));
    cr_expect(eq(str, T(faults.items[0].code), T(code)), "%s", faults.items[0].detail);
}

static void add_repeated(char c, size_t times)
{
    for (size_t i = 0; i < times; i++)
        text_add_char(&file, c);
}

/* kind,student,mentor,reason with cells of those sizes. */
static void add_row(size_t student, size_t mentor, size_t reason)
{
    text_add(&file, "kind,student,mentor,reason\npin,");
    add_repeated('s', student);
    text_add_char(&file, ',');
    add_repeated('m', mentor);
    text_add_char(&file, ',');
    add_repeated('r', reason);
    text_add_char(&file, '\n');
}

Test(rules_files, cells_at_their_limits_are_taken)
{
    add_row(RULES_ID_SIZE_MAX, RULES_ID_SIZE_MAX, RULES_REASON_SIZE_MAX);
    cr_expect(eq(int, read_file(), STATUS_OK));
    cr_assert(eq(sz, count, 1));
    cr_expect(eq(sz, strlen(rules[0].student), RULES_ID_SIZE_MAX));
    cr_expect(eq(sz, strlen(rules[0].mentor), RULES_ID_SIZE_MAX));
}

Test(rules_files, a_student_id_one_byte_too_long_is_refused)
{
    add_row(RULES_ID_SIZE_MAX + 1, 1, 0);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(2, "student", "too_long");
}

Test(rules_files, a_mentor_id_one_byte_too_long_is_refused)
{
    add_row(1, RULES_ID_SIZE_MAX + 1, 0);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(2, "mentor", "too_long");
}

Test(rules_files, a_reason_one_byte_too_long_is_refused)
{
    add_row(1, 1, RULES_REASON_SIZE_MAX + 1);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(2, "reason", "too_long");
}

Test(rules_files, a_cell_of_a_megabyte_is_refused_and_the_rest_still_read)
{
    add_row(1 << 20, 1, 0);
    text_add(&file, "must,s,,\n");
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    cr_assert(eq(sz, faults.total, 2));
    cr_expect(eq(str, T(faults.items[0].code), T("too_long")));
    cr_expect(eq(str, T(faults.items[1].where), T("mentor")));
    cr_expect(eq(sz, faults.items[1].line, 3));
}

Test(rules_files, a_nul_byte_is_refused)
{
    text_add(&file, "kind,student\nfirst,s");
    text_add_char(&file, '\0');
    text_add(&file, "t\n");
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(2, "student", "nul");
}

Test(rules_files, a_header_of_too_many_columns_is_refused)
{
    text_add(&file, "kind,student");
    add_repeated(',', 100000);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(1, "", "too_many");
}

Test(rules_files, a_million_bad_rows_fill_no_memory)
{
    text_add(&file, "kind,student\n");
    for (size_t i = 0; i < 1000000; i++)
        text_add(&file, "x,y\n");
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    cr_expect(eq(sz, faults.total, 1000000));
    cr_expect(eq(sz, faults.count, FAULTS_KEPT_MAX));
}

Test(rules_files, rows_at_the_limit_are_taken_and_one_more_is_refused)
{
    text_add(&file, "kind,student\n");
    for (size_t i = 0; i < RULES_COUNT_MAX; i++) {
        text_add(&file, "first,");
        text_add_int(&file, (int64_t)i);
        text_add_char(&file, '\n');
    }
    cr_assert(eq(int, text_status(&file), STATUS_OK));
    cr_expect(eq(int, read_file(), STATUS_OK));
    cr_expect(eq(sz, count, RULES_COUNT_MAX));
    text_add(&file, "first,one more\n");
    cr_expect(eq(int, read_file(), STATUS_TOO_LARGE));
    expect_fault(RULES_COUNT_MAX + 2, "", "too_many");
}

Test(rules_files, a_file_beyond_its_size_is_refused_unread)
{
    size_t size = RULES_SIZE_MAX + 1;
    char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    cr_assert(ne(ptr, bytes, MAP_FAILED));
    cr_expect(eq(int, rules_read(bytes, size, arena, &faults, &rules, &count), STATUS_TOO_LARGE));
    expect_fault(0, "", "too_large");
    munmap(bytes, size);
}
