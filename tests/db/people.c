/* People in PostgreSQL: what goes in comes out, versions, pages, and readable refusals. */
#include "scoring/visibility.h"
#include "tests/db/database.h"

static struct database db;

static void set_up(void)
{
    db = database_migrated();
}

static void tear_down(void)
{
    database_drop(&db);
}

TestSuite(people, .init = set_up, .fini = tear_down, .timeout = 60);

static struct person stored(const char *external_id)
{
    struct person person = {0};
    cr_assert(eq(int, store_person_find(db.store, external_id, db.arena, &person), STATUS_OK),
              "%s: %s", external_id, store_error(db.store));
    return person;
}

static void replace(const struct person *person, int32_t version)
{
    int32_t ret_version = 0;
    cr_assert(eq(int, database_replace(&db, person, version, NULL, &ret_version), STATUS_OK), "%s",
              store_error(db.store));
}

/* Every leaf of the shape is named in json, but those in skip. */
static void expect_members(const struct shape *shape, const char *json)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        char member[80];
        snprintf(member, sizeof member, "\"%s\":", field->name);
        bool bare = (field->flags & SHAPE_READ_ONLY) != 0 && field->item == NULL &&
                    strcmp(field->name, "confidence") != 0 && strcmp(field->name, "evidence") != 0;
        cr_expect(bare || strstr(json, member) != NULL, "the sample has no %s", member);
        if (field->item != NULL)
            expect_members(field->item, json);
    }
}

Test(people, a_person_comes_back_as_they_went_in)
{
    static const struct visibility hidden[] = {{PERSON_FIELD_NAME, EDITION_SELF},
                                               {PERSON_FIELD_PLACE, EDITION_STAFF}};
    struct person person = sample_person("a1");
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK), "%s",
              store_error(db.store));
    person = stored("a1");
    person.visibility = hidden;
    person.visibility_count = 2;
    person.paused = true;
    char *before = sample_json(&person);
    expect_members(&person_shape, before);
    replace(&person, 0);
    struct person found = stored("a1");
    char *after = sample_json(&found);
    cr_assert(eq(str, after, before));
    cr_assert(eq(int, found.version, 2));
    free(before);
    free(after);
}

Test(people, a_person_with_nothing_but_a_role_comes_back_so)
{
    struct person person = {.external_id = "bare", .role = ROLE_STUDENT, .name = ""};
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    struct person found = stored("bare");
    cr_assert(found.name == NULL && found.place.text == NULL);
    cr_assert(eq(sz, found.affiliations_count + found.languages_count, 0));
}

Test(people, each_of_many_gets_their_own_lists)
{
    static struct person people[1000];
    static char ids[1000][8];
    for (size_t i = 0; i < 1000; i++) {
        snprintf(ids[i], sizeof ids[i], "p%03zu", i);
        people[i] = sample_person(ids[i]);
        people[i].affiliations_count = i % 3;
        people[i].languages_count = i % 4;
        people[i].wishes.places_count = i % 2;
        people[i].wishes.fields_count = i % 5 == 0;
    }
    cr_assert(eq(int, database_import(&db, people, 1000, NULL), STATUS_OK));
    struct person *page = NULL;
    size_t count = 0;
    struct people_page ask = {.limit = 2000, .role = -1};
    cr_assert(eq(int, store_people_list(db.store, &ask, db.arena, &page, &count), STATUS_OK), "%s",
              store_error(db.store));
    cr_assert(eq(sz, count, 1000));
    for (size_t i = 0; i < count; i++) {
        size_t number = strtoul(page[i].external_id + 1, NULL, 10);
        char *before = sample_json(&people[number]);
        char *after = sample_json(&page[i]);
        cr_assert(eq(str, after, before));
        free(before);
        free(after);
    }
}

Test(people, who_is_not_there_is_not_found)
{
    struct person person = {0};
    char id[STORE_ID_SIZE];
    store_id_new(TEST_NOW, id);
    const char *const ids[] = {id, "", "me", "00000000-0000-0000-0000-00000000000g"};
    for (size_t i = 0; i < 4; i++)
        cr_expect(eq(int, store_person_get(db.store, ids[i], db.arena, &person), STATUS_NOT_FOUND));
    cr_expect(eq(int, store_person_find(db.store, "nobody", db.arena, &person), STATUS_NOT_FOUND));
}

Test(people, replacing_writes_all_and_counts_the_version)
{
    struct person person = sample_person("a1");
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    struct person changed = stored("a1");
    changed.name = "Other";
    changed.languages_count = 1;
    changed.wishes.occupations_count = 0;
    int32_t version = 0;
    cr_assert(eq(int, database_replace(&db, &changed, 1, &db.faults, &version), STATUS_OK), "%s",
              store_error(db.store));
    cr_assert(eq(int, version, 2));
    struct person found = {0};
    cr_assert(eq(int, store_person_get(db.store, changed.id, db.arena, &found), STATUS_OK));
    char *wanted = sample_json(&changed);
    char *got = sample_json(&found);
    cr_assert(eq(str, got, wanted));
    cr_assert(eq(int, found.version, 2));
    free(wanted);
    free(got);
}

Test(people, replacing_another_version_is_a_conflict_and_changes_nothing)
{
    struct person person = sample_person("a1");
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    struct person changed = stored("a1");
    changed.name = "Other";
    int32_t version = 77;
    cr_assert(eq(int, database_replace(&db, &changed, 9, &db.faults, &version), STATUS_CONFLICT));
    cr_assert(eq(int, version, 77));
    cr_assert(eq(str, (char *)stored("a1").name, (char *)person.name));
    char id[STORE_ID_SIZE];
    store_id_new(TEST_NOW, id);
    changed.id = id;
    cr_assert(eq(int, database_replace(&db, &changed, 0, &db.faults, &version), STATUS_NOT_FOUND));
}

