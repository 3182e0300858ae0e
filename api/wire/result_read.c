#include "api/wire/result_reader.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DETAIL_SIZE 200

/* ---- pairs and rules */

static bool read_pair(struct result_reader *reader, const struct json_place *place,
                      const json_t *value, struct pair *ret_pair)
{
    if (!json_is_array(value) || json_array_size(value) != 2) {
        result_reader_tell_type(reader, place, "a list of a student and a mentor");
        return false;
    }
    struct json_place student = {.parent = place, .index = 0};
    struct json_place mentor = {.parent = place, .index = 1};
    bool good = result_reader_who(reader, &student, json_array_get(value, 0), &reader->students,
                                  &ret_pair->student);
    return result_reader_who(reader, &mentor, json_array_get(value, 1), &reader->mentors,
                             &ret_pair->mentor) &&
           good;
}

static void read_pairs(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, void *base)
{
    struct result *result = base;
    struct pair *pairs = result_reader_list(reader, place, value, sizeof *pairs);
    if (pairs == NULL)
        return;
    size_t count = json_array_size(value);
    for (size_t i = 0; i < count; i++) {
        struct json_place item = {.parent = place, .index = i};
        if (read_pair(reader, &item, json_array_get(value, i), &pairs[i]) && i > 0 &&
            pairs[i].student <= pairs[i - 1].student)
            result_reader_tell_order(reader, &item);
    }
    result->pairs = pairs;
    struct json_place matched = {.name = "matched"};
    if ((int64_t)count != result->matched)
        result_reader_tell(reader, &matched, "not_the_pairs", "must be the number of pairs");
}

static void read_conflict(struct result_reader *reader, const struct json_place *place,
                          const json_t *value, void *base)
{
    struct result *result = base;
    struct pair *pairs = result_reader_list(reader, place, value, sizeof *pairs);
    if (pairs == NULL)
        return;
    result->conflict = pairs;
    result->conflict_count = json_array_size(value);
    for (size_t i = 0; i < result->conflict_count; i++) {
        struct json_place item = {.parent = place, .index = i};
        (void)read_pair(reader, &item, json_array_get(value, i), &pairs[i]);
    }
}

static void read_kind(struct result_reader *reader, const struct json_place *place,
                      const json_t *value, void *base)
{
    static const enum rule kinds[] = {RULE_MUST, RULE_PIN, RULE_WISH, RULE_PRIORITY};
    const char *words[] = {rule_word(RULE_MUST), rule_word(RULE_PIN), rule_word(RULE_WISH),
                           rule_word(RULE_PRIORITY), NULL};
    size_t word = 0;
    if (result_reader_word(reader, place, value, words, &word))
        ((struct overridden *)base)->kind = kinds[word];
}

static void read_rule_student(struct result_reader *reader, const struct json_place *place,
                              const json_t *value, void *base)
{
    struct overridden *rule = base;
    (void)result_reader_who(reader, place, value, &reader->students, &rule->pair.student);
}

static void read_rule_mentor(struct result_reader *reader, const struct json_place *place,
                             const json_t *value, void *base)
{
    struct overridden *rule = base;
    (void)result_reader_who(reader, place, value, &reader->mentors, &rule->pair.mentor);
}

static void read_by(struct result_reader *reader, const struct json_place *place,
                    const json_t *value, void *base)
{
    const char *words[] = {rule_word(RULE_NEVER), rule_word(RULE_MUST), rule_word(RULE_PIN),
                           OVERRIDE_SEATS,        OVERRIDE_STUDENT,     NULL};
    size_t word = 0;
    if (result_reader_word(reader, place, value, words, &word))
        ((struct overridden *)base)->by = words[word];
}

