/* Who may see what of a person. */
#include "scoring/visibility.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define ALL ((1U << PERSON_FIELD_COUNT) - 1)

static const struct reading one[] = {{.text = "canary", .code = "0732", .node = 1}};
static const struct affiliation affiliations[] = {{.programme = "canary"}};
static const struct employment employments[] = {{.employer = "canary"}};
static const struct language_skill skills[] = {{.language = {.code = "nl"}}};

static struct person telling(void)
{
    return (struct person){.external_id = "a",
                           .role = ROLE_BOTH,
                           .name = "canary",
                           .email = "canary@example.org",
                           .language = "nl",
                           .affiliations = affiliations,
                           .affiliations_count = 1,
                           .employments = employments,
                           .employments_count = 1,
                           .languages = skills,
                           .languages_count = 1,
                           .place = {.code = "2792413", .node = 1},
                           .country = {.code = "BE", .node = 1},
                           .remote = true,
                           .seats = 3,
                           .hours_max = 40,
                           .wishes = {.places = one, .places_count = 1}};
}

Test(visibility, by_itself_members_see_all_but_the_e_mail_and_staff_that_too)
{
    struct person person = telling();
    cr_expect(eq(u32, visibility_hidden(&person, EDITION_SELF), 0));
    cr_expect(eq(u32, visibility_hidden(&person, EDITION_STAFF), 0));
    cr_expect(eq(u32, visibility_hidden(&person, EDITION_MEMBERS), PERSON_FIELD(EMAIL)));
}

Test(visibility, each_field_can_be_kept_from_members_and_from_staff)
{
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++) {
        struct person person = telling();
        struct visibility said = {(int32_t)field, EDITION_STAFF};
        person.visibility = &said;
        person.visibility_count = 1;
        unsigned bit = 1U << field;
        cr_expect(eq(u32, visibility_hidden(&person, EDITION_STAFF), 0));
        cr_expect(eq(u32, visibility_hidden(&person, EDITION_MEMBERS), bit | PERSON_FIELD(EMAIL)));
        said.audience = EDITION_SELF;
        cr_expect(eq(u32, visibility_hidden(&person, EDITION_STAFF), bit));
        cr_expect(eq(u32, visibility_hidden(&person, EDITION_SELF), 0));
    }
}

Test(visibility, a_field_that_is_blanked_tells_nothing_and_the_others_all)
{
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++) {
        struct person person = telling();
        visibility_blank(1U << field, &person);
        cr_expect(eq(u32, visibility_told(ALL, &person), ALL & ~(1U << field)), "%s",
                  person_field_words[field]);
        struct person whole = telling();
        visibility_take(1U << field, &whole, &person);
        cr_expect(eq(u32, visibility_told(ALL, &person), ALL));
    }
}

Test(visibility, with_all_blanked_there_is_what_cannot_be_hidden)
{
    struct person person = telling();
    struct person left = {.external_id = "a",
                          .role = ROLE_BOTH,
                          .seats = 3,
                          .hours_max = 40,
                          .place.node = NODE_NONE,
                          .country.node = NODE_NONE};
    visibility_blank(ALL, &person);
    cr_expect(memcmp(&person, &left, sizeof left) == 0);
    cr_expect(eq(int, person_place(&person), NODE_NONE));
}

Test(visibility, to_widen_is_to_give_any_field_more_readers)
{
    static const struct visibility none[] = {{PERSON_FIELD_NAME, EDITION_SELF}};
    static const struct visibility some[] = {{PERSON_FIELD_NAME, EDITION_STAFF}};
    static const struct visibility other[] = {{PERSON_FIELD_PLACE, EDITION_SELF}};
    static const struct {
        const struct visibility *before, *after; /* NULL: nothing said */
        bool widens;
    } rows[] = {{NULL, NULL, false}, {NULL, none, false}, {some, none, false}, {none, none, false},
                {none, some, true},  {none, NULL, true},  {some, NULL, true},  {none, other, true}};
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        struct person before = {.visibility = rows[i].before,
                                .visibility_count = rows[i].before != NULL};
        struct person after = {.visibility = rows[i].after,
                               .visibility_count = rows[i].after != NULL};
        cr_expect(eq(int, visibility_widens(&before, &after), rows[i].widens), "row %zu", i);
    }
}

Test(visibility, by_itself_a_field_has_its_widest_audience)
{
    static const struct person nobody;
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++)
        cr_expect(eq(int, visibility_of(&nobody, field), visibility_widest(field)));
    cr_expect(eq(int, visibility_widest(PERSON_FIELD_EMAIL), EDITION_STAFF));
}
