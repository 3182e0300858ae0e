#include "api/rights.h"

#include "api/request.h"
#include "api/resources.h"
#include "api/rights_rows.h"
#include "api/routes.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <string.h>

/* ---- the table */

#define S (1U << RELATION_SELF)
#define P (1U << RELATION_PARTY)
#define U (1U << RELATION_UNIT)
#define O (1U << RELATION_OTHER)
#define RIGHT(operation_, anyone_, student, alumnus, teacher, coordinator, career_centre, admin)   \
    {.operation = #operation_,                                                                     \
     .anyone = (anyone_),                                                                          \
     .roles = {student, alumnus, teacher, coordinator, career_centre, admin}},
const struct right rights[] = {RIGHTS{.operation = NULL}};

const struct right *rights_of(const char *operation)
{
    const struct right *right = rights;
    while (right->operation != NULL && strcmp(right->operation, operation) != 0)
        right++;
    assert(right->operation != NULL);
    return right;
}

bool right_is_public(const struct right *right)
{
    return right->anyone != 0;
}

static unsigned of_staff(const struct right *right)
{
    unsigned relations = 0;
    for (size_t i = ACCOUNT_TEACHER; i < ACCOUNT_ROLE_COUNT; i++)
        relations |= right->roles[i] & (U | O);
    return relations;
}

/* The column in which the matrix speaks of a party. */
static const struct {
    enum actor_kind actor;
    enum account_role role;
} party_columns[] = {
    {ACTOR_STUDENT, ACCOUNT_STUDENT}, {ACTOR_MENTOR, ACCOUNT_ALUMNUS},
    {ACTOR_SPEAKER, ACCOUNT_ALUMNUS}, {ACTOR_TEACHER, ACCOUNT_TEACHER},
    {ACTOR_HOST, ACCOUNT_ALUMNUS},
};
#define PARTY_COLUMNS (sizeof party_columns / sizeof party_columns[0])

unsigned right_hats(const struct right *right, const struct resource *resource)
{
    unsigned hats = of_staff(right) != 0 ? BY_STAFF : 0;
    if ((right->roles[ACCOUNT_STUDENT] & S) != 0)
        hats |= BY_PERSON;
    for (size_t i = 0; i < PARTY_COLUMNS; i++)
        if ((right->roles[party_columns[i].role] & P) != 0 &&
            resource_has(resource, actor_member(party_columns[i].actor)))
            hats |= 1U << party_columns[i].actor;
    return hats;
}

/* ---- the caller and what is asked for */

/* All relations in which the caller may do it to something. Whoever is a party acts in the column
 * of their side, whatever they have become since. */
static unsigned relations_of(const struct caller *caller, const struct right *right)
{
    unsigned relations = 0;
    for (size_t i = 0; i < caller->grants_count; i++)
        relations |= right->roles[caller->grants[i].role];
    if (caller->person_id[0] != '\0')
        for (size_t i = 0; i < PARTY_COLUMNS; i++)
            relations |= right->roles[party_columns[i].role] & P;
    return relations;
}

static bool is_self(const struct caller *caller, const char *person_id)
{
    return caller->person_id[0] != '\0' && person_id != NULL &&
           strcmp(caller->person_id, person_id) == 0;
}

/* True when a role of the caller may do it where the home is. */
static bool covers(const struct caller *caller, const struct right *right, const struct home *home)
{
    bool may = false;
    for (size_t i = 0; i < caller->grants_count && !may; i++) {
        const struct grant *grant = &caller->grants[i];
        unsigned relations = right->roles[grant->role];
        may = (relations & O) != 0 || ((relations & U) != 0 && grant_covers(grant, home));
    }
    return may;
}

/* True when it takes looking up where something lies: a role for some unit may decide. */
static bool is_scoped(const struct caller *caller, const struct right *right)
{
    bool scoped = false;
    for (size_t i = 0; i < caller->grants_count && !scoped; i++)
        scoped =
            caller->grants[i].unit_id[0] != '\0' && (right->roles[caller->grants[i].role] & U) != 0;
    return scoped;
}

