#include "api/wire/run_diff.h"

#include "api/wire/csv_words.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *word;
    bool is_bp;
} figures[RUN_FIGURE_COUNT] = {
#define RUN_FIGURE_ROW(name, word, is_bp) {word, is_bp},
    RUN_FIGURES(RUN_FIGURE_ROW)
#undef RUN_FIGURE_ROW
};

const char *run_figure_word(enum run_figure figure)
{
    assert((unsigned)figure < RUN_FIGURE_COUNT);
    return figures[figure].word;
}

bool run_figure_is_bp(enum run_figure figure)
{
    assert((unsigned)figure < RUN_FIGURE_COUNT);
    return figures[figure].is_bp;
}

void run_format_score(int64_t score_bp, bool with_sign, char ret_text[RUN_SCORE_SIZE])
{
    const char *sign = score_bp < 0 ? "-" : with_sign && score_bp > 0 ? "+" : "";
    uint64_t size = score_bp < 0 ? 0 - (uint64_t)score_bp : (uint64_t)score_bp;
    snprintf(ret_text, RUN_SCORE_SIZE, "%s%" PRIu64 ".%02u", sign, size / 100,
             (unsigned)(size % 100));
}

/* ---- making */

static void measure(const struct run *run, int64_t ret_figures[RUN_FIGURE_COUNT])
{
    const struct problem *problem = round_problem(run->round);
    const struct result *result = &run->result;
    int64_t seats = 0;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        seats += problem->seats[j];
    ret_figures[RUN_FIGURE_STUDENTS] = problem->student_count;
    ret_figures[RUN_FIGURE_MENTORS] = problem->mentor_count;
    ret_figures[RUN_FIGURE_SEATS] = seats;
    ret_figures[RUN_FIGURE_MATCHED] = result->matched;
    ret_figures[RUN_FIGURE_UNMATCHED] = (int64_t)problem->student_count - result->matched;
    ret_figures[RUN_FIGURE_WORST] = result->matched == 0 ? -1 : result->worst;
    ret_figures[RUN_FIGURE_TOTAL] = result->total;
}

struct listing {
    struct arena *arena;
    struct run_setting *items;
    size_t count;
    bool failed;
};

static void list(struct listing *listing, const char *what, const char *who, const char *before,
                 const char *after)
{
    listing->items[listing->count++] = (struct run_setting){what, who, before, after};
}

/* A text that must be there: when it is NULL, memory was short. */
static const char *needed(struct listing *listing, const char *text)
{
    listing->failed = listing->failed || text == NULL;
    return text;
}

static const char *score_text(struct listing *listing, int64_t score_bp)
{
    char text[RUN_SCORE_SIZE];
    run_format_score(score_bp, false, text);
    return needed(listing, arena_strdup(listing->arena, text));
}

static const char *int_text(struct listing *listing, int64_t value)
{
    return needed(listing, arena_printf(listing->arena, "%" PRId64, value));
}

static const char *digest_text(struct listing *listing, const struct digest *digest)
{
    char hex[DIGEST_HEX_SIZE];
    digest_hex(digest, hex);
    return needed(listing, arena_strdup(listing->arena, hex));
}

static const char *weights_text(struct listing *listing, const struct weights *weights)
{
    const char *text = "";
    for (int c = 0; c < CRITERION_COUNT && text != NULL; c++)
        text = arena_printf(listing->arena, "%s%s%s=%" PRId32, text, c == 0 ? "" : ",",
                            criterion_word((enum criterion_id)c), weights->percent[c]);
    return needed(listing, text);
}

static const char *date_text(struct listing *listing, date day)
{
    char text[DATE_TEXT_SIZE];
    date_format(day, text);
    return needed(listing, arena_strdup(listing->arena, text));
}

static const char *rule_text(struct listing *listing, const struct round_rule *rule)
{
    const char *text = arena_printf(listing->arena, "%s %s", rule_word(rule->kind), rule->student);
    if (text != NULL && rule->mentor != NULL)
        text = arena_printf(listing->arena, "%s %s", text, rule->mentor);
    if (text != NULL && rule->rank > 0)
        text = arena_printf(listing->arena, "%s %" PRId32, text, rule->rank);
    return needed(listing, text);
}

