#include "api/command.h"
#include "api/files/files_demo.h"
#include "api/files/files_seeds.h"
#include "api/options.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdio.h>

static int run(int argc, char **argv);

const struct command command_demo = {
    .name = "demo",
    .summary = "make up a people file, as large as you like",
    .usage = "usage: kring demo --out FILE.csv [OPTION…]\n"
             "\n"
             "Makes up people as real ones are: countries and cities by population, languages by\n"
             "country, careers that follow from fields, words in six languages as forms have\n"
             "them. All of it is invented: ids start with demo-, addresses end in example.org.\n"
             "The same seed gives the same bytes.\n"
             "\n"
             "  --alumni N    how many, at most 1000000; default: 400\n"
             "  --students N  how many, at most 1000000; default: 100\n"
             "  --seed K      a whole number; default: 1\n"
             "  --codes       codes instead of words\n"
             "  --out FILE    - for standard output\n"
             "\n"
             "Exit status: 0; 2 usage; 3 a file failed.\n",
    .run = run,
};

static enum status write_demo(const struct demo_request *request, const char *out,
                              struct arena *arena, struct faults *faults)
{
    const char *folder = NULL;
    struct seeds *seeds = NULL;
    struct demo *demo = NULL;
    enum status status = seeds_folder(arena, faults, &folder);
    if (status == STATUS_OK)
        status = seeds_load(folder, faults, &seeds);
    if (status == STATUS_OK)
        status = files_demo_load(folder, &seeds->taxonomies, faults, &demo);
    if (status == STATUS_OK)
        status = files_demo_write(demo, request, out, faults);
    files_demo_free(demo);
    seeds_free(seeds);
    return status;
}

static int demo(const struct demo_request *request, const char *out)
{
    struct arena *arena = NULL;
    enum status status = arena_new(0, &arena);
    struct faults faults = faults_in(arena);
    if (status == STATUS_OK)
        status = write_demo(request, out, arena, &faults);
    options_tell_faults(&faults, NULL, 20);
    if (status != STATUS_OK && faults.total == 0)
        fprintf(stderr, "kring demo: %s\n", status_summary(status));
    arena_free(arena);
    return status == STATUS_OK ? EXIT_CODE_OK : EXIT_CODE_FAILED;
}

static int run(int argc, char **argv)
{
    int64_t alumni = 400, students = 100, seed = 1;
    bool codes = false;
    const char *out = NULL;
    const struct option_row rows[] = {
        {"alumni", OPTION_INT, &alumni, 0, DEMO_PEOPLE_MAX},
        {"students", OPTION_INT, &students, 0, DEMO_PEOPLE_MAX},
        {"seed", OPTION_INT, &seed, 0, INT64_MAX},
        {"codes", OPTION_FLAG, &codes, 0, 0},
        {"out", OPTION_TEXT, &out, 0, 0},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("demo", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse("demo", "\"%s\" is no option", argv[1]);
    if (out == NULL)
        return options_refuse("demo", "--out FILE is missing");
    const struct demo_request request = {(uint64_t)alumni, (uint64_t)students, (uint64_t)seed,
                                         codes};
    return demo(&request, out);
}
