/* The setting of modules, and the routes that are left of it. */
#include "api/modules.h"
#include "api/openapi.h"
#include "api/routes.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define MENTORING (1U << MODULE_MENTORING)

Test(modules, a_list_a_word_for_all_and_one_for_none_are_read)
{
    static const struct {
        const char *value;
        unsigned modules;
    } rows[] = {{"all", MODULES_ALL},
                {" all ", MODULES_ALL},
                {"none", 0},
                {"mentoring", MENTORING},
                {" mentoring , mentoring", MENTORING}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct faults faults = {0};
        unsigned modules = 99;
        cr_expect(eq(int, modules_read(rows[i].value, "KRING_MODULES", &faults, &modules), 0), "%s",
                  rows[i].value);
        cr_expect(eq(uint, modules, rows[i].modules), "%s", rows[i].value);
    }
}

Test(modules, each_word_that_is_no_module_is_told_and_nothing_is_taken)
{
    static const struct {
        const char *value;
        size_t faults;
        const char *detail;
    } rows[] = {{"mentorin", 1, "\"mentorin\" is no module (known: all, none, mentoring"},
                {"Mentoring", 1, "\"Mentoring\" is no module"},
                {"sports,mentoring,chess", 2, "\"sports\" is no module"},
                {"", 1, "\"\" is no module"},
                {",mentoring", 1, "\"\" is no module"},
                {"mentoring,", 1, "\"\" is no module"},
                {"mentoring,all", 1, "\"all\" stands alone"},
                {"none,mentoring", 1, "\"none\" stands alone"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena *arena = NULL;
        cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
        struct faults faults = faults_in(arena);
        unsigned modules = 99;
        cr_expect(eq(int, modules_read(rows[i].value, "KRING_MODULES", &faults, &modules),
                     STATUS_INVALID),
                  "%s", rows[i].value);
        cr_assert(eq(sz, faults.total, rows[i].faults), "%s", rows[i].value);
        cr_expect(strstr(faults.items[0].detail, rows[i].detail) != NULL, "%s",
                  faults.items[0].detail);
        cr_expect(eq(uint, modules, 99U), "%s", rows[i].value);
        arena_free(arena);
    }
}

static bool has(const struct route_list *list, const struct route *route)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == route)
            return true;
    return false;
}

Test(modules, without_a_module_its_routes_and_no_others_are_gone)
{
    for (enum module module = MODULE_ALWAYS + 1; module < MODULE_COUNT; module++) {
        const struct route_list list = routes_of(MODULES_ALL & ~(1U << module));
        size_t gone = 0;
        for (size_t i = 0; i < route_count; i++) {
            bool of_it = route_module(&routes[i]) == module;
            cr_expect(eq(int, has(&list, &routes[i]), !of_it), "%s", routes[i].name);
            gone += of_it;
        }
        cr_expect(ge(sz, gone, 1), "%s", module_word(module));
        cr_expect(eq(sz, list.count + gone, route_count));
    }
}

Test(modules, what_everybody_needs_is_of_none)
{
    static const char *const names[] = {"list_people",   "get_person",   "import_people",
                                        "list_units",    "get_me",       "erase_person",
                                        "list_consents", "list_tokens",  "list_concepts",
                                        "sign_in",       "describe_api", "list_hours"};
    const struct route_list list = routes_of(0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bool found = false;
        for (size_t j = 0; j < list.count; j++)
            found = found || strcmp(list.items[j]->name, names[i]) == 0;
        cr_expect(found, "%s", names[i]);
    }
}
