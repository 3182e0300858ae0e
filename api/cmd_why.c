#include "api/command.h"
#include "api/options.h"
#include "api/people_command.h"
#include "api/progress.h"
#include "api/run_command.h"
#include "api/wire/run_diff.h"
#include "api/wire/run_why.h"
#include "matcher/workers.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int run(int argc, char **argv);

const struct command command_why = {
    .name = "why",
    .summary = "tell why a student of a round has this mentor, not that one, or none",
    .usage =
        "usage: kring why DIR STUDENT [MENTOR] [OPTION…]\n"
        "\n"
        "Explains one student of a folder of `kring round`, by external ids: the score of the\n"
        "pair with its reasons, what keeps it out of the result, and exactly what the whole\n"
        "would lose without it (or, of a pair that is not in the result, with it). Without\n"
        "MENTOR: the mentor the student has, or why there is none. Tells nothing of anybody\n"
        "else. Reads only the folder.\n"
        "\n"
        "  --lang LANGUAGE  nl sv nb de fr en; default: en\n"
        "  --to READER      staff, or student: \"you\" is the student; default: staff\n"
        "  --threads N      at most 64; default: the processors, at most 2\n"
        "  --json           print JSON; scores in basis points\n"
        "\n"
        "Exit status: 0; 1 the folder was refused, or nobody has an id; 2 usage; 3 a file failed,\n"
        "or an interrupt.\n",
    .run = run,
};

struct why_options {
    const char *language, *reader;
    int64_t threads;
    bool json;
};

/* ---- in words */

static void print_figure(const struct run_cost *cost, enum worth_figure figure)
{
    bool is_bp = figure == WORTH_WORST || figure == WORTH_TOTAL;
    int64_t now = cost->now.of[figure], then = cost->then.of[figure];
    char texts[3][RUN_SCORE_SIZE];
    if (figure == WORTH_WORST && (now < 0 || then < 0))
        return; /* of nobody */
    if (is_bp) {
        run_format_score(now, false, texts[0]);
        run_format_score(then, false, texts[1]);
        run_format_score(then - now, true, texts[2]);
    } else {
        snprintf(texts[0], sizeof texts[0], "%" PRId64, now);
        snprintf(texts[1], sizeof texts[1], "%" PRId64, then);
        snprintf(texts[2], sizeof texts[2], "%+" PRId64, then - now);
    }
    printf("  %s: %s", cost->labels[figure], texts[0]);
    if (now != then)
        printf(" → %s (%s)", texts[1], texts[2]);
    putchar('\n');
}

static void print_cost(const struct run_cost *cost)
{
    printf("%s %s\n", cost->head, cost->sentence);
    for (size_t w = 0; w < WORTH_COUNT && !cost->infeasible; w++)
        if (cost->counts[w])
            print_figure(cost, (enum worth_figure)w);
}

static void print_why(const struct run_why *why)
{
    if (why->has_score) {
        char score[SCORE_TEXT_SIZE];
        hits_format_score(why->score.score_bp, score);
        printf("%s  ", score);
    }
    options_print(stdout, why->student);
    if (why->mentor != NULL) {
        fputs(" – ", stdout);
        options_print(stdout, why->mentor);
    }
    putchar('\n');
    if (why->has_score)
        people_command_print_parts(&why->score);
    for (size_t k = 0; k < why->reasons_count; k++) {
        options_print(stdout, why->reasons[k].sentence);
        putchar('\n');
    }
    if (why->has_cost)
        print_cost(&why->cost);
}

static int print_json(const struct run_why *why)
{
    struct text text = {0};
    run_why_write_json(why, &text);
    bool written = text_status(&text) == STATUS_OK && fputs(text.bytes, stdout) >= 0;
    text_free(&text);
    return written ? EXIT_CODE_OK : EXIT_CODE_FAILED;
}

/* ---- asking */

static int answer(struct run_command *command, const struct run_question *question, bool json)
{
    struct run_why why;
    enum status status = run_why_make(question, command->arena, &command->faults, &why);
    if (status != STATUS_OK)
        return run_command_fail(command, status, NULL);
    (void)progress_end();
    if (json)
        return print_json(&why);
    print_why(&why);
    return EXIT_CODE_OK;
}

static int ask(char **arguments, int count, const struct why_options *options,
               struct audience audience)
{
    struct run_command command;
    struct run *found = NULL;
    int code = run_command_open("why", (size_t)options->threads, &command);
    if (code == EXIT_CODE_OK)
        code = run_command_read(&command, arguments[0], &found);
    struct run_question question = {.run = found,
                                    .student = arguments[1],
                                    .mentor = count == 3 ? arguments[2] : NULL,
                                    .audience = audience,
                                    .workers = command.workers,
                                    .watch = &command.watch};
    if (code == EXIT_CODE_OK)
        code = answer(&command, &question, options->json);
    run_free(found);
    return run_command_close(&command, code);
}

static int run(int argc, char **argv)
{
    struct why_options options = {.language = "en", .reader = "staff"};
    const struct option_row rows[] = {
        {"lang", OPTION_TEXT, &options.language, 0, 0},
        {"to", OPTION_TEXT, &options.reader, 0, 0},
        {"threads", OPTION_INT, &options.threads, 1, (int64_t)WORKERS_MAX},
        {"json", OPTION_FLAG, &options.json, 0, 0},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    struct audience audience = {LABEL_EN, VOICE_STAFF};
    if (!options_parse("why", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count != 2 && count != 3)
        return options_refuse("why", "takes DIR, STUDENT and maybe MENTOR");
    if (!label_language_find(options.language, strlen(options.language), &audience.language))
        return options_refuse("why", "--lang takes one of nl sv nb de fr en, not \"%s\"",
                              options.language);
    if (strcmp(options.reader, "student") == 0)
        audience.voice = VOICE_STUDENT;
    else if (strcmp(options.reader, "staff") != 0)
        return options_refuse("why", "--to takes staff or student, not \"%s\"", options.reader);
    return ask(argv + 1, count, &options, audience);
}