static void read_overridden(struct result_reader *reader, const struct json_place *place,
                            const json_t *value, void *base)
{
    static const struct result_member members[] = {{"kind", ALWAYS, read_kind},
                                                   {"student", ALWAYS, read_rule_student},
                                                   {"mentor", ALWAYS, read_rule_mentor},
                                                   {"by", ALWAYS, read_by},
                                                   {NULL, ALWAYS, NULL}};
    struct result *result = base;
    struct overridden *rules = result_reader_list(reader, place, value, sizeof *rules);
    if (rules == NULL)
        return;
    result->overridden = rules;
    result->overridden_count = json_array_size(value);
    for (size_t i = 0; i < result->overridden_count; i++) {
        struct json_place item = {.parent = place, .index = i};
        rules[i].by = "";
        result_reader_object(reader, &item, json_array_get(value, i), NULL, members, &rules[i]);
    }
}

/* ---- certificate */

static void read_price(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, int64_t *prices, int64_t *last)
{
    if (!json_is_array(value) || json_array_size(value) != 2) {
        result_reader_tell_type(reader, place, "a list of a mentor and a price");
        return;
    }
    struct json_place first = {.parent = place, .index = 0};
    struct json_place second = {.parent = place, .index = 1};
    uint32_t mentor = 0;
    int64_t price = 0;
    bool good =
        result_reader_who(reader, &first, json_array_get(value, 0), &reader->mentors, &mentor);
    if (!result_reader_number(reader, &second, json_array_get(value, 1), 1, RESULT_PRICE_MAX,
                              &price) ||
        !good)
        return;
    if (mentor <= *last)
        result_reader_tell_order(reader, place);
    *last = mentor;
    prices[mentor] = price;
}

static void read_prices(struct result_reader *reader, const struct json_place *place,
                        const json_t *value, void *base)
{
    struct certificate *certificate = base;
    if (!json_is_array(value)) {
        result_reader_tell_type(reader, place, "a list");
        return;
    }
    int64_t *prices = result_reader_take(reader, reader->mentors.count, sizeof *prices);
    int64_t last = -1;
    for (size_t i = 0; prices != NULL && i < json_array_size(value); i++) {
        struct json_place item = {.parent = place, .index = i};
        read_price(reader, &item, json_array_get(value, i), prices, &last);
    }
    certificate->prices = prices;
}

/* Element i of the flags: number i is in the list. NULL when at fault. */
static const bool *read_set(struct result_reader *reader, const struct json_place *place,
                            const json_t *value, const struct result_side *side)
{
    if (!json_is_array(value)) {
        result_reader_tell_type(reader, place, "a list");
        return NULL;
    }
    bool *in_set = result_reader_take(reader, side->count, sizeof *in_set);
    int64_t last = -1;
    for (size_t i = 0; in_set != NULL && i < json_array_size(value); i++) {
        struct json_place item = {.parent = place, .index = i};
        uint32_t number = 0;
        if (!result_reader_who(reader, &item, json_array_get(value, i), side, &number))
            continue;
        if (number <= last)
            result_reader_tell_order(reader, &item);
        last = number;
        in_set[number] = true;
    }
    return in_set;
}

static void read_cover_students(struct result_reader *reader, const struct json_place *place,
                                const json_t *value, void *base)
{
    ((struct cover *)base)->students = read_set(reader, place, value, &reader->students);
}

static void read_cover_mentors(struct result_reader *reader, const struct json_place *place,
                               const json_t *value, void *base)
{
    ((struct cover *)base)->mentors = read_set(reader, place, value, &reader->mentors);
}

static void read_cover(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, struct cover *cover)
{
    static const struct result_member members[] = {{"students", ALWAYS, read_cover_students},
                                                   {"mentors", ALWAYS, read_cover_mentors},
                                                   {NULL, ALWAYS, NULL}};
    result_reader_object(reader, place, value, NULL, members, cover);
}

static void read_all(struct result_reader *reader, const struct json_place *place,
                     const json_t *value, void *base)
{
    read_cover(reader, place, value, &((struct certificate *)base)->all);
}

static void read_above(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, void *base)
{
    read_cover(reader, place, value, &((struct certificate *)base)->above);
}

