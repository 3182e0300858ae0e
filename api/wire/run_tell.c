#include "api/wire/run_tell.h"

#include "api/wire/result_proof.h"
#include "api/wire/run.h"
#include "api/wire/run_why.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <string.h>

const char *run_tell_file(const char *name)
{
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++)
        if (strcmp(run_file_name(file), name) == 0)
            return run_file_name(file);
    return NULL;
}

/* ---- certificate */

static const char *hex_of(struct arena *arena, const struct digest *digest)
{
    char hex[DIGEST_HEX_SIZE];
    digest_hex(digest, hex);
    return arena_strdup(arena, hex);
}

static const char *proof_of(struct arena *arena, const struct result *result)
{
    struct text text = {0};
    result_proof_add(result, NULL, &text);
    const char *sentence = text_status(&text) == STATUS_OK ? arena_strdup(arena, text.bytes) : NULL;
    text_free(&text);
    return sentence;
}

struct rule_list {
    struct rule_reply *items;
    size_t count;
};

static void add_rule(struct rule_list *list, const struct run *run, const struct alias_list *people,
                     struct overridden rule)
{
    list->items[list->count++] = (struct rule_reply){
        rule_word(rule.kind),
        alias_person(people, round_student(run->round, rule.pair.student)->external_id),
        alias_person(people, round_mentor(run->round, rule.pair.mentor)->external_id), rule.by};
}

static enum status add_rules(struct arena *arena, const struct run *run,
                             const struct alias_list *people, struct certificate_reply *reply)
{
    const struct result *result = &run->result;
    struct rule_list overridden = {0}, conflict = {0};
    overridden.items = arena_array(arena, result->overridden_count, sizeof *overridden.items);
    conflict.items = arena_array(arena, result->conflict_count, sizeof *conflict.items);
    if (overridden.items == NULL || conflict.items == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < result->overridden_count; i++)
        add_rule(&overridden, run, people, result->overridden[i]);
    for (size_t i = 0; i < result->conflict_count; i++)
        add_rule(&conflict, run, people,
                 (struct overridden){.kind = RULE_MUST, .pair = result->conflict[i]});
    reply->overridden = overridden.items;
    reply->overridden_count = overridden.count;
    reply->conflict = conflict.items;
    reply->conflict_count = conflict.count;
    return STATUS_OK;
}

static enum status add_files(struct arena *arena, const struct run *run,
                             struct certificate_reply *reply)
{
    struct file_reply *files = arena_array(arena, RUN_FILE_COUNT, sizeof *files);
    if (files == NULL)
        return STATUS_MEMORY;
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++) {
        const struct run_bytes *bytes = &run->files[file];
        struct digest digest = digest_of(bytes->bytes, bytes->size);
        files[file] = (struct file_reply){run_file_name(file), hex_of(arena, &digest),
                                          reply_int((int64_t)bytes->size)};
        if (files[file].digest == NULL)
            return STATUS_MEMORY;
    }
    reply->files = files;
    reply->files_count = RUN_FILE_COUNT;
    return STATUS_OK;
}

static void add_figures(const struct run *run, struct certificate_reply *reply)
{
    const struct problem *problem = round_problem(run->round);
    int64_t seats = 0;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        seats += problem->seats[j];
    reply->objective = (int32_t)run->snapshot->objective;
    reply->students = reply_int(problem->student_count);
    reply->mentors = reply_int(problem->mentor_count);
    reply->seats = reply_int(seats);
    reply->matched = run->result.matched;
    reply->total_bp = reply_int(run->result.total);
    reply->worst_bp = run->result.matched == 0 ? -1 : run->result.worst;
    reply->engine = run->snapshot->engine;
}

enum status run_tell_certificate(const struct run *run, const struct alias_list *people,
                                 struct arena *arena, struct certificate_reply *ret_reply)
{
    struct certificate_reply reply = {0};
    enum status status = add_rules(arena, run, people, &reply);
    if (status == STATUS_OK)
        status = add_files(arena, run, &reply);
    if (status != STATUS_OK)
        return status;
    add_figures(run, &reply);
    reply.sentence = proof_of(arena, &run->result);
    reply.problem = hex_of(arena, &run->result.problem);
    reply.tables = hex_of(arena, &run->snapshot->tables);
    reply.seed = arena_printf(arena, "%" PRId64, run->snapshot->seed);
    if (reply.sentence == NULL || reply.problem == NULL || reply.tables == NULL ||
        reply.seed == NULL)
        return STATUS_MEMORY;
    *ret_reply = reply;
    return STATUS_OK;
}

/* ---- why */

static enum status tell_figures(const struct run_cost *cost, struct arena *arena,
                                struct cost_reply *reply)
{
    struct figure_reply *figures = arena_array(arena, WORTH_COUNT, sizeof *figures);
    if (figures == NULL)
        return STATUS_MEMORY;
    for (size_t w = 0; w < WORTH_COUNT && !cost->infeasible; w++)
        if (cost->counts[w])
            figures[reply->figures_count++] =
                (struct figure_reply){worth_word((enum worth_figure)w), cost->labels[w],
                                      reply_int(cost->now.of[w]), reply_int(cost->then.of[w])};
    reply->figures = figures;
    return STATUS_OK;
}

static enum status tell_cost(const struct run_cost *cost, struct arena *arena,
                             struct cost_reply *ret_reply)
{
    *ret_reply = (struct cost_reply){.rule = rule_word(cost->kind),
                                     .verdict = cost->verdict,
                                     .head = cost->head,
                                     .sentence = cost->sentence};
    return tell_figures(cost, arena, ret_reply);
}

static enum status tell_reasons(const struct run_why *why, struct arena *arena,
                                struct why_reply *reply)
{
    struct reason_reply *reasons = arena_array(arena, why->reasons_count, sizeof *reasons);
    if (reasons == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < why->reasons_count; i++)
        reasons[i] = (struct reason_reply){why->reasons[i].word, why->reasons[i].sentence};
    reply->reasons = reasons;
    reply->reasons_count = why->reasons_count;
    return STATUS_OK;
}

static enum status tell_why(const struct run_why *why, const struct alias_list *people,
                            struct arena *arena, struct why_reply *ret_reply)
{
    struct why_reply reply = {.student_id = alias_person(people, why->student),
                              .mentor_id = alias_person(people, why->mentor)};
    if (why->has_score) {
        reply.score = why->score;
        reply.score.id = reply.mentor_id;
        reply.score.external_id = NULL; /* an alias */
    }
    enum status status = tell_reasons(why, arena, &reply);
    if (status == STATUS_OK && why->has_cost)
        status = tell_cost(&why->cost, arena, &reply.cost);
    if (status == STATUS_OK)
        *ret_reply = reply;
    return status;
}

enum status run_tell_why(const struct run_asked *asked, struct arena *arena, struct faults *faults,
                         const char **ret_role, struct why_reply *ret_reply)
{
    struct run_why why;
    const struct run_question question = {.run = asked->run,
                                          .student = alias_of(asked->people, asked->student_id),
                                          .mentor = alias_of(asked->people, asked->mentor_id),
                                          .audience = {asked->language, VOICE_STAFF},
                                          .workers = asked->workers,
                                          .watch = asked->watch};
    bool known = question.student != NULL;
    bool both = known && (asked->mentor_id == NULL || question.mentor != NULL);
    enum status status = both ? run_why_make(&question, arena, faults, &why) : STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND)
        *ret_role = both ? faults->items[faults->count - 1].where : known ? "mentor" : "student";
    return status == STATUS_OK ? tell_why(&why, asked->people, arena, ret_reply) : status;
}
