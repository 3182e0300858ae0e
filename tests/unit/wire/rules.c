#include "api/wire/rules.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static const struct round_rule *rules;
static size_t count;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
}

static void close_all(void)
{
    arena_free(arena);
}

TestSuite(rules, .init = open_all, .fini = close_all);

static enum status read_bytes(const char *bytes, size_t size)
{
    faults = faults_in(arena);
    rules = NULL;
    count = 0;
    return rules_read(bytes, size, arena, &faults, &rules, &count);
}

static enum status read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

/* "kind student mentor rank;…" of what was read; - for no mentor. */
static const char *told(void)
{
    static char text[4096];
    size_t size = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        size += (size_t)snprintf(
            text + size, sizeof text - size, "%s %s %s %d;", rule_word(rules[i].kind),
            rules[i].student, rules[i].mentor == NULL ? "-" : rules[i].mentor, (int)rules[i].rank);
    return text;
}

Test(rules, every_kind_is_read_in_the_order_of_the_file)
{
    cr_assert(eq(int,
                 read_text("kind,student,mentor,rank,reason\n"
                           "wish,s1,m2,2,\n"
                           "never,s1,m1,,\"asked, politely\"\n"
                           "must,s2,m1,,\n"
                           "first,s3,,,left out last time\n"
                           "pin,s2,m3,,\n"
                           "wish,s1,m3,1,\n"),
                 STATUS_OK));
    cr_expect(eq(str, T(told()),
                 T("wish s1 m2 2;never s1 m1 0;must s2 m1 0;first s3 - 0;pin s2 m3 0;"
                   "wish s1 m3 1;")));
}