static void list_settings(struct listing *listing, const struct diff_setup *setup,
                          const struct snapshot *a, const struct snapshot *b)
{
    if (setup->engine)
        list(listing, "engine", NULL, int_text(listing, a->engine), int_text(listing, b->engine));
    if (setup->tables)
        list(listing, "tables", NULL, digest_text(listing, &a->tables),
             digest_text(listing, &b->tables));
    if (setup->objective)
        list(listing, "objective", NULL, objective_word(a->objective),
             objective_word(b->objective));
    if (setup->weights)
        list(listing, "weights", NULL, weights_text(listing, &a->weights),
             weights_text(listing, &b->weights));
    if (setup->minimum)
        list(listing, "minimum", NULL, score_text(listing, a->minimum_bp),
             score_text(listing, b->minimum_bp));
    if (setup->as_of)
        list(listing, "as_of", NULL, date_text(listing, a->as_of), date_text(listing, b->as_of));
    if (setup->seed)
        list(listing, "seed", NULL, int_text(listing, a->seed), int_text(listing, b->seed));
    if (setup->announced)
        list(listing, "announced", NULL, int_text(listing, (int64_t)a->announced_count),
             int_text(listing, (int64_t)b->announced_count));
}
#define SETTINGS_COUNT ((size_t)8)

static void list_person(struct listing *listing, const struct diff_person *person)
{
    const struct person *a = person->before, *b = person->after;
    if (a == NULL || b == NULL)
        list(listing, "person", person->id, a == NULL ? NULL : person_role_words[a->role],
             b == NULL ? NULL : person_role_words[b->role]);
    else if (person->seats)
        list(listing, "seats", person->id, int_text(listing, a->seats),
             int_text(listing, b->seats));
    if (person->profile)
        list(listing, "profile", person->id, NULL, NULL);
}

static enum status list_setup(const struct run *before, const struct run *after,
                              struct arena *arena, struct run_diff *diff)
{
    struct diff_setup setup;
    if (diff_setup(before->snapshot, after->snapshot, arena, &setup) != STATUS_OK)
        return STATUS_MEMORY;
    size_t room = SETTINGS_COUNT + 2 * setup.people_count + setup.rules_count;
    struct listing listing = {.arena = arena,
                              .items = arena_array(arena, room, sizeof *listing.items)};
    if (listing.items == NULL)
        return STATUS_MEMORY;
    list_settings(&listing, &setup, before->snapshot, after->snapshot);
    for (size_t i = 0; i < setup.people_count; i++)
        list_person(&listing, &setup.people[i]);
    for (size_t i = 0; i < setup.rules_count; i++) {
        const char *rule = rule_text(&listing, &setup.rules[i].rule);
        bool added = setup.rules[i].added;
        list(&listing, "rule", NULL, added ? NULL : rule, added ? rule : NULL);
    }
    diff->settings = listing.items;
    diff->settings_count = listing.count;
    return listing.failed ? STATUS_MEMORY : STATUS_OK;
}

enum status run_diff_make(const struct run *before, const struct run *after, struct arena *arena,
                          struct run_diff *ret_diff)
{
    struct run_diff diff = {.infeasible = {before->result.infeasible, after->result.infeasible}};
    struct diff_rows old, new;
    measure(before, diff.before);
    measure(after, diff.after);
    enum status status = list_setup(before, after, arena, &diff);
    if (status == STATUS_OK)
        status = diff_rows_of_round(before->round, &before->result, arena, &old);
    if (status == STATUS_OK)
        status = diff_rows_of_round(after->round, &after->result, arena, &new);
    if (status == STATUS_OK)
        status = diff_compare(&old, &new, arena, &diff.diff);
    if (status == STATUS_OK)
        *ret_diff = diff;
    return status;
}

bool run_diff_is_empty(const struct run_diff *diff)
{
    return diff->settings_count == 0 && diff->diff.count == 0 &&
           diff->infeasible[0] == diff->infeasible[1] &&
           memcmp(diff->before, diff->after, sizeof diff->before) == 0;
}

/* ---- JSON */

