#include "api/round_freeze.h"

#include "api/files/files_seeds.h"
#include "api/store/lifecycle.h"
#include "api/store/store_round.h"
#include "api/wire/mentoring.h"
#include "api/wire/snapshot.h"
#include "matcher/round.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/policy.h"
#include "scoring/visibility.h"

#include <stdlib.h>
#include <string.h>

#define SEED 1

struct freezing {
    const struct freeze_order *order;
    struct enrolled *enrolled;
    struct person *people;
    size_t count;
    struct round_rule *rules;
    size_t rules_count;
};

/* ---- people */

static bool has_wishes(const struct wishes *wishes)
{
    return wishes->fields_count + wishes->occupations_count + wishes->industries_count +
               wishes->places_count >
           0;
}

/* The narrower of two fields, one of which lies in the other; NULL: neither does. Codes of fields
 * begin with those that they lie in. */
static const struct reading *narrower(const struct reading *a, const struct reading *b)
{
    if (a->code == NULL || b->code == NULL)
        return NULL;
    if (strncmp(a->code, b->code, strlen(b->code)) == 0)
        return a;
    return strncmp(b->code, a->code, strlen(a->code)) == 0 ? b : NULL;
}

/* What meets both lists of fields: at least every pair of theirs that has something in common. */
static enum status meet_fields(const struct conditions *offer, struct arena *arena,
                               struct conditions *own)
{
    struct reading *both =
        arena_array(arena, offer->fields_count * own->fields_count + 1, sizeof *both);
    size_t count = 0;
    if (both == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < own->fields_count; i++)
        for (size_t j = 0; j < offer->fields_count; j++) {
            const struct reading *met = narrower(&own->fields[i], &offer->fields[j]);
            if (met != NULL)
                both[count++] = *met;
        }
    if (offer->fields_count == 0)
        return STATUS_OK;
    bool meet = count > 0;
    own->fields = meet ? both : offer->fields;
    own->fields_count = meet ? count : offer->fields_count;
    return STATUS_OK;
}

static bool is_same_language(const struct language_skill *a, const struct language_skill *b)
{
    return a->language.code != NULL && b->language.code != NULL &&
           strcmp(a->language.code, b->language.code) == 0;
}

/* The same of languages, at the higher of two levels. */
static enum status meet_languages(const struct conditions *offer, struct arena *arena,
                                  struct conditions *own)
{
    struct language_skill *both =
        arena_array(arena, offer->languages_count * own->languages_count + 1, sizeof *both);
    size_t count = 0;
    if (both == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < own->languages_count; i++)
        for (size_t j = 0; j < offer->languages_count; j++) {
            const struct language_skill *a = &own->languages[i], *b = &offer->languages[j];
            if (is_same_language(a, b))
                both[count++] = a->level > b->level ? *a : *b;
        }
    if (offer->languages_count == 0)
        return STATUS_OK;
    bool meet = count > 0;
    own->languages = meet ? both : offer->languages;
    own->languages_count = meet ? count : offer->languages_count;
    return STATUS_OK;
}

/* What a round reads of somebody. Blanked first: what they tell in the programme is for all in it.
 */
static enum status show(const struct freeze_order *order, const struct enrolled *enrolled,
                        struct person *person)
{
    visibility_blank(visibility_hidden(person, EDITION_MEMBERS), person);
    person->external_id = enrolled->alias;
    person->role = !enrolled->mentor ? ROLE_STUDENT : enrolled->student ? ROLE_BOTH : ROLE_ALUMNUS;
    person->seats = enrolled->seats;
    if (has_wishes(&enrolled->wishes))
        person->wishes = enrolled->wishes;
    enum status status = meet_fields(&enrolled->conditions, order->arena, &person->conditions);
    if (status == STATUS_OK)
        status = meet_languages(&enrolled->conditions, order->arena, &person->conditions);
    if (status == STATUS_OK)
        person_resolve(&order->seeds->taxonomies, person);
    return status;
}

/* ---- rules */

static int compare_enrolled(const void *id, const void *enrolled)
{
    return strcmp(id, ((const struct enrolled *)enrolled)->id);
}

static const struct enrolled *find(const struct freezing *freezing, const char *id)
{
    return bsearch(id, freezing->enrolled, freezing->count, sizeof *freezing->enrolled,
                   compare_enrolled);
}

static void add_rule(struct freezing *freezing, enum rule kind, const struct enrolled *student,
                     const struct enrolled *mentor, int32_t rank)
{
    freezing->rules[freezing->rules_count++] =
        (struct round_rule){kind, student->alias, mentor == NULL ? NULL : mentor->alias, rank};
}

