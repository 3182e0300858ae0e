/* Any bytes as a problem text: no crash, faults where it is refused, and what is accepted is
 * written, read again and written to the same bytes; its rules settle within the seats. */
#include "api/wire/problem_text.h"
#include "matcher/settle.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_settled(const struct problem *problem, struct arena *arena)
{
    struct settled settled;
    if (settle(problem, arena, &settled) != STATUS_OK)
        return;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        assert(settled.seats[j] <= problem->seats[j]);
    for (uint32_t i = 0; i < problem->student_count; i++)
        assert(settled.mentor_of[i] == NOBODY ||
               (settled.mentor_of[i] < problem->mentor_count && settled.conflict_count == 0));
}

static void check_read(const struct problem *problem, struct arena *arena)
{
    struct text once = {0}, twice = {0};
    struct faults faults = faults_in(arena);
    struct problem *again = NULL;
    problem_write(problem, &once);
    enum status status = problem_text_read(once.bytes, once.size, arena, &faults, &again);
    assert(status == STATUS_OK);
    problem_write(again, &twice);
    assert(once.size == twice.size && memcmp(once.bytes, twice.bytes, once.size) == 0);
    struct digest digest = digest_of(once.bytes, once.size);
    assert(memcmp(&digest, &problem->hash, sizeof digest) == 0);
    assert(memcmp(&again->hash, &problem->hash, sizeof digest) == 0);
    text_free(&once);
    text_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = NULL;
    struct problem *problem = NULL;
    if (arena_new(0, &arena) != STATUS_OK)
        return 0;
    struct faults faults = faults_in(arena);
    enum status status = problem_text_read((const char *)data, size, arena, &faults, &problem);
    assert((status == STATUS_OK) == (problem != NULL));
    assert((status == STATUS_OK) == (faults.total == 0));
    if (status == STATUS_OK) {
        check_read(problem, arena);
        check_settled(problem, arena);
    }
    arena_free(arena);
    return 0;
}
