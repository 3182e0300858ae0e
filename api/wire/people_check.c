#include "api/wire/people_check.h"

#include "scoring/base/date.h"
#include "scoring/base/faults.h"
#include "scoring/visibility.h"

#include <stdio.h>
#include <string.h>

struct check {
    enum people_where where;
    size_t line;
    struct faults *faults;
    enum status worst;
};

/* Where the person is at fault: list[index]member of JSON, or a column of a file. */
struct spot {
    const char *list, *member, *column;
};

static void tell(struct check *check, const struct spot *spot, size_t index, const char *code,
                 const char *detail)
{
    char pointer[64];
    (void)snprintf(pointer, sizeof pointer, "%s/%zu%s", spot->list, index, spot->member);
    if (check->where == PEOPLE_BY_POINTER)
        check->worst = fault_add(check->faults, check->line, pointer, code, "%s", detail);
    else
        check->worst = fault_add(check->faults, check->line, spot->column, code, "number %zu %s",
                                 index + 1, detail);
}

static void check_name(struct check *check, const struct reading *reading, const struct spot *spot,
                       size_t index)
{
    const char *text = reading->text == NULL ? "" : reading->text;
    bool says =
        text[strspn(text, " \t\n")] != '\0' || (reading->code != NULL && reading->code[0] != '\0');
    if (!says)
        tell(check, spot, index, "missing", "is not named");
}

static void check_skills(struct check *check, const struct language_skill *skills, size_t count,
                         const struct spot *spot)
{
    for (size_t i = 0; i < count; i++)
        check_name(check, &skills[i].language, spot, i);
}

static void check_names(struct check *check, const struct reading *readings, size_t count,
                        const struct spot *spot)
{
    for (size_t i = 0; i < count; i++)
        check_name(check, &readings[i], spot, i);
}

static void check_order(struct check *check, date from, date to, const struct spot *spot,
                        size_t index)
{
    if (!date_in_order(from, to))
        tell(check, spot, index, "bad_date", "ends before it starts");
}

/* Each field once, to no more readers than it may have. */
static void check_visibility(struct check *check, const struct person *person)
{
    static const struct spot field = {"/visibility", "/field", "visibility"};
    static const struct spot audience = {"/visibility", "/audience", "visibility"};
    unsigned seen = 0;
    for (size_t i = 0; i < person->visibility_count; i++) {
        const struct visibility *said = &person->visibility[i];
        if ((seen & 1U << said->field) != 0)
            tell(check, &field, i, "double", "is named before");
        seen |= 1U << said->field;
        if (said->audience > (int32_t)visibility_widest((enum person_field)said->field))
            tell(check, &audience, i, "too_wide", "is wider than this field can have");
    }
}

enum status people_check(const struct person *person, enum people_where where, size_t line,
                         struct faults *faults)
{
    static const struct spot affiliation = {"/affiliations", "/to", "to"};
    static const struct spot employment = {"/employments", "/to", "job_to"};
    static const struct spot language = {"/languages", "/language", "languages"};
    static const struct spot field = {"/conditions/fields", "", "conditions"};
    static const struct spot wished[] = {{"/wishes/fields", "", "wished_fields"},
                                         {"/wishes/occupations", "", "wished_jobs"},
                                         {"/wishes/industries", "", "wished_industries"},
                                         {"/wishes/places", "", "wished_places"}};
    static const struct spot spoken = {"/conditions/languages", "/language", "conditions"};
    const struct conditions *conditions = &person->conditions;
    const struct wishes *wishes = &person->wishes;
    struct check check = {where, line, faults, STATUS_OK};
    for (size_t i = 0; i < person->affiliations_count; i++)
        check_order(&check, person->affiliations[i].from, person->affiliations[i].to, &affiliation,
                    i);
    for (size_t i = 0; i < person->employments_count; i++)
        check_order(&check, person->employments[i].from, person->employments[i].to, &employment, i);
    check_skills(&check, person->languages, person->languages_count, &language);
    check_names(&check, wishes->fields, wishes->fields_count, &wished[0]);
    check_names(&check, wishes->occupations, wishes->occupations_count, &wished[1]);
    check_names(&check, wishes->industries, wishes->industries_count, &wished[2]);
    check_names(&check, wishes->places, wishes->places_count, &wished[3]);
    check_names(&check, conditions->fields, conditions->fields_count, &field);
    check_skills(&check, conditions->languages, conditions->languages_count, &spoken);
    check_visibility(&check, person);
    return check.worst;
}

enum status people_check_file(const struct person *person, size_t line, struct faults *faults)
{
    static const char detail[] = "is said by the person themself, not by a file";
    enum status worst = STATUS_OK;
    if (person->visibility_count > 0)
        worst = fault_add(faults, line, "/visibility", "self_only", "%s", detail);
    if (person->paused)
        worst = fault_add(faults, line, "/paused", "self_only", "%s", detail);
    return worst;
}