/* Of those who take part; whoever does not is no choice, and need not be avoided. */
static void add_rules_of(struct freezing *freezing, const struct enrolled *student)
{
    int32_t rank = 0;
    for (size_t i = 0; i < student->ranked_count; i++) {
        const struct enrolled *mentor = find(freezing, student->ranked[i]);
        if (mentor != NULL && mentor->mentor && mentor != student)
            add_rule(freezing, RULE_WISH, student, mentor, ++rank);
    }
    for (size_t i = 0; i < student->avoided_count; i++) {
        const struct enrolled *mentor = find(freezing, student->avoided[i]);
        if (mentor != NULL && mentor->mentor)
            add_rule(freezing, RULE_NEVER, student, mentor, 0);
    }
    if (student->first)
        add_rule(freezing, RULE_FIRST, student, NULL, 0);
}

static enum status list_rules(struct freezing *freezing)
{
    const struct programme *programme = freezing->order->programme;
    size_t most = programme->rules_count;
    for (size_t i = 0; i < freezing->count; i++)
        most += freezing->enrolled[i].ranked_count + freezing->enrolled[i].avoided_count + 1;
    freezing->rules = arena_array(freezing->order->arena, most, sizeof *freezing->rules);
    if (freezing->rules == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < freezing->count; i++)
        if (freezing->enrolled[i].student)
            add_rules_of(freezing, &freezing->enrolled[i]);
    for (size_t i = 0; i < programme->rules_count; i++) {
        const struct enrolled *student = find(freezing, programme->rules[i].student_id);
        const struct enrolled *mentor = find(freezing, programme->rules[i].mentor_id);
        if (student != NULL && student->student && mentor != NULL && mentor->mentor)
            add_rule(freezing, RULE_NEVER, student, mentor, 0);
    }
    return STATUS_OK;
}

/* ---- the snapshot */

static struct weights weights_of(const struct scorer *scorer, const struct own_weights *own)
{
    if (own->field + own->career + own->language + own->place == 0)
        return weights_default(scorer->policy);
    struct weights weights;
    weights.percent[CRITERION_FIELD] = own->field;
    weights.percent[CRITERION_CAREER] = own->career;
    weights.percent[CRITERION_LANGUAGE] = own->language;
    weights.percent[CRITERION_PLACE] = own->place;
    return weights;
}

static enum status write_snapshot(const struct freezing *freezing, struct text *text)
{
    const struct scorer *scorer = &freezing->order->seeds->scorer;
    struct snapshot snapshot = {.engine = ENGINE_VERSION,
                                .tables = round_tables(scorer),
                                .objective = OBJECTIVE_FAIR,
                                .weights = weights_of(scorer, &freezing->order->programme->weights),
                                .minimum_bp = freezing->order->programme->minimum_bp,
                                .as_of = moment_date(freezing->order->now),
                                .seed = SEED};
    enum status status = snapshot_fill(freezing->people, freezing->count, freezing->rules,
                                       freezing->rules_count, freezing->order->arena, &snapshot);
    if (status != STATUS_OK)
        return status;
    snapshot_write(&freezing->order->seeds->taxonomies, &snapshot, text);
    return text_status(text);
}

static enum status check_anybody(const struct freezing *freezing, struct faults *faults)
{
    size_t students = 0, seats = 0;
    for (size_t i = 0; i < freezing->count; i++) {
        students += freezing->enrolled[i].student;
        seats += freezing->enrolled[i].seats > 0;
    }
    if (students > 0 && seats > 0)
        return STATUS_OK;
    (void)fault_add(faults, 0, "", "nobody_enrolled", "%s", lifecycle_refusal("nobody_enrolled"));
    return STATUS_CONFLICT;
}

static enum status keep(const struct freezing *freezing)
{
    const struct freeze_order *order = freezing->order;
    struct text text = {0};
    enum status status = write_snapshot(freezing, &text);
    const struct round_frozen frozen = {order->round_id, text.bytes, freezing->enrolled,
                                        freezing->count, order->now};
    if (status == STATUS_OK)
        status = store_round_freeze(order->store, &frozen);
    text_free(&text);
    return status;
}

enum status round_freeze(const struct freeze_order *order, struct faults *faults)
{
    struct freezing freezing = {.order = order};
    enum status status =
        store_round_enrolled(order->store, order->round_id, order->now, order->arena,
                             &freezing.enrolled, &freezing.people, &freezing.count);
    if (status == STATUS_OK)
        status = check_anybody(&freezing, faults);
    if (status == STATUS_OK)
        status = list_rules(&freezing);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < freezing.count && status == STATUS_OK; i++)
        status = show(order, &freezing.enrolled[i], &freezing.people[i]);
    return status == STATUS_OK ? keep(&freezing) : status;
}
