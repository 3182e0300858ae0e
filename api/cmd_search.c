#include "api/command.h"
#include "api/options.h"
#include "api/people_command.h"
#include "matcher/search.h"
#include "scoring/base/arena.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static int run(int argc, char **argv);

const struct command command_search = {
    .name = "search",
    .summary = "find the best mentors for a student, and say why",
    .usage =
        "usage: kring search --people FILE --for ID [OPTION…]\n"
        "\n"
        "Ranks the alumni of a people file for one student, best first, each with a score\n"
        "that adds up and a reason for each part.\n"
        "\n"
        "  --people FILE    CSV or JSON Lines, - for standard input (see seeds/demo/README.md)\n"
        "  --for ID         the student's external id\n"
        "  --limit N        how many, 1 to 200; default: 10\n"
        "  --weights W      field=40,career=30,language=15,place=15; default: the policy's\n"
        "  --filter F       only who keeps to it; may be given again: all kinds must hold, one\n"
        "                   value of each is enough. KIND=CODE,CODE… with KIND field, occupation,\n"
        "                   industry, language (nl or nl:B2), place or country (one kind); also\n"
        "                   remote=yes, seats=any, minimum=35.00\n"
        "  --as-of DATE     the day recency is counted to, YYYY-MM-DD; default: today\n"
        "  --lang LANGUAGE  of the reasons: nl sv nb de fr en; default: en\n"
        "  --json           print JSON\n"
        "\n"
        "Exit status: 0; 1 rows were refused, or nobody was found; 2 usage; 3 a file failed.\n",
    .run = run,
};

/* ---- the reply */

struct ineligible_reply {
    const char *reason_code;
    int32_t count;
};

struct found_reply {
    const char *student_external_id;
    date as_of;
    int32_t alumni; /* in the file */
    const struct hit_reply *items;
    size_t items_count;
    const struct ineligible_reply *ineligible; /* told when nobody is found */
    size_t ineligible_count;
};

static const struct shape_field ineligible_fields[] = {
    SHAPE_FIELD_TEXT(struct ineligible_reply, reason_code, 0, 1, 40, "why not"),
    SHAPE_FIELD_INT(struct ineligible_reply, count, 0, 0, INT32_MAX, "of how many"),
};
static const struct shape ineligible_shape = {"Ineligible", sizeof(struct ineligible_reply),
                                              ineligible_fields, SHAPE_COUNT(ineligible_fields)};

static const struct shape_field found_fields[] = {
    SHAPE_FIELD_TEXT(struct found_reply, student_external_id, 0, 1, 100, "for whom"),
    SHAPE_FIELD_DATE(struct found_reply, as_of, 0, "the day recency is counted to"),
    SHAPE_FIELD_INT(struct found_reply, alumni, 0, 0, INT32_MAX, "alumni in the file"),
    SHAPE_FIELD_LIST(struct found_reply, items, SHAPE_NULL_OUT, &hit_reply_shape, SEARCH_LIMIT_MAX,
                     "best first"),
    SHAPE_FIELD_LIST(struct found_reply, ineligible, 0, &ineligible_shape, INELIGIBILITY_COUNT,
                     "why nobody was found: the first reason of each alumnus"),
};
static const struct shape found_shape = {"Found", sizeof(struct found_reply), found_fields,
                                         SHAPE_COUNT(found_fields)};

static void print_person(const char *external_id, const char *separator, const char *name)
{
    options_print(stdout, external_id);
    if (name == NULL)
        return;
    fputs(separator, stdout);
    options_print(stdout, name);
}

static void print_nobody(const struct found_reply *found)
{
    puts(found->alumni == 0 ? "\nNobody in the file is an alumnus."
                            : "\nNobody is eligible, by the first reason of each:");
    for (size_t i = 0; i < found->ineligible_count; i++)
        printf("%8" PRId32 "  %s\n", found->ineligible[i].count, found->ineligible[i].reason_code);
}

static void print_found(const struct found_reply *found, const struct person *student)
{
    char as_of[DATE_TEXT_SIZE];
    date_format(found->as_of, as_of);
    printf("%zu of %" PRId32 " alumni for ", found->items_count, found->alumni);
    print_person(student->external_id, " ", student->name);
    printf(", as of %s\n", as_of);
    for (size_t i = 0; i < found->items_count; i++) {
        const struct hit_reply *hit = &found->items[i];
        char score[SCORE_TEXT_SIZE];
        hits_format_score(hit->score_bp, score);
        printf("\n%3" PRId32 ". %6s  ", hit->rank, score);
        print_person(hit->external_id, "  ", hit->name);
        putchar('\n');
        people_command_print_parts(hit);
    }
    if (found->items_count == 0)
        print_nobody(found);
}

/* ---- the search */

struct job {
    const struct people_command *command;
    const struct person *student;
    struct wish wish;
    struct filter filter;
    size_t limit;
};

static enum status explain_hit(const struct job *job, const struct person *alumnus, size_t index,
                               struct hit_reply *ret_hit)
{
    const struct people_command *command = job->command;
    struct explanation explanation;
    enum status status = score_explain(&command->seeds->scorer, &job->wish, job->student, alumnus,
                                       command->audience, command->arena, &explanation);
    if (status != STATUS_OK)
        return status;
    return hit_reply_of(&explanation, alumnus, (int32_t)index + 1, command->arena, ret_hit);
}

