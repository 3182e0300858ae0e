/* Any bytes as a people file, fed in pieces whose size the first byte chooses: no crash, and a
 * row is either given or refused. */
#include "api/wire/people.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum status count_row(void *context, size_t line, struct person *person)
{
    (void)line;
    assert(person->external_id != NULL);
    ++*(size_t *)context;
    return STATUS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t piece = data[0] == 0 ? size : data[0];
    const char *bytes = (const char *)data + 1;
    size--;
    struct arena *arena = NULL;
    struct people_parser *parser = NULL;
    size_t given = 0;
    if (arena_new(0, &arena) != STATUS_OK)
        return 0;
    struct faults faults = faults_in(arena);
    enum status status = people_parser_new(count_row, &given, &faults, &parser);
    while (status == STATUS_OK && size > 0) {
        size_t now = size < piece ? size : piece;
        status = people_parser_feed(parser, bytes, now);
        bytes += now;
        size -= now;
    }
    if (status == STATUS_OK)
        status = people_parser_finish(parser);
    if (parser != NULL) {
        assert(status != STATUS_OK ||
               given + people_parser_refused(parser) == people_parser_rows(parser));
        assert(status == STATUS_OK || faults.total > 0 || status == STATUS_MEMORY);
    }
    people_parser_free(parser);
    arena_free(arena);
    return 0;
}
