#include "api/wire/problem_text.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static struct problem *problem;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
}

static void close_all(void)
{
    arena_free(arena);
}

TestSuite(problem_text, .init = open_all, .fini = close_all);

static enum status read_bytes(const char *bytes, size_t size)
{
    faults = faults_in(arena);
    problem = NULL;
    return problem_text_read(bytes, size, arena, &faults, &problem);
}

static enum status read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static const char *written(void)
{
    struct text text = {0};
    problem_write(problem, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    const char *copy = arena_strdup(arena, text.bytes);
    text_free(&text);
    return copy;
}

Test(problem_text, every_line_is_read)
{
    cr_assert(eq(int,
                 read_text("c all of it\n"
                           "p kring 3 2 3\n"
                           "m 2 4\n"
                           "e 1 2 100\n"
                           "e 3 1 10000\n"
                           "e 1 1 0\n"
                           "s 2 2 1\n"
                           "s 3\n"
                           "r 1 3 1 2\n"
                           "n 1 1\n"
                           "x 1 2\n"
                           "k 3 2\n"
                           "f 2\n"
                           "g 3500\n"),
                 STATUS_OK));
    cr_expect(eq(u32, problem->student_count, 3));
    cr_expect(eq(u32, problem->mentor_count, 2));
    cr_expect(eq(u32, problem->seats[0], 1), "seats that nobody said are 1");
    cr_expect(eq(u32, problem->seats[1], 4));
    cr_expect(eq(i32, problem->minimum_bp, 3500));
    cr_assert(eq(sz, graph_edge_count(&problem->edges), 3));
    cr_expect(eq(sz, problem->edges.start[1], 2));
    cr_expect(eq(sz, problem->edges.start[2], 2));
    cr_expect(eq(u32, problem->edges.mentor[0], 0));
    cr_expect(eq(i16, problem->edges.score[1], 100));
    cr_expect(eq(i16, problem->edges.score[2], 10000));
    cr_assert(ne(ptr, (void *)(uintptr_t)problem->wishes.listed, NULL));
    cr_expect(not(problem->wishes.listed[0]));
    cr_expect(problem->wishes.listed[1]);
    cr_expect(problem->wishes.listed[2], "an empty list is a list");
    cr_expect(eq(u32, problem->wishes.items[0], 1));
    cr_expect(eq(u32, problem->wishes.items[1], 0));
    cr_expect(eq(sz, problem->wishes.start[3], 2));
    cr_expect(eq(sz, problem->priorities.start[1], 3));
    cr_expect(pairs_have(&problem->never, 0, 0));
    cr_expect(pairs_have(&problem->must, 0, 1));
    cr_expect(pairs_have(&problem->pin, 2, 1));
    cr_expect(not(pairs_have(&problem->pin, 2, 0)));
    cr_expect(problem->first[1]);
    cr_expect(not(problem->first[0]));
}

Test(problem_text, what_means_the_same_is_written_the_same)
{
    static const char wanted[] = "p kring 2 3 2\ng 10\nm 2 0\ne 1 2 7\ne 2 1 8\ns 1 3 1\nn 1 1\n";
    static const char *const rows[] = {
        wanted,
        "p kring 2 3 2\ns 1 3 1\nn 1 1\ne 2 1 8\nm 2 0\ne 1 2 7\ng 10\n",
        "c a\nc\nc\tb\n\n  \t\np kring 2 3 2\n m 2 0\ne\t1\t 2   7 \n\te 2 1 8\ns 1 3 1\nn 1 1\ng "
        "10",
        "p kring 2 3 2\r\nm 2 0\r\n\r\ne 1 2 7\r\ne 2 1 8\r\ns 1 3 1\r\nn 1 1\r\ng 10\r\n",
        "\xef\xbb\xbfp kring 2 3 2\nm 2 0\ne 1 2 7\ne 2 1 8\ns 1 3 1\nn 1 1\ng 10\n",
        /* the same again, and what holds anyway */
        "p kring 2 3 4\nm 2 0\nm 2 0\ne 1 2 7\ne 2 1 8\ne 1 2 7\ne 1 2 7\ns 1 3 1\ns 1 3 1\nn 1 1\n"
        "n 1 1\ng 10\ng 10\nm 1 1\nm 3 1\n",
        "p kring 02 003 2\nm 2 000\ne 01 02 07\ne 2 1 0000000000000000000000008\ns 1 3 1\nn 1 1\n"
        "g 10\n",
        "c \xff bytes of a comment are nobody's concern\np kring 2 3 2\nm 2 0\ne 1 2 7\ne 2 1 8\n"
        "s 1 3 1\nn 1 1\ng 10\nc",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_assert(eq(int, read_text(rows[i]), STATUS_OK), "%s", rows[i]);
        cr_expect(eq(str, T(written()), T(wanted)), "%s", rows[i]);
        struct digest hash = digest_of(wanted, strlen(wanted));
        cr_expect(eq(int, memcmp(&problem->hash, &hash, sizeof hash), 0));
    }
}

Test(problem_text, a_problem_of_nobody_is_a_problem)
{
    static const char *const rows[] = {"p kring 0 0 0\n", "p kring 0 5 0\n", "p kring 5 0 0\n",
                                       "p kring 1 0 0\ns 1\nf 1\n"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_assert(eq(int, read_text(rows[i]), STATUS_OK), "%s", rows[i]);
        cr_expect(eq(str, T(written()), T(rows[i])));
    }
}

Test(problem_text, each_bad_line_is_told_with_its_number_and_reason)
{
    static const struct {
        const char *line, *where, *code, *detail;
    } rows[] = {
        {"e 1 2", "e", "form",
         "the line has too few or too many parts: it is \"e <student> "
         "<mentor> <score>\""},
        {"e 1 2 3 4", "e", "form", NULL},
        {"e", "e", "form", NULL},
        {"m 1", "m", "form", NULL},
        {"m 1 2 3", "m", "form", NULL},
        {"n 1", "n", "form", NULL},
        {"x 1 2 3", "x", "form", NULL},
        {"k", "k", "form", NULL},
        {"f", "f", "form", NULL},
        {"f 1 2", "f", "form", NULL},
        {"g", "g", "form", NULL},
        {"s", "s", "form", NULL},
        {"r", "r", "form", NULL},
        {"e 0 2 3", "e", "out_of_range", "student 0 is not within 1..3"},
        {"e 4 2 3", "e", "out_of_range", "student 4 is not within 1..3"},
        {"e 2 3 3", "e", "out_of_range", "mentor 3 is not within 1..2"},
        {"e 2 2 10001", "e", "out_of_range", "score 10001 is not within 0..10000"},
        {"e 2 2 18446744073709551617", "e", "out_of_range",
         "score 18446744073709551617 is not within 0..10000"},
        {"e 4294967298 2 5", "e", "out_of_range", NULL},
        {"m 1 1000001", "m", "out_of_range", "seats 1000001 is not within 0..1000000"},
        {"g 10001", "g", "out_of_range", NULL},
        {"n 3 3", "n", "out_of_range", NULL},
        {"x 0 1", "x", "out_of_range", NULL},
        {"k 4 1", "k", "out_of_range", NULL},
        {"f 4", "f", "out_of_range", NULL},
        {"s 4 1", "s", "out_of_range", NULL},
        {"s 3 3", "s", "out_of_range", NULL},
        {"r 3 1", "r", "out_of_range", NULL},
        {"r 2 4", "r", "out_of_range", NULL},
        {"e 2 2 -5", "e", "not_a_number", NULL},
        {"e +2 2 5", "e", "not_a_number", NULL},
        {"e 2 2 0x5", "e", "not_a_number", NULL},
        {"e 2 2 5e3", "e", "not_a_number", NULL},
        {"e 2 two 5", "e", "not_a_number", NULL},
        {"e 2,2,5", "e", "not_a_number", NULL},
        {"e 2 2 35.00", "e", "not_a_number",
         "\"35.00\" is no whole number; scores are in hundredths, 35.00 is 3500"},
        {"g 35,00", "g", "not_a_number",
         "\"35,00\" is no whole number; scores are in hundredths, 35.00 is 3500"},
        {"m 1 \xd9\xa3", "m", "not_a_number", NULL},
        {"m 1 \xff", "m", "not_a_number",
         "\"\\xff\" is no whole number of digits alone; the line is \"m <mentor> <seats>\""},
        {"m 1 2\rm 2 2", "m", "line_breaks", NULL},
        {"s 3 1 2 1", "s", "duplicate", "1 stands twice in the list"},
        {"r 2 3 3", "r", "duplicate", "3 stands twice in the list"},
        {"s 1 1", "s", "conflict", "student 1 has another list on line 3"},
        {"s 1", "s", "conflict", "student 1 has another list on line 3"},
        {"s 1 1 2", "s", "conflict", "student 1 has another list on line 3"},
        {"r 1", "r", "conflict", "mentor 1 has another list on line 5"},
        {"m 2 4", "m", "conflict", "mentor 2 has another number of seats on line 4"},
        {"g 6", "g", "conflict", "another minimum stands on line 6"},
        {"p kring 3 2 1", "p", "duplicate", "a p line stands on line 1 already"},
        {"P kring 3 2 1", "", "unknown_line",
         "no line begins with \"P\"; is it \"p kring <students> <mentors> <edges>\"?"},
        {"E 1 2 3", "", "unknown_line",
         "no line begins with \"E\"; is it \"e <student> <mentor> <score>\"?"},
        {"a 1 2 3", "", "unknown_line",
         "no line begins with \"a\"; is it \"e <student> <mentor> <score>\"?"},
        {"Never 1 2", "", "unknown_line",
         "no line begins with \"Never\"; is it \"n <student> <mentor>\"?"},
        {"must 1 2", "", "unknown_line",
         "no line begins with \"must\"; is it \"x <student> <mentor>\"?"},
        {"# hello", "", "unknown_line", "no line begins with \"#\"; is it \"c <comment>\"?"},
        {"#hello", "", "unknown_line", "no line begins with \"#hello\"; is it \"c <comment>\"?"},
        {"z 1", "", "unknown_line",
         "no line begins with \"z\": lines begin with p, m, e, s, r, n, x, k, f, g or c"},
        {"\x01", "", "unknown_line",
         "no line begins with \"\\x01\": lines begin with p, m, e, s, r, n, x, k, f, g or c"},
        {"1 2 3", "", "unknown_line", NULL},
        {"e1 2 3", "", "unknown_line", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[256];
        const char *line = rows[i].line;
        bool edge = line[0] == 'e' && line[1] != '1';
        (void)snprintf(text, sizeof text,
                       "p kring 3 2 %d\ne 1 1 5\ns 1 2 1\nm 2 3\nr 1 1 2\ng 5\n%s\n", edge ? 2 : 1,
                       line);
        cr_expect(eq(int, read_text(text), STATUS_INVALID), "%s", line);
        cr_expect(eq(ptr, problem, NULL), "%s", line);
        cr_assert(eq(sz, faults.total, 1), "%s: %zu faults", line, faults.total);
        cr_expect(eq(sz, faults.items[0].line, 7), "%s", line);
        cr_expect(eq(str, T(faults.items[0].where), T(rows[i].where)), "%s", line);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "%s", line);
        if (rows[i].detail != NULL)
            cr_expect(eq(str, T(faults.items[0].detail), T(rows[i].detail)), "%s", line);
    }
}

Test(problem_text, the_p_line_is_first_and_says_what_comes)
{
    static const struct {
        const char *text;
        size_t line;
        const char *code, *detail;
    } rows[] = {
        {"", 0, "missing",
         "the first line, comments aside, must be \"p kring <students> <mentors> <edges>\""},
        {"c only\n\n", 0, "missing", NULL},
        {"c x\nm 1 1\np kring 1 1 0\n", 2, "missing", NULL},
        {"hello", 1, "missing", NULL},
        {"p\n", 1, "form",
         "the line has too few or too many parts: it is \"p kring <students> "
         "<mentors> <edges>\""},
        {"p max 3 4\n", 1, "unknown_word",
         "\"p max\" is another format; Kring's is \"p kring <students> <mentors> <edges>\""},
        {"p Kring 3 4 5\n", 1, "unknown_word", NULL},
        {"p kring\n", 1, "form", NULL},
        {"p kring 3 4\n", 1, "form", NULL},
        {"p kring 3 4 5 6\n", 1, "form", NULL},
        {"p kring -1 4 0\n", 1, "not_a_number", NULL},
        {"p kring 1000001 4 0\n", 1, "out_of_range", "students 1000001 is not within 0..1000000"},
        {"p kring 3 1000001 0\n", 1, "out_of_range", "mentors 1000001 is not within 0..1000000"},
        {"p kring 3 4 20000001\n", 1, "out_of_range", "edges 20000001 is not within 0..20000000"},
        {"c\np kring 1 1 2\ne 1 1 5\n", 2, "count",
         "the p line says 2 edges, and there are 1 e lines"},
        {"p kring 1 1 0\ne 1 1 5\n", 1, "count",
         "the p line says 0 edges, and there are 1 e lines"},
        {"p kring 0 1 1\ne 1 1 5\n", 2, "out_of_range",
         "student 1: the p line says there are none"},
        {"\xff\xfep\0", 0, "encoding", NULL},
        {"\xfe\xff", 0, "encoding", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(eq(int, read_text(rows[i].text), STATUS_INVALID), "%s", rows[i].text);
        cr_assert(gt(sz, faults.total, 0), "%s", rows[i].text);
        cr_expect(eq(sz, faults.items[0].line, rows[i].line), "%s", rows[i].text);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "%s", rows[i].text);
        if (rows[i].detail != NULL)
            cr_expect(eq(str, T(faults.items[0].detail), T(rows[i].detail)), "%s", rows[i].text);
    }
}

Test(problem_text, all_faults_are_told_at_once_those_of_doubles_last)
{
    cr_assert(eq(int, read_text("p kring 3 3 4\ne 1 1 5\ne 9 8 x\nz\ne 2 2 7\ne 1 1 6\nm 1\n"),
                 STATUS_INVALID));
    static const struct {
        size_t line;
        const char *code;
    } wanted[] = {{3, "out_of_range"}, {3, "out_of_range"}, {3, "not_a_number"},
                  {4, "unknown_line"}, {7, "form"},         {6, "conflict"}};
    cr_assert(eq(sz, faults.total, sizeof wanted / sizeof wanted[0]));
    for (size_t i = 0; i < faults.total; i++) {
        cr_expect(eq(sz, faults.items[i].line, wanted[i].line));
        cr_expect(eq(str, T(faults.items[i].code), T(wanted[i].code)));
    }
    cr_expect(eq(str, T(faults.items[5].detail),
                 T("student 1 and mentor 1 score 6 here and 5 on line 2")));
}
