/* seeds/demo/README.md tells users of each column what wire/people_columns.c does. */
#include "api/files/files_read.h"
#include "api/files/files_seeds.h"
#include "api/wire/people_columns.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

Test(people_readme, it_has_a_row_for_each_column_in_the_same_order)
{
    struct arena *arena = NULL;
    const char *folder = NULL;
    char *readme = NULL;
    size_t size = 0;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    cr_assert(eq(int, seeds_folder(arena, &faults, &folder), STATUS_OK), "set KRING_SEEDS");
    const char *path = arena_printf(arena, "%s/demo/README.md", folder);
    cr_assert(eq(int, files_read(path, 1 << 20, &faults, &readme, &size), STATUS_OK));
    static const char *const values[] = {"one", "of a study", "of a job", "many"};
    const char *at = readme;
    for (size_t i = 0; i < PEOPLE_COLUMNS_COUNT; i++) {
        const struct people_column *column = &people_columns[i];
        const char *row = arena_printf(arena, "\n| `%s` | %s%s | ", column->name,
                                       values[column->group], column->required ? ", required" : "");
        at = strstr(at, row);
        cr_assert(at != NULL, "no row%s", row);
    }
    free(readme);
    arena_free(arena);
}