static void read_certificate(struct result_reader *reader, const struct json_place *place,
                             const json_t *value, void *base)
{
    static const struct result_member members[] = {{"prices", MAYBE, read_prices},
                                                   {"all", MAYBE, read_all},
                                                   {"above", MAYBE, read_above},
                                                   {NULL, ALWAYS, NULL}};
    result_reader_object(reader, place, value, &result_numbers_certificate, members,
                         &((struct result *)base)->certificate);
}

/* ---- the head */

static void read_kring(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, void *base)
{
    static const char *const words[] = {"result", NULL};
    size_t word = 0;
    (void)base;
    (void)result_reader_word(reader, place, value, words, &word);
}

static void read_engine(struct result_reader *reader, const struct json_place *place,
                        const json_t *value, void *base)
{
    char detail[DETAIL_SIZE];
    int64_t engine = 0;
    (void)base;
    if (!result_reader_number(reader, place, value, 1, INT32_MAX, &engine) ||
        engine == ENGINE_VERSION)
        return;
    (void)snprintf(detail, sizeof detail, "was made by engine %" PRId64 "; this is engine %d",
                   engine, ENGINE_VERSION);
    result_reader_tell(reader, place, "other_engine", detail);
}

static void read_problem(struct result_reader *reader, const struct json_place *place,
                         const json_t *value, void *base)
{
    (void)result_reader_digest(reader, place, value, &((struct result *)base)->problem);
}

static void read_objective(struct result_reader *reader, const struct json_place *place,
                           const json_t *value, void *base)
{
    size_t word = 0;
    if (result_reader_word(reader, place, value, objective_words, &word))
        ((struct result *)base)->objective = (enum objective)word;
}

static void read_outcome(struct result_reader *reader, const struct json_place *place,
                         const json_t *value, void *base)
{
    static const char *const words[] = {RESULT_OUTCOME_SOLVED, RESULT_OUTCOME_INFEASIBLE, NULL};
    size_t word = 0;
    (void)base; /* looked at before, since it says which members must be there */
    (void)result_reader_word(reader, place, value, words, &word);
}

static void read_worst(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, void *base)
{
    int64_t worst = -1;
    if (!json_is_null(value))
        (void)result_reader_number(reader, place, value, 0, SCORE_BP_MAX, &worst);
    ((struct result *)base)->worst = (int32_t)worst;
}

/* By its shape, whose reader takes bytes; the faults it finds stand below "/round". */
static void read_round(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, void *base)
{
    (void)base;
    if (reader->extra == NULL || !json_is_object(value)) {
        result_reader_tell(reader, place, reader->extra == NULL ? "unexpected" : "wrong_type",
                           reader->extra == NULL ? "has no place in a result of numbers"
                                                 : "must be an object");
        return;
    }
    char *bytes = json_dumps(value, JSON_COMPACT);
    if (bytes == NULL) {
        reader->failed = true;
        return;
    }
    struct faults faults = faults_in(reader->arena);
    enum status status = shape_from_json(reader->extra->shape, DECODE_STORED, bytes, strlen(bytes),
                                         reader->arena, &faults, reader->extra->members);
    free(bytes);
    reader->wrong |= status != STATUS_OK;
    reader->failed |= status == STATUS_MEMORY;
    for (size_t i = 0; i < faults.count; i++) {
        const char *where = arena_printf(reader->arena, "/round%s", faults.items[i].where);
        if (where != NULL)
            (void)fault_add(reader->faults, 0, where, faults.items[i].code, "%s",
                            faults.items[i].detail);
        reader->failed |= where == NULL;
    }
}

static void read_written(struct result_reader *reader, const struct json_place *place,
                         const json_t *value, void *base)
{
    (void)base;
    (void)result_reader_digest(reader, place, value, &reader->written);
}

