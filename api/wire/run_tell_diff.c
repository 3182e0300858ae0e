#include "api/wire/run_diff.h"
#include "api/wire/run_tell.h"
#include "scoring/base/arena.h"

#include <string.h>

#define ALIAS_SIZE ((size_t)36)

/* A rule as text, its aliases as ids; of who was erased since, "erased". */
static const char *translate_rule(const char *rule, const struct alias_list *people,
                                  struct arena *arena)
{
    char *left = rule == NULL ? NULL : arena_strdup(arena, rule);
    const char *told = left == NULL ? NULL : arena_strdup(arena, strsep(&left, " "));
    while (left != NULL && told != NULL) {
        const char *alias = strsep(&left, " ");
        const char *id = alias_person(people, alias);
        bool rank = strlen(alias) < ALIAS_SIZE;
        told = arena_printf(arena, "%s %s", told, id != NULL ? id : rank ? alias : "erased");
    }
    return told;
}

static enum status tell_settings(const struct run_diff *diff, const struct alias_list *people,
                                 struct arena *arena, struct diff_reply *reply)
{
    struct setting_reply *settings = arena_array(arena, diff->settings_count, sizeof *settings);
    if (settings == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < diff->settings_count; i++) {
        const struct run_setting *from = &diff->settings[i];
        bool rule = strcmp(from->what, "rule") == 0;
        settings[i] = (struct setting_reply){
            from->what, alias_person(people, from->who),
            rule ? translate_rule(from->before, people, arena) : from->before,
            rule ? translate_rule(from->after, people, arena) : from->after};
        if ((settings[i].before == NULL) != (from->before == NULL) ||
            (settings[i].after == NULL) != (from->after == NULL))
            return STATUS_MEMORY;
    }
    reply->settings = settings;
    reply->settings_count = diff->settings_count;
    return STATUS_OK;
}

static struct figures_reply tell_side(bool infeasible, const int64_t *figures)
{
    return (struct figures_reply){.infeasible = infeasible,
                                  .students = reply_int(figures[RUN_FIGURE_STUDENTS]),
                                  .mentors = reply_int(figures[RUN_FIGURE_MENTORS]),
                                  .seats = reply_int(figures[RUN_FIGURE_SEATS]),
                                  .matched = reply_int(figures[RUN_FIGURE_MATCHED]),
                                  .unmatched = reply_int(figures[RUN_FIGURE_UNMATCHED]),
                                  .worst_bp = reply_int(figures[RUN_FIGURE_WORST]),
                                  .total_bp = reply_int(figures[RUN_FIGURE_TOTAL])};
}

static enum status tell_changes(const struct diff *diff, const struct alias_list *people,
                                struct arena *arena, struct diff_reply *reply)
{
    struct change_reply *changes = arena_array(arena, diff->count, sizeof *changes);
    struct count_reply *counts = arena_array(arena, CHANGE_COUNT, sizeof *counts);
    if (changes == NULL || counts == NULL)
        return STATUS_MEMORY;
    for (size_t c = 0; c < CHANGE_COUNT; c++)
        if (diff->counts[c] > 0)
            counts[reply->counts_count++] = (struct count_reply){
                change_word((enum change)c), reply_int((int64_t)diff->counts[c])};
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_change *from = &diff->items[i];
        changes[i] = (struct change_reply){alias_person(people, from->student),
                                           change_word(from->kind),
                                           alias_person(people, from->before),
                                           alias_person(people, from->after),
                                           from->before_bp,
                                           from->after_bp,
                                           from->gained_bp};
    }
    reply->counts = counts;
    reply->changes = changes;
    reply->changes_count = diff->count;
    return STATUS_OK;
}

enum status run_tell_diff(const struct run *before, const struct run *after,
                          const struct alias_list *people, struct arena *arena,
                          struct diff_reply *ret_reply)
{
    struct run_diff diff;
    enum status status = run_diff_make(before, after, arena, &diff);
    if (status != STATUS_OK)
        return status;
    struct diff_reply reply = {.same = run_diff_is_empty(&diff),
                               .before = tell_side(diff.infeasible[0], diff.before),
                               .after = tell_side(diff.infeasible[1], diff.after)};
    status = tell_settings(&diff, people, arena, &reply);
    if (status == STATUS_OK)
        status = tell_changes(&diff.diff, people, arena, &reply);
    if (status == STATUS_OK)
        *ret_reply = reply;
    return status;
}
