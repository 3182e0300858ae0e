#include "api/round_run.h"

#include "api/store/store_run.h"
#include "api/wire/mentoring.h"
#include "api/wire/round.h"
#include "api/wire/run.h"
#include "api/wire/shape_json.h"
#include "api/wire/snapshot.h"
#include "matcher/revise.h"
#include "matcher/solver.h"
#include "matcher/verify.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is ordered, as the database keeps it */

#define ALIAS_SIZE_MAX 36
#define LISTED_MAX     10000000

struct given_rule {
    int32_t rule; /* index into run_rule_words */
    const char *student, *mentor;
    bool asked; /* by staff, for this run; else it is a decision about a pair */
};

struct given_seats {
    const char *mentor;
    int32_t seats;
    bool asked;
};

struct given {
    const struct given_rule *rules;
    size_t rules_count;
    const struct given_seats *seats;
    size_t seats_count;
    const struct round_pair *announced;
    size_t announced_count;
    const char *const *left;
    size_t left_count;
};

static const struct shape_field given_rule_fields[] = {
    SHAPE_FIELD_WORD(struct given_rule, rule, SHAPE_REQUIRED, run_rule_words, "which"),
    SHAPE_FIELD_TEXT(struct given_rule, student, SHAPE_REQUIRED, 1, ALIAS_SIZE_MAX, "alias"),
    SHAPE_FIELD_TEXT(struct given_rule, mentor, 0, 1, ALIAS_SIZE_MAX, "alias; of first none"),
    SHAPE_FIELD_BOOL(struct given_rule, asked, 0, "for this run alone"),
};
static const struct shape given_rule_shape = {"GivenRule", sizeof(struct given_rule),
                                              given_rule_fields, SHAPE_COUNT(given_rule_fields)};

static const struct shape_field given_seats_fields[] = {
    SHAPE_FIELD_TEXT(struct given_seats, mentor, SHAPE_REQUIRED, 1, ALIAS_SIZE_MAX, "alias"),
    SHAPE_FIELD_INT(struct given_seats, seats, SHAPE_REQUIRED, 0, INT32_MAX, "how many"),
    SHAPE_FIELD_BOOL(struct given_seats, asked, 0, "for this run alone"),
};
static const struct shape given_seats_shape = {"GivenSeats", sizeof(struct given_seats),
                                               given_seats_fields, SHAPE_COUNT(given_seats_fields)};

static const struct shape_field given_pair_fields[] = {
    SHAPE_FIELD_TEXT(struct round_pair, student, SHAPE_REQUIRED, 1, ALIAS_SIZE_MAX, "alias"),
    SHAPE_FIELD_TEXT(struct round_pair, mentor, SHAPE_REQUIRED, 1, ALIAS_SIZE_MAX, "alias"),
};
static const struct shape given_pair_shape = {"GivenPair", sizeof(struct round_pair),
                                              given_pair_fields, SHAPE_COUNT(given_pair_fields)};

static const struct shape_field given_fields[] = {
    SHAPE_FIELD_LIST(struct given, rules, 0, &given_rule_shape, LISTED_MAX, "rules"),
    SHAPE_FIELD_LIST(struct given, seats, 0, &given_seats_shape, LISTED_MAX, "seats of mentors"),
    SHAPE_FIELD_LIST(struct given, announced, 0, &given_pair_shape, LISTED_MAX, "what was told"),
    SHAPE_FIELD_TEXTS(struct given, left, 0, LISTED_MAX, "who takes part no more"),
};
static const struct shape given_shape = {"Given", sizeof(struct given), given_fields,
                                         SHAPE_COUNT(given_fields)};

static const struct shape_field weights_fields[] = {
    SHAPE_FIELD_INT(struct own_weights, field, 0, 0, 100, "in percent"),
    SHAPE_FIELD_INT(struct own_weights, career, 0, 0, 100, "in percent"),
    SHAPE_FIELD_INT(struct own_weights, language, 0, 0, 100, "in percent"),
    SHAPE_FIELD_INT(struct own_weights, place, 0, 0, 100, "in percent"),
};
static const struct shape weights_shape = {"Weights", sizeof(struct own_weights), weights_fields,
                                           SHAPE_COUNT(weights_fields)};

/* ---- people, as they take part in this run */

struct changing {
    const struct scorer *scorer;
    const struct run_order *order;
    struct arena *arena;
    struct faults *faults;
    struct given given;
    struct snapshot snapshot;
    struct person *people; /* snapshot.people, writable */
};

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* left in order. */
static bool has_left(const struct given *given, const char *alias)
{
    return given->left_count > 0 && bsearch(&alias, given->left, given->left_count,
                                            sizeof given->left[0], compare_texts) != NULL;
}

