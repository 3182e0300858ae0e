#include "api/wire/hits.h"
#include "api/wire/run_inner.h"
#include "scoring/base/arena.h"

#define HEADER           "role,id,seats,reason,language,sentence\n"
#define SHORTAGES_HEADER "level,students,seats,short_of,field,language,place,name\n"

enum status run_ask(struct composing *composing)
{
    const struct problem *problem = round_problem(composing->round);
    struct settled settled;
    struct market *market = NULL;
    if (composing->result->infeasible)
        return STATUS_OK;
    enum status status = settle(problem, composing->arena, &settled);
    if (status == STATUS_OK)
        status = unmatched_find(problem, &settled, composing->result, composing->workers,
                                composing->watch, composing->arena, &composing->unmatched);
    if (status == STATUS_OK)
        status = market_new(problem, &settled, composing->workers, composing->watch, &market);
    if (status == STATUS_OK)
        status = shortages_find(composing->round, market, &settled, composing->watch,
                                composing->arena, &composing->shortages);
    market_free(market);
    return status;
}

static enum status add_row(struct composing *composing, const struct unmatched_row *row,
                           const struct person *person, enum voice voice)
{
    struct audience audience = {run_language(person), voice};
    const char *sentence = unmatched_sentence(row, audience, composing->scratch);
    if (sentence == NULL)
        return STATUS_MEMORY;
    text_add(composing->text, voice == VOICE_STUDENT ? "student," : "mentor,");
    run_cell(composing->text, person->external_id);
    text_add_char(composing->text, ',');
    if (row->seats > 0)
        text_add_int(composing->text, row->seats);
    text_addf(composing->text, ",%s,%s,", unmatched_word(row->reason),
              label_language_code(audience.language));
    run_cell(composing->text, sentence);
    text_add_char(composing->text, '\n');
    arena_reset(composing->scratch);
    return STATUS_OK;
}

enum status run_unmatched_write(struct composing *composing)
{
    const struct unmatched *unmatched = &composing->unmatched;
    enum status status = STATUS_OK;
    text_add(composing->text, HEADER);
    for (size_t i = 0; i < unmatched->students_count && status == STATUS_OK; i++) {
        const struct unmatched_row *row = &unmatched->students[i];
        status =
            add_row(composing, row, round_student(composing->round, row->number), VOICE_STUDENT);
    }
    for (size_t j = 0; j < unmatched->mentors_count && status == STATUS_OK; j++) {
        const struct unmatched_row *row = &unmatched->mentors[j];
        status = add_row(composing, row, round_mentor(composing->round, row->number), VOICE_MENTOR);
    }
    return status == STATUS_OK ? text_status(composing->text) : status;
}

static enum status add_shortage(struct composing *composing, const struct shortage *shortage)
{
    const struct taxonomies *taxonomies = round_scorer(composing->round)->taxonomies;
    const char *name = shortage_name(taxonomies, shortage, LABEL_EN, composing->scratch);
    char level[SCORE_TEXT_SIZE];
    if (name == NULL)
        return STATUS_MEMORY;
    hits_format_score(composing->shortages.level_bp, level);
    text_addf(composing->text, "%s,%zu,", level, shortage->group.students_count);
    text_add_int(composing->text, shortage->group.seats);
    text_add_char(composing->text, ',');
    text_add_int(composing->text, shortage->short_of);
    for (size_t k = 0; k < SHORTAGE_KIND_COUNT; k++) {
        enum scheme scheme = shortage_scheme((enum shortage_kind)k);
        node_id node = shortage->values[k].node;
        text_addf(composing->text, ",%s",
                  node == NODE_NONE ? "" : taxonomy_code(taxonomies->of[scheme], node));
    }
    text_add_char(composing->text, ',');
    run_cell(composing->text, name);
    text_add_char(composing->text, '\n');
    arena_reset(composing->scratch);
    return STATUS_OK;
}

enum status run_shortages_write(struct composing *composing)
{
    enum status status = STATUS_OK;
    text_add(composing->text, SHORTAGES_HEADER);
    for (size_t i = 0; i < composing->shortages.count && status == STATUS_OK; i++)
        status = add_shortage(composing, &composing->shortages.items[i]);
    return status == STATUS_OK ? text_status(composing->text) : status;
}
