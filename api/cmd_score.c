#include "api/command.h"
#include "api/options.h"
#include "api/people_command.h"
#include "matcher/search.h"
#include "scoring/base/arena.h"

#include <stdio.h>

static int run(int argc, char **argv);

const struct command command_score = {
    .name = "score",
    .summary = "tell how good one pair is, and why, or why they may not meet",
    .usage =
        "usage: kring score --people FILE STUDENT ALUMNUS [OPTION…]\n"
        "\n"
        "Explains the score of one pair of a people file, by their external ids; says so\n"
        "when the two are not eligible: then the score is what it would be.\n"
        "\n"
        "  --people FILE    CSV or JSON Lines, - for standard input (see seeds/demo/README.md)\n"
        "  --weights W      field=40,career=30,language=15,place=15; default: the policy's\n"
        "  --as-of DATE     the day recency is counted to, YYYY-MM-DD; default: today\n"
        "  --lang LANGUAGE  of the reasons: nl sv nb de fr en; default: en\n"
        "  --json           print JSON\n"
        "\n"
        "Exit status: 0; 1 rows were refused, or nobody has an id; 2 usage; 3 a file failed.\n",
    .run = run,
};

static void print_pair(const struct pair_reply *pair)
{
    char score[SCORE_TEXT_SIZE];
    hits_format_score(pair->score.score_bp, score);
    if (!pair->eligible) {
        fputs("not eligible: ", stdout);
        options_print(stdout, pair->reason);
        putchar('\n');
    }
    printf("%s  ", score);
    options_print(stdout, pair->student_external_id);
    fputs(" and ", stdout);
    options_print(stdout, pair->mentor_external_id);
    putchar('\n');
    people_command_print_parts(&pair->score);
}

static enum status explain(const struct people_command *command, const struct person *student,
                           const struct person *alumnus, struct pair_reply *ret_pair)
{
    const struct scorer *scorer = &command->seeds->scorer;
    struct wish wish = wish_of_person(scorer, student, command->weights, command->as_of);
    struct explanation explanation;
    enum status status = score_explain(scorer, &wish, student, alumnus, command->audience,
                                       command->arena, &explanation);
    if (status != STATUS_OK)
        return status;
    struct pair_reply pair = {.student_external_id = student->external_id,
                              .mentor_external_id = alumnus->external_id};
    enum ineligibility why = eligibility(scorer->taxonomies, student, alumnus, NULL);
    pair.eligible = why == INELIGIBLE_NONE;
    if (!pair.eligible) {
        pair.reason_code = ineligibility_word(why);
        pair.reason = eligibility_sentence(scorer->taxonomies, why, alumnus, command->audience,
                                           command->arena);
        if (pair.reason == NULL)
            return STATUS_MEMORY;
    }
    status = hit_reply_of(&explanation, alumnus, 0, command->arena, &pair.score);
    if (status == STATUS_OK)
        *ret_pair = pair;
    return status;
}

static int score(const struct people_command *command, bool json, char **ids)
{
    const struct person *student = people_command_student(command, ids[0]);
    const struct person *alumnus = people_command_alumnus(command, ids[1]);
    if (student == NULL || alumnus == NULL)
        return EXIT_CODE_FAULTS;
    struct pair_reply pair;
    if (explain(command, student, alumnus, &pair) != STATUS_OK)
        return EXIT_CODE_FAILED;
    if (json)
        return people_command_print_json(&pair_reply_shape, &pair);
    print_pair(&pair);
    return EXIT_CODE_OK;
}

static int run(int argc, char **argv)
{
    struct people_options options = {0};
    const struct option_row rows[] = {
        {"people", OPTION_TEXT, &options.people, 0, 0},
        {"weights", OPTION_TEXT, &options.weights, 0, 0},
        {"as-of", OPTION_TEXT, &options.as_of, 0, 0},
        {"lang", OPTION_TEXT, &options.language, 0, 0},
        {"json", OPTION_FLAG, &options.json, 0, 0},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("score", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count != 2)
        return options_refuse("score", "give two external ids, STUDENT and ALUMNUS");
    struct people_command command;
    int code = people_command_open("score", &options, &command);
    if (code == EXIT_CODE_OK)
        code = score(&command, options.json, argv + 1);
    return people_command_close(&command, code);
}