/* What the database refuses, and how it says so. */
static void seats(struct person *person)
{
    person->seats = 5000;
}
static void no_external_id(struct person *person)
{
    person->external_id = "";
}
static void anothers_external_id(struct person *person)
{
    person->external_id = "a2";
}
static void bad_confidence(struct person *person)
{
    person->place.confidence = 101;
}
static void below_taken(struct person *person)
{
    person->seats = 1;
}
static void hours(struct person *person)
{
    person->hours_max = 8785;
}
static const struct {
    void (*spoil)(struct person *person);
    enum status status;
    const char *detail;
} refusals[] = {
    {seats, STATUS_INVALID, "seats are between 0 and 1000"},
    {no_external_id, STATUS_INVALID, "an external id is not empty"},
    {anothers_external_id, STATUS_CONFLICT, "an external id belongs to one person"},
    {bad_confidence, STATUS_INVALID, "a confidence is between 0 and 100"},
    {hours, STATUS_INVALID, "hours a year are between 0 and 8784"},
    {below_taken, STATUS_CONFLICT, "More seats than that are taken; end a mentorship first."},
};

Test(people, a_constraint_refuses_in_words)
{
    struct person people[] = {sample_person("a1"), sample_person("a2")};
    cr_assert(eq(int, database_import(&db, people, 2, NULL), STATUS_OK));
    database_sql(db.raw, "UPDATE person SET seats_taken = 2");
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct person changed = stored("a1");
        refusals[i].spoil(&changed);
        struct faults faults = faults_in(db.arena);
        int32_t version = 0;
        enum status status = database_replace(&db, &changed, 0, &faults, &version);
        cr_expect(eq(int, status, refusals[i].status));
        cr_assert(eq(sz, faults.count, 1));
        cr_expect(eq(str, (char *)faults.items[0].detail, (char *)refusals[i].detail));
    }
    cr_assert(eq(int, stored("a1").version, 1));
}

/* ---- pages */

static size_t page_through(struct people_page page, char *ret_ids, size_t size)
{
    size_t total = 0;
    size_t count = page.limit;
    ret_ids[0] = '\0';
    for (size_t n = 0; count == page.limit; n++) {
        cr_assert(lt(sz, n, 100));
        struct person *people = NULL;
        cr_assert(
            eq(int, store_people_list(db.store, &page, db.arena, &people, &count), STATUS_OK));
        for (size_t i = 0; i < count; i++) {
            size_t used = strlen(ret_ids);
            snprintf(ret_ids + used, size - used, "%s ", people[i].external_id);
            page.after = people[i].id;
        }
        total += count;
    }
    return total;
}

static void import_ten(void)
{
    static const char *const ids[] = {"s0", "a1", "b2", "s3", "a4", "b5", "s6", "a7", "b8", "s9"};
    for (size_t i = 0; i < 10; i++) {
        /* Alone, so that their ids, made a millisecond apart, are in this order. */
        struct person person = {.external_id = ids[i],
                                .role = ids[i][0] == 's'   ? ROLE_STUDENT
                                        : ids[i][0] == 'a' ? ROLE_ALUMNUS
                                                           : ROLE_BOTH,
                                .name = i == 4 ? "Åsa 100%_" : "Bo",
                                .email = i == 5 ? "Anna@Example.org" : NULL};
        struct store_import *import = NULL;
        struct digest digest = digest_of(ids[i], 2);
        cr_assert(
            eq(int, store_import_begin(db.store, TEST_NOW + (store_time)i, &import), STATUS_OK));
        cr_assert(eq(int, store_import_add(import, &person, 1, &db.faults, NULL), STATUS_OK));
        cr_assert(eq(int, store_import_commit(import, &digest, "test", "{}"), STATUS_OK));
        store_import_free(import);
    }
}

static const struct {
    int32_t role;
    const char *text;
    const char *found;
} pages[] = {
    {-1, NULL, "s0 a1 b2 s3 a4 b5 s6 a7 b8 s9 "},
    {ROLE_STUDENT, NULL, "s0 b2 s3 b5 s6 b8 s9 "},
    {ROLE_ALUMNUS, NULL, "a1 b2 a4 b5 a7 b8 "},
    {ROLE_BOTH, NULL, "b2 b5 b8 "},
    {-1, "åsa", "a4 "},
    {-1, "0%_", "a4 "},
    {-1, "anna@", "b5 "},
    {ROLE_STUDENT, "S", "s0 s3 s6 s9 "},
    {-1, "' OR 1=1", ""},
};

Test(people, pages_of_any_size_give_everybody_once_in_order)
{
    import_ten();
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        for (size_t limit = 1; limit <= 11; limit += 2) {
            char ids[100];
            struct people_page page = {
                .limit = limit, .role = pages[i].role, .text = pages[i].text};
            int32_t total = -1;
            size_t found = page_through(page, ids, sizeof ids);
            cr_assert(eq(int, store_people_count(db.store, &page, &total), STATUS_OK));
            cr_expect(eq(int, total, (int)found), "row %zu", i);
            cr_expect(eq(str, ids, (char *)pages[i].found), "row %zu, limit %zu", i, limit);
        }
}
