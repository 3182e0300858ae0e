/* What there is in the world of the matrix test, as the database has it, and what each of it is to
 * a caller, told anew from the words of api/RIGHTS.md and not by the code that is tested. */
#ifndef TESTS_HTTP_RIGHTS_THINGS_H
#define TESTS_HTTP_RIGHTS_THINGS_H

#include "tests/http/rights_callers.h"

/* ---- what there is, as the database has it */

/* Where it lies, whose it is, and its parties, by the columns of its kind; the row is x. */
static inline void rw_select(const struct resource *resource, const char *kind, char *sql,
                             size_t size)
{
#define RW_PERSON_UNIT                                                                             \
    "(SELECT unit.id FROM affiliation JOIN unit ON unit.name = affiliation.unit "                  \
    "WHERE affiliation.person_id = x.%s)"
    bool person = resource == NULL;
    char unit[300] = "NULL";
    if (person)
        snprintf(unit, sizeof unit, RW_PERSON_UNIT, "id");
    else if (resource_has(resource, "programme_id"))
        snprintf(unit, sizeof unit,
                 "(SELECT unit_id FROM programme WHERE programme.id = x.programme_id)");
    else if (resource_has(resource, "unit_id"))
        snprintf(unit, sizeof unit, "x.unit_id");
    else if (resource_has(resource, "person_id"))
        snprintf(unit, sizeof unit, RW_PERSON_UNIT, "person_id");
    bool state = !person && resource->lifecycle != NULL;
    int at = snprintf(sql, size, "SELECT x.id, %s, %s, %s", state ? "x.state" : "NULL", unit,
                      person                                ? "x.id"
                      : resource_has(resource, "person_id") ? "x.person_id"
                                                            : "NULL");
    for (enum actor_kind party = 0; party < RW_PARTIES; party++) {
        const char *member = actor_member(party);
        at += !person && resource_has(resource, member)
                  ? snprintf(sql + at, size - (size_t)at, ", x.%s", member)
                  : snprintf(sql + at, size - (size_t)at, ", NULL");
    }
    snprintf(sql + at, size - (size_t)at, " FROM %s AS x WHERE %s ORDER BY x.id", kind,
             person ? "erased_at IS NULL" : "true");
#undef RW_PERSON_UNIT
}

static inline bool rw_is_working(const struct rw_world *world, const struct rw_thing *thing)
{
    bool working = false;
    for (size_t i = 0; i < world->callers_count && !working; i++)
        working = strcmp(thing->id, world->callers[i].token_id) == 0 ||
                  strcmp(thing->id, world->callers[i].read_id) == 0;
    return working;
}

static inline void rw_load(struct rw_world *world, const struct resource *resource,
                           const char *kind)
{
    char sql[1200];
    rw_select(resource, kind, sql, sizeof sql);
    PGresult *result = PQexec(world->server.database.raw, sql);
    cr_assert(eq(int, (int)PQresultStatus(result), (int)PGRES_TUPLES_OK), "%s: %s", sql,
              PQresultErrorMessage(result));
    for (int row = 0; row < PQntuples(result); row++) {
        struct rw_thing *thing = &world->things[world->things_count++];
        cr_assert(lt(sz, world->things_count, (size_t)RW_THINGS));
        *thing = (struct rw_thing){.working = false};
        snprintf(thing->kind, sizeof thing->kind, "%s", kind);
        snprintf(thing->id, sizeof(rw_id), "%s", PQgetvalue(result, row, 0));
        snprintf(thing->unit, sizeof(rw_id), "%s", PQgetvalue(result, row, 2));
        snprintf(thing->person, sizeof(rw_id), "%s", PQgetvalue(result, row, 3));
        for (int i = 0; i < (int)RW_PARTIES; i++)
            snprintf(thing->parties[i], sizeof(rw_id), "%s", PQgetvalue(result, row, 4 + i));
        thing->working = rw_is_working(world, thing);
        thing->ended = resource != NULL && resource->lifecycle != NULL &&
                       lifecycle_state(resource->lifecycle, PQgetvalue(result, row, 1))->end;
    }
    PQclear(result);
    rw_sql(world,
           resource != NULL && resource->lifecycle != NULL
               ? "INSERT INTO kept SELECT id, state FROM %s"
               : "INSERT INTO kept SELECT id, NULL FROM %s",
           kind);
}

/* A role that is held now is what its holder acts with; of those that ended nobody does. */
static inline void rw_mark_roles(struct rw_world *world)
{
    for (size_t i = 0; i < world->things_count; i++) {
        struct rw_thing *thing = &world->things[i];
        if (strcmp(thing->kind, "appointment") == 0 && strcmp(thing->person, world->fresh) != 0)
            thing->working = rw_sql(world,
                                    "SELECT 'held' FROM appointment WHERE id = '%s' AND "
                                    "ended_at IS NULL",
                                    thing->id)[0] != '\0';
    }
}

/* Puts an object into the first of the states. A membership waits in some states alone. */
static inline void rw_enter(struct rw_world *world, const struct resource *resource,
                            const struct rw_thing *thing, const char *states)
{
    char word[40];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(states, " "), states);
    rw_sql(world, "UPDATE %s SET state = '%s'%s WHERE id = '%s'", thing->kind, word,
           strcmp(thing->kind, "membership") != 0                         ? ""
           : lifecycle_state(resource->lifecycle, word)->deadline == NULL ? ", deadline_at = NULL"
                                                                          : "",
           thing->id);
}

