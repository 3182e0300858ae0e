/* Hostile problem texts: each limit at the limit and one past it, and work that stays in bounds
 * whatever the bytes. */
#include "api/wire/problem_text.h"
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
static struct problem *problem;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    file = (struct text){0};
    problem = NULL;
}

static void close_all(void)
{
    text_free(&file);
    arena_free(arena);
}

TestSuite(problem_texts, .init = open_all, .fini = close_all, .timeout = 60);

static enum status read_file(void)
{
    cr_assert(eq(int, text_status(&file), STATUS_OK));
    return problem_text_read(file.bytes, file.size, arena, &faults, &problem);
}

static void expect_fault(size_t line, const char *where, const char *code)
{
    cr_assert(eq(sz, faults.total, 1), "%zu faults, not the one %s", faults.total, code);
    cr_expect(eq(sz, faults.items[0].line, line));
    cr_expect(eq(str, T(faults.items[0].where), T(where)));
    cr_expect(eq(str, T(faults.items[0].code), T(code)), "%s", faults.items[0].detail);
}

static void add_repeated(const char *bytes, size_t times)
{
    for (size_t i = 0; i < times; i++)
        text_add(&file, bytes);
}

Test(problem_texts, all_numbers_at_their_limits_are_taken)
{
    text_add(&file, "p kring 1000000 1000000 1\nm 1000000 1000000\ne 1000000 1000000 10000\n"
                    "s 1000000 1000000\nr 1000000 1000000\ng 10000\nf 1000000\n");
    cr_expect(eq(int, read_file(), STATUS_OK));
    cr_expect(eq(u32, problem->seats[PROBLEM_MENTORS_MAX - 1], PROBLEM_SEATS_MAX));
    cr_expect(eq(sz, faults.total, 0));
}

Test(problem_texts, a_nul_byte_is_refused)
{
    static const char nul[] = "p kring 1 1 0\nm 1 \0\n";
    text_add_bytes(&file, nul, sizeof nul - 1);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(2, "m", "nul");
}

Test(problem_texts, a_nul_byte_for_a_letter_is_refused)
{
    static const char nul[] = "p kring 1 1 0\n\0\n";
    text_add_bytes(&file, nul, sizeof nul - 1);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(2, "", "unknown_line");
}

Test(problem_texts, a_comment_of_ten_megabytes_is_passed_over)
{
    text_add(&file, "p kring 1 1 0\nc ");
    add_repeated("0123456789", 1 << 20);
    cr_expect(eq(int, read_file(), STATUS_OK));
}

Test(problem_texts, a_number_of_ten_million_digits_is_told_shortly)
{
    text_add(&file, "p kring 1 1 0\nm 1 ");
    add_repeated("9999999999", 1 << 20);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(2, "m", "out_of_range");
    cr_expect(lt(sz, strlen(faults.items[0].detail), 120));
}

Test(problem_texts, a_word_of_ten_megabytes_is_told_shortly)
{
    text_add(&file, "p kring 1 1 0\n");
    add_repeated("\x1b\xc3\xa9zzzzzzz", 1 << 20);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    expect_fault(2, "", "unknown_line");
    cr_expect(lt(sz, strlen(faults.items[0].detail), 200));
}

Test(problem_texts, blanks_without_end_are_blanks)
{
    text_add(&file, "p kring 1 1 1");
    add_repeated(" \t \t \t \t ", 1 << 20);
    text_add(&file, "\ne 1");
    add_repeated(" \t \t \t \t ", 1 << 20);
    text_add(&file, "1 5");
    cr_expect(eq(int, read_file(), STATUS_OK));
}

Test(problem_texts, a_list_of_everybody_is_taken)
{
    text_add(&file, "p kring 1000000 1 0\nr 1");
    for (int64_t i = 1000000; i > 0; i--) {
        text_add_char(&file, ' ');
        text_add_int(&file, i);
    }
    cr_expect(eq(int, read_file(), STATUS_OK));
    cr_expect(eq(sz, problem->priorities.start[1], 1000000));
}

Test(problem_texts, a_list_of_doubles_without_end_is_left_after_twenty)
{
    text_add(&file, "p kring 1 1 0\ns 1 1");
    add_repeated(" 1", 5 << 20);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    cr_expect(eq(sz, faults.total, 20));
}

Test(problem_texts, millions_of_bad_lines_are_counted_and_a_thousand_kept)
{
    text_add(&file, "p kring 1 1 0\n");
    add_repeated("z\nm 1 x\nm 2 1\nm\n", 1 << 20);
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    cr_expect(eq(sz, faults.total, (size_t)4 << 20));
    cr_expect(eq(sz, faults.count, FAULTS_KEPT_MAX));
}

Test(problem_texts, a_million_scores_of_one_pair_are_counted)
{
    text_add(&file, "p kring 1 1 1000000\n");
    for (int64_t i = 0; i < 1000000; i++) {
        text_add(&file, "e 1 1 ");
        text_add_int(&file, i % 10001);
        text_add_char(&file, '\n');
    }
    cr_expect(eq(int, read_file(), STATUS_INVALID));
    cr_expect(gt(sz, faults.total, 999000));
    cr_expect(eq(str, T(faults.items[0].code), T("conflict")));
}

Test(problem_texts, rules_at_the_limit_are_taken_and_one_more_is_refused)
{
    text_add(&file, "p kring 1 1 0\n");
    add_repeated("n 1 1\n", PROBLEM_ITEMS_MAX);
    cr_expect(eq(int, read_file(), STATUS_OK));
    cr_expect(eq(sz, problem->never.count, 1));
    text_add(&file, "n 1 1\n");
    cr_expect(eq(int, read_file(), STATUS_TOO_LARGE));
    expect_fault(PROBLEM_ITEMS_MAX + 2, "", "too_many");
}

Test(problem_texts, a_text_beyond_its_size_is_refused_unread)
{
    size_t size = PROBLEM_TEXT_SIZE_MAX + 1;
    char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    cr_assert(ne(ptr, bytes, MAP_FAILED));
    cr_expect(eq(int, problem_text_read(bytes, size, arena, &faults, &problem), STATUS_TOO_LARGE));
    expect_fault(0, "", "too_large");
    munmap(bytes, size);
}
