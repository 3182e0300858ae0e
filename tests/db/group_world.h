/* Groups in the small university of step_world.h: four people of whom all is known, and doors to
 * make and recompute groups. */
#ifndef TESTS_DB_GROUP_WORLD_H
#define TESTS_DB_GROUP_WORLD_H

#include "tests/db/step_world.h"

#include "api/store/group_codes.h"
#include "tests/shipped_seeds.h"

#define DELFT     "2757345"
#define ROTTERDAM "2747891"
#define OSLO      "3143244"

static const struct object_kind groups = {"member_group", &member_group_shape};
static const struct object_kind members = {"membership", &membership_shape};

static inline void start(void)
{
    set_up();
    step_now = TEST_NOW;
    shipped_open();
    found_university();
}

static inline void end(void)
{
    shipped_close();
    tear_down();
}

/* ---- doors */

static inline struct id group_made(const char *name, struct group_rule rule, bool joinable)
{
    struct member_group group = {
        .unit_id = university.text, .name = name, .rule = rule, .joinable = joinable};
    member_group_defaults(&group);
    return added(&groups, &group);
}

struct recomputing {
    const char *id; /* NULL: all */
    struct group_count count;
};

static inline enum status recompute_in(struct store *store, void *context)
{
    struct recomputing *work = context;
    size_t count = 0;
    return work->id == NULL ? group_recompute_all(store, &seeds->taxonomies, step_now, db.arena,
                                                  &count, &work->count)
                            : group_recompute(store, &seeds->taxonomies, work->id, step_now,
                                              db.arena, &work->count);
}

/* "joined ended" */
static inline const char *recomputed(const struct id *group)
{
    struct recomputing work = {.id = group == NULL ? NULL : group->text};
    cr_assert(eq(int, store_transaction(db.store, recompute_in, &work), STATUS_OK), "%s",
              store_error(db.store));
    return arena_printf(db.arena, "%d %d", work.count.joined, work.count.ended);
}

/* The external ids of those in a group, in order; a state with those who are not plainly active. */
static inline const char *in_group(const struct id *group)
{
    return sql(
        "SELECT coalesce(string_agg(external_id || CASE state WHEN 'active' THEN '' ELSE ':' "
        "|| state END, ' ' ORDER BY external_id, state), '') "
        "FROM membership JOIN person ON person.id = person_id WHERE group_id = '%s'",
        group->text);
}

#define EXPECT_IN(group, expected) cr_expect(eq(str, (char *)in_group(group), (expected)))

static inline struct id member_of(const struct id *group, const struct id *person)
{
    char query[300];
    snprintf(query, sizeof query,
             "SELECT id FROM membership WHERE group_id = '%s' AND person_id = '%s' "
             "ORDER BY state_since DESC, id DESC LIMIT 1",
             group->text, person->text);
    return id_by(query);
}

/* The code that refuses it, or "". */
static inline const char *asked(const struct id *group, const struct id *person,
                                enum membership_origin origin)
{
    struct membership membership = {.group_id = group->text,
                                    .unit_id = university.text,
                                    .person_id = person->text,
                                    .origin = (int32_t)origin};
    struct faults faults = faults_in(db.arena);
    struct id id = new_id();
    enum status status = add(&members, id.text, &membership, &faults);
    cr_assert(status == STATUS_OK || faults.count == 1, "%s", store_error(db.store));
    return status == STATUS_OK ? "" : faults.items[0].code;
}

/* Everybody's affiliation: kind, unit, campus, field, and when it ended. */
static inline void affiliate(const struct id *person, int position, const char *kind,
                             const char *unit, const char *campus, const char *field,
                             const char *to)
{
    sql("INSERT INTO affiliation (person_id, position, kind, unit, campus, field_code, "
        "field_confidence, \"to\") VALUES ('%s', %d, '%s', nullif('%s', ''), nullif('%s', ''), "
        "nullif('%s', ''), 100, nullif('%s', ''))",
        person->text, position, kind, unit, campus, field, to);
}

/* Four people of whom all is known, and nothing else. */
static inline void settle(void)
{
    struct unit faculty = {.parent_id = university.text, .kind = UNIT_FACULTY, .name = "Bridges"};
    added(&units, &faculty);
    sql("DELETE FROM affiliation");
    sql("DELETE FROM language_skill");
    sql("UPDATE person SET place_code = NULL, country_code = NULL");
    affiliate(&ann, 0, "degree", "Bridges", "", "0732", "2011-06");
    affiliate(&ann, 1, "staff", "", "", "0421", "");
    affiliate(&bo, 0, "Degree", "", "Delft", "0730", "2016");
    affiliate(&cas, 0, "exchange", "Elsewhere", "", "0421", "2012-07-01");
    sql("INSERT INTO language_skill (person_id, position, language_code, language_confidence) "
        "VALUES "
        "('%s', 0, 'nb', 100), ('%s', 1, 'nl', 100), ('%s', 0, 'nl', 100)",
        ann.text, ann.text, cas.text);
    sql("UPDATE person SET place_code = '" DELFT "' WHERE id = '%s'", ann.text);
    sql("UPDATE person SET place_code = '" ROTTERDAM "' WHERE id = '%s'", bo.text);
    sql("UPDATE person SET country_code = 'NO' WHERE id = '%s'", cas.text);
    sql("UPDATE person SET place_code = '" OSLO "' WHERE id = '%s'", dag.text);
}

static inline struct id degrees(bool joinable)
{
    static const char *const degree[] = {"degree"};
    return group_made("Degrees", (struct group_rule){.kinds = degree, .kinds_count = 1}, joinable);
}

#endif
