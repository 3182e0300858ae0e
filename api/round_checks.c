#include "api/round_checks.h"

#include "api/clock.h"
#include "api/reply.h"
#include "api/request.h"
#include "api/round_freeze.h"
#include "api/service.h"
#include "api/wire/round.h"
#include "scoring/base/faults.h"

#include <stdio.h>
#include <string.h>

#define WHERE_SIZE  64
#define PERCENT_SUM 100

/* ---- rounds */

static enum status freeze(struct request *request, const struct matching_round *round)
{
    const struct object_kind *kind = &resources[RESOURCE_programme].kind;
    struct programme programme = {0};
    enum status status =
        store_object_get(request->store, kind, round->programme_id, request->arena, &programme);
    const struct freeze_order order = {.store = request->store,
                                       .seeds = request->service->seeds,
                                       .arena = request->arena,
                                       .round_id = round->id,
                                       .programme = &programme,
                                       .now = clock_utc_ms()};
    return status == STATUS_OK ? round_freeze(&order, &request->faults) : status;
}

enum status round_check_event(struct request *request, const struct lifecycle_row *row,
                              const void *object)
{
    return strcmp(row->event, "freeze") == 0 ? freeze(request, object) : STATUS_OK;
}

static enum status check_round(struct request *request, const char *round_id)
{
    const struct object_kind *kind = &resources[RESOURCE_round].kind;
    struct matching_round round = {0};
    enum status status = STATUS_NOT_FOUND;
    if (store_id_valid(round_id))
        status = store_object_get(request->store, kind, round_id, request->arena, &round);
    if (status != STATUS_NOT_FOUND)
        return status;
    return fault_add(&request->faults, 0, "/round_id", "no_such_round", "There is no such round.");
}

/* ---- runs */

static enum status check_id(struct faults *faults, const char *list, size_t index,
                            const char *member, const char *id)
{
    char where[WHERE_SIZE];
    (void)snprintf(where, sizeof where, "/%s/%zu/%s", list, index, member);
    if (id == NULL)
        return fault_add(faults, 0, where, "missing", "must be given");
    if (!store_id_valid(id))
        return fault_add(faults, 0, where, "bad_id",
                         "must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057");
    return STATUS_OK;
}

static bool is_word(const char *const *words, int32_t index, const char *word)
{
    return strcmp(words[index], word) == 0;
}

static enum status check_rule(struct faults *faults, const struct matching_run *run, size_t index)
{
    const struct run_rule *rule = &run->rules[index];
    char where[WHERE_SIZE];
    enum status student = check_id(faults, "rules", index, "student_id", rule->student_id);
    if (!is_word(run_rule_words, rule->rule, "first")) {
        enum status mentor = check_id(faults, "rules", index, "mentor_id", rule->mentor_id);
        return student == STATUS_OK ? mentor : student;
    }
    if (rule->mentor_id != NULL) {
        (void)snprintf(where, sizeof where, "/rules/%zu/mentor_id", index);
        return fault_add(faults, 0, where, "unexpected", "who goes first has no mentor");
    }
    bool takes = is_word(run_objective_words, run->objective, "fair") ||
                 is_word(run_objective_words, run->objective, "most");
    (void)snprintf(where, sizeof where, "/rules/%zu/rule", index);
    return takes ? student
                 : fault_add(faults, 0, where, "refused",
                             "the objective cannot let anybody go first; take fair or most");
}

static enum status check_weights(struct faults *faults, const struct own_weights *weights)
{
    int32_t sum = weights->field + weights->career + weights->language + weights->place;
    if (sum == 0 || sum == PERCENT_SUM)
        return STATUS_OK;
    return fault_add(faults, 0, "/weights", "sum", "the weights sum to %d; they must sum to %d",
                     (int)sum, PERCENT_SUM);
}

enum status round_check_run(struct request *request, const void *object)
{
    const struct matching_run *run = object;
    struct faults *faults = &request->faults;
    enum status worst = check_weights(faults, &run->weights);
    for (size_t i = 0; i < run->rules_count; i++)
        if (check_rule(faults, run, i) != STATUS_OK)
            worst = STATUS_INVALID;
    for (size_t i = 0; i < run->what_if_count; i++)
        if (check_id(faults, "what_if", i, "mentor_id", run->what_if[i].mentor_id) != STATUS_OK)
            worst = STATUS_INVALID;
    enum status status = check_round(request, run->round_id);
    return status == STATUS_OK ? worst : status;
}

/* ---- pairs */

enum status round_check_pair(struct request *request, const void *object)
{
    const struct matching_pair *pair = object;
    if (strcmp(pair->student_id, pair->mentor_id) == 0)
        return fault_add(&request->faults, 0, "/mentor_id", "same_person",
                         "is the student of the pair");
    return check_round(request, pair->round_id);
}
