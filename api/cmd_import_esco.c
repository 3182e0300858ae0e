#include "api/command.h"
#include "api/files/files_esco.h"
#include "api/files/files_seeds.h"
#include "api/options.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdio.h>

static int run(int argc, char **argv);

const struct command command_import_esco = {
    .name = "import esco",
    .summary = "read with the labels of ESCO from now on",
    .usage =
        "usage: kring import esco DIR\n"
        "\n"
        "Reads ESCO's own CSV download in DIR: every occupations_xx.csv, ISCOGroups_xx.csv and\n"
        "skillGroups_xx.csv (of which the fields of education) with xx one of nl sv nb nn no da\n"
        "de fr en, and writes its labels to KRING_DATA/labels/, where the reader finds them.\n"
        "Importing again replaces them.\n"
        "\n"
        "Exit status: 0; 1 rows were refused, the others are in; 2 usage; 3 a file failed.\n",
    .run = run,
};

static enum status import_folder(const char *folder, struct arena *arena, struct faults *faults,
                                 struct esco_report *ret_report)
{
    const char *seeds_path = NULL, *data = NULL;
    struct seeds *seeds = NULL;
    enum status status = seeds_folder(arena, faults, &seeds_path);
    if (status == STATUS_OK)
        status = seeds_data_folder(arena, faults, &data);
    if (status == STATUS_OK)
        status = seeds_load(seeds_path, faults, &seeds);
    if (status == STATUS_OK)
        status = files_esco_import(folder, data, &seeds->taxonomies, arena, faults, ret_report);
    seeds_free(seeds);
    return status;
}

static void print_report(const struct esco_report *report)
{
    for (size_t i = 0; i < report->passed_over_count; i++)
        printf("passed over, Kring does not read its language: %s\n", report->passed_over[i]);
    printf("%zu files: %zu labels of occupations, %zu of fields\n", report->files,
           report->labels[SCHEME_ISCO], report->labels[SCHEME_ISCED]);
}

static int import_esco(const char *folder)
{
    struct arena *arena = NULL;
    struct esco_report report = {0};
    enum status status = arena_new(0, &arena);
    struct faults faults = faults_in(arena);
    if (status == STATUS_OK)
        status = import_folder(folder, arena, &faults, &report);
    options_tell_faults(&faults, NULL, 20);
    if (status != STATUS_OK && faults.total == 0)
        fprintf(stderr, "kring import esco: %s\n", status_summary(status));
    if (report.files > 0)
        print_report(&report);
    arena_free(arena);
    if (status == STATUS_OK)
        return EXIT_CODE_OK;
    return report.files > 0 ? EXIT_CODE_FAULTS : EXIT_CODE_FAILED;
}

static int run(int argc, char **argv)
{
    const struct option_row rows[] = {{NULL, OPTION_FLAG, NULL, 0, 0}};
    int count = 0;
    if (!options_parse("import esco", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count != 1)
        return options_refuse("import esco", "one folder is needed, %d given", count);
    return import_esco(argv[1]);
}
