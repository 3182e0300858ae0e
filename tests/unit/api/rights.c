/* The rights and the routes are about the same operations, and say the same of them. */
#include "api/rights.h"

#include "api/resources.h"
#include "api/routes.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct right *find_right(const char *operation)
{
    for (const struct right *right = rights; right->operation != NULL; right++)
        if (strcmp(right->operation, operation) == 0)
            return right;
    return NULL;
}

static const struct route *find_route(const char *operation)
{
    for (size_t i = 0; i < route_count; i++)
        if (strcmp(routes[i].name, operation) == 0)
            return &routes[i];
    return NULL;
}

Test(rights, every_operation_has_one_row_and_every_row_an_operation)
{
    for (size_t i = 0; i < route_count; i++)
        cr_expect(find_right(routes[i].name) != NULL, "%s has no right", routes[i].name);
    for (const struct right *right = rights; right->operation != NULL; right++) {
        cr_expect(find_route(right->operation) != NULL, "%s is no operation", right->operation);
        cr_expect(find_right(right->operation) == right, "%s twice", right->operation);
    }
}

Test(rights, what_is_anyones_is_everybodys)
{
    for (const struct right *right = rights; right->operation != NULL; right++)
        for (size_t i = 0; right->anyone != 0 && i < ACCOUNT_ROLE_COUNT; i++)
            cr_expect(eq(uint, right->roles[i] & right->anyone, right->anyone), "%s",
                      right->operation);
}

Test(rights, an_event_is_for_those_whom_its_lifecycle_names)
{
    const unsigned asked = BY_PARTIES | BY_PERSON | BY_STAFF;
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].event == NULL)
            continue;
        const struct lifecycle_row *row =
            lifecycle_row(routes[i].resource->lifecycle, routes[i].event);
        cr_expect(
            eq(uint, right_hats(rights_of(routes[i].name), routes[i].resource), row->who & asked),
            "%s", routes[i].name);
    }
}

Test(rights, who_may_change_something_may_see_it)
{
    for (size_t i = 0; i < route_count; i++) {
        char seeing[80];
        const struct resource *resource = routes[i].resource;
        if (resource == NULL || strchr(routes[i].path, '{') == NULL)
            continue;
        snprintf(seeing, sizeof seeing, "get_%s", resource->kind.name);
        const struct right *sees = rights_of(seeing);
        const struct right *does = rights_of(routes[i].name);
        for (size_t role = 0; role < ACCOUNT_ROLE_COUNT; role++) {
            unsigned all = sees->roles[role] & 1U << RELATION_OTHER;
            cr_expect(all != 0 || (does->roles[role] & ~sees->roles[role]) == 0, "%s by %s",
                      routes[i].name, account_role_words[role]);
        }
    }
}

Test(rights, what_it_says_in_words_is_what_it_says)
{
    static const char *const rows[][2] = {
        {"describe_api", "anyone"},
        {"list_concepts", "a token"},
        {"get_person", "oneself or staff"},
        {"import_people", "a career centre or an admin"},
        {"create_unit", "an admin"},
        {"accept_mentoring_request", "mentor or staff"},
        {"fits_mentorship", "student or mentor"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = {0};
        right_words(rights_of(rows[i][0]), &text);
        cr_assert(eq(int, text_status(&text), STATUS_OK));
        cr_expect(eq(str, text.bytes, (char *)rows[i][1]), "%s", rows[i][0]);
        text_free(&text);
    }
}

Test(rights, the_page_shows_the_rows)
{
    char page[65536] = {0};
    FILE *file = fopen("api/RIGHTS.md", "r");
    cr_assert(file != NULL);
    size_t size = fread(page, 1, sizeof page - 1, file);
    fclose(file);
    cr_assert(lt(sz, size, sizeof page - 1));
    struct text text = {0};
    rights_markdown(&text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    cr_expect(strstr(page, text.bytes) != NULL, "api/RIGHTS.md should show:\n%s", text.bytes);
    text_free(&text);
}
