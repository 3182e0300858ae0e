/* Any bytes as a person in JSON: no crash; what is taken, written and taken again is the same. */
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/person.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_round(struct arena *arena, const struct person *person)
{
    struct faults faults = faults_in(arena);
    struct text first = {0};
    struct text second = {0};
    struct person again = {0};
    shape_to_json(&person_shape, person, 0, &first);
    enum status status = shape_from_json(&person_shape, DECODE_STORED, first.bytes, first.size,
                                         arena, &faults, &again);
    assert(status == STATUS_OK);
    shape_to_json(&person_shape, &again, 0, &second);
    assert(first.size == second.size && memcmp(first.bytes, second.bytes, first.size) == 0);
    text_free(&first);
    text_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = NULL;
    if (arena_new(0, &arena) != STATUS_OK)
        return 0;
    struct faults faults = faults_in(arena);
    struct person person = {0};
    enum status status = shape_from_json(&person_shape, DECODE_CREATE, (const char *)data, size,
                                         arena, &faults, &person);
    if (status == STATUS_OK)
        check_round(arena, &person);
    else
        assert(faults.total > 0);
    arena_free(arena);
    return 0;
}
