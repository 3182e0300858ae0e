#include "api/store/store_step.h"

#include "api/store/store_fire.h"
#include "api/store/store_query.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define STATEMENT_SIZE  64
#define TOLD_SIZE       100
#define CHECK_VIOLATION "23514"

enum status store_transaction(struct store *store, store_work *work, void *context)
{
    return query_transaction(store, "begin_write", work, context);
}

/* ---- the pieces of a step */

struct firing {
    struct store *store;
    const struct deed *deed;
    const struct step *step;
    const struct lifecycle_row *row;
    const struct lifecycle_state *to; /* NULL: the state stays */
    struct faults *faults;
};

static const char *flag(bool value)
{
    return value ? "t" : "f";
}

/* Faults of the database's last guard: a CHECK in a step says that there is no room, not that what
 * was sent is wrong. */
static enum status run(const struct firing *firing, const char *name, const char *const *values,
                       size_t count, PGresult **ret_result)
{
    enum status status =
        query_run_faults(firing->store, name, values, count, firing->faults, ret_result);
    bool check = status == STATUS_INVALID && strcmp(firing->store->sqlstate, CHECK_VIOLATION) == 0;
    return check ? STATUS_CONFLICT : status;
}

static void set_outcome(struct fire_outcome *outcome, enum fire_kind kind, const char *word)
{
    outcome->kind = kind;
    snprintf(outcome->word, sizeof outcome->word, "%s", word);
}

static const char *name_of(const struct step *step, const char *verb, char name[STATEMENT_SIZE])
{
    int size = snprintf(name, STATEMENT_SIZE, "%s_%s", step->lifecycle->object, verb);
    assert(size > 0 && size < STATEMENT_SIZE);
    return name;
}

/* What is there once the locks are held, so nobody else changes it. */
static enum status judge(const struct firing *firing, const PGresult *result,
                         const struct lifecycle_state **ret_from, struct fire_outcome *outcome)
{
    if (PQntuples(result) == 0) {
        set_outcome(outcome, FIRE_NOT_FOUND, "");
        return STATUS_OK;
    }
    const struct step *step = firing->step;
    const char *state = query_cell(result, 0, "state");
    const char *version = query_cell(result, 0, "version");
    int64_t number = 0;
    const struct lifecycle_state *from = lifecycle_state(step->lifecycle, state);
    if (from == NULL || text_to_int(version, strlen(version), 1, INT32_MAX, &number) != STATUS_OK)
        return STATUS_BROKEN;
    if (step->version != 0 && step->version != number)
        set_outcome(outcome, FIRE_VERSION, "");
    else if (!lifecycle_allows(firing->row, state))
        set_outcome(outcome, FIRE_STATE, state);
    else
        set_outcome(outcome, FIRE_MOVED, "");
    *ret_from = from;
    return STATUS_OK;
}

/* Locks the object and what its step takes; the state it then has. */
static enum status lock(const struct firing *firing, const struct lifecycle_state **ret_from,
                        struct fire_outcome *outcome)
{
    char name[STATEMENT_SIZE];
    const char *values[] = {firing->step->id, firing->row->event,
                            firing->to == NULL ? NULL : firing->to->word};
    PGresult *result = NULL;
    enum status status = run(firing, name_of(firing->step, "lock", name), values, 3, &result);
    if (status != STATUS_OK)
        return status;
    status = judge(firing, result, ret_from, outcome);
    PQclear(result);
    return status;
}

static enum status move(const struct firing *firing, const struct lifecycle_state *from,
                        PGresult **ret_result)
{
    char name[STATEMENT_SIZE];
    char new_id[STORE_ID_SIZE];
    const struct lifecycle_state *to = firing->to;
    struct query_number now = query_number(firing->deed->now);
    struct query_number held = query_number(to == NULL ? 0 : (int)to->held - (int)from->held);
    store_id_new(firing->deed->now, new_id);
    const char *values[] = {firing->step->id,
                            firing->row->event,
                            to == NULL ? NULL : to->word,
                            to == NULL ? NULL : to->deadline,
                            flag(to != NULL && to->reminded),
                            held.text,
                            firing->step->reason_code,
                            now.text,
                            new_id,
                            actor_word(firing->deed->actor.kind)};
    const char *statement = firing->row->statement != NULL ? firing->row->statement
                                                           : name_of(firing->step, "move", name);
    return run(firing, statement, values, sizeof values / sizeof values[0], ret_result);
}

/* The words of who is told, as PostgreSQL writes an array; not who did it. */
static void write_told(const struct firing *firing, char told[TOLD_SIZE])
{
    unsigned who = firing->row->told & ~(1U << firing->deed->actor.kind);
    size_t size = 0;
    told[0] = '\0';
    for (enum actor_kind actor = 0; actor < ACTOR_COUNT; actor++)
        if ((who & (1U << actor)) != 0)
            size += (size_t)snprintf(told + size, TOLD_SIZE - size, ",%s", actor_word(actor));
    assert(size < TOLD_SIZE - 2);
    snprintf(told + size, TOLD_SIZE - size, size == 0 ? "{}" : "}");
    if (size > 0)
        told[0] = '{';
}

