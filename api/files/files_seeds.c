#include "api/files/files_seeds.h"

#include "api/files/files_read.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- which file feeds what; how to add one: a row */

/* Concepts, parents before children. */
static const struct seed_concepts {
    enum scheme scheme;
    const char *file;
} seed_concepts[] = {
    {SCHEME_ISCED, "taxonomies/isced.tsv"},     {SCHEME_ISCO, "taxonomies/isco.tsv"},
    {SCHEME_NACE, "taxonomies/nace.tsv"},       {SCHEME_LANGUAGE, "taxonomies/languages.tsv"},
    {SCHEME_PLACE, "taxonomies/countries.tsv"}, {SCHEME_PLACE, "taxonomies/regions.tsv"},
    {SCHEME_PLACE, "taxonomies/places.tsv"},
};

/* Labels that are shown, and read as well. */
#define PLACE_NAMES "taxonomies/place-names.tsv"

/* What the reader knows beside the labels of the concepts; a file that is not there is passed
 * over only in the folder of data. */
static const struct seed_aliases {
    enum scheme scheme;
    bool own;
    const char *file;
} seed_aliases[] = {
    {SCHEME_ISCED, true, "rules/programmes.tsv"},
    {SCHEME_ISCO, true, "rules/titles.tsv"},
    {SCHEME_NACE, true, "rules/industries.tsv"},
    {SCHEME_LANGUAGE, true, "rules/language-aliases.tsv"},
    {SCHEME_PLACE, true, "rules/place-aliases.tsv"},
    {SCHEME_PLACE, true, PLACE_NAMES},
};

#define SEED_RULES    "rules/patterns.tsv"
#define SEED_NOTHINGS "rules/nothing.tsv"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- folders */

/* The folder at setting, else the first of candidates beside the binary that is a folder. */
static enum status beside_binary(const char *setting, const char *const *candidates,
                                 struct arena *arena, struct faults *faults,
                                 const char **ret_folder)
{
    const char *given = getenv(setting);
    if (given != NULL && given[0] != '\0') {
        size_t size = strlen(given);
        while (size > 1 && given[size - 1] == '/')
            size--;
        *ret_folder = arena_copy(arena, given, size);
        return *ret_folder == NULL ? STATUS_MEMORY : STATUS_OK;
    }
    char binary[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", binary, sizeof binary - 1);
    binary[size > 0 ? size : 0] = '\0';
    char *slash = strrchr(binary, '/');
    if (slash != NULL)
        *slash = '\0';
    for (size_t i = 0; candidates[i] != NULL; i++) {
        const char *folder = arena_printf(arena, "%s/%s", binary, candidates[i]);
        if (folder == NULL)
            return STATUS_MEMORY;
        if (candidates[i + 1] != NULL && !files_is_folder(folder))
            continue;
        *ret_folder = folder;
        return STATUS_OK;
    }
    (void)fault_add(faults, 0, setting, "not_found", "set %s to the folder", setting);
    return STATUS_NOT_FOUND;
}

enum status seeds_folder(struct arena *arena, struct faults *faults, const char **ret_folder)
{
    static const char *const candidates[] = {"../seeds", "../share/kring/seeds", NULL};
    const char *folder = NULL;
    enum status status = beside_binary("KRING_SEEDS", candidates, arena, faults, &folder);
    if (status != STATUS_OK)
        return status;
    if (!files_is_folder(folder)) {
        (void)fault_add(faults, 0, "KRING_SEEDS", "not_found",
                        "there is no folder %s: set KRING_SEEDS to the folder seeds of Kring",
                        folder);
        return STATUS_NOT_FOUND;
    }
    *ret_folder = folder;
    return STATUS_OK;
}

enum status seeds_data_folder(struct arena *arena, struct faults *faults, const char **ret_folder)
{
    static const char *const candidates[] = {"../var", NULL};
    return beside_binary("KRING_DATA", candidates, arena, faults, ret_folder);
}

/* ---- one file at a time, its faults told with the file's name */

struct loading {
    const char *folder;
    struct faults *faults;
};

typedef enum status seed_adder(void *context, const char *bytes, size_t size,
                               struct faults *faults);

static void name_faults(const struct faults *found, const char *path, struct faults *faults)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct fault *fault = &found->items[i];
        bool column = fault->where != NULL && fault->where[0] != '\0';
        (void)fault_add(faults, fault->line, path, fault->code, "%s%s%s",
                        column ? fault->where : "", column ? ": " : "", fault->detail);
    }
}

