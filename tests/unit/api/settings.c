#include "api/settings.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const char *odd_environment(const char *variable)
{
    static const char *const values[][2] = {
        {"KRING_WORKERS", "7"}, {"KRING_QUEUE_MAX", "0"},        {"KRING_HEADERS_MAX", "many"},
        {"KRING_LISTEN", ""},   {"KRING_DEADLINE_MS", "600001"},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (strcmp(values[i][0], variable) == 0)
            return values[i][1];
    return NULL;
}

static const char *good_environment(const char *variable)
{
    const char *value = odd_environment(variable);
    return strcmp(variable, "KRING_WORKERS") == 0 ? value : NULL;
}

Test(settings, defaults_lie_within_their_ranges)
{
    struct settings settings = settings_default();
    cr_expect(eq(str, (char *)(uintptr_t)settings.listen, "127.0.0.1:8080"));
    cr_expect(eq(i64, settings.queue_max, 256));
    cr_expect(eq(i64, settings.connections_max, 2048));
    cr_expect(eq(i64, settings.import_bytes_max, 64 << 20));
}

Test(settings, a_value_of_the_environment_is_taken)
{
    struct faults faults = {0};
    struct settings settings;
    cr_assert(eq(int, settings_read(good_environment, &faults, &settings), STATUS_OK));
    cr_expect(eq(i64, settings.workers, 7));
}

Test(settings, all_wrong_values_are_told_at_once_and_nothing_is_taken)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    struct settings settings = {.workers = 99};
    cr_assert(eq(int, settings_read(odd_environment, &faults, &settings), STATUS_INVALID));
    cr_expect(eq(sz, faults.total, 3));
    cr_expect(eq(i64, settings.workers, 99));
    arena_free(arena);
}
