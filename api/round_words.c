#include "api/round_words.h"

#include "api/options.h"
#include "api/result_words.h"
#include "api/wire/hits.h"
#include "scoring/base/arena.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SHOWN_SHORTAGES_MAX ((size_t)5)

#define WORD(name, word, fact) fact,
static const char *const facts[] = {UNMATCHED_OF_STUDENT(WORD) UNMATCHED_OF_SEAT(WORD)};
#undef WORD

static void print_settings(const struct run *run)
{
    const struct snapshot *snapshot = run->snapshot;
    char as_of[DATE_TEXT_SIZE];
    char minimum[SCORE_TEXT_SIZE];
    date_format(snapshot->as_of, as_of);
    hits_format_score(snapshot->minimum_bp, minimum);
    printf("round        as of %s, minimum %s, seed %" PRId64 ", weights", as_of, minimum,
           snapshot->seed);
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        printf(" %s=%" PRId32, criterion_word((enum criterion_id)c), snapshot->weights.percent[c]);
    putchar('\n');
}

static void print_seats(const struct run *run)
{
    const struct result *result = &run->result;
    char mean[SCORE_TEXT_SIZE];
    printf("seats        %" PRId32 " taken of %" PRId64 "\n", result->matched,
           result->figures.seats);
    if (result->matched == 0)
        return;
    hits_format_score((int32_t)((2 * result->total + result->matched) / (2 * result->matched)),
                      mean);
    printf("mean         %s\n", mean);
}

/* A line a reason: how many, the word, the fact. */
static void print_reasons(const char *title, const struct unmatched_row *rows, size_t count,
                          bool seats)
{
    int64_t counts[UNMATCHED_REASON_COUNT] = {0};
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        counts[rows[i].reason] += seats ? rows[i].seats : 1;
        sum += seats ? rows[i].seats : 1;
    }
    if (sum > 0)
        printf("%-12s %" PRId64 " %s%s\n", title, sum, seats ? "seat" : "student",
               sum == 1 ? "" : "s");
    for (size_t r = 0; r < UNMATCHED_REASON_COUNT; r++)
        if (counts[r] > 0)
            printf("%12" PRId64 "   %s: %s\n", counts[r], unmatched_word((enum unmatched_reason)r),
                   facts[r]);
}

static enum status print_shortages(const struct run *run, struct arena *arena)
{
    const struct shortages *shortages = &run->shortages;
    char level[SCORE_TEXT_SIZE];
    if (shortages->count == 0)
        return STATUS_OK;
    hits_format_score(shortages->level_bp, level);
    printf("short        at %s, %" PRIu32 " student%s cannot all have a mentor; %zu group%s:\n",
           level, shortages->unmatched, shortages->unmatched == 1 ? "" : "s", shortages->count,
           shortages->count == 1 ? "" : "s");
    for (size_t i = 0; i < shortages->count && i < SHOWN_SHORTAGES_MAX; i++) {
        const char *sentence = shortage_sentence(round_scorer(run->round)->taxonomies,
                                                 &shortages->items[i], LABEL_EN, arena);
        if (sentence == NULL)
            return STATUS_MEMORY;
        fputs("             ", stdout);
        options_print(stdout, sentence);
        putchar('\n');
    }
    if (shortages->count > SHOWN_SHORTAGES_MAX)
        printf("             … and %zu more, in shortages.csv\n",
               shortages->count - SHOWN_SHORTAGES_MAX);
    return STATUS_OK;
}

enum status round_words_print(const struct run *run, struct arena *arena)
{
    const struct unmatched *unmatched = &run->unmatched;
    print_settings(run);
    result_words_print(&run->result, &run->names, stdout);
    if (run->result.infeasible)
        return STATUS_OK;
    print_seats(run);
    print_reasons("unmatched", unmatched->students, unmatched->students_count, false);
    print_reasons("empty", unmatched->mentors, unmatched->mentors_count, true);
    return print_shortages(run, arena);
}