static enum status add_bytes(const char *path, const char *bytes, size_t size, seed_adder *add,
                             void *context, struct faults *faults)
{
    struct arena *arena = NULL;
    enum status status = arena_new(0, &arena);
    if (status != STATUS_OK)
        return status;
    struct faults found = faults_in(arena);
    status = add(context, bytes, size, &found);
    name_faults(&found, path, faults);
    arena_free(arena);
    return status;
}

static enum status add_path(const char *path, seed_adder *add, void *context, struct faults *faults)
{
    char *bytes = NULL;
    size_t size = 0;
    enum status status = files_read(path, FILES_SEED_SIZE_MAX, faults, &bytes, &size);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_IO : status;
    status = add_bytes(path, bytes, size, add, context, faults);
    free(bytes);
    return status;
}

static enum status add_file(const struct loading *loading, const char *file, seed_adder *add,
                            void *context)
{
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", loading->folder, file) >= (int)sizeof path)
        return STATUS_TOO_LARGE;
    return add_path(path, add, context, loading->faults);
}

/* ---- taxonomies and policy */

static enum status add_concepts(void *context, const char *bytes, size_t size,
                                struct faults *faults)
{
    return taxonomy_add(context, bytes, size, faults);
}

static enum status add_labels(void *context, const char *bytes, size_t size, struct faults *faults)
{
    return taxonomy_add_labels(context, bytes, size, faults);
}

static enum status load_taxonomies(const struct loading *loading, struct taxonomies *taxonomies)
{
    for (enum scheme scheme = 0; scheme < SCHEME_COUNT; scheme++) {
        enum status status = taxonomy_new(scheme, &taxonomies->of[scheme]);
        if (status != STATUS_OK)
            return status;
    }
    for (size_t i = 0; i < COUNT(seed_concepts); i++) {
        enum status status = add_file(loading, seed_concepts[i].file, add_concepts,
                                      taxonomies->of[seed_concepts[i].scheme]);
        if (status != STATUS_OK)
            return status;
    }
    return add_file(loading, PLACE_NAMES, add_labels, taxonomies->of[SCHEME_PLACE]);
}

struct policy_target {
    struct policy *policy;
    enum policy_table table;
};

static enum status add_policy(void *context, const char *bytes, size_t size, struct faults *faults)
{
    const struct policy_target *target = context;
    return policy_add(target->policy, target->table, bytes, size, faults);
}

static enum status load_policy(const struct loading *loading, struct seeds *seeds)
{
    enum status status = policy_new(&seeds->taxonomies, &seeds->policy);
    for (enum policy_table table = 0; table < POLICY_TABLE_COUNT && status == STATUS_OK; table++) {
        char file[128];
        (void)snprintf(file, sizeof file, "taxonomies/%s", policy_table_file(table));
        struct policy_target target = {seeds->policy, table};
        status = add_file(loading, file, add_policy, &target);
    }
    return status == STATUS_OK ? policy_finish(seeds->policy, loading->faults) : status;
}

enum status seeds_load(const char *folder, struct faults *faults, struct seeds **ret_seeds)
{
    struct seeds *seeds = calloc(1, sizeof *seeds);
    if (seeds == NULL)
        return STATUS_MEMORY;
    struct loading loading = {folder, faults};
    enum status status = load_taxonomies(&loading, &seeds->taxonomies);
    if (status == STATUS_OK)
        status = load_policy(&loading, seeds);
    if (status != STATUS_OK) {
        seeds_free(seeds);
        return status;
    }
    seeds->scorer = (struct scorer){&seeds->taxonomies, seeds->policy};
    *ret_seeds = seeds;
    return STATUS_OK;
}