/* After what was changed: no objects but those of the beginning, in the states of it. */
static inline void rw_restore(struct rw_world *world)
{
    for (size_t i = 0; i < RESOURCE_COUNT; i++)
        rw_sql(world, "DELETE FROM %s WHERE id NOT IN (SELECT id FROM kept)",
               resources[i].kind.name);
    for (size_t i = 0; i < RESOURCE_COUNT; i++) {
        const char *kind = resources[i].kind.name;
        bool waits = strcmp(kind, "consent") != 0;
        if (resources[i].lifecycle != NULL)
            rw_sql(world,
                   "UPDATE %s AS x SET state = kept.state, reason_code = NULL, reminder_at = NULL, "
                   "deadline_at = CASE WHEN %s THEN now() + interval '10 days' END "
                   "FROM kept WHERE kept.id = x.id AND kept.state <> x.state",
                   kind, waits ? "kept.state NOT IN ('accepted', 'done')" : "false");
    }
    rw_sql(world, "UPDATE round SET run_id = kept_round.run_id, "
                  "snapshot_id = kept_round.snapshot_id FROM kept_round "
                  "WHERE kept_round.id = round.id");
    rw_sql(world, "UPDATE pair SET student_confirmed_at = NULL, mentor_confirmed_at = NULL");
    rw_sql(world, "UPDATE person SET erase_at = NULL, version = version + 1, "
                  "changed_xid = pg_current_xact_id() WHERE erase_at IS NOT NULL");
    rw_free_seats(world);
}

/* ---- what one is to the other, in the words of RIGHTS.md */

static inline bool rw_lies_in(const struct rw_world *world, const char *unit, const char *above)
{
    static const enum rw_unit parents[UNITS] = {UNITS, UNIT_TOP, UNIT_A, UNIT_TOP};
    size_t at = 0;
    while (at < UNITS && strcmp(world->units[at], unit) != 0)
        at++;
    while (at < UNITS && strcmp(world->units[at], above) != 0)
        at = parents[at];
    return at < UNITS;
}

static inline bool rw_is(const rw_id person, const struct rw_caller *caller)
{
    return caller->person[0] != '\0' && strcmp(person, caller->person) == 0;
}

/* The column in which the matrix speaks of a party. */
static inline enum account_role rw_column_of(enum actor_kind party)
{
    return party == ACTOR_STUDENT   ? ACCOUNT_STUDENT
           : party == ACTOR_TEACHER ? ACCOUNT_TEACHER
                                    : ACCOUNT_ALUMNUS;
}

static inline bool rw_is_party(const struct rw_thing *thing, const struct rw_caller *caller)
{
    bool is = false;
    for (size_t i = 0; i < RW_PARTIES && !is; i++)
        is = rw_is(thing->parties[i], caller);
    return is;
}

/* True when a side that the caller is on may do it. */
static inline bool rw_may_as_party(const struct right *right, const struct rw_thing *thing,
                                   const struct rw_caller *caller)
{
    bool may = false;
    for (enum actor_kind party = 0; party < RW_PARTIES && !may; party++)
        may =
            rw_is(thing->parties[party], caller) && (right->roles[rw_column_of(party)] & RW_P) != 0;
    return may;
}

/* The relation as a column of the matrix has it. A role for everything has everything in its unit.
 */
static inline enum right_relation rw_relation(const struct rw_world *world,
                                              const struct rw_caller *caller,
                                              const struct rw_thing *thing)
{
    if (rw_is(thing->person, caller))
        return RELATION_SELF;
    if (rw_is_party(thing, caller))
        return RELATION_PARTY;
    return caller->whole || rw_lies_in(world, thing->unit, caller->unit) ? RELATION_UNIT
                                                                         : RELATION_OTHER;
}

/* All that the caller's columns say: their role's, and of a person also what they are. */
static inline unsigned rw_cells(const struct rw_caller *caller, const struct right *right)
{
    if (caller->column == RW_ANYONE)
        return right->anyone;
    unsigned cells = right->roles[caller->column];
    if (caller->student)
        cells |= right->roles[ACCOUNT_STUDENT];
    if (caller->alumnus)
        cells |= right->roles[ACCOUNT_ALUMNUS];
    if (caller->person[0] != '\0')
        for (enum actor_kind party = 0; party < RW_PARTIES; party++)
            cells |= right->roles[rw_column_of(party)] & RW_P;
    return cells;
}

/* True of what somebody does by name, as in publishing a round, and no program. */
static inline bool rw_is_named(const struct right *right)
{
    const struct lifecycle_row *row = NULL;
    for (size_t i = 0; i < route_count && row == NULL; i++)
        if (routes[i].event != NULL && strcmp(routes[i].name, right->operation) == 0)
            row = lifecycle_row(routes[i].resource->lifecycle, routes[i].event);
    return row != NULL && row->named;
}

static inline bool rw_may(const struct rw_world *world, const struct rw_caller *caller,
                          const struct right *right, const struct rw_thing *thing)
{
    unsigned cells = rw_cells(caller, right);
    bool party = rw_is_party(thing, caller);
    bool covered = !party && caller->column >= ACCOUNT_TEACHER && caller->column != RW_ANYONE &&
                   (caller->whole || rw_lies_in(world, thing->unit, caller->unit));
    if (caller->program && rw_is_named(right))
        return false;
    return (cells & RW_O) != 0 || ((cells & RW_S) != 0 && rw_is(thing->person, caller)) ||
           rw_may_as_party(right, thing, caller) ||
           (covered && (right->roles[caller->column] & RW_U) != 0);
}

#endif