/* ---- where things lie, looked up once a request */

struct homes {
    const struct homes *next;
    const char *id;
    struct home home;
};

static const struct home nowhere;

static const struct home *known_home(const struct request *request, const char *id)
{
    for (const struct homes *at = request->homes; at != NULL; at = at->next)
        if (strcmp(at->id, id) == 0)
            return &at->home;
    return NULL;
}

static enum status find_home(struct request *request, const char *kind, const char *id,
                             const struct home **ret_home)
{
    const struct home *known = known_home(request, id);
    struct homes *homes = known == NULL ? arena_alloc(request->arena, sizeof *homes) : NULL;
    if (known == NULL && homes == NULL)
        return STATUS_MEMORY;
    if (known == NULL) {
        enum status status = store_home(request->store, kind, id, &homes->home);
        if (status != STATUS_OK)
            return status;
        homes->id = id;
        homes->next = request->homes;
        request->homes = homes;
        known = &homes->home;
    }
    *ret_home = known;
    return STATUS_OK;
}

/* ---- a request's head */

/* What is under this path is about the person of its {id}. */
static bool is_about_person(const struct route *route)
{
    static const char prefix[] = "/v1/people/{id}";
    return strncmp(route->path, prefix, sizeof prefix - 1) == 0;
}

/* Who may see the person, but not do this, is told so; to others there is no such person. */
static void refuse_person(struct request *request, const struct home *home)
{
    const struct right *seeing = rights_of("get_person");
    bool sees = request->by_self ? (relations_of(&request->caller, seeing) & S) != 0
                                 : covers(&request->caller, seeing, home);
    if (sees)
        reply_problem(request, PROBLEM_FORBIDDEN, NULL);
    else
        reply_status(request, STATUS_NOT_FOUND);
    request->not_yours = !sees;
}

static void check_person(struct request *request)
{
    const struct caller *caller = &request->caller;
    const char *person_id = request->params[0];
    request->by_self = is_self(caller, person_id);
    if (request->by_self && (relations_of(caller, request->right) & S) != 0)
        return;
    bool scoped = is_scoped(caller, request->right) || is_scoped(caller, rights_of("get_person"));
    const struct home *home = known_home(request, person_id);
    if (home == NULL && covers(caller, request->right, &nowhere))
        return;
    if (home == NULL && scoped)
        request->job = JOB_HOME;
    else if (!covers(caller, request->right, home == NULL ? &nowhere : home))
        refuse_person(request, home == NULL ? &nowhere : home);
}

void rights_check_head(struct request *request)
{
    const struct right *right = request->right;
    bool reads = strcmp(request->route->method, "GET") == 0;
    if (right_is_public(right))
        return;
    if (relations_of(&request->caller, right) == 0 || (request->caller.reads_only && !reads))
        reply_problem(request, PROBLEM_FORBIDDEN, NULL);
    else if (is_about_person(request->route))
        check_person(request);
    else if (request->route->body == BODY_PEOPLE && !covers(&request->caller, right, &nowhere))
        reply_problem(request, PROBLEM_FORBIDDEN,
                      "An import is about everybody: it takes a role for the whole installation.");
}

enum status rights_find_home(struct request *request)
{
    const struct home *home = NULL;
    return find_home(request, "person", request->params[0], &home);
}

/* ---- an object */

struct place {
    const char *kind, *id; /* id NULL: it lies nowhere */
};

/* By its members: the round, programme or unit it is of, or the person. Units themselves lie
 * nowhere: their names say who belongs to them, so that whoever names one decides whom others see.
 */
static struct place place_of(const struct resource *resource, const void *object)
{
    static const char *const members[][2] = {{"round_id", "round"},
                                             {"programme_id", "programme"},
                                             {"unit_id", "unit"},
                                             {"person_id", "person"}};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        if (resource_has(resource, members[i][0]))
            return (struct place){members[i][1], resource_text(resource, object, members[i][0])};
    return (struct place){NULL, NULL};
}

