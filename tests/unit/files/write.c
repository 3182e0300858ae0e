/* A file is replaced whole, or stays what it was. */
#include "api/files/files_read.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena *arena;
static struct faults faults;
static char folder[] = "/tmp/kring-write-XXXXXX";
static char path[100], link_path[100];

static void set_up(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    cr_assert(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/file", folder);
    (void)snprintf(link_path, sizeof link_path, "%s/link", folder);
}

static void tear_down(void)
{
    (void)unlink(path);
    (void)unlink(link_path);
    cr_expect(rmdir(folder) == 0, "something was left behind");
    arena_free(arena);
}

TestSuite(write, .init = set_up, .fini = tear_down);

static void expect_content(const char *expected)
{
    char *bytes = NULL;
    size_t size = 0;
    cr_assert(eq(int, files_read(path, 1000, &faults, &bytes, &size), STATUS_OK));
    cr_expect(strcmp(bytes, expected) == 0, "%s, not %s", bytes, expected);
    free(bytes);
}

Test(write, a_file_is_replaced_with_its_rights_and_through_links)
{
    struct stat facts;
    cr_assert(eq(int, files_write(path, "first", 5, &faults), STATUS_OK));
    expect_content("first");
    cr_assert(chmod(path, 0640) == 0);
    cr_assert(symlink("file", link_path) == 0);
    cr_assert(eq(int, files_write(link_path, "second", 6, &faults), STATUS_OK));
    expect_content("second");
    cr_assert(stat(path, &facts) == 0);
    cr_expect(eq(int, (int)(facts.st_mode & 0777), 0640));
    cr_assert(lstat(link_path, &facts) == 0);
    cr_expect(eq(int, (int)(facts.st_mode & S_IFMT), S_IFLNK));
}

static enum status two_pieces_then_no_more(void *context, struct text *text)
{
    int *pieces = context;
    text_add(text, "piece");
    return ++*pieces > 2 ? STATUS_CANCELLED : STATUS_OK;
}

Test(write, what_does_not_come_about_leaves_what_was_there)
{
    int pieces = 0;
    cr_assert(eq(int, files_write(path, "first", 5, &faults), STATUS_OK));
    cr_expect(
        eq(int, files_produce(path, two_pieces_then_no_more, &pieces, &faults), STATUS_CANCELLED));
    cr_expect(eq(int, pieces, 3));
    expect_content("first");
}

Test(write, what_is_no_regular_file_is_written_as_it_is)
{
    cr_expect(eq(int, files_write("/dev/null", "x", 1, &faults), STATUS_OK));
    cr_expect(eq(int, files_write("/dev/full", "x", 1, &faults), STATUS_IO));
    cr_expect(eq(int, files_write(folder, "x", 1, &faults), STATUS_IO));
    cr_expect(eq(sz, faults.total, 2));
}