void seeds_free(struct seeds *seeds)
{
    if (seeds == NULL)
        return;
    reader_free(seeds->reader);
    policy_free(seeds->policy);
    for (enum scheme scheme = 0; scheme < SCHEME_COUNT; scheme++)
        taxonomy_free(seeds->taxonomies.of[scheme]);
    free(seeds);
}

/* ---- the reader */

struct label_target {
    struct reader *reader;
    enum scheme scheme;
    bool own;
};

static enum status add_reader_labels(void *context, const char *bytes, size_t size,
                                     struct faults *faults)
{
    const struct label_target *target = context;
    return reader_add_labels(target->reader, target->scheme, target->own, bytes, size, faults);
}

static enum status add_reader_rules(void *context, const char *bytes, size_t size,
                                    struct faults *faults)
{
    return reader_add_rules(context, bytes, size, faults);
}

static enum status add_reader_nothings(void *context, const char *bytes, size_t size,
                                       struct faults *faults)
{
    return reader_add_nothings(context, bytes, size, faults);
}

static enum status load_aliases(const struct loading *loading, struct reader *reader,
                                unsigned schemes)
{
    for (size_t i = 0; i < COUNT(seed_aliases); i++) {
        const struct seed_aliases *row = &seed_aliases[i];
        if ((schemes & 1u << row->scheme) == 0)
            continue;
        struct label_target target = {reader, row->scheme, row->own};
        enum status status = add_file(loading, row->file, add_reader_labels, &target);
        if (status != STATUS_OK)
            return status;
    }
    enum status status = add_file(loading, SEED_NOTHINGS, add_reader_nothings, reader);
    return status == STATUS_OK ? add_file(loading, SEED_RULES, add_reader_rules, reader) : status;
}

static enum status load_imported(const char *data_folder, struct reader *reader, unsigned schemes,
                                 struct faults *faults)
{
    for (enum scheme scheme = 0; scheme < SCHEME_COUNT && data_folder != NULL; scheme++) {
        char path[PATH_MAX];
        int size =
            snprintf(path, sizeof path, "%s/labels/%s.tsv", data_folder, scheme_word(scheme));
        if ((schemes & 1u << scheme) == 0 || size >= (int)sizeof path || access(path, F_OK) != 0)
            continue;
        struct label_target target = {reader, scheme, false};
        enum status status = add_path(path, add_reader_labels, &target, faults);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status load_reader(const struct loading *loading, const char *data_folder,
                               unsigned schemes, struct reader *reader)
{
    enum status status = load_aliases(loading, reader, schemes);
    return status == STATUS_OK ? load_imported(data_folder, reader, schemes, loading->faults)
                               : status;
}

enum status seeds_load_reader(struct seeds *seeds, const char *folder, const char *data_folder,
                              unsigned schemes, enum scheme labels_scheme,
                              const char *const *label_files, size_t label_file_count,
                              struct faults *faults)
{
    struct reader *reader = NULL;
    enum status status = reader_new(&seeds->taxonomies, &reader);
    if (status != STATUS_OK)
        return status;
    struct loading loading = {folder, faults};
    status = load_reader(&loading, data_folder, schemes, reader);
    struct label_target target = {reader, labels_scheme, false};
    for (size_t i = 0; i < label_file_count && status == STATUS_OK; i++)
        status = add_path(label_files[i], add_reader_labels, &target, faults);
    if (status == STATUS_OK)
        status = reader_finish(reader);
    if (status != STATUS_OK) {
        reader_free(reader);
        return status;
    }
    reader_free(seeds->reader);
    seeds->reader = reader;
    return STATUS_OK;
}