static enum status explain_hits(const struct job *job, const struct roster *roster,
                                const struct search_hit *hits, size_t count,
                                struct found_reply *found)
{
    struct hit_reply *items = arena_array(job->command->arena, count, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++) {
        enum status status = explain_hit(job, roster_person(roster, hits[i].index), i, &items[i]);
        if (status != STATUS_OK)
            return status;
    }
    found->items = items;
    found->items_count = count;
    return STATUS_OK;
}

/* Counts why each alumnus is left out, when all are. */
static enum status count_ineligible(const struct job *job, const struct roster *roster,
                                    struct found_reply *found)
{
    int32_t counts[INELIGIBILITY_COUNT] = {0};
    for (uint32_t i = 0; i < roster_count(roster); i++)
        counts[eligibility(&job->command->seeds->taxonomies, job->student, roster_person(roster, i),
                           &job->filter)]++;
    struct ineligible_reply *items =
        arena_array(job->command->arena, INELIGIBILITY_COUNT, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    for (enum ineligibility why = 0; why < INELIGIBILITY_COUNT; why++)
        if (counts[why] > 0)
            items[found->ineligible_count++] = (struct ineligible_reply){
                why == INELIGIBLE_NONE ? "below_minimum" : ineligibility_word(why), counts[why]};
    found->ineligible = items;
    return STATUS_OK;
}

static enum status search_roster(const struct job *job, const struct roster *roster,
                                 struct found_reply *found)
{
    struct search_hit hits[SEARCH_LIMIT_MAX];
    size_t count = 0;
    const struct search search = {&job->wish, job->student, &job->filter, job->limit};
    enum status status = search_scan(&job->command->seeds->scorer, roster, &search, hits, &count);
    if (status != STATUS_OK)
        return status;
    found->student_external_id = job->student->external_id;
    found->as_of = job->command->as_of;
    found->alumni = (int32_t)roster_count(roster);
    return count == 0 ? count_ineligible(job, roster, found)
                      : explain_hits(job, roster, hits, count, found);
}

static enum status make_roster(const struct people_command *command, struct roster **ret_roster)
{
    const struct people *people = command->people;
    const struct person **pointers = reallocarray(NULL, people->count + 1, sizeof *pointers);
    if (pointers == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < people->count; i++)
        pointers[i] = &people->items[i];
    enum status status =
        roster_new(&command->seeds->scorer, pointers, people->count, command->as_of, ret_roster);
    free(pointers);
    return status;
}

static int search(const struct job *job, bool json)
{
    struct roster *roster = NULL;
    struct found_reply found = {0};
    enum status status = make_roster(job->command, &roster);
    if (status == STATUS_OK)
        status = search_roster(job, roster, &found);
    roster_free(roster);
    if (status != STATUS_OK) {
        fprintf(stderr, "kring search: %s\n", status_summary(status));
        return EXIT_CODE_FAILED;
    }
    if (!json)
        print_found(&found, job->student);
    else if (people_command_print_json(&found_shape, &found) != EXIT_CODE_OK)
        return EXIT_CODE_FAILED;
    return found.items_count == 0 ? EXIT_CODE_FAULTS : EXIT_CODE_OK;
}

static int read_filters(struct people_command *command, const struct option_texts *filters,
                        struct filter *filter)
{
    struct faults faults = faults_in(command->arena);
    for (size_t i = 0; i < filters->count; i++)
        (void)!filter_parse(&command->seeds->taxonomies, filters->items[i], "--filter", &faults,
                            filter);
    options_tell_faults(&faults, NULL, SHOWN_FAULTS_MAX);
    return faults.total == 0 ? EXIT_CODE_OK : EXIT_CODE_USAGE;
}

static int search_for(struct people_command *command, const char *id,
                      const struct option_texts *filters, int64_t limit, bool json)
{
    struct job job = {.command = command, .limit = (size_t)limit};
    int code = read_filters(command, filters, &job.filter);
    if (code != EXIT_CODE_OK)
        return code;
    job.student = people_command_student(command, id);
    if (job.student == NULL)
        return EXIT_CODE_FAULTS;
    job.wish =
        wish_of_person(&command->seeds->scorer, job.student, command->weights, command->as_of);
    return search(&job, json);
}

static int run(int argc, char **argv)
{
    struct people_options options = {0};
    struct option_texts filters = {0};
    const char *id = NULL;
    int64_t limit = 10;
    const struct option_row rows[] = {
        {"people", OPTION_TEXT, &options.people, 0, 0},
        {"for", OPTION_TEXT, &id, 0, 0},
        {"limit", OPTION_INT, &limit, 1, (int64_t)SEARCH_LIMIT_MAX},
        {"weights", OPTION_TEXT, &options.weights, 0, 0},
        {"filter", OPTION_TEXTS, &filters, 0, 0},
        {"as-of", OPTION_TEXT, &options.as_of, 0, 0},
        {"lang", OPTION_TEXT, &options.language, 0, 0},
        {"json", OPTION_FLAG, &options.json, 0, 0},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("search", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse("search", "\"%s\" is no option", argv[1]);
    if (id == NULL)
        return options_refuse("search", "--for ID is missing");
    struct people_command command;
    int code = people_command_open("search", &options, &command);
    if (code == EXIT_CODE_OK)
        code = search_for(&command, id, &filters, limit, options.json);
    return people_command_close(&command, code);
}