/* A member of an object: its name, and its comma unless it is the first. */
static void put_name(struct text *text, const char *name)
{
    char last = text->size > 0 ? text->bytes[text->size - 1] : '{';
    text_add(text, last == '{' ? "" : ", ");
    json_add_string(text, name);
    text_add(text, ": ");
}

static void put_text(struct text *text, const char *name, const char *value)
{
    put_name(text, name);
    if (value == NULL)
        text_add(text, "null");
    else
        json_add_string(text, value);
}

static void put_int(struct text *text, const char *name, int64_t value)
{
    put_name(text, name);
    text_add_int(text, value);
}

static void put_side(struct text *text, const char *name, bool infeasible, const int64_t *values)
{
    text_add(text, ",\n  ");
    json_add_string(text, name);
    text_addf(text, ": {\"infeasible\": %s", infeasible ? "true" : "false");
    for (size_t f = 0; f < RUN_FIGURE_COUNT; f++)
        put_int(text, figures[f].word, values[f]);
    text_add(text, "}");
}

static void put_setting(struct text *text, const struct run_setting *setting)
{
    text_add(text, "{");
    put_text(text, "what", setting->what);
    put_text(text, "who", setting->who);
    put_text(text, "before", setting->before);
    put_text(text, "after", setting->after);
    text_add(text, "}");
}

static void put_change(struct text *text, const struct diff_change *change)
{
    text_add(text, "{");
    put_text(text, "student", change->student);
    put_text(text, "change", change_word(change->kind));
    put_text(text, "before", change->before);
    put_text(text, "after", change->after);
    put_int(text, "before_bp", change->before_bp);
    put_int(text, "after_bp", change->after_bp);
    put_int(text, "gained_bp", change->gained_bp);
    text_add(text, "}");
}

void run_diff_write_json(const struct run_diff *diff, struct text *text)
{
    text_addf(text, "{\n  \"same\": %s", run_diff_is_empty(diff) ? "true" : "false");
    text_add(text, ",\n  \"settings\": [");
    for (size_t i = 0; i < diff->settings_count; i++) {
        text_add(text, i == 0 ? "\n    " : ",\n    ");
        put_setting(text, &diff->settings[i]);
    }
    text_add(text, diff->settings_count > 0 ? "\n  ]" : "]");
    put_side(text, "before", diff->infeasible[0], diff->before);
    put_side(text, "after", diff->infeasible[1], diff->after);
    text_add(text, ",\n  \"counts\": {");
    for (size_t c = 0; c < CHANGE_COUNT; c++)
        put_int(text, change_word((enum change)c), (int64_t)diff->diff.counts[c]);
    text_add(text, "},\n  \"changes\": [");
    for (size_t i = 0; i < diff->diff.count; i++) {
        text_add(text, i == 0 ? "\n    " : ",\n    ");
        put_change(text, &diff->diff.items[i]);
    }
    text_add(text, diff->diff.count > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

/* ---- CSV */

static void put_cell(struct text *text, const char *cell)
{
    if (cell == NULL)
        return;
    if (strpbrk(cell, ",;\t\"\r\n") == NULL && cell[0] != ' ')
        text_add(text, cell);
    else
        csv_add_quoted(cell, text);
}

/* Empty where nobody is, so that 0 means a score of 0. */
static void put_score(struct text *text, bool is_there, int32_t score_bp)
{
    char score[RUN_SCORE_SIZE];
    run_format_score(score_bp, false, score);
    text_add(text, is_there ? score : "");
}

void run_diff_write_csv(const struct run_diff *diff, struct text *text)
{
    text_add(text, "student,change,before,after,before_score,after_score,gained\n");
    for (size_t i = 0; i < diff->diff.count; i++) {
        const struct diff_change *change = &diff->diff.items[i];
        put_cell(text, change->student);
        text_addf(text, ",%s,", change_word(change->kind));
        put_cell(text, change->before);
        text_add_char(text, ',');
        put_cell(text, change->after);
        text_add_char(text, ',');
        put_score(text, change->before != NULL, change->before_bp);
        text_add_char(text, ',');
        put_score(text, change->after != NULL, change->after_bp);
        text_add_char(text, ',');
        put_score(text, true, change->gained_bp);
        text_add_char(text, '\n');
    }
}