Test(rules, a_file_may_be_laid_out_in_many_ways)
{
    static const struct {
        const char *text, *rules;
    } rows[] = {
        {"mentor,kind,student\nm1,must,s1\n", "must s1 m1 0;"},
        {"kind,student\nfirst,s1\nfirst,s2", "first s1 - 0;first s2 - 0;"},
        {"KIND;Student;MENTOR\r\npin;s1;m1\r\n", "pin s1 m1 0;"},
        {"kind\tstudent\tmentor\nPin\ts1\tm1\n", "pin s1 m1 0;"},
        {"\xef\xbb\xbfkind,student,mentor\nnever,s1,m1\n", "never s1 m1 0;"},
        {" kind , student ,mentor\n never , s 1 , m1 \n", "never s 1 m1 0;"},
        {"kind,student,mentor\n\n,,\nnever,\"s,1\",m1\n,,\n", "never s,1 m1 0;"},
        {"kind,student,mentor,rank\nwish,s1,m1,1000\n", "wish s1 m1 1000;"},
        {"kind,student\n", ""},
        {"kind,student,mentor\nnever,Åsa-7,ÉLAN\n", "never Åsa-7 ÉLAN 0;"},
        /* contradictions are settled later, they are no faults */
        {"kind,student,mentor\nnever,s,m\nmust,s,m\npin,s,m\n",
         "never s m 0;must s m 0;pin s m 0;"},
        /* ranks need not follow on each other, and each student has ranks of their own */
        {"kind,student,mentor,rank\nwish,a,m,7\nwish,a,n,3\nwish,b,m,7\n",
         "wish a m 7;wish a n 3;wish b m 7;"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(eq(int, read_text(rows[i].text), STATUS_OK), "%s", rows[i].text);
        cr_expect(eq(str, T(told()), T(rows[i].rules)), "%s", rows[i].text);
        cr_expect(eq(sz, faults.total, 0), "%s", rows[i].text);
    }
}

Test(rules, each_bad_row_is_told_with_line_column_and_reason)
{
    static const struct {
        const char *row, *where, *code;
    } rows[] = {
        {"always,s,m,,", "kind", "unknown"},
        {"priority,s,m,,", "kind", "unknown"},
        {",s,m,,", "kind", "missing"},
        {"must,,m,,", "student", "missing"},
        {"must,s,,,", "mentor", "missing"},
        {"first,,,,", "student", "missing"},
        {"first,s,m,,", "mentor", "not_empty"},
        {"must,s,m,1,", "rank", "not_empty"},
        {"first,s,,1,", "rank", "not_empty"},
        {"wish,s,m,,", "rank", "missing"},
        {"wish,s,m,0,", "rank", "out_of_range"},
        {"wish,s,m,-1,", "rank", "out_of_range"},
        {"wish,s,m,+1,", "rank", "out_of_range"},
        {"wish,s,m,1001,", "rank", "out_of_range"},
        {"wish,s,m,99999999999999999999,", "rank", "out_of_range"},
        {"wish,s,m,1.0,", "rank", "out_of_range"},
        {"wish,s,m,first,", "rank", "out_of_range"},
        {"must,s,s,,", "mentor", "self"},
        {"must,s,m,", "", "cells"},
        {"must,s,m,,,", "", "cells"},
        {"must,\"s\"x,m,,", "student", "bad_quote"},
        {"must,s\xff,m,,", "student", "bad_utf8"},
        {"must,s,\"m\nn\",,", "mentor", "control_byte"},
        {"never,seen,m,,", "", "duplicate"},
        {"first,seen,,,", "", "duplicate"},
        {"wish,seen,m,9,", "", "duplicate"},
        {"wish,seen,n,1,", "rank", "duplicate"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[256];
        (void)snprintf(text, sizeof text,
                       "kind,student,mentor,rank,reason\nnever,seen,m,,\nfirst,seen,,,\n"
                       "wish,seen,m,1,\n%s\npin,good,m,,\n",
                       rows[i].row);
        cr_expect(eq(int, read_text(text), STATUS_INVALID), "%s", rows[i].row);
        cr_expect(eq(ptr, (void *)(uintptr_t)rules, NULL), "nothing is given of a bad file");
        cr_assert(eq(sz, faults.total, 1), "%s: %zu faults", rows[i].row, faults.total);
        cr_expect(eq(sz, faults.items[0].line, 5), "%s", rows[i].row);
        cr_expect(eq(str, T(faults.items[0].where), T(rows[i].where)), "%s", rows[i].row);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "%s", rows[i].row);
    }
}

Test(rules, a_double_names_the_line_of_the_first)
{
    cr_assert(eq(int, read_text("kind,student,mentor,rank\nwish,s,m,1\nwish,s,n,2\nwish,s,m,2\n"),
                 STATUS_INVALID));
    cr_assert(eq(sz, faults.total, 2));
    cr_expect(eq(str, T(faults.items[0].detail), T("the same wish stands on line 2 already")));
    cr_expect(eq(str, T(faults.items[1].detail), T("\"s\" has another wish of rank 2 on line 3")));
}

Test(rules, all_bad_rows_and_cells_are_told_at_once)
{
    cr_assert(eq(
        int, read_text("kind,student,mentor,rank\nalways,,m,1\nwish,,,x\nmust,s,m,\nfirst,,m,1\n"),
        STATUS_INVALID));
    static const struct {
        size_t line;
        const char *where;
    } wanted[] = {{2, "kind"}, {2, "student"}, {3, "student"}, {3, "mentor"},
                  {3, "rank"}, {5, "student"}, {5, "mentor"},  {5, "rank"}};
    cr_assert(eq(sz, faults.total, sizeof wanted / sizeof wanted[0]));
    for (size_t i = 0; i < faults.total; i++) {
        cr_expect(eq(sz, faults.items[i].line, wanted[i].line));
        cr_expect(eq(str, T(faults.items[i].where), T(wanted[i].where)));
    }
}

Test(rules, a_bad_header_spoils_the_file)
{
    static const struct {
        const char *text, *where, *code;
    } rows[] = {
        {"", "", "missing"},
        {"\n\n", "", "missing"},
        {"student,mentor\ns,m\n", "kind", "missing"},
        {"kind,mentor\nmust,m\n", "student", "missing"},
        {"kind,student,mentor,who\nmust,s,m,x\n", "who", "unknown_column"},
        {"kind,student,kind\nfirst,s,first\n", "kind", "duplicate"},
        {"kind,student\rfirst,s\r", "", "line_breaks"},
        {"\xff\xfek\0i\0", "", "encoding"},
        {"PK\x03\x04", "", "encoding"},
        {"kind,student\nfirst,\"s\nfirst,t\n", "", "bad_quote"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(eq(int, read_text(rows[i].text), STATUS_INVALID), "%s", rows[i].text);
        cr_assert(gt(sz, faults.total, 0), "%s", rows[i].text);
        cr_expect(eq(str, T(faults.items[0].where), T(rows[i].where)), "%s", rows[i].text);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "%s", rows[i].text);
    }
}
