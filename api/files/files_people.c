#include "api/files/files_people.h"

#include "api/files/files_read.h"
#include "api/wire/people.h"
#include "api/wire/people_read.h"
#include "api/wire/shape_copy.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdlib.h>
#include <string.h>

struct loading {
    struct people *people;
    size_t *lines; /* element i: the line of people->items[i] */
    size_t capacity;
    const struct taxonomies *taxonomies;
    unsigned schemes; /* in which there are texts to read */
};

static enum status grow(struct loading *loading)
{
    size_t capacity = loading->capacity == 0 ? 1024 : loading->capacity * 2;
    struct person *items = reallocarray(loading->people->items, capacity, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    loading->people->items = items;
    size_t *lines = reallocarray(loading->lines, capacity, sizeof *lines);
    if (lines == NULL)
        return STATUS_MEMORY;
    loading->lines = lines;
    loading->capacity = capacity;
    return STATUS_OK;
}

static enum status keep_row(void *context, size_t line, struct person *person)
{
    struct loading *loading = context;
    struct people *people = loading->people;
    if (people->count == loading->capacity && grow(loading) != STATUS_OK)
        return STATUS_MEMORY;
    struct person *copy = &people->items[people->count];
    enum status status = shape_copy(&person_shape, person, people->arena, copy);
    if (status != STATUS_OK)
        return status;
    loading->lines[people->count++] = line;
    loading->schemes |= people_read_schemes(loading->taxonomies, copy);
    return STATUS_OK;
}

static enum status feed(void *context, const char *bytes, size_t size)
{
    return people_parser_feed(context, bytes, size);
}

static enum status parse(const char *path, struct loading *loading, struct faults *faults)
{
    struct people_parser *parser = NULL;
    enum status status = people_parser_new(keep_row, loading, faults, &parser);
    if (status == STATUS_OK)
        status = files_stream(path, PEOPLE_FILE_SIZE_MAX, feed, parser, faults);
    if (status == STATUS_OK)
        status = people_parser_finish(parser);
    if (parser != NULL) {
        loading->people->rows = people_parser_rows(parser);
        loading->people->refused = people_parser_refused(parser);
    }
    people_parser_free(parser);
    return status;
}

/* Reads everyone's texts; who gave a code that there is not is dropped. */
static enum status read_all(const struct seeds *seeds, struct loading *loading,
                            struct faults *faults)
{
    struct people_read *read = NULL;
    enum status status = people_read_new(&seeds->taxonomies, seeds->reader, &read);
    struct people *people = loading->people;
    size_t kept = 0;
    for (size_t i = 0; i < people->count && status == STATUS_OK; i++) {
        status = people_read_person(read, loading->lines[i], faults, &people->items[i]);
        if (status == STATUS_OK)
            people->items[kept++] = people->items[i];
        else if (status == STATUS_INVALID)
            status = STATUS_OK;
    }
    people->refused += people->count - kept;
    people->count = kept;
    people_read_free(read);
    return status;
}

static enum status load(const char *path, struct seeds *seeds, const char *folder,
                        const char *data_folder, struct faults *faults, struct loading *loading)
{
    enum status status = arena_new(0, &loading->people->arena);
    if (status == STATUS_OK)
        status = parse(path, loading, faults);
    if (status == STATUS_OK && loading->schemes != 0) {
        status = seeds_load_reader(seeds, folder, data_folder, loading->schemes, SCHEME_ISCO, NULL,
                                   0, faults);
        status = status == STATUS_INVALID ? STATUS_IO : status; /* not the people's fault */
    }
    return status == STATUS_OK ? read_all(seeds, loading, faults) : status;
}

enum status files_people_load(const char *path, struct seeds *seeds, const char *folder,
                              const char *data_folder, struct faults *faults,
                              struct people **ret_people)
{
    struct loading loading = {.people = calloc(1, sizeof *loading.people),
                              .taxonomies = &seeds->taxonomies};
    if (loading.people == NULL)
        return STATUS_MEMORY;
    enum status status = load(path, seeds, folder, data_folder, faults, &loading);
    free(loading.lines);
    if (status != STATUS_OK) {
        files_people_free(loading.people);
        return status;
    }
    *ret_people = loading.people;
    return STATUS_OK;
}

void files_people_free(struct people *people)
{
    if (people == NULL)
        return;
    arena_free(people->arena);
    free(people->items);
    free(people);
}

const struct person *files_people_find(const struct people *people, const char *external_id)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(people->items[i].external_id, external_id) == 0)
            return &people->items[i];
    return NULL;
}