/* Numbers of the head come first: pairs are held to `matched`. */
static const struct result_member head_members[] = {
    {"kring", ALWAYS, read_kring},
    {"engine", ALWAYS, read_engine},
    {"problem", ALWAYS, read_problem},
    {"objective", ALWAYS, read_objective},
    {"outcome", ALWAYS, read_outcome},
    {"worst", SOLVED, read_worst},
    {"pairs", SOLVED, read_pairs},
    {"overridden", SOLVED, read_overridden},
    {"certificate", SOLVED, read_certificate},
    {"figures", SOLVED, result_read_figures},
    {"stability", MAYBE, result_read_stability},
    {"conflict", INFEASIBLE, read_conflict},
    {"round", MAYBE, read_round},
    {"digest", ALWAYS, read_written},
    {NULL, ALWAYS, NULL},
};

static void read_head(struct result_reader *reader, const json_t *json, struct result *result)
{
    if (!json_is_object(json)) {
        result_reader_tell_type(reader, NULL, "an object");
        return;
    }
    const char *outcome = json_string_value(json_object_get(json, "outcome"));
    result->infeasible = outcome != NULL && strcmp(outcome, RESULT_OUTCOME_INFEASIBLE) == 0;
    result_reader_refuse_unknown(reader, NULL, json, head_members,
                                 result->infeasible ? NULL : &result_numbers_head);
    if (!result->infeasible)
        result_reader_numbers(reader, NULL, json, &result_numbers_head, result);
    result_reader_members(reader, NULL, json, head_members, result->infeasible, result);
    struct json_place place = {.name = "round"};
    if (reader->extra != NULL && json_object_get(json, "round") == NULL)
        result_reader_tell(reader, &place, "missing", "must be given");
    place.name = "stability";
    if (result->infeasible && result->stability.told)
        result_reader_tell(reader, &place, "unexpected",
                           "has no place in a result of this outcome");
}

/* Of a result without other faults. Says which digest it should be: that guards against accidents,
 * not against anybody, whom verify is for. */
static enum status check_digest(struct result_reader *reader, const struct result_names *names,
                                const struct result *result)
{
    struct json_place place = {.name = "digest"};
    struct digest is;
    enum status status = result_digest(result, names, reader->extra, &is);
    if (status != STATUS_OK || memcmp(&reader->written, &is, sizeof is) == 0)
        return status;
    char hex[DIGEST_HEX_SIZE];
    char detail[DETAIL_SIZE];
    digest_hex(&is, hex);
    (void)snprintf(detail, sizeof detail, "the result was changed: its digest is %s", hex);
    result_reader_tell(reader, &place, "changed", detail);
    return STATUS_OK;
}

static enum status read_tree(struct result_reader *reader, const json_t *json,
                             const struct result_names *names, struct result *result)
{
    enum status status = STATUS_OK;
    result_reader_open(names, reader);
    if (!reader->failed)
        read_head(reader, json, result);
    if (!reader->wrong && !reader->failed)
        status = check_digest(reader, names, result);
    if (reader->failed || status != STATUS_OK)
        return STATUS_MEMORY;
    return reader->wrong ? STATUS_INVALID : STATUS_OK;
}

enum status result_read(const char *bytes, size_t size, const struct result_names *names,
                        struct arena *arena, struct faults *faults,
                        const struct result_extra *extra, struct result *ret_result)
{
    json_t *json = NULL;
    struct result result = {0};
    struct result_extra draft = {0};
    struct result_reader reader = {.arena = arena, .faults = faults};
    if (extra != NULL) {
        draft.shape = extra->shape;
        draft.members = arena_alloc(arena, extra->shape->size);
        if (draft.members == NULL)
            return STATUS_MEMORY;
        memcpy(draft.members, extra->members, extra->shape->size);
        reader.extra = &draft;
    }
    enum status status = json_tree_parse(bytes, size, faults, &json);
    if (status != STATUS_OK)
        return status;
    status = read_tree(&reader, json, names, &result);
    json_decref(json);
    if (status != STATUS_OK)
        return status;
    *ret_result = result;
    if (extra != NULL)
        memcpy(extra->members, draft.members, extra->shape->size);
    return STATUS_OK;
}
