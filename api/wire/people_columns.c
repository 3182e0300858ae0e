#include "api/wire/people_columns.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define WISHES offsetof(struct person, wishes)

/* How to add a column: a row here and in seeds/demo/README.md. Order: as documented. */
const struct people_column people_columns[PEOPLE_COLUMNS_COUNT] = {
    {"external_id", PEOPLE_PERSON, &person_shape, "external_id", 0, true},
    {"role", PEOPLE_PERSON, &person_shape, "role", 0, true},
    {"name", PEOPLE_PERSON, &person_shape, "name", 0, false},
    {"email", PEOPLE_PERSON, &person_shape, "email", 0, false},
    {"language", PEOPLE_PERSON, &person_shape, "language", 0, false},
    {"unit", PEOPLE_AFFILIATION, &affiliation_shape, "unit", 0, false},
    {"campus", PEOPLE_AFFILIATION, &affiliation_shape, "campus", 0, false},
    {"affiliation_kind", PEOPLE_AFFILIATION, &affiliation_shape, "kind", 0, false},
    {"programme", PEOPLE_AFFILIATION, &affiliation_shape, "programme", 0, false},
    {"field", PEOPLE_AFFILIATION, &affiliation_shape, "field", 0, false},
    {"from", PEOPLE_AFFILIATION, &affiliation_shape, "from", 0, false},
    {"to", PEOPLE_AFFILIATION, &affiliation_shape, "to", 0, false},
    {"job_title", PEOPLE_JOB, &employment_shape, "occupation", 0, false},
    {"employer", PEOPLE_JOB, &employment_shape, "employer", 0, false},
    {"industry", PEOPLE_JOB, &employment_shape, "industry", 0, false},
    {"job_from", PEOPLE_JOB, &employment_shape, "from", 0, false},
    {"job_to", PEOPLE_JOB, &employment_shape, "to", 0, false},
    {"languages", PEOPLE_LIST, &person_shape, "languages", 0, false},
    {"place", PEOPLE_PERSON, &person_shape, "place", 0, false},
    {"country", PEOPLE_PERSON, &person_shape, "country", 0, false},
    {"remote", PEOPLE_PERSON, &person_shape, "remote", 0, false},
    {"seats", PEOPLE_PERSON, &person_shape, "seats", 0, false},
    {"hours_max", PEOPLE_PERSON, &person_shape, "hours_max", 0, false},
    {"conditions", PEOPLE_LIST, &person_shape, "conditions", 0, false},
    {"wished_fields", PEOPLE_LIST, &wishes_shape, "fields", WISHES, false},
    {"wished_jobs", PEOPLE_LIST, &wishes_shape, "occupations", WISHES, false},
    {"wished_industries", PEOPLE_LIST, &wishes_shape, "industries", WISHES, false},
    {"wished_places", PEOPLE_LIST, &wishes_shape, "places", WISHES, false},
};

/* ---- names */

int people_column_find(const char *name)
{
    for (size_t i = 0; i < PEOPLE_COLUMNS_COUNT; i++)
        if (strcasecmp(people_columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

#define NEAR_MAX      ((size_t)3) /* changed letters */
#define NAME_SIZE_MAX ((size_t)32)

/* Levenshtein's distance, over one row of the table. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[NAME_SIZE_MAX + 1];
    size_t size = strlen(b);
    for (size_t j = 0; j <= size; j++)
        row[j] = j;
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < size; j++) {
            size_t change = diagonal + (tolower((unsigned char)a[i]) != b[j]);
            diagonal = row[j + 1];
            size_t gap = (row[j] < diagonal ? row[j] : diagonal) + 1;
            row[j + 1] = change < gap ? change : gap;
        }
    }
    return row[size];
}

const char *people_column_nearest(const char *name)
{
    const char *nearest = NULL;
    size_t least = NEAR_MAX + 1;
    for (size_t i = 0; i < PEOPLE_COLUMNS_COUNT && strlen(name) <= NAME_SIZE_MAX; i++) {
        size_t distance = edit_distance(name, people_columns[i].name);
        if (distance < least && distance < strlen(name)) {
            least = distance;
            nearest = people_columns[i].name;
        }
    }
    return nearest;
}
