#include "api/result_words.h"

#include "api/options.h"
#include "api/wire/hits.h"
#include "api/wire/result_proof.h"
#include "scoring/base/text.h"

#include <inttypes.h>

#define SHOWN_OVERRIDDEN_MAX ((size_t)20)
#define SHOWN_LOADS_MAX      ((size_t)12)

static const int percents[PERCENTILES_COUNT] = {10, 25, 50, 75, 90};

static void put_score(int32_t score_bp, FILE *stream)
{
    char text[SCORE_TEXT_SIZE];
    hits_format_score(score_bp, text);
    fputs(text, stream);
}

/* A sum of scores, as they are shown: in hundredths. */
static void put_total(int64_t total, FILE *stream)
{
    fprintf(stream, "%" PRId64 ".%02d", total / 100, (int)(total % 100));
}

static void put_who(const char *const *names, uint32_t number, FILE *stream)
{
    if (names == NULL)
        fprintf(stream, "%" PRIu32, number + 1);
    else
        options_print(stream, names[number]);
}

static void put_pair(const struct result_names *names, struct pair pair, FILE *stream)
{
    fputs("student ", stream);
    put_who(names->students, pair.student, stream);
    fputs(" with mentor ", stream);
    put_who(names->mentors, pair.mentor, stream);
}

/* ---- figures */

static void print_percentiles(const struct figures *figures, FILE *stream)
{
    for (size_t p = 0; p < PERCENTILES_COUNT; p++) {
        fprintf(stream, "%s%d %%: ", p == 0 ? "percentiles  " : ", ", percents[p]);
        put_score(figures->percentiles_bp[p], stream);
    }
    fputc('\n', stream);
}

static void print_loads(const struct figures *figures, FILE *stream)
{
    for (size_t i = 0; i < figures->loads_count && i < SHOWN_LOADS_MAX; i++)
        fprintf(stream, "%s%" PRId32 " with %" PRId32, i == 0 ? "mentors      " : ", ",
                figures->loads[i].mentors, figures->loads[i].students);
    if (figures->loads_count > SHOWN_LOADS_MAX)
        fputs(", …", stream);
    if (figures->loads_count > 0)
        fprintf(stream, " student%s\n",
                figures->loads_count == 1 && figures->loads[0].students == 1 ? "" : "s");
}

static void print_wishes(const struct figures *figures, FILE *stream)
{
    if (figures->with_wishes == 0)
        return;
    fprintf(stream, "wishes       of %" PRId32 " with a list", figures->with_wishes);
    for (size_t i = 0; i < figures->wishes_count && i < SHOWN_LOADS_MAX; i++)
        fprintf(stream, ", %" PRId32 " got number %" PRId32, figures->wishes[i].students,
                figures->wishes[i].rank);
    fputs(figures->wishes_count > SHOWN_LOADS_MAX ? ", …\n" : "\n", stream);
}

static void print_stability(const struct stability *stability, FILE *stream)
{
    if (!stability->told)
        return;
    fputs("given up     ", stream);
    put_total(stability->given_up, stream);
    fputs(" of the greatest total, ", stream);
    put_total(stability->optimal_total, stream);
    fprintf(stream, "\nproposing    %zu students differ when mentors propose\n",
            stability->differ_count);
}

static void print_overridden(const struct result *result, const struct result_names *names,
                             FILE *stream)
{
    for (size_t i = 0; i < result->overridden_count && i < SHOWN_OVERRIDDEN_MAX; i++) {
        const struct overridden *rule = &result->overridden[i];
        fprintf(stream, "overridden   %s: ", rule_word(rule->kind));
        put_pair(names, rule->pair, stream);
        fprintf(stream, " yields to %s\n", rule->by);
    }
    if (result->overridden_count > SHOWN_OVERRIDDEN_MAX)
        fprintf(stream, "overridden   … and %zu more\n",
                result->overridden_count - SHOWN_OVERRIDDEN_MAX);
}

/* Two of one student, or one more than the seats of one mentor. */
static void print_conflict(const struct result *result, const struct result_names *names,
                           FILE *stream)
{
    const struct pair *conflict = result->conflict;
    size_t count = result->conflict_count;
    bool one_student = count >= 2 && conflict[0].student == conflict[1].student;
    fputs("infeasible: ", stream);
    if (count == 1)
        fputs("this must cannot hold, since the mentor has no seat:\n", stream);
    else
        fprintf(stream, "these musts cannot hold together, since %s:\n",
                one_student ? "a student has one place" : "the mentor has fewer seats");
    for (size_t i = 0; i < count && i < SHOWN_OVERRIDDEN_MAX; i++) {
        fputs("  must: ", stream);
        put_pair(names, conflict[i], stream);
        fputc('\n', stream);
    }
    if (count > SHOWN_OVERRIDDEN_MAX)
        fprintf(stream, "  … and %zu more\n", count - SHOWN_OVERRIDDEN_MAX);
}

void result_words_print(const struct result *result, const struct result_names *names, FILE *stream)
{
    const struct figures *figures = &result->figures;
    if (result->infeasible) {
        print_conflict(result, names, stream);
        return;
    }
    fprintf(stream, "objective    %s\n", objective_word(result->objective));
    fprintf(stream, "matched      %" PRId32 " of %" PRId32 " students", result->matched,
            figures->students);
    if (figures->fixed > 0)
        fprintf(stream, ", %" PRId32 " of them by must and pin", figures->fixed);
    fputs("\ntotal        ", stream);
    put_total(result->total, stream);
    if (result->worst >= 0) {
        fputs("\nworst        ", stream);
        put_score(result->worst, stream);
    }
    fputc('\n', stream);
    if (result->matched > 0)
        print_percentiles(figures, stream);
    print_loads(figures, stream);
    print_wishes(figures, stream);
    print_stability(&result->stability, stream);
    print_overridden(result, names, stream);
}

/* ---- proof */

void result_words_print_proof(const struct result *result, const struct verified *verified,
                              FILE *stream)
{
    struct text text = {0};
    result_proof_add(result, verified, &text);
    text_add_char(&text, '\n');
    if (text_status(&text) == STATUS_OK)
        fputs(text.bytes, stream);
    text_free(&text);
}