static enum status record(const struct firing *firing, const char *changes)
{
    const struct deed *deed = firing->deed;
    char told[TOLD_SIZE];
    write_told(firing, told);
    struct query_number now = query_number(deed->now);
    const char *values[] = {changes,
                            actor_word(deed->actor.kind),
                            deed->actor.id,
                            firing->step->reason_code,
                            deed->request_id,
                            now.text,
                            told,
                            firing->step->note};
    PGresult *result = NULL;
    enum status status =
        run(firing, "step_record", values, sizeof values / sizeof values[0], &result);
    if (status == STATUS_OK)
        PQclear(result);
    return status;
}

static enum status move_and_record(const struct firing *firing, const struct lifecycle_state *from,
                                   struct fire_outcome *outcome)
{
    PGresult *result = NULL;
    enum status status = move(firing, from, &result);
    if (status != STATUS_OK)
        return status;
    const char *refused = PQntuples(result) == 0 ? NULL : query_cell(result, 0, "refused");
    if (PQntuples(result) == 0)
        status = link_fail(firing->store, STATUS_BROKEN, "%s %s moved nothing",
                           firing->step->lifecycle->object, firing->row->event);
    else if (refused != NULL)
        set_outcome(outcome, FIRE_REFUSED, refused);
    else
        status = record(firing, query_cell(result, 0, "changes"));
    PQclear(result);
    return status;
}

/* ---- consequences */

/* What a consequence finds changed, or is refused, is passed over. That is safe: each was chosen in
 * this transaction for the state it was in, so a state that no longer fits was left by a step that
 * somebody else committed meanwhile, and what was to be ended has ended (the states of an end's
 * `from` are all that were chosen by); and no event of a consequence has a statement of its own, so
 * its refusal has changed nothing. */
static enum status fire_each(const struct firing *firing, const struct lifecycle_then *then,
                             const PGresult *result)
{
    struct deed deed = *firing->deed;
    deed.actor = (struct actor){ACTOR_STEP, NULL};
    struct step step = {.lifecycle = lifecycle_find(then->object),
                        .event = then->event,
                        .reason_code = then->reason_code};
    struct fire_outcome outcome;
    for (int i = 0; i < PQntuples(result); i++) {
        step.id = query_cell(result, i, "id");
        enum status status = store_fire(firing->store, &deed, &step, firing->faults, &outcome);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status follow(const struct firing *firing, const struct lifecycle_then *then)
{
    char new_id[STORE_ID_SIZE];
    struct query_number now = query_number(firing->deed->now);
    store_id_new(firing->deed->now, new_id);
    const char *values[] = {firing->step->id, now.text, new_id, firing->deed->request_id};
    PGresult *result = NULL;
    enum status status = run(firing, then->statement, values, 4, &result);
    if (status != STATUS_OK)
        return status;
    status = fire_each(firing, then, result);
    PQclear(result);
    return status;
}

/* ---- the step */

enum status store_fire(struct store *store, const struct deed *deed, const struct step *step,
                       struct faults *faults, struct fire_outcome *ret_outcome)
{
    struct firing firing = {.store = store, .deed = deed, .step = step, .faults = faults};
    firing.row = lifecycle_row(step->lifecycle, step->event);
    assert(firing.row != NULL);
    if (firing.row->to[0] != '\0')
        firing.to = lifecycle_state(step->lifecycle, firing.row->to);
    struct fire_outcome outcome = {.kind = FIRE_NOT_FOUND};
    const struct lifecycle_state *from = NULL;
    enum status status = store_id_valid(step->id) ? lock(&firing, &from, &outcome) : STATUS_OK;
    if (status == STATUS_OK && outcome.kind == FIRE_MOVED)
        status = move_and_record(&firing, from, &outcome);
    for (size_t i = 0; i < LIFECYCLE_THEN_MAX; i++)
        if (status == STATUS_OK && outcome.kind == FIRE_MOVED &&
            firing.row->then[i].statement != NULL)
            status = follow(&firing, &firing.row->then[i]);
    if (status == STATUS_OK)
        *ret_outcome = outcome;
    return status;
}

static enum status conflict(struct faults *faults, const char *code, const char *detail)
{
    (void)fault_add(faults, 0, "", code, "%s", detail);
    return STATUS_CONFLICT;
}

enum status store_step(struct store *store, const struct deed *deed, const struct step *step,
                       struct faults *faults)
{
    struct fire_outcome outcome;
    char detail[100];
    enum status status = store_fire(store, deed, step, faults, &outcome);
    if (status != STATUS_OK)
        return status;
    switch (outcome.kind) {
    case FIRE_MOVED: return STATUS_OK;
    case FIRE_NOT_FOUND: return STATUS_NOT_FOUND;
    case FIRE_VERSION: return conflict(faults, "version", "It was changed meanwhile.");
    case FIRE_REFUSED: return conflict(faults, outcome.word, lifecycle_refusal(outcome.word));
    case FIRE_STATE: break;
    }
    snprintf(detail, sizeof detail, "Its state is %s, which does not allow this event.",
             outcome.word);
    return conflict(faults, "state", detail);
}