static struct person *find_person(const struct changing *changing, const char *alias)
{
    size_t low = 0, high = changing->snapshot.people_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(changing->people[middle].external_id, alias);
        if (order == 0)
            return &changing->people[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static enum status sort_left(struct changing *changing)
{
    struct given *given = &changing->given;
    const char **left = arena_array(changing->arena, given->left_count, sizeof *left);
    if (left == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < given->left_count; i++)
        left[i] = given->left[i];
    if (given->left_count > 0)
        qsort(left, given->left_count, sizeof *left, compare_texts);
    given->left = left;
    return STATUS_OK;
}

static enum status keep_people(struct changing *changing)
{
    struct snapshot *snapshot = &changing->snapshot;
    struct person *people = arena_array(changing->arena, snapshot->people_count, sizeof *people);
    size_t kept = 0;
    enum status status = sort_left(changing);
    if (people == NULL || status != STATUS_OK)
        return STATUS_MEMORY;
    for (size_t i = 0; i < snapshot->people_count; i++)
        if (!has_left(&changing->given, snapshot->people[i].external_id))
            people[kept++] = snapshot->people[i];
    changing->people = people;
    snapshot->people = people;
    snapshot->people_count = kept;
    return STATUS_OK;
}

/* What nobody asked for says nothing of who is not in this snapshot. */
static enum status set_seats(struct changing *changing)
{
    const struct shape_field *field = shape_find(&person_shape, "seats", strlen("seats"));
    for (size_t i = 0; i < changing->given.seats_count; i++) {
        const struct given_seats *given = &changing->given.seats[i];
        struct person *person = find_person(changing, given->mentor);
        bool mentor = person != NULL && person_is_alumnus(person);
        if (!mentor && given->asked)
            return fault_add(changing->faults, 0, "what_if", "unknown_person",
                             "there is no mentor \"%.100s\" in this round", given->mentor);
        if (mentor && given->seats > field->max)
            return fault_add(changing->faults, 0, "what_if", "out_of_range",
                             "a mentor offers at most %d seats", (int)field->max);
        if (mentor)
            person->seats = given->seats;
    }
    return STATUS_OK;
}

/* ---- rules */

static bool takes_part(const struct changing *changing, const char *alias)
{
    return alias == NULL || find_person(changing, alias) != NULL;
}

/* Those of the snapshot that still can be meant. */
static enum status keep_rules(struct changing *changing)
{
    struct snapshot *snapshot = &changing->snapshot;
    struct round_rule *rules = arena_array(changing->arena, snapshot->rules_count, sizeof *rules);
    size_t kept = 0;
    if (rules == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < snapshot->rules_count; i++) {
        const struct round_rule *rule = &snapshot->rules[i];
        bool meant = rule->kind != RULE_FIRST || solvers[snapshot->objective]->takes_first;
        if (meant && takes_part(changing, rule->student) && takes_part(changing, rule->mentor))
            rules[kept++] = *rule;
    }
    snapshot->rules = rules;
    snapshot->rules_count = kept;
    return STATUS_OK;
}

/* By run_rule_words. */
static const enum rule rule_kinds[] = {RULE_NEVER, RULE_MUST, RULE_PIN, RULE_FIRST};

static enum status add_rules(struct changing *changing)
{
    const struct given *given = &changing->given;
    struct round_rule *rules = arena_array(changing->arena, given->rules_count, sizeof *rules);
    size_t kept = 0;
    if (rules == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < given->rules_count; i++) {
        const struct given_rule *rule = &given->rules[i];
        bool known = takes_part(changing, rule->student) && takes_part(changing, rule->mentor);
        if (known || rule->asked)
            rules[kept++] =
                (struct round_rule){rule_kinds[rule->rule], rule->student, rule->mentor, 0};
    }
    return revise_add_rules(rules, kept, changing->arena, &changing->snapshot);
}

static int compare_pairs(const void *a, const void *b)
{
    const struct round_pair *left = a, *right = b;
    return strcmp(left->student, right->student);
}

static enum status announce(struct changing *changing)
{
    const struct given *given = &changing->given;
    struct round_pair *pairs = arena_array(changing->arena, given->announced_count, sizeof *pairs);
    size_t kept = 0;
    if (pairs == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < given->announced_count; i++)
        if (takes_part(changing, given->announced[i].student) &&
            takes_part(changing, given->announced[i].mentor))
            pairs[kept++] = given->announced[i];
    if (kept > 0)
        qsort(pairs, kept, sizeof *pairs, compare_pairs);
    changing->snapshot.announced = pairs;
    changing->snapshot.announced_count = kept;
    return STATUS_OK;
}

/* ---- settings */

static enum status set_weights(struct changing *changing)
{
    struct own_weights own = {0};
    const char *json = changing->order->weights;
    struct weights *weights = &changing->snapshot.weights;
    *weights = weights_default(changing->scorer->policy);
    if (json == NULL)
        return STATUS_OK;
    enum status status = shape_from_json(&weights_shape, DECODE_STORED, json, strlen(json),
                                         changing->arena, changing->faults, &own);
    if (status != STATUS_OK)
        return status;
    weights->percent[CRITERION_FIELD] = own.field;
    weights->percent[CRITERION_CAREER] = own.career;
    weights->percent[CRITERION_LANGUAGE] = own.language;
    weights->percent[CRITERION_PLACE] = own.place;
    return STATUS_OK;
}

static enum status set_settings(struct changing *changing)
{
    const struct run_order *order = changing->order;
    int32_t objective =
        shape_word_index(objective_words, order->objective, strlen(order->objective));
    if (objective < 0)
        return fault_add(changing->faults, 0, "objective", "unknown_word",
                         "there is no objective \"%.100s\"", order->objective);
    changing->snapshot.objective = (enum objective)objective;
    changing->snapshot.minimum_bp = order->minimum_bp;
    changing->snapshot.seed = order->seed;
    return set_weights(changing);
}

/* ---- the changed snapshot */

/* Codes of other tables mean something else. */
static enum status check_tables(const struct changing *changing)
{
    struct snapshot head;
    struct digest tables = round_tables(changing->scorer);
    const struct run_order *order = changing->order;
    enum status status = snapshot_read_head(order->snapshot, order->snapshot_size, changing->arena,
                                            changing->faults, &head);
    if (status != STATUS_OK)
        return status;
    if (head.engine == ENGINE_VERSION && memcmp(&head.tables, &tables, sizeof tables) == 0)
        return STATUS_OK;
    (void)fault_add(changing->faults, 0, "snapshot", "other_tables",
                    "another version of Kring froze the round: reopen it and freeze it again");
    return STATUS_CONFLICT;
}

static enum status read_all(struct changing *changing)
{
    const struct run_order *order = changing->order;
    struct snapshot *snapshot = NULL;
    enum status status = check_tables(changing);
    if (status == STATUS_OK)
        status = snapshot_read(changing->scorer->taxonomies, order->snapshot, order->snapshot_size,
                               changing->arena, changing->faults, &snapshot);
    if (status == STATUS_OK)
        status = shape_from_json(&given_shape, DECODE_STORED, order->orders, strlen(order->orders),
                                 changing->arena, changing->faults, &changing->given);
    if (status == STATUS_OK)
        changing->snapshot = *snapshot;
    return status;
}

static enum status change(struct changing *changing)
{
    static enum status (*const steps[])(struct changing *) = {
        read_all, set_settings, keep_people, set_seats, keep_rules, add_rules, announce};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == STATUS_OK; i++)
        status = steps[i](changing);
    return status;
}

/* ---- the run */

/* Over plain rows: what was found with tables is checked without them. */
static enum status prove(const struct run *run, size_t workers, const struct watch *watch,
                         struct faults *faults)
{
    struct problem plain;
    struct verified verified;
    enum status status = round_plain_problem(run->round, workers, watch, &plain);
    return status == STATUS_OK ? verify(&plain, &run->result, workers, watch, faults, &verified)
                               : status;
}

enum status round_run_make(const struct scorer *scorer, const struct run_order *order,
                           size_t workers, const struct watch *watch, struct arena *arena,
                           struct faults *faults, struct run **ret_run)
{
    struct run *run = NULL;
    struct changing changing = {.scorer = scorer, .order = order, .arena = arena, .faults = faults};
    watch_progress(watch, "reading", 0, 0);
    enum status status = change(&changing);
    if (status != STATUS_OK)
        return status;
    status = run_make(scorer, &changing.snapshot, workers, watch, arena, faults, &run);
    if (status != STATUS_OK)
        return status;
    watch_progress(watch, "proof", 0, 0);
    status = prove(run, workers, watch, faults);
    if (status == STATUS_OK && watch_cancelled(watch))
        status = STATUS_CANCELLED;
    if (status != STATUS_OK) {
        run_free(run);
        return status;
    }
    *ret_run = run;
    return STATUS_OK;
}
