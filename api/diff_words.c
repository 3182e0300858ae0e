#include "api/diff_words.h"

#include "api/options.h"

#include <inttypes.h>
#include <string.h>

/* ---- what they were made from */

static void print_or(FILE *stream, const char *text, const char *otherwise)
{
    options_print(stream, text == NULL ? otherwise : text);
}

static void print_setting(const struct run_setting *setting, FILE *stream)
{
    fprintf(stream, "  %s", setting->what);
    if (setting->who != NULL) {
        fputs(" of ", stream);
        options_print(stream, setting->who);
    }
    if (strcmp(setting->what, "profile") == 0) {
        fputs(": differs\n", stream);
        return;
    }
    fputs(": ", stream);
    print_or(stream, setting->before, "(none)");
    fputs(" → ", stream);
    print_or(stream, setting->after, "(none)");
    putc('\n', stream);
}

/* Of somebody, and of the same kind. */
static bool are_alike(const struct run_setting *a, const struct run_setting *b)
{
    return a->who != NULL && b->who != NULL && strcmp(a->what, b->what) == 0;
}

/* A kind of setting that differs for more people than this is told by their number. */
#define ALIKE_SHOWN_MAX ((size_t)10)
#define KINDS_MAX       ((size_t)8)

struct kind {
    const struct run_setting *first;
    size_t count;
};

/* The kinds of settings that somebody has; at most KINDS_MAX of them. */
static size_t count_kinds(const struct run_diff *diff, struct kind kinds[KINDS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < diff->settings_count; i++) {
        const struct run_setting *setting = &diff->settings[i];
        size_t k = 0;
        while (k < count && !are_alike(kinds[k].first, setting))
            k++;
        if (k == count && count < KINDS_MAX && setting->who != NULL)
            kinds[count++] = (struct kind){setting, 0};
        kinds[k].count += k < count;
    }
    return count;
}

static void print_settings(const struct run_diff *diff, FILE *stream)
{
    struct kind kinds[KINDS_MAX + 1] = {{0}}; /* the last: those of nobody */
    size_t kind_count = count_kinds(diff, kinds);
    fputs(diff->settings_count == 0 ? "made from the same people, rules and settings\n"
                                    : "made from\n",
          stream);
    for (size_t i = 0; i < diff->settings_count; i++) {
        const struct run_setting *setting = &diff->settings[i];
        size_t k = 0;
        while (k < kind_count && !are_alike(kinds[k].first, setting))
            k++;
        if (k == kind_count || kinds[k].count <= ALIKE_SHOWN_MAX)
            print_setting(setting, stream);
        else if (setting == kinds[k].first)
            fprintf(stream, "  %s: differs for %zu\n", setting->what, kinds[k].count);
    }
}

/* ---- figures */

static void format(bool is_bp, int64_t value, bool with_sign, char text[RUN_SCORE_SIZE])
{
    if (is_bp)
        run_format_score(value, with_sign, text);
    else
        snprintf(text, RUN_SCORE_SIZE, with_sign ? "%+" PRId64 : "%" PRId64, value);
}

static void print_figure(const struct run_diff *diff, enum run_figure figure, FILE *stream)
{
    char before[RUN_SCORE_SIZE], after[RUN_SCORE_SIZE], gained[RUN_SCORE_SIZE];
    bool is_bp = run_figure_is_bp(figure);
    int64_t old = diff->before[figure], new = diff->after[figure];
    if (figure == RUN_FIGURE_WORST && (old < 0 || new < 0))
        return; /* of nobody */
    format(is_bp, old, false, before);
    format(is_bp, new, false, after);
    format(is_bp, new - old, true, gained);
    fprintf(stream, "  %-10s %s", run_figure_word(figure), before);
    if (old != new)
        fprintf(stream, " → %s (%s)", after, gained);
    putc('\n', stream);
}

static void print_figures(const struct run_diff *diff, FILE *stream)
{
    fputs("figures\n", stream);
    for (size_t side = 0; side < 2; side++)
        if (diff->infeasible[side])
            fprintf(stream, "  the rules of the %s cannot hold together: nobody is matched\n",
                    side == 0 ? "first" : "second");
    for (size_t f = 0; f < RUN_FIGURE_COUNT; f++)
        print_figure(diff, (enum run_figure)f, stream);
}

/* ---- who */

static void print_place(const char *mentor, int32_t score_bp, FILE *stream)
{
    char score[RUN_SCORE_SIZE];
    run_format_score(score_bp, false, score);
    print_or(stream, mentor, "nobody");
    if (mentor != NULL)
        fprintf(stream, " %s", score);
}

static void print_change(const struct diff_change *change, FILE *stream)
{
    char gained[RUN_SCORE_SIZE];
    run_format_score(change->gained_bp, true, gained);
    fprintf(stream, "  %-8s ", change_word(change->kind));
    options_print(stream, change->student);
    fputs(": ", stream);
    if (change->kind != CHANGE_JOINED)
        print_place(change->before, change->before_bp, stream);
    if (change->kind != CHANGE_JOINED && change->kind != CHANGE_LEFT)
        fputs(" → ", stream);
    if (change->kind != CHANGE_LEFT)
        print_place(change->after, change->after_bp, stream);
    fprintf(stream, " (%s)\n", gained);
}

static void print_counts(const struct diff *diff, FILE *stream)
{
    fprintf(stream, "%zu student%s changed", diff->count, diff->count == 1 ? "" : "s");
    const char *before = ": ";
    for (size_t c = 0; c < CHANGE_COUNT; c++) {
        if (diff->counts[c] == 0)
            continue;
        fprintf(stream, "%s%zu %s", before, diff->counts[c], change_word((enum change)c));
        before = ", ";
    }
    putc('\n', stream);
}

void diff_words_print(const struct run_diff *diff, size_t shown_max, FILE *stream)
{
    size_t shown = diff->diff.count < shown_max ? diff->diff.count : shown_max;
    print_settings(diff, stream);
    print_figures(diff, stream);
    print_counts(&diff->diff, stream);
    for (size_t i = 0; i < shown; i++)
        print_change(&diff->diff.items[i], stream);
    if (diff->diff.count > shown)
        fprintf(stream, "  … and %zu more\n", diff->diff.count - shown);
}
