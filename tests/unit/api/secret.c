#include "api/secret.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER       "/tmp/kring-secret.XXXXXX"
#define TEXT(string) ((char *)(uintptr_t)(string))

/* What the environment would say; a test's own process. */
static const char *plain, *path;

static const char *environment(const char *variable)
{
    if (strcmp(variable, "KRING_X") == 0)
        return plain;
    return strcmp(variable, "KRING_X_FILE") == 0 ? path : NULL;
}

struct reading {
    struct arena *arena;
    struct faults faults;
    enum status status;
    const char *value;
};

static struct reading read_secret(void)
{
    struct reading reading = {.value = "untouched"};
    cr_assert(eq(int, arena_new(0, &reading.arena), STATUS_OK));
    reading.faults = faults_in(reading.arena);
    reading.status = secret_read(environment, "KRING_X", &reading.faults, &reading.value);
    return reading;
}

/* Writes a file of its own; the caller removes it. */
static void write_file(char name[sizeof FOLDER], const char *bytes, size_t size)
{
    memcpy(name, FOLDER, sizeof FOLDER);
    int fd = mkstemp(name);
    cr_assert(ge(int, fd, 0));
    cr_assert(eq(sz, (size_t)write(fd, bytes, size), size));
    close(fd);
}

static struct reading read_from(const char *bytes, size_t size)
{
    char name[sizeof FOLDER];
    write_file(name, bytes, size);
    path = name;
    struct reading reading = read_secret();
    path = NULL;
    unlink(name);
    return reading;
}

Test(secret, a_file_gives_its_first_line_and_nothing_of_it_is_told_when_it_does_not)
{
    static const struct {
        const char *what, *bytes;
        size_t size; /* 0: strlen */
        const char *value;
    } rows[] = {
        {"a line", "s3cret\n", 0, "s3cret"},
        {"no line end", "s3cret", 0, "s3cret"},
        {"CRLF", "s3cret\r\n", 0, "s3cret"},
        {"more lines", "s3cret\nsecond\n", 0, "s3cret"},
        {"blanks are part of it", " s3 cret \n", 0, " s3 cret "},
        {"bytes beyond ASCII", "hemmelig\303\270\n", 0, "hemmelig\303\270"},
        {"an empty first line", "\ns3cret\n", 0, NULL},
        {"a NUL", "s3\0cret\n", 8, NULL},
        {"a NUL at the end", "s3cret\0", 7, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t size = rows[i].size == 0 ? strlen(rows[i].bytes) : rows[i].size;
        struct reading reading = read_from(rows[i].bytes, size);
        if (rows[i].value != NULL) {
            cr_expect(eq(int, reading.status, STATUS_OK), "%s", rows[i].what);
            cr_expect(eq(str, TEXT(reading.value), TEXT(rows[i].value)), "%s", rows[i].what);
        } else {
            cr_expect(eq(int, reading.status, STATUS_INVALID), "%s", rows[i].what);
            cr_assert(eq(sz, reading.faults.count, 1));
            cr_expect(eq(ptr, strstr(reading.faults.items[0].detail, "cret"), NULL), "%s",
                      rows[i].what);
            cr_expect(eq(str, TEXT(reading.value), TEXT("untouched")));
        }
        arena_free(reading.arena);
    }
}

Test(secret, a_file_has_4096_bytes_at_most)
{
    char bytes[SECRET_FILE_SIZE_MAX + 1];
    memset(bytes, 'a', sizeof bytes);
    struct reading at = read_from(bytes, SECRET_FILE_SIZE_MAX);
    cr_assert(eq(int, at.status, STATUS_OK));
    cr_expect(eq(sz, strlen(at.value), SECRET_FILE_SIZE_MAX));
    arena_free(at.arena);
    struct reading past = read_from(bytes, SECRET_FILE_SIZE_MAX + 1);
    cr_expect(eq(int, past.status, STATUS_INVALID));
    arena_free(past.arena);
    struct reading empty = read_from("", 0);
    cr_expect(eq(int, empty.status, STATUS_INVALID));
    arena_free(empty.arena);
}

Test(secret, variable_and_file_are_each_enough_and_both_are_a_fault)
{
    static const struct {
        const char *plain, *path;
        enum status status;
        const char *value; /* NULL: none */
    } rows[] = {
        {NULL, NULL, STATUS_OK, NULL},
        {"", "", STATUS_OK, NULL},
        {"s3cret", NULL, STATUS_OK, "s3cret"},
        {"s3cret", "", STATUS_OK, "s3cret"},
        {"s3cret", "/dev/null", STATUS_INVALID, NULL},
        {NULL, "/nowhere/at/all", STATUS_INVALID, NULL},
        {NULL, "/", STATUS_INVALID, NULL},
        {NULL, "/dev/null", STATUS_INVALID, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        plain = rows[i].plain;
        path = rows[i].path;
        struct reading reading = read_secret();
        cr_expect(eq(int, reading.status, rows[i].status), "row %zu", i);
        cr_expect(eq(sz, reading.faults.total, rows[i].status == STATUS_OK ? 0 : 1), "row %zu", i);
        if (reading.status == STATUS_OK && rows[i].value != NULL)
            cr_expect(eq(str, TEXT(reading.value), TEXT(rows[i].value)), "row %zu", i);
        else if (reading.status == STATUS_OK)
            cr_expect(eq(ptr, TEXT(reading.value), NULL), "row %zu", i);
        else
            cr_expect(eq(ptr, strstr(reading.faults.items[0].detail, "s3cret"), NULL), "row %zu",
                      i);
        arena_free(reading.arena);
    }
}