static enum status find_place(struct request *request, const struct right *right,
                              const struct resource *resource, const void *object,
                              const struct home **ret_home)
{
    struct place place = place_of(resource, object);
    if (place.id == NULL || !is_scoped(&request->caller, right)) {
        *ret_home = &nowhere;
        return STATUS_OK;
    }
    return find_home(request, place.kind, place.id, ret_home);
}

/* In which of the object's sides the caller stands, whether or not those may do it. */
static unsigned sides_of(const struct caller *caller, const struct resource *resource,
                         const void *object)
{
    unsigned sides = 0;
    for (enum actor_kind actor = 0; actor < ACTOR_COUNT; actor++) {
        const char *member = actor_member(actor);
        if (member != NULL && is_self(caller, resource_text(resource, object, member)))
            sides |= 1U << actor;
    }
    return sides;
}

/* A party is never staff too, nor is who may do it as the person whom it is about: else they would
 * act for the other side, as in accepting what they ask for themself. Roles are about a person but
 * not theirs: an admin may end their own. */
static bool acts_as_party(unsigned sides, unsigned hats)
{
    return (sides & (BY_PARTIES | (hats & BY_PERSON))) != 0;
}

enum status rights_to(struct request *request, const struct right *right,
                      const struct resource *resource, const void *object, unsigned *ret_hats)
{
    const struct caller *caller = &request->caller;
    const struct home *home = NULL;
    unsigned sides = sides_of(caller, resource, object);
    unsigned hats = right_hats(right, resource);
    if (acts_as_party(sides, hats)) {
        *ret_hats = sides & hats;
        return STATUS_OK;
    }
    enum status status = find_place(request, right, resource, object, &home);
    if (status != STATUS_OK)
        return status;
    bool theirs = resource->self_only != NULL && resource->self_only(right->operation, object);
    *ret_hats = !theirs && covers(caller, right, home) ? BY_STAFF : 0;
    return STATUS_OK;
}

enum status rights_to_person(struct request *request, const char *person_id, bool *ret_may)
{
    const struct caller *caller = &request->caller;
    const struct home *home = &nowhere;
    enum status status = is_scoped(caller, request->right)
                             ? find_home(request, "person", person_id, &home)
                             : STATUS_OK;
    if (status != STATUS_OK)
        return status;
    bool self = is_self(caller, person_id) && (relations_of(caller, request->right) & S) != 0;
    *ret_may = self || covers(caller, request->right, home);
    return STATUS_OK;
}

bool rights_over_all(const struct request *request, const struct right *right)
{
    return covers(&request->caller, right, &nowhere);
}

/* ---- a list */

static void add_unit(struct text *text, const struct grant *grant)
{
    text_addf(text, "%s%s", text->size == 0 ? "{" : ",", grant->unit_id);
}

enum status rights_reach(struct request *request, struct rights_reach *ret_reach)
{
    const struct caller *caller = &request->caller;
    const struct right *right = request->right;
    struct rights_reach reach = {.all = false};
    struct text units = {0};
    for (size_t i = 0; i < caller->grants_count; i++) {
        const struct grant *grant = &caller->grants[i];
        unsigned relations = right->roles[grant->role];
        bool whole = (relations & O) != 0 || ((relations & U) != 0 && grant->unit_id[0] == '\0');
        reach.all = reach.all || whole;
        if (!whole && (relations & U) != 0)
            add_unit(&units, grant);
    }
    if ((relations_of(caller, right) & (P | S)) != 0)
        reach.party = caller->person_id[0] == '\0' ? NULL : caller->person_id;
    if (units.size > 0)
        text_add_char(&units, '}');
    else
        text_add(&units, "{}"); /* none, not all */
    bool fine = text_status(&units) == STATUS_OK;
    if (fine && !reach.all)
        fine = (reach.units = arena_strdup(request->arena, units.bytes)) != NULL;
    text_free(&units);
    if (!fine)
        return STATUS_MEMORY;
    *ret_reach = reach;
    return STATUS_OK;
}
