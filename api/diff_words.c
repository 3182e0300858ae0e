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

static void print_settings(const struct run_diff *diff, size_t shown_max, FILE *stream)
{
    if (diff->settings_count == 0) {
        fputs("made from the same people, rules and settings\n", stream);
        return;
    }
    fputs("made from\n", stream);
    size_t shown = diff->settings_count < shown_max ? diff->settings_count : shown_max;
    for (size_t i = 0; i < shown; i++)
        print_setting(&diff->settings[i], stream);
    if (diff->settings_count > shown)
        fprintf(stream, "  … and %zu more\n", diff->settings_count - shown);
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
    print_settings(diff, shown_max, stream);
    print_figures(diff, stream);
    print_counts(&diff->diff, stream);
    for (size_t i = 0; i < shown; i++)
        print_change(&diff->diff.items[i], stream);
    if (diff->diff.count > shown)
        fprintf(stream, "  … and %zu more\n", diff->diff.count - shown);
}
